"""A meeting as it is held: opened, one case after the other, closed; each step one transaction."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Stale
from kit.work import Unit
from law.meetings import meeting_rules
from law.rulebooks import CouncilSettings
from programme.roles import MAY
from services.evaluation.cases import legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import store as council_store
from services.evaluation.councils.commands import RecusalCommand
from services.evaluation.councils.conflicts import conflicts_found
from services.evaluation.councils.council import Council
from services.evaluation.councils.use_cases import recuse_member, regulation_of
from services.evaluation.meetings import announcements, holding_rules, refusals, store
from services.evaluation.meetings.commands import (
    AttendanceCommand,
    BeginCommand,
    DiscussionCommand,
    DoneCommand,
    LookCommand,
)
from services.evaluation.meetings.lifecycle import Verb
from services.evaluation.meetings.meeting import Meeting
from services.evaluation.meetings.use_cases import MeetingCaseDone, to_lead
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring import use_cases as scoring
from services.evaluation.scoring.lifecycle import State as ScoringState

REVEALED = (ScoringState.REVEALED, ScoringState.DISPUTED, ScoringState.CONCLUDED)


async def open_meeting(
    unit: Unit, meeting_id: str, command: AttendanceCommand, *, by: Principal, expected: int
) -> Meeting:
    """
    Opens a meeting with who is there. Raises NotFound, Stale, Forbidden, AttendanceWanting, NotCalled, AbsenceUnexplained,
    NoDeputies, DeputyUnnamed, StepRefused.
    """
    known = await to_lead(unit, meeting_id, by, expected)
    opened = holding_rules.opened(known, command, deputies=meeting_rules().deputy, by=by, at=unit.now)
    kept = await store.meetings.keep(unit, opened)
    announcements.opened(unit, kept, quorum=await _has_quorum(unit, kept))
    return kept


async def note_attendance(
    unit: Unit, meeting_id: str, command: AttendanceCommand, *, by: Principal, expected: int
) -> Meeting:
    """Notes who is there now. Raises what `open_meeting` raises."""
    known = await to_lead(unit, meeting_id, by, expected)
    return await store.meetings.keep(
        unit, holding_rules.attended(known, command, deputies=meeting_rules().deputy, by=by, at=unit.now)
    )


async def look_at_sign(
    unit: Unit, meeting_id: str, case_id: str, command: LookCommand, *, by: Principal, expected: int
) -> Meeting:
    """
    Decides on a sign of a conflict of interest that the platform found: the person stands aside from the case, or the sign
    means nothing here. Raises NotFound, Stale, Forbidden, InConflict, NotOnThisAgenda, NoSuchSign, CertainConflict.
    """
    known, case = await _to_lead_case(unit, meeting_id, case_id, by, expected)
    found = await conflicts_found(unit, case, [command.person_id])
    looked = holding_rules.looked(known, case_id, command, found, by=by, at=unit.now)
    if command.stands_aside == "yes":
        # Kept first: to stand aside changes who is called to this very meeting.
        await store.meetings.keep(unit, looked)
        aside = RecusalCommand(reason=command.reason, person_id=command.person_id)
        await recuse_member(unit, case_id, aside, by=by)
        return await store.meetings.get(unit, meeting_id)
    return await store.meetings.keep(unit, looked)


async def begin_case(
    unit: Unit, meeting_id: str, case_id: str, command: BeginCommand, *, by: Principal, expected: int
) -> Meeting:
    """
    Moves the meeting to a case: from here on every member's screen is there. Raises NotFound, Stale, Forbidden, InConflict,
    NotOnThisAgenda, AtAnotherCase, DoneAlready, SignsUndecided, NotSeenOnSite, QuorumNotMet, ChairMissing.
    """
    known, case = await _to_lead_case(unit, meeting_id, case_id, by, expected)
    council = await council_store.needed_for(unit, case_id)
    await council_store.councils.touch(unit, council)  # nobody takes a seat or leaves one while it is counted
    begun = holding_rules.begun(
        known,
        case_id,
        command,
        council=council,
        settings=await settings_of(unit, case, council),
        found=await conflicts_found(unit, case, [seat.person_id for seat in council.seats]),
        names={seat.person_id: seat.name for seat in council.seats},
        by=by,
        at=unit.now,
        on=unit.today,
    )
    kept = await store.meetings.keep(unit, begun)
    announcements.case_begun(unit, kept, holding_rules.needed(kept, case_id))
    return kept


async def open_scoring_here(unit: Unit, meeting_id: str, *, by: Principal, expected: int) -> Meeting:
    """Opens the scoring of the case the meeting is at. Raises what `begin_case` and opening a scoring raise, NotOnThisAgenda."""
    known, case = await _at_a_case(unit, meeting_id, by, expected)
    await scoring.open_scoring(unit, case.id, by=by, expected=case.version)
    return await store.meetings.keep(unit, known)


async def reveal_here(unit: Unit, meeting_id: str, *, by: Principal, expected: int) -> Meeting:
    """Opens all sealed sheets of the case the meeting is at: the chair's act, as on the case's own page."""
    known, case = await _at_a_case(unit, meeting_id, by, expected)
    await scoring.reveal_scores(unit, case.id, by=by)
    return await store.meetings.keep(unit, known)


async def score_again_here(unit: Unit, meeting_id: str, *, by: Principal, expected: int) -> Meeting:
    """Opens the next round for the case the meeting is at, after the council has discussed."""
    known, case = await _at_a_case(unit, meeting_id, by, expected)
    await scoring.score_again(unit, case.id, by=by)
    return await store.meetings.keep(unit, known)


async def conclude_here(unit: Unit, meeting_id: str, *, by: Principal, expected: int) -> Meeting:
    """Concludes the scoring of the case the meeting is at."""
    known, case = await _at_a_case(unit, meeting_id, by, expected)
    await scoring.conclude_scoring(unit, case.id, by=by)
    return await store.meetings.keep(unit, known)


async def note_discussion(
    unit: Unit, meeting_id: str, case_id: str, command: DiscussionCommand, *, by: Principal, expected: int
) -> Meeting:
    """Notes what was discussed of a case, once its sheets are revealed. Raises DiscussedTooSoon, NotOnThisAgenda."""
    known, _ = await _to_lead_case(unit, meeting_id, case_id, by, expected)
    found = await scoring_store.of_case(unit, case_id)
    revealed = found is not None and any(one.revealed_at for one in found.rounds)
    return await store.meetings.keep(unit, holding_rules.discussed(known, case_id, command, revealed=revealed))


async def end_case(
    unit: Unit, meeting_id: str, case_id: str, command: DoneCommand, *, by: Principal, expected: int
) -> Meeting:
    """
    Is done with a case: concluded, sent back or put off. Raises NotFound, Stale, Forbidden, InConflict, NotOnThisAgenda,
    DoneAlready, NotConcluded, ConcludedAlready, ReasonWanting.
    """
    known, case = await _to_lead_case(unit, meeting_id, case_id, by, expected)
    done = holding_rules.done(known, case_id, command, case, by=by, at=unit.now)
    if case.meets_at is not None:
        await case_store.cases.keep(unit, case.model_copy(update={"meets_at": None}))
    kept = await store.meetings.keep(unit, done)
    item = holding_rules.needed(kept, case_id)
    announcements.case_done(unit, kept, item)
    await unit.happens(MeetingCaseDone(meeting=kept, case_id=case_id, ended=command.ended.value))
    return kept


async def close_meeting(unit: Unit, meeting_id: str, *, by: Principal, expected: int) -> Meeting:
    """Ends a meeting; what was not dealt with is free for another. Raises AtAnotherCase, StepRefused."""
    known = await to_lead(unit, meeting_id, by, expected)
    kept = await store.meetings.keep(unit, holding_rules.closed(known, by=by, at=unit.now))
    for case in (await case_store.cases.among(unit, [item.case_id for item in kept.left])).values():
        if case.meets_at == kept.starts_at:
            await case_store.cases.keep(unit, case.model_copy(update={"meets_at": None}))
    announcements.closed(unit, kept)
    return kept


async def settings_of(unit: Unit, case: Case, council: Council) -> CouncilSettings:
    """How a case's council counts: as its scoring was opened under, else as it would be."""
    found = await scoring_store.of_case(unit, case.id)
    if found is not None:
        return scoring.settings_of(found)
    return legal.council_settings(legal.rulebook_of(case.dossier), await regulation_of(unit, case, council))


async def _has_quorum(unit: Unit, meeting: Meeting) -> bool:
    """Whether every case that is left has its quorum with who is there."""
    for item in meeting.left:
        case = await case_store.cases.get(unit, item.case_id)
        council = await council_store.of_case(unit, item.case_id)
        if council is None:
            return False
        settings = await settings_of(unit, case, council)
        if not holding_rules.has_quorum(holding_rules.quorum(meeting, council, settings)):
            return False
    return True


async def _at_a_case(unit: Unit, meeting_id: str, by: Principal, expected: int) -> tuple[Meeting, Case]:
    """
    An open meeting and the case it is at, for who leads that. Raises NotFound, Stale, Forbidden, NotOnThisAgenda, StepRefused.
    It is kept by the caller with the act on the scoring, so that of two who act at once one is told.
    """
    known = await store.seen_by(unit, meeting_id, by)
    known.lifecycle.step(known.state, Verb.NOTE)
    if known.current is None:
        raise refusals.NotOnThisAgenda()
    return await _to_lead_case(unit, meeting_id, known.current, by, expected)


async def _to_lead_case(
    unit: Unit, meeting_id: str, case_id: str, by: Principal, expected: int
) -> tuple[Meeting, Case]:
    """
    A meeting and a case on its agenda, for who leads its council's scoring: whoever presides there too. Raises NotFound, Stale,
    Forbidden, InConflict, OfficeEnded, NotOnThisAgenda.
    """
    known = await store.seen_by(unit, meeting_id, by)
    holding_rules.needed(known, case_id)
    case = await case_to_act_on(unit, case_id, by, also=MAY.lead_scoring)
    if known.version != expected:  # said to none but those who lead it
        raise Stale()
    return known, case
