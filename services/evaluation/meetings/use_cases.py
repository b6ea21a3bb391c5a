"""What is done with meetings: call, move, cancel; each one transaction."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Stale
from kit.work import Unit
from programme.roles import MAY
from services.evaluation.cases import access
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import store as council_store
from services.evaluation.councils.council import Council
from services.evaluation.meetings import announcements, rules, store
from services.evaluation.meetings.commands import CancellationCommand, MeetingCommand
from services.evaluation.meetings.lifecycle import State
from services.evaluation.meetings.meeting import Meeting


async def call_meeting(unit: Unit, case_id: str, command: MeetingCommand, *, by: Principal, expected: int) -> Meeting:
    """
    Calls the meeting of a case's council, or moves it, and tells everybody who sits. `expected`: the meeting's version, 0
    where there is none yet. By whoever may form the council or opens its scoring.
    """
    case = await case_to_act_on(unit, case_id, by, also=MAY.lead_scoring)
    council = await council_store.needed_for(unit, case_id)
    known = await store.meetings.find(unit, case_id)
    if (known.version if known else 0) != expected:
        raise Stale()
    meeting = rules.called(known, council, command, by=by, at=unit.now)
    await council_store.councils.touch(unit, council)
    kept = await (store.meetings.keep(unit, meeting) if known else store.meetings.add(unit, meeting))
    await case_store.cases.keep(unit, case.model_copy(update={"meets_at": kept.starts_at}))
    if known is not None and known.state is State.CALLED:
        announcements.moved(unit, kept, council, case, was_at=known.starts_at, note=command.note)
    else:
        announcements.called(unit, kept, council, case)
    return kept


async def cancel_meeting(
    unit: Unit, case_id: str, command: CancellationCommand, *, by: Principal, expected: int
) -> Meeting:
    """Cancels a council's meeting and tells everybody who sits."""
    case = await case_to_act_on(unit, case_id, by, also=MAY.lead_scoring)
    council = await council_store.needed_for(unit, case_id)
    known = await store.needed_for(unit, case_id)
    if known.version != expected:
        raise Stale()
    kept = await store.meetings.keep(unit, rules.cancelled(known, command, by=by, at=unit.now))
    await case_store.cases.keep(unit, case.model_copy(update={"meets_at": None}))
    announcements.cancelled(unit, kept, council, case, note=command.reason)
    return kept


async def end_meeting_of(unit: Unit, council: Council, case: Case) -> None:
    """
    Cancels a meeting that is still to be held of a council that is no more, and tells everybody who sat. The case is its
    ender's to keep.
    """
    known = await store.meetings.find(unit, case.id)
    if known is None or not rules.is_ahead(known, unit.now):
        return
    kept = await store.meetings.keep(unit, rules.called_off(known, at=unit.now))
    announcements.cancelled(unit, kept, council, case, note=rules.COUNCIL_ENDED)


async def call_anew(unit: Unit, council: Council, case: Case) -> None:
    """Has everybody who sits know of a meeting that is still to be held, as when it was called: somebody sits there who was not told."""
    known = await store.meetings.find(unit, case.id)
    if known is None or not rules.is_ahead(known, unit.now):
        return
    await store.meetings.touch(unit, known)
    announcements.called(unit, known, council, case)


async def meeting_seen_by(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Meeting]:
    """A case and its council's meeting, for those on the office's side; raises NotFound to all others, NoMeeting."""
    case = await case_store.seen_inside(unit, case_id, by)
    return case, await store.needed_for(unit, case_id)


def may_call(case: Case, by: Principal) -> bool:
    """Whether a person may call the council of a case, as `call_meeting` asks."""
    may = access.acts_for(case, by, *MAY.lead_scoring) and access.sees_all(case, by)
    return may and not access.conflict_of(case, by)
