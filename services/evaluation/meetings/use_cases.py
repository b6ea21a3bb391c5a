"""How meetings are called: call, move, cancel, and what becomes of one whose council changes; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.facts import Fact
from kit.identity import Principal
from kit.refusal import Forbidden, NotFound, Stale
from kit.work import Unit
from law.meetings import meeting_rules
from programme.roles import MAY, OFFICERS
from services.evaluation.cases import access, legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import store as council_store
from services.evaluation.councils.council import Council
from services.evaluation.meetings import announcements, refusals, rules, store
from services.evaluation.meetings.commands import (
    AgendaCommand,
    CancellationCommand,
    ItemCommand,
    MeetingCommand,
    NewMeetingCommand,
)
from services.evaluation.meetings.lifecycle import State
from services.evaluation.meetings.meeting import Item, Meeting

STANDING = (State.CALLED, State.OPEN)


class MeetingCaseDone(Fact):
    """A meeting is done with a case. `ended`: `concluded`, `sent-back` or `put-off`."""

    meeting: Meeting
    case_id: str
    ended: str


async def call_meeting(unit: Unit, case_id: str, command: MeetingCommand, *, by: Principal, expected: int) -> Meeting:
    """
    Calls the meeting of a case's council, or moves it, and tells everybody who sits. `expected`: the meeting's version, 0
    where there is none yet. By whoever may form the council or opens its scoring. Raises OnAnAgenda where the case is on the
    agenda of a meeting over several.
    """
    case = await case_to_act_on(unit, case_id, by, also=MAY.lead_scoring)
    council = await council_store.needed_for(unit, case_id)
    known = await store.of_case(unit, case_id)
    if (known.version if known else 0) != expected:
        raise Stale()
    if known is not None and not known.is_of_one_case and _stands(unit, known):
        raise refusals.OnAnAgenda(product=case.dossier.product.name, when=f"{known.starts_at:%d/%m/%Y}")
    before = known if known and known.is_of_one_case and known.state in (State.CALLED, State.CANCELLED) else None
    meeting = rules.called(before, council, command, by=by, at=unit.now)
    if before is None and known is not None:  # one before it was held: this is another
        meeting = meeting.model_copy(update={"id": await _free_id(unit, case_id)})
    meeting = meeting.model_copy(
        update={
            "of_one_case": True,
            "items": (_item(case, council, None),),
            "members": rules.members_of([council]),
        }
    )
    await council_store.councils.touch(unit, council)
    kept = await (store.meetings.keep(unit, meeting) if before else store.meetings.add(unit, meeting))
    await case_store.cases.keep(unit, case.model_copy(update={"meets_at": kept.starts_at}))
    if before is not None and before.state is State.CALLED:
        announcements.moved(unit, kept, was_at=before.starts_at, note=command.note)
    else:
        announcements.called(unit, kept)
    return kept


async def cancel_meeting(
    unit: Unit, case_id: str, command: CancellationCommand, *, by: Principal, expected: int
) -> Meeting:
    """Cancels a council's meeting on one case and tells everybody who sits."""
    case = await case_to_act_on(unit, case_id, by, also=MAY.lead_scoring)
    known = await store.needed_for(unit, case_id)
    if known.version != expected:
        raise Stale()
    if not known.is_of_one_case:
        raise refusals.OnAnAgenda(product=case.dossier.product.name, when=f"{known.starts_at:%d/%m/%Y}")
    return await _cancel(unit, known, command, by=by)


async def call_meeting_over(unit: Unit, command: NewMeetingCommand, *, by: Principal) -> Meeting:
    """
    Calls a meeting over several cases of an office and tells everybody who sits on one of their councils. By whoever leads the
    scoring of each of them.

    Raises Forbidden, what `case_to_act_on` raises for a case, OfAnotherOffice, NotToBeJudged, OnAnAgenda, OnAgendaTwice,
    HourUnreadable, MeetsInThePast, FilesTooLate.
    """
    must_lead(command.office, by)
    legal.require_office(command.office, unit.today)
    found = await _agenda(unit, command.office, command.cases, by, None)
    items = [_item(case, council, asked) for case, council, asked in found]
    made = rules.called_over(unit.new_id(), command, items, at=unit.now, law=meeting_rules())
    made = made.model_copy(update={"members": rules.members_of([council for _, council, _ in found])})
    kept = await store.meetings.add(unit, made)
    await _meet(unit, [case for case, _, _ in found], kept)
    announcements.called(unit, kept)
    return kept


async def change_meeting(
    unit: Unit, meeting_id: str, command: AgendaCommand, *, by: Principal, expected: int
) -> Meeting:
    """Moves a meeting over several cases, or gives it another agenda, and tells everybody who is called to it now."""
    known = await to_lead(unit, meeting_id, by, expected)
    if known.is_of_one_case:
        raise refusals.NotOnThisAgenda()
    found = await _agenda(unit, known.office, command.cases, by, known)
    items = [rules.kept_item(known.item(case.id), _item(case, council, asked)) for case, council, asked in found]
    moved = rules.moved_over(known, command, items, by=by, at=unit.now, law=meeting_rules())
    moved = moved.model_copy(update={"members": rules.members_of([council for _, council, _ in found])})
    kept = await store.meetings.keep(unit, moved)
    await _meet(unit, [case for case, _, _ in found], kept)
    await _free(unit, [id for id in known.case_ids if kept.item(id) is None])
    if known.state is State.CALLED:
        announcements.moved(unit, kept, was_at=known.starts_at, note=command.note)
    else:
        announcements.called(unit, kept)
    return kept


async def cancel_meeting_over(
    unit: Unit, meeting_id: str, command: CancellationCommand, *, by: Principal, expected: int
) -> Meeting:
    """Cancels a meeting and tells everybody who was called to it."""
    return await _cancel(unit, await to_lead(unit, meeting_id, by, expected), command, by=by)


async def end_meeting_of(unit: Unit, council: Council, case: Case) -> None:
    """
    Cancels a meeting that is still to be held of a council that is no more, and tells everybody who sat; of a meeting over
    several cases that one is put off. The case is its ender's to keep.
    """
    for known in await store.every_of_case(unit, case.id):
        if known.is_of_one_case and rules.is_ahead(known, unit.now):
            whole = _whole(known, case, council)
            kept = await store.meetings.keep(unit, rules.called_off(whole, at=unit.now))
            announcements.cancelled(unit, kept, note=rules.COUNCIL_ENDED)
        elif not known.is_of_one_case and _awaits(known, case.id) and rules.is_ahead(known, unit.now):
            after = rules.without(known, case.id, at=unit.now)
            if after.left:
                kept = await store.meetings.keep(unit, rules.with_members(after, await _councils(unit, after)))
            else:
                kept = await store.meetings.keep(unit, rules.called_off(after, at=unit.now))
                announcements.cancelled(unit, kept, note=rules.COUNCIL_ENDED)


async def call_anew(unit: Unit, council: Council, case: Case) -> None:
    """Has everybody who sits know of a meeting that is still to be held, as when it was called: somebody sits there who was not told."""
    for known in await store.every_of_case(unit, case.id):
        if rules.is_ahead(known, unit.now) and _awaits(known, case.id):
            whole = _whole(known, case, council)
            kept = await store.meetings.keep(unit, rules.with_members(whole, await _councils(unit, whole, council)))
            announcements.called(unit, kept)


async def leave_uncalled(unit: Unit, council: Council) -> None:
    """Has nobody called to a meeting who stands aside from everything that is left of it."""
    for known in await store.every_of_case(unit, council.case_id):
        if known.state in STANDING and known.items:
            after = rules.with_members(known, await _councils(unit, known, council))
            if after != known:
                await store.meetings.keep(unit, after)


async def proposed(unit: Unit, office: str, by: Principal) -> list[Case]:
    """
    The cases an agenda may be filled with: of an office, with a council that has not concluded, on no agenda that is ahead; those
    of the round that ends first on top, in it what is due first, at most as many as an agenda holds. Raises Forbidden.
    """
    must_lead(office, by)
    found = await case_store.to_be_judged(unit, office, by, limit=2 * meeting_rules().most_cases)
    free = [case for case in found if case.meets_at is None or case.meets_at <= unit.now]
    free.sort(key=lambda case: case.placed.ends_by if case.placed else date.max)
    return [case for case in free if not access.conflict_of(case, by)][: meeting_rules().most_cases]


async def meeting_seen_by(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Meeting]:
    """A case and its council's meeting, for those on the office's side; raises NotFound to all others, NoMeeting."""
    case = await case_store.seen_inside(unit, case_id, by)
    return case, await store.needed_for(unit, case_id)


async def to_lead(unit: Unit, meeting_id: str, by: Principal, expected: int | None = None) -> Meeting:
    """A meeting for who leads it. Raises NotFound, Stale, Forbidden to who only sees it, OfficeEnded."""
    known = await store.seen_by(unit, meeting_id, by)
    if not leads(known, by):
        raise Forbidden()
    if expected is not None and known.version != expected:  # said to none but those who lead it
        raise Stale()
    legal.require_office(known.office, unit.today)
    return known


def leads(meeting: Meeting, by: Principal) -> bool:
    """Whether a person calls, opens and closes a meeting: its office's officers, chair and secretary."""
    return may_lead(meeting.office, by)


def may_lead(office: str, by: Principal) -> bool:
    """Whether a person calls meetings for an office."""
    return any(by.holds(role, office) for role in (*OFFICERS, *MAY.lead_scoring))


def must_lead(office: str, by: Principal) -> None:
    """Raises Forbidden unless a person calls meetings for an office."""
    if not may_lead(office, by):
        raise Forbidden()


def leads_for(by: Principal) -> list[str]:
    """The offices for which a person calls meetings."""
    return sorted({one for one in by.offices(*OFFICERS, *MAY.lead_scoring) if may_lead(one, by)})


def may_call(case: Case, by: Principal) -> bool:
    """Whether a person may call the council of a case, as `call_meeting` asks."""
    may = access.acts_for(case, by, *MAY.lead_scoring) and access.sees_all(case, by)
    return may and not access.conflict_of(case, by)


async def cases_seen(unit: Unit, meeting: Meeting, by: Principal) -> dict[str, Case]:
    """Of the cases on an agenda those a person may see from inside; nothing of the others is told."""
    found: dict[str, Case] = {}
    for case_id in meeting.case_ids:
        try:
            found[case_id] = await case_store.seen_inside(unit, case_id, by)
        except NotFound:
            continue
    return found


async def _cancel(unit: Unit, known: Meeting, command: CancellationCommand, *, by: Principal) -> Meeting:
    whole = known
    if not known.items:
        case = await case_store.cases.get(unit, known.id)
        whole = _whole(known, case, await council_store.needed_for(unit, case.id))
    kept = await store.meetings.keep(unit, rules.cancelled(whole, command, by=by, at=unit.now))
    await _free(unit, list(kept.case_ids))
    announcements.cancelled(unit, kept, note=command.reason)
    return kept


async def _agenda(
    unit: Unit, office: str, wishes: Sequence[ItemCommand], by: Principal, known: Meeting | None
) -> list[tuple[Case, Council, ItemCommand]]:
    """The cases asked for with their councils, each of them free to be dealt with in this meeting."""
    found = []
    for at, wish in enumerate(wishes):
        case = await case_to_act_on(unit, wish.case_id, by, also=MAY.lead_scoring)
        council = await council_store.needed_for(unit, case.id)
        rules.must_be_judged(case, council, office, f"/items/{at}/case_id")
        for other in await store.every_of_case(unit, case.id):
            if (known is None or other.id != known.id) and _stands(unit, other) and _awaits(other, case.id):
                when = f"{other.starts_at:%d/%m/%Y}"
                raise refusals.OnAnAgenda(pointer=f"/items/{at}/case_id", product=case.dossier.product.name, when=when)
        await council_store.councils.touch(unit, council)
        found.append((case, council, wish))
    return found


def _item(case: Case, council: Council, asked: ItemCommand | None) -> Item:
    set_id = legal.rulebook_of(case.dossier).sheet(case.dossier.product.set_no).set_id
    return rules.item(case, council, asked, law=meeting_rules(), set_id=set_id)


def _whole(known: Meeting, case: Case, council: Council) -> Meeting:
    """A meeting with its agenda and members; of one that an earlier release kept, made from its case."""
    if known.items:
        return known
    return known.model_copy(update={"items": (_item(case, council, None),), "members": rules.members_of([council])})


async def _councils(unit: Unit, meeting: Meeting, now: Council | None = None) -> dict[str, Council]:
    """The councils of what is left of a meeting, by case; `now`: one as it is in this transaction."""
    found = {}
    for item in meeting.left:
        council = now if now and now.case_id == item.case_id else await council_store.of_case(unit, item.case_id)
        if council is not None:
            found[item.case_id] = council
    return found


async def _meet(unit: Unit, cases: Sequence[Case], meeting: Meeting) -> None:
    for case in cases:
        await case_store.cases.keep(unit, case.model_copy(update={"meets_at": meeting.starts_at}))


async def _free(unit: Unit, case_ids: Sequence[str]) -> None:
    """Has cases no longer say when their council meets."""
    for case in (await case_store.cases.among(unit, case_ids)).values():
        await case_store.cases.keep(unit, case.model_copy(update={"meets_at": None}))


async def _free_id(unit: Unit, case_id: str) -> str:
    """The id of another meeting on one case: the case's own while it is free."""
    return case_id if await store.meetings.find(unit, case_id) is None else unit.new_id()


def _stands(unit: Unit, meeting: Meeting) -> bool:
    """Whether a meeting is ahead or being held; one whose time went by without it was not held."""
    return meeting.state is State.OPEN or rules.is_ahead(meeting, unit.now)


def _awaits(meeting: Meeting, case_id: str) -> bool:
    item = meeting.item(case_id)
    return item is None or item.done is None
