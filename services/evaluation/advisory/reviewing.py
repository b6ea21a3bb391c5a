"""What is done with reviews and with the team's one report: filled, handed in, sealed; each one transaction."""

from __future__ import annotations

import secrets

from kit.facts import Fact
from kit.identity import Principal
from kit.papers.paper import Paper
from kit.refusal import NotFound, Stale
from kit.work import Unit
from law.rulebooks import Rulebook
from law.rulebooks import Sheet as Form
from law.scoring import check_complete, points_text, self_assessment
from services.evaluation.advisory import announcements, refusals, report_paper, report_rules, rules, store
from services.evaluation.advisory.advisory import Advisory, Task
from services.evaluation.advisory.commands import SealCommand
from services.evaluation.advisory.review import Report, Review, sheet_of
from services.evaluation.advisory.review_lifecycle import ReportState, Verb
from services.evaluation.advisory.use_cases import concern_of, work_to_act_on
from services.evaluation.advisory_teams import store as team_store
from services.evaluation.advisory_teams.team import StoredFile
from services.evaluation.cases import legal
from services.evaluation.cases import rules as case_rules
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.scoring.commands import SheetCommand
from services.evaluation.scoring.rules import check_notes


class AdviceReported(Fact):
    """The head sealed the team's report: it is a layer of the case from now on (`case.advice`)."""

    report: Report
    case: Case


async def my_review(unit: Unit, case_id: str, *, by: Principal) -> tuple[Case, Advisory, Review | None]:
    """The caller's own review of a case, which they were given to do; raises NotFound, InConflict, NotAssigned."""
    case, work = await work_to_act_on(unit, case_id, by)
    team = await team_store.teams.get(unit, work.team_id)
    filled = rules.adviser_for(work, team, by.id, unit.today)
    if filled is None or Task.REVIEW not in filled.tasks:
        raise refusals.NotAssigned()
    return case, work, await store.own_review(unit, case_id, by.id)


async def save_my_review(unit: Unit, case_id: str, command: SheetCommand, *, by: Principal, expected: int) -> Review:
    """Keeps the caller's draft. `expected`: the version last seen, 0 when there was none."""
    case, work, mine = await my_review(unit, case_id, by=by)
    rules.require_advisable(case)
    rulebook = _checked(case, command)
    if mine is None:
        if expected:
            raise Stale()
        await store.works.touch(unit, work)
        return await store.reviews.add(
            unit, report_rules.reviewed(None, unit.new_id(), work, rulebook, command, by=by, at=unit.now)
        )
    seen = await store.reviews.get(unit, mine.id, expected)
    await store.works.touch(unit, work)
    return await store.reviews.keep(
        unit, report_rules.reviewed(seen, seen.id, work, rulebook, command, by=by, at=unit.now)
    )


async def hand_in_my_review(unit: Unit, case_id: str, *, by: Principal, expected: int) -> Review:
    """Lets who works on the case read the caller's review, once it is complete. Raises ReviewMissing and what is missing."""
    case, work, mine = await my_review(unit, case_id, by=by)
    rules.require_advisable(case)
    if mine is None:
        raise refusals.ReviewMissing()
    seen = await store.reviews.get(unit, mine.id, expected)
    after = report_rules.handed_in(seen, at=unit.now)
    check_complete(_form(case), after.filled.for_law())
    await store.works.touch(unit, work)
    return await store.reviews.keep(unit, after)


async def take_back_my_review(unit: Unit, case_id: str, *, by: Principal, expected: int) -> Review:
    """Makes a review that was handed in its adviser's draft again, until the report is sealed."""
    _, work, mine = await my_review(unit, case_id, by=by)
    if mine is None:
        raise refusals.ReviewMissing()
    seen = await store.reviews.get(unit, mine.id, expected)
    await store.works.touch(unit, work)
    return await store.reviews.keep(unit, report_rules.taken_back(seen))


async def draft_of_report(unit: Unit, case_id: str, *, by: Principal) -> tuple[Case, Advisory, Report | None]:
    """The report as its head writes it; nobody else reads it before it is sealed. Raises Forbidden and as `work_to_act_on`."""
    case, work = await work_to_act_on(unit, case_id, by, lead=True)
    return case, work, await store.reports.find(unit, case_id)


async def paper_of_report(unit: Unit, case_id: str, *, by: Principal) -> Paper:
    """The draft of the report as a paper, for its head to have signed before it is sealed. Raises ReportMissing and as `draft_of_report`."""
    case, work, known = await draft_of_report(unit, case_id, by=by)
    if known is None:
        raise refusals.ReportMissing()
    team = await team_store.teams.get(unit, work.team_id)
    names = [one.name for one in await store.handed_in(unit, case_id)]
    return report_paper.paper(case, team, work, known, names, legal.rulebook_of(case.dossier), unit.today)


async def save_report(unit: Unit, case_id: str, command: SheetCommand, *, by: Principal, expected: int) -> Report:
    """Keeps the head's draft. `expected`: the version last seen, 0 when there was none."""
    case, work, known = await draft_of_report(unit, case_id, by=by)
    rules.require_advisable(case)
    if (known.version if known else 0) != expected:
        raise Stale()
    rulebook = _checked(case, command)
    after = report_rules.report_saved(known, work, rulebook, command, at=unit.now)
    return await (store.reports.keep(unit, after) if known else store.reports.add(unit, after))


async def seal_report(
    unit: Unit, case_id: str, command: SealCommand, file: StoredFile | None = None, *, by: Principal, expected: int
) -> Report:
    """
    Seals the team's one report: it cannot be changed any more, everybody on the office's side reads it, and it goes up with
    the case. Raises ReportMissing, StepRefused, Stale, what keeps it from being sealed, and what is missing on its sheet.
    """
    case, work, known = await draft_of_report(unit, case_id, by=by)
    rules.require_advisable(case)
    if known is None:
        raise refusals.ReportMissing()
    seen = await store.reports.get(unit, known.id, expected)
    reviews = await store.of_case(unit, case_id)
    report_rules.require_sealable(work, reviews, seen)
    rulebook = legal.rulebook_of(case.dossier)
    filled = seen.filled.for_law()
    check_complete(_form(case), filled)
    tally, finding = self_assessment(rulebook, case.dossier.product.set_no, filled)
    sealed = report_rules.report_sealed(
        seen,
        command,
        file,
        total=points_text(tally.total),
        star=0 if tally.rejected else finding.star,
        nonce=secrets.token_hex(16),
        by=by,
        at=unit.now,
    )
    kept = await store.reports.keep(unit, sealed)
    done = await store.works.keep(unit, report_rules.reported(work, by=by, at=unit.now))
    for review in reviews:
        if Verb.LAPSE in review.may and Verb.HAND_IN in review.may:
            await store.reviews.keep(unit, report_rules.review_lapsed(review))
    layer = report_rules.layer_of(case, kept, sheet_of(kept), unit.today)
    advised = await case_store.cases.keep(unit, case_rules.advised(case, layer))
    announcements.reported(unit, done, kept, advised)
    await unit.happens(AdviceReported(report=kept, case=advised))
    return kept


def _checked(case: Case, command: SheetCommand) -> Rulebook:
    """The rulebook of a case, once what was filled in fits it."""
    rulebook = legal.rulebook_of(case.dossier)
    legal.check_draft(rulebook, case.dossier.product.set_no, command.filled.for_law())
    check_notes(_form(case), command.notes)
    return rulebook


def _form(case: Case) -> Form:
    return legal.rulebook_of(case.dossier).sheet(case.dossier.product.set_no)


async def report_seen_by(unit: Unit, case_id: str, by: Principal) -> Report:
    """The sealed report for everybody on the office's side, its draft for the head alone; raises NotFound to all others."""
    case = await case_store.seen_inside(unit, case_id, by)
    report = await store.reports.find(unit, case_id)
    if report is None:
        raise NotFound()
    if report.state is not ReportState.SEALED:
        concern = await concern_of(unit, case.id, by)
        if concern is None or not concern.leads:
            raise NotFound()
    return report
