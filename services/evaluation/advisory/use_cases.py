"""What is done on a case by its advisory team: load, decide, keep, announce; each one transaction. Reviews and report: `reviewing`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.identity import Principal
from kit.refusal import Forbidden, NotFound, Refusal, Stale
from kit.work import Unit
from law.advisory import samples_asked
from programme.roles import MAY
from services.evaluation.advisory import announcements, refusals, report_rules, rules, store
from services.evaluation.advisory.advisory import Advisory, LabTestResult, Picture
from services.evaluation.advisory.commands import (
    AsideCommand,
    AssignmentCommand,
    LabTestCommand,
    SampleCommand,
    VisitCommand,
)
from services.evaluation.advisory.lifecycle import State
from services.evaluation.advisory.review_lifecycle import Verb as ReviewVerb
from services.evaluation.advisory_teams import refusals as team_refusals
from services.evaluation.advisory_teams import rules as team_rules
from services.evaluation.advisory_teams import store as team_store
from services.evaluation.advisory_teams.team import StoredFile, Team
from services.evaluation.cases import access, legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Moved
from services.evaluation.councils import refusals as council_refusals
from services.evaluation.councils import use_cases as councils
from services.evaluation.councils.conflicts import conflicts_found
from services.evaluation.councils.found import Found
from services.evaluation.laboratory.result import LabResult
from services.recusals import use_cases as recusals
from services.recusals.case_recusals import CaseRecusals

ANSWER_DUE = "advisory-answer"


@dataclass(frozen=True)
class Concern:
    """What somebody has to do with a case's advisory work. `work`: None before it was given out."""

    case: Case
    team: Team
    work: Advisory | None
    leads: bool
    works: bool


async def concern_of(unit: Unit, case_id: str, by: Principal) -> Concern | None:
    """
    What a person on the office's side has to do with a case's advisory work; None where its office has no team at work and no
    work was given out. Raises NotFound to everybody else.
    """
    case = await case_store.seen_inside(unit, case_id, by)
    work = await store.works.find(unit, case_id)
    teams = await team_store.at_work(unit, case.office) if work is None else []
    mine = next((one for one in teams if one.heads(by.id, unit.today)), teams[0] if teams else None)
    team = await team_store.teams.get(unit, work.team_id) if work else mine
    if team is None:
        return None
    hindered = access.conflict_of(case, by) is not None
    leads = not hindered and await _leads(unit, case, team, by)
    filled = rules.adviser_for(work, team, by.id, unit.today) if work else None
    works = not hindered and filled is not None and team_rules.part_of(team, by, unit.today) is not None
    return Concern(case=case, team=team, work=work, leads=leads, works=works)


async def concern_seen_by(unit: Unit, case_id: str, by: Principal) -> tuple[Concern, Advisory]:
    """The same where work was given out; raises NotFound where none was."""
    concern = await concern_of(unit, case_id, by)
    if concern is None or concern.work is None:
        raise NotFound()
    return concern, concern.work


async def team_for(unit: Unit, case: Case, team_id: str | None, by: Principal) -> Team:
    """
    The team that may be given work on a case: the one named, else the one the caller leads, else the office's newest. Raises
    NoTeam, NotFound, PaperMissing.
    """
    teams = await team_store.at_work(unit, case.office)
    if not teams:
        raise team_refusals.NoTeam()
    if team_id:
        found = next((one for one in teams if one.id == team_id), None)
        if found is None:
            raise NotFound()
    else:
        found = next((one for one in teams if one.heads(by.id, unit.today)), teams[0])
    team_rules.require_paper(found)
    return found


async def assign_work(
    unit: Unit, case_id: str, command: AssignmentCommand, *, by: Principal, expected: int
) -> Advisory:
    """
    Gives out the work on a case, or gives it out anew; by the team's head. `expected`: the version of the work, 0 while there
    is none. Raises NotFound, Forbidden, InConflict, Stale, NoTeam, PaperMissing and what the rule raises.
    """
    case = await _case_to_act_on(unit, case_id, by)
    work = await store.works.find(unit, case_id)
    if (work.version if work else 0) != expected:
        raise Stale()
    team = await team_for(unit, case, command.team_id or (work.team_id if work else None), by)
    if not await _leads(unit, case, team, by):
        raise Forbidden()
    await team_store.teams.touch(unit, team)
    against = await speaks_against(unit, case, work, [one.person_id for one in command.advisers])
    after = rules.assigned(
        work,
        case,
        team,
        command,
        against=against,
        signs=await signs_of(unit, case, [one.person_id for one in command.advisers]),
        samples=samples_asked(legal.rulebook_of(case.dossier), case.dossier.product.set_no),
        by=by,
        on=unit.today,
        at=unit.now,
    )
    kept = await (store.works.keep(unit, after) if work else store.works.add(unit, after))
    await _open_to(unit, case, kept)
    announcements.assigned(unit, kept, work)
    return kept


async def speaks_against(unit: Unit, case: Case, work: Advisory | None, people: Sequence[str]) -> dict[str, Refusal]:
    """What keeps people from advising on a case, by their id: a conflict of interest, a seat on its council, having stood aside."""
    found: dict[str, Refusal] = {}
    for person, marks in (await councils.against(unit, case, dict.fromkeys(people, ""))).items():
        if conflict := next((one for one in marks if isinstance(one, council_refusals.SeatInConflict)), None):
            found[person] = refusals.InConflict(name=conflict.fields["name"], why=conflict.fields["why"])
    names = {one.person_id: one.name for one in (work.aside if work else ())}
    for person in people:
        if person in names:
            found[person] = refusals.InConflict(name=names[person], why=access.STOOD_ASIDE)
        elif person in case.seated and person not in found:
            found[person] = refusals.SitsOnCouncil(name=person)
    return found


async def signs_of(unit: Unit, case: Case, people: Sequence[str]) -> list[Found]:
    """The signs of a conflict of interest that the platform found in people, but those that are one for certain."""
    return [one for one in await conflicts_found(unit, case, people) if not one.is_certain]


async def stand_aside(unit: Unit, case_id: str, command: AsideCommand, *, by: Principal, expected: int) -> Advisory:
    """
    Has somebody who was given the work stand aside: themselves, or at the head's word. The dossier is closed to them from
    now on, at every office. Raises NotFound, Forbidden, NotAssigned, Stale.
    """
    case = await case_store.seen_inside(unit, case_id, by)
    work = await _at_version(unit, case_id, expected)
    team = await team_store.teams.get(unit, work.team_id)
    person_id = command.person_id or by.id
    filled = rules.adviser_for(work, team, person_id, unit.today)
    if person_id != by.id:
        await _require_lead(unit, case, team, by)
    if filled is None and not (team.heads(person_id, unit.today) and person_id == by.id):
        raise refusals.NotAssigned()
    name = next((one.name for one in team.serving(unit.today) if one.person_id == person_id), person_id)
    after = rules.stood_aside(work, team, person_id, name, command, by=by, on=unit.today, at=unit.now)
    kept = await store.works.keep(unit, after)
    await _open_to(unit, case, kept)
    if (mine := await store.own_review(unit, case_id, person_id)) and ReviewVerb.LAPSE in mine.may:
        await store.reviews.keep(unit, report_rules.review_lapsed(mine))
    aside = CaseRecusals(id=case.id, dossier_id=case.dossier.dossier_id, people=(person_id,))
    await recusals.note(unit, [aside])
    announcements.assigned(unit, kept, work)
    return kept


async def note_visit(unit: Unit, case_id: str, command: VisitCommand, *, by: Principal, expected: int) -> Advisory:
    """Notes a visit as it was held; photographs are added to it until it is complete."""
    case, work = await work_to_act_on(unit, case_id, by, expected)
    after = rules.visited(work, case, command, unit.new_id(), by=by, on=unit.today, at=unit.now)
    return await store.works.keep(unit, after)


async def add_picture(unit: Unit, case_id: str, visit_id: str, file: StoredFile, *, by: Principal) -> Advisory:
    """Adds a photograph to a visit. Raises what the rule raises."""
    _, work = await work_to_act_on(unit, case_id, by)
    visit = work.visit(visit_id)
    if visit is None:
        raise NotFound()
    picture = Picture(**file.model_dump(), id=unit.new_id(), added_on=unit.today)
    return await store.works.keep(unit, rules.pictured(work, visit, picture))


async def remove_picture(
    unit: Unit, case_id: str, visit_id: str, picture_id: str, *, by: Principal, expected: int
) -> Advisory:
    """Removes a photograph from a visit that is not complete."""
    _, work = await work_to_act_on(unit, case_id, by, expected)
    visit = work.visit(visit_id)
    if visit is None or picture_id not in [one.id for one in visit.pictures]:
        raise NotFound()
    return await store.works.keep(unit, rules.unpictured(work, visit, picture_id))


async def close_visit(unit: Unit, case_id: str, visit_id: str, *, by: Principal, expected: int) -> Advisory:
    """Completes a visit."""
    _, work = await work_to_act_on(unit, case_id, by, expected)
    visit = work.visit(visit_id)
    if visit is None:
        raise NotFound()
    kept = await store.works.keep(unit, rules.visit_closed(work, visit, by=by, at=unit.now))
    announcements.visited(unit, kept, next(one for one in kept.visits if one.id == visit_id))
    return kept


async def note_samples(unit: Unit, case_id: str, command: SampleCommand, *, by: Principal, expected: int) -> Advisory:
    """Notes samples received."""
    case, work = await work_to_act_on(unit, case_id, by, expected)
    kept = await store.works.keep(
        unit, rules.sampled(work, case, command, unit.new_id(), by=by, on=unit.today, at=unit.now)
    )
    announcements.sampled(unit, kept, kept.samples[-1])
    return kept


async def order_test(unit: Unit, case_id: str, command: LabTestCommand, *, by: Principal, expected: int) -> Advisory:
    """Orders a laboratory test; its result comes when the registry matched the laboratory's report."""
    case, work = await work_to_act_on(unit, case_id, by, expected)
    kept = await store.works.keep(
        unit, rules.test_ordered(work, case, command, unit.new_id(), by=by, on=unit.today, at=unit.now)
    )
    announcements.test_ordered(unit, kept, kept.tests[-1])
    return kept


async def note_result(unit: Unit, result: LabResult) -> None:
    """Notes a laboratory's result at the first test that waits for it; a result nobody ordered stays on the case's page alone."""
    found = LabTestResult(
        result_id=result.id,
        report_id=result.report_id,
        passed=result.passed,
        sampled_on=result.sampled_on,
        reported_on=result.reported_on,
    )
    for work in await store.of_product(unit, result.product_id):
        if test := rules.awaits(work, result.agency, found):
            await store.works.keep(unit, rules.with_result(work, test, found, at=unit.now))
            return


async def forget_result(unit: Unit, result: LabResult) -> None:
    """Has a test wait again whose result was matched to the wrong product."""
    for work in await store.of_product(unit, result.product_id):
        if any(one.result and one.result.result_id == result.id for one in work.tests):
            await store.works.keep(unit, rules.without_result(work, result.id))


async def follow_team(unit: Unit, team: Team) -> None:
    """Has a team's open work go on with who serves on it now."""
    for work in await store.open_of_team(unit, team.id):
        after = rules.peopled(rules.without_gone(work, team), team, unit.today)
        if after != work:
            case = await case_store.cases.get(unit, work.case_id)
            kept = await store.works.keep(unit, after)
            await _open_to(unit, case, kept)
            announcements.assigned(unit, kept, work)


async def require_no_work(unit: Unit, team: Team) -> None:
    """Raises StillAtWork while a team has open work."""
    if left := await store.open_of_team(unit, team.id):
        raise refusals.StillAtWork(count=len(left))


async def stop_work(unit: Unit, case: Case, note: str) -> None:
    """Ends the work on a case that the council concluded, or that left its office, without a report. The case is its ender's to keep."""
    work = await store.works.find(unit, case.id)
    if work is None or work.state is not State.WORKING:
        return
    for review in await store.of_case(unit, case.id):
        if ReviewVerb.LAPSE in review.may:
            await store.reviews.keep(unit, report_rules.review_lapsed(review))
    for question in work.questions:
        if question.is_open:
            unit.settle(ANSWER_DUE, f"{case.id}|{question.id}")
    ended = rules.stopped(work, note, at=unit.now).model_copy(update={"people": ()})
    announcements.assigned(unit, await store.works.keep(unit, ended), work)


async def follow_dossier(unit: Unit, dossier_id: str, now: Moved) -> None:
    """Has the work on a dossier's cases name the records it is of now."""
    for case in await case_store.of_dossier(unit, dossier_id):
        if work := await store.works.find(unit, case.id):
            producer = work.producer.model_copy(update={"id": now.producer.id, "name": now.producer.name})
            product = work.product.model_copy(update={"id": now.product.id})
            await store.works.keep(unit, work.model_copy(update={"producer": producer, "product": product}))


async def case_to_assign(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Team, Advisory | None]:
    """A case, the team and what it has of the work, for who gives it out. Raises as `assign_work`."""
    case = await _case_to_act_on(unit, case_id, by)
    rules.require_advisable(case)
    work = await store.works.find(unit, case_id)
    team = await team_for(unit, case, work.team_id if work else None, by)
    if not await _leads(unit, case, team, by):
        raise Forbidden()
    return case, team, work


async def work_to_act_on(
    unit: Unit, case_id: str, by: Principal, expected: int | None = None, *, lead: bool = False
) -> tuple[Case, Advisory]:
    """
    The work on a case for somebody who does it: who leads the team, or (unless `lead`) who was given it. Raises NotFound,
    InConflict, NotAssigned, Forbidden, Stale, OfficeEnded.
    """
    case = await _case_to_act_on(unit, case_id, by)
    work = await store.needed_for(unit, case_id)
    team = await team_store.teams.get(unit, work.team_id)
    leads = await _leads(unit, case, team, by)
    filled = rules.adviser_for(work, team, by.id, unit.today)
    works = filled is not None and team_rules.part_of(team, by, unit.today) is not None
    if lead and not leads:
        raise Forbidden()
    if not (leads or works):
        raise refusals.NotAssigned()
    if expected is not None and work.version != expected:  # said to none but those who may see it move
        raise Stale()
    return case, work


async def _case_to_act_on(unit: Unit, case_id: str, by: Principal) -> Case:
    case = await case_store.seen_by(unit, case_id, by)
    access.require_no_conflict(case, by)
    if not access.sees_all(case, by):
        raise NotFound()
    legal.require_office(case.office, unit.today)
    return case


async def _at_version(unit: Unit, case_id: str, expected: int) -> Advisory:
    work = await store.needed_for(unit, case_id)
    if work.version != expected:
        raise Stale()
    return work


async def _require_lead(unit: Unit, case: Case, team: Team, by: Principal) -> None:
    access.require_no_conflict(case, by)
    if not await _leads(unit, case, team, by):
        raise Forbidden()


async def _leads(unit: Unit, case: Case, team: Team, by: Principal) -> bool:
    """
    Whether a person leads the team's work on a case: its head, while they hold a role for it; where the head is in conflict
    or stands aside, who forms the office's councils, so that the case does not stand still.
    """
    if team.heads(by.id, unit.today):
        part = team_rules.part_of(team, by, unit.today)
        return part is not None
    if not access.acts_for(case, by, *MAY.form_council):
        return False
    heads = [one.person_id for one in team.serving(unit.today) if team.heads(one.person_id, unit.today)]
    work = await store.works.find(unit, case.id)
    return set(heads) <= (await speaks_against(unit, case, work, heads)).keys()


async def _open_to(unit: Unit, case: Case, work: Advisory) -> None:
    """Notes on the case whose work it is, by whom its papers may be opened."""
    if case.advisers != work.people:
        await case_store.cases.keep(unit, case.model_copy(update={"advisers": work.people}))
