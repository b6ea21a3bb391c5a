"""What is done with councils and the offices' rosters: load, decide, keep, announce; each one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from kit.facts import Fact
from kit.identity import EVERYWHERE, Principal
from kit.refusal import Forbidden, NotFound, Refusal, Several
from kit.work import Unit, Work
from law.rulebooks import CouncilRegulation
from programme.recognising import known_by
from programme.roles import MAY, OFFICERS
from services.editions import use_cases as editions
from services.evaluation.cases import access, legal
from services.evaluation.cases import refusals as case_refusals
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import Verb as CaseVerb
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import announcements, refusals, rules, store
from services.evaluation.councils.citing import citing
from services.evaluation.councils.commands import (
    RECOGNISED_BY,
    CouncilCommand,
    NewStandingCouncilCommand,
    PersonCommand,
    RecusalCommand,
    ReplacementCommand,
    SeatCommand,
    StandingCouncilCommand,
)
from services.evaluation.councils.council import Council, Seat
from services.evaluation.councils.lifecycle import State, Verb
from services.evaluation.councils.person import Person, roster_id
from services.evaluation.councils.recognisable import Recognisable
from services.evaluation.councils.standing_council import StandingCouncil
from services.evaluation.regulations import use_cases as regulations
from services.recusals import use_cases as recusals
from services.recusals.case_recusals import CaseRecusals
from services.recusals.store import aside_from


class CouncilDissolved(Fact):
    """A council's work on a case has ended, by its own conclusion or because the case goes on without it."""

    council: Council
    case: Case


class SeatsTaken(Fact):
    """Somebody sits on a council, formed before, who did not until now: whoever called it has them know too."""

    council: Council
    case: Case


class MemberRecused(Fact):
    """Somebody stands aside from a case: who counts on them does so no more, or refuses."""

    council: Council
    person_id: str


class MemberReplaced(Fact):
    """Another has taken somebody's seat: who counts on them takes the council as it is now, or refuses."""

    council: Council
    left: Seat


async def form_council(unit: Unit, case_id: str, command: CouncilCommand, *, by: Principal, expected: int) -> Council:
    """
    Forms the case's council, or changes who sits on it while scoring has not opened.

    Whoever is named must be known to hold a role for the part at the office, and stand on no side of the dossier.
    """
    case = await case_to_act_on(unit, case_id, by, expected, also=MAY.form_council)
    if case.screens:
        raise case_refusals.NoCouncilHere()
    before = await store.of_case(unit, case_id)
    own = await regulation_of(unit, case, before)
    settings = legal.council_settings(legal.rulebook_of(case.dossier), own)
    seats = await _seated(unit, case, command.seats, aside=before.recused if before else ())
    if before is None:
        council = rules.formed(unit.new_id(), case, command, seats, settings=settings, own=own, by=by, at=unit.now)
        kept = await store.councils.add(unit, await citing(unit, council, None))
    else:
        council = rules.reseated(before, command, seats, settings=settings, own=own, by=by, at=unit.now)
        kept = await store.councils.keep(unit, await citing(unit, council, before))
    stepped = case.stepped(CaseVerb.FORM_COUNCIL, at=unit.now, by=by, note=command.decision_number)
    if case.awaited is None:
        stepped = await regulations.begun(unit, stepped, "open")
    await case_store.cases.keep(unit, _seen_by_council(stepped, kept))
    announce = announcements.reseated if before else announcements.formed
    announce(unit, kept, case)
    if before:
        await _have_called(unit, case, before, kept)
    return kept


async def give_number(unit: Unit, case_id: str, number: str, on: date) -> Council:
    """Gives the case's council number and day of the decision that set it up, as its signed copy on file has them."""
    council = await store.needed_for(unit, case_id)
    numbered = council.model_copy(update={"decision_number": number})
    return await store.councils.keep(unit, await citing(unit, numbered, council, on=on))


async def _have_called(unit: Unit, case: Case, before: Council, now: Council) -> None:
    """Says that seats were taken where somebody sits who did not before."""
    if {seat.person_id for seat in now.seats} - {seat.person_id for seat in before.seats}:
        await unit.happens(SeatsTaken(council=now, case=case))


async def regulation_of(unit: Unit, case: Case, council: Council | None) -> CouncilRegulation | None:
    """
    The office's own regulation a council works under: the edition it was stamped with; before it is formed, of one that was
    formed before its office had any, and of an earlier release's, the newest in force. None: the rulebook's defaults.

    Raises UnknownRegulation when neither a file nor the database has the stamped edition.
    """
    stamp = council.regulated if council else None
    if stamp is None or stamp.id is None or stamp.hash is None:
        return (await regulations.known_of(unit, case))[1]
    await editions.take_up_one(unit, stamp.id, stamp.hash, kind="regulation")
    return legal.regulation_held(stamp.id, stamp.hash)


async def keep_standing_council(unit: Unit, command: NewStandingCouncilCommand, *, by: Principal) -> StandingCouncil:
    """Keeps a standing council for an office, of people on its roster."""
    require_forms_councils(command.office, by)
    seats = await _on_roster(unit, command.office, command.seats)
    await _require_free_name(unit, command.office, command.name)
    return await store.standing.add(unit, await citing(unit, rules.standing(unit.new_id(), command, seats), None))


async def change_standing_council(
    unit: Unit, council_id: str, command: StandingCouncilCommand, *, by: Principal, expected: int
) -> StandingCouncil:
    """Changes a standing council; councils formed like it stay as they are."""
    known = await standing_seen_by(unit, council_id, by, expected)
    seats = await _on_roster(unit, known.office, command.seats)
    if command.name != known.name:
        await _require_free_name(unit, known.office, command.name)
    changed = rules.standing_changed(known, command, seats)
    return await store.standing.keep(unit, await citing(unit, changed, known))


async def end_standing_council(unit: Unit, council_id: str, *, by: Principal, expected: int) -> StandingCouncil:
    """Has a standing council offered no more."""
    known = await standing_seen_by(unit, council_id, by, expected)
    return await store.standing.keep(unit, known.model_copy(update={"ended_on": unit.today}))


async def standing_seen_by(unit: Unit, council_id: str, by: Principal, expected: int | None = None) -> StandingCouncil:
    """A standing council, for who forms councils for its office; raises NotFound to all others."""
    known = await store.standing.find(unit, council_id)
    if known is None or not rules.forms_councils(known.office, by):
        raise NotFound()
    return await store.standing.get(unit, council_id, expected)


async def standing_councils_of(unit: Unit, office: str, by: Principal) -> list[StandingCouncil]:
    """An office's standing councils, for who forms councils for it; raises NotFound to all others."""
    if not rules.forms_councils(office, by):
        raise NotFound()
    return await store.standing_of(unit, office)


def forms_councils_for(by: Principal) -> list[str]:
    """The offices for which a person forms councils."""
    return sorted({office for office in by.offices(*OFFICERS, *MAY.form_council) if office != EVERYWHERE})


def require_forms_councils(office: str, by: Principal) -> None:
    """Raises Forbidden unless a person forms councils for an office."""
    if not rules.forms_councils(office, by):
        raise Forbidden()


async def against(unit: Unit, case: Case, parts: Mapping[str, str]) -> dict[str, list[Refusal]]:
    """What speaks against people on a case's council, by their id, before anybody is seated. `parts`: in which part each."""
    rows = await store.rows_of(unit, parts)
    elsewhere = await aside_from(unit, case.dossier.dossier_id)
    found: dict[str, list[Refusal]] = {}
    for person, part in parts.items():
        known = rows.get(person, [])
        why = access.conflict(case.dossier, person, {producer for row in known for producer in row.producers})
        why = why or (access.STOOD_ASIDE if person in elsewhere else None)
        here = next((row for row in known if row.office == case.office), None)
        found[person] = rules.marks(part, here, why)
    return found


async def recuse_member(unit: Unit, case_id: str, command: RecusalCommand, *, by: Principal) -> Council:
    """
    Has a person stand aside. They may say so themselves, most of all in a conflict of interest; the chair, the
    secretary and the office's officers may for them.
    """
    case, person_id = await case_store.seen_by(unit, case_id, by), command.person_id or by.id
    if by.id != person_id:
        await case_to_act_on(unit, case_id, by, also=MAY.have_recused)
    elif by.id not in case.seated:
        raise Forbidden()
    council = await store.needed_for(unit, case_id)
    kept = await store.councils.keep(unit, rules.recused(council, person_id, command, by=by, at=unit.now))
    await case_store.cases.keep(unit, _seen_by_council(case, kept))
    aside = CaseRecusals(id=case.id, dossier_id=case.dossier.dossier_id, people=kept.recused)
    await recusals.note(unit, [aside])
    announcements.recused(unit, kept, case, person_id)
    await unit.happens(MemberRecused(council=kept, person_id=person_id))
    return kept


async def replace_member(unit: Unit, case_id: str, command: ReplacementCommand, *, by: Principal) -> Council:
    """
    Has another person take a seat of a council that sits: its chair, its secretary or a member is ill, away, in conflict
    or holds the role no more. By whoever may form a council; the office's officers can when nobody on it can.

    Raises NotOnCouncil, ReplacedByThemselves, SuccessorStandsAside, ReplacementReasonMissing, what keeps a person from a
    seat, and what keeps the scoring from going on with them.
    """
    case = await case_to_act_on(unit, case_id, by, also=MAY.form_council)
    council = await store.needed_for(unit, case_id)
    wish = rules.successor(council, command)
    [seat] = await _seated(unit, case, [wish], aside=(), pointers=["/person_id"])
    left = next(each for each in council.seats if each.person_id == command.leaves)
    kept = await store.councils.keep(unit, rules.replaced(council, command, seat, by=by, at=unit.now))
    await case_store.cases.keep(unit, _seen_by_council(case, kept))
    announcements.changed(unit, kept, case)
    await unit.happens(MemberReplaced(council=kept, left=left))
    await _have_called(unit, case, council, kept)
    return kept


async def council_seen_by(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Council]:
    """A case and its council, for those on the office's side; raises NotFound to all others, NoCouncil before there is one."""
    case = await case_store.seen_inside(unit, case_id, by)
    return case, await store.needed_for(unit, case_id)


async def dissolve_council(unit: Unit, case: Case, council: Council) -> Council:
    """Ends the council's work on the case."""
    kept = await store.councils.keep(unit, council.moved(Verb.DISSOLVE))
    announcements.dissolved(unit, kept, case)
    await unit.happens(CouncilDissolved(council=kept, case=case))
    return kept


async def reconvene_council(unit: Unit, case: Case) -> Council:
    """Has the case's council at work again, as it was seated when it ended; one that still sits goes on."""
    council = await store.needed_for(unit, case.id)
    if council.state is State.SITTING:
        return council
    kept = await store.councils.keep(unit, council.moved(Verb.RECONVENE))
    announcements.changed(unit, kept, case)
    return kept


async def dissolve_councils_of(unit: Unit, dossier_id: str) -> None:
    """Ends the work of every council on a dossier that its producer took back, or never supplemented."""
    for case in await case_store.of_dossier(unit, dossier_id):
        council = await store.of_case(unit, case.id)
        if council is not None and Verb.DISSOLVE in council.may:
            await dissolve_council(unit, case, council)


async def remember_person(unit: Unit, command: PersonCommand, *, by: Principal) -> Person:
    """Puts a person on an office's roster, with the roles its keeper answers for; councils are seated from it."""
    if not rules.may_keep_roster(command.office, by):
        raise Forbidden()
    return await enter_person(unit, command)


async def enter_person(unit: Unit, command: PersonCommand) -> Person:
    """The same without asking who does it: for a new database's first people. Harmless to repeat."""
    known = await store.people.find(unit, roster_id(command.office, command.person_id))
    said = command.model_dump(include=set(RECOGNISED_BY))
    after = rules.remembered(known, command, known_by(unit.recognised_by, **said))
    if known is None:
        return await store.people.add(unit, after)
    return known if after == known else await store.people.keep(unit, after)


async def roster_seen_by(unit: Unit, office: str, by: Principal) -> list[Person]:
    """The people an office may seat; raises NotFound to who has no business with that."""
    if not rules.may_read_roster(office, by):
        raise NotFound()
    return await store.roster_of(unit, office)


async def take_note_of(work: Work, by: Principal) -> None:
    """Has the rosters say of the caller what their own token says; where they do already, nothing is written."""
    unit = work.reading()
    if rules.as_granted(await store.of_person(unit, by.id), by, _marks(unit, by)):
        await work.run(note_roles, by)


async def note_roles(unit: Unit, by: Principal) -> int:
    """The same, within one transaction; answers how many rows changed."""
    granted = rules.as_granted(await store.of_person(unit, by.id), by, _marks(unit, by))
    for one in granted:
        await (store.people.keep(unit, one) if one.version else store.people.add(unit, one))
    return len(granted)


def _marks(unit: Unit, by: Principal) -> dict[str, str]:
    """What somebody's own token lets them be recognised by."""
    return known_by(unit.recognised_by, email=by.email)


async def know_dossier(unit: Unit, dossier_id: str, producer_id: str, marks: Mapping[str, str]) -> None:
    """Notes by what whoever stands behind a dossier is recognised; harmless to repeat."""
    known = await store.recognisable.find(unit, dossier_id)
    after = Recognisable(
        id=dossier_id, producer_id=producer_id, known_by=dict(marks), version=known.version if known else 0
    )
    if known is None:
        await store.recognisable.add(unit, after)
    elif known != after:
        await store.recognisable.keep(unit, after)


async def _on_roster(unit: Unit, office: str, wishes: Sequence[SeatCommand]) -> list[Seat]:
    """The seats asked for, of people on an office's roster; raises PersonUnknown of all others."""
    rows = await store.rows_of(unit, [wish.person_id for wish in wishes])
    here = {id: next((row for row in found if row.office == office), None) for id, found in rows.items()}
    wrong: list[Refusal] = [
        refusals.PersonUnknown(pointer=f"/seats/{at}", person=wish.person_id)
        for at, wish in enumerate(wishes)
        if here.get(wish.person_id) is None
    ]
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    return [rules.seat(wish, known) for wish in wishes if (known := here[wish.person_id])]


async def _require_free_name(unit: Unit, office: str, name: str) -> None:
    if any(one.name == name for one in await store.standing_of(unit, office)):
        raise refusals.StandingNameTaken(pointer="/name", name=name)


def _seen_by_council(case: Case, council: Council) -> Case:
    """The case, open to those who sit on its council and closed to those who stand aside."""
    return case.model_copy(
        update={
            "seated": tuple(seat.person_id for seat in council.seats),
            "recused": council.recused,
            "presiding": council.led_by,
        }
    )


async def _seated(
    unit: Unit,
    case: Case,
    wishes: Sequence[SeatCommand],
    *,
    aside: Collection[str],
    pointers: Sequence[str] | None = None,
) -> list[Seat]:
    """
    The seats asked for; raises everything that speaks against the people named, each with its place in the list, or by
    `pointers` in what was asked.
    """
    seats: list[Seat] = []
    wrong: list[Refusal] = []
    elsewhere = await aside_from(unit, case.dossier.dossier_id)
    for wish, pointer in zip(wishes, pointers or [f"/seats/{at}" for at in range(len(wishes))], strict=True):
        rows = {row.office: row for row in await store.of_person(unit, wish.person_id)}
        known = rows.get(case.office)
        if known is None:
            wrong.append(refusals.PersonUnknown(pointer=pointer, person=wish.person_id))
            continue
        seat = rules.seat(wish, known)
        if seat.person_id not in aside:
            producers = {producer for row in rows.values() for producer in row.producers}
            why = access.conflict(case.dossier, seat.person_id, producers)
            if seat.person_id in elsewhere:
                why = why or access.STOOD_ASIDE
            found = rules.check_role(seat, known.roles, why)
            for refusal in found:
                refusal.pointer = pointer
            wrong += found
        if (renamed := rules.called(known, seat)) != known:
            await store.people.keep(unit, renamed)
        seats.append(seat)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    return seats
