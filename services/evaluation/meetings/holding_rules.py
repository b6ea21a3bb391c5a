"""What must hold while a meeting is held: who is there, quorum, conflicts decided on, one case after the other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kit.history import Actor
from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Refusal, Several
from law.meetings import Deputies
from law.rulebooks import CouncilSettings
from law.scoring import Seats, quorum_of, require_quorum
from law.scoring.council import Quorum
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.councils.council import Council
from services.evaluation.councils.found import Found
from services.evaluation.meetings import refusals
from services.evaluation.meetings.commands import (
    AttendanceCommand,
    BeginCommand,
    DiscussionCommand,
    DoneCommand,
    LookCommand,
)
from services.evaluation.meetings.lifecycle import Verb
from services.evaluation.meetings.meeting import Attendance, Attendant, Done, Ended, Item, Looked, Meeting

NOT_CONCLUDED = (CaseState.COUNCIL, CaseState.SCORING)


def opened(meeting: Meeting, command: AttendanceCommand, *, deputies: Deputies, by: Principal, at: datetime) -> Meeting:
    """The meeting opened, with who is there. Raises what is wrong with the attendance, all of it at once; StepRefused."""
    return meeting.stepped(
        Verb.OPEN, at=at, by=by, opened_at=at, attendance=_attendance(meeting, command, deputies=deputies)
    )


def attended(
    meeting: Meeting, command: AttendanceCommand, *, deputies: Deputies, by: Principal, at: datetime
) -> Meeting:
    """The meeting with who is there now: somebody came late or had to leave."""
    return meeting.stepped(Verb.ATTEND, at=at, by=by, attendance=_attendance(meeting, command, deputies=deputies))


def _attendance(meeting: Meeting, command: AttendanceCommand, *, deputies: Deputies) -> tuple[Attendant, ...]:
    names = {one.person_id: one.name for one in meeting.members}
    given = {one.person_id for one in command.attendance}
    wrong: list[Refusal] = []
    if missing := [name for id, name in names.items() if id not in given]:
        wrong.append(refusals.AttendanceWanting(pointer="/attendance", names=", ".join(missing)))
    for at, one in enumerate(command.attendance):
        pointer, name = f"/attendance/{at}", names.get(one.person_id)
        if name is None:
            wrong.append(refusals.NotCalled(pointer=f"{pointer}/person_id"))
        elif one.attendance is Attendance.ABSENT and not one.reason:
            wrong.append(refusals.AbsenceUnexplained(pointer=f"{pointer}/reason", name=name))
        elif one.attendance is Attendance.DEPUTY and not deputies.allowed:
            wrong.append(refusals.NoDeputies(pointer=f"{pointer}/attendance", name=name))
        elif one.attendance is Attendance.DEPUTY and not (
            one.deputy and (one.deputy_paper or not deputies.needs_paper)
        ):
            wrong.append(refusals.DeputyUnnamed(pointer=f"{pointer}/deputy", name=name))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    return tuple(mapped(Attendant, one) for one in {one.person_id: one for one in command.attendance}.values())


def quorum(meeting: Meeting, council: Council, settings: CouncilSettings) -> Quorum:
    """The quorum of one case: of those who score it and do not stand aside, who is there in person."""
    scorers = tuple(seat.person_id for seat in council.scorers(secretary_scores=settings.secretary_scores))
    seats = Seats(members=scorers, chair=council.led_by or "")
    return quorum_of(seats, settings, tuple(id for id in scorers if meeting.came(id)))


def has_quorum(of: Quorum) -> bool:
    """Whether it is met."""
    return of.present >= of.needed and (of.chair_present or not of.chair_needed)


def undecided(item: Item, council: Council, found: Sequence[Found]) -> list[Found]:
    """The signs of a conflict of interest on which nobody has decided, of whoever sits on the council and does not stand aside."""
    sitting = {seat.person_id for seat in council.seats if not seat.recusal}
    return [one for one in found if one.person_id in sitting and not item.looked_at(one.person_id, one.kind)]


def looked(
    meeting: Meeting, case_id: str, command: LookCommand, found: Sequence[Found], *, by: Principal, at: datetime
) -> Meeting:
    """
    The meeting with a decision on a sign: the person stands aside, or the sign means nothing here. Raises NotOnThisAgenda,
    NoSuchSign, CertainConflict, StepRefused.
    """
    item = needed(meeting, case_id)
    sign = next((one for one in found if (one.person_id, one.kind) == (command.person_id, command.kind)), None)
    if sign is None:
        raise refusals.NoSuchSign(pointer="/kind")
    aside = command.stands_aside == "yes"
    if sign.is_certain and not aside:
        raise refusals.CertainConflict(pointer="/stands_aside", why=sign.words)
    decided = mapped(Looked, command, stands_aside=aside, by=Actor.of(by), at=at)
    return _with(meeting.moved(Verb.LOOK), item, looked=(*item.looked, decided))


def begun(
    meeting: Meeting,
    case_id: str,
    command: BeginCommand,
    *,
    council: Council,
    settings: CouncilSettings,
    found: Sequence[Found],
    names: dict[str, str],
    by: Principal,
    at: datetime,
    on: date,
) -> Meeting:
    """
    The meeting at a case. Raises NotOnThisAgenda, AtAnotherCase, DoneAlready, SignsUndecided, NotSeenOnSite, QuorumNotMet,
    ChairMissing, StepRefused.
    """
    item = needed(meeting, case_id)
    if meeting.current and meeting.current != case_id:
        raise refusals.AtAnotherCase(product=needed(meeting, meeting.current).product.name)
    if item.done is not None:
        raise refusals.DoneAlready()
    if left := undecided(item, council, found):
        vi, en = (
            "; ".join(f"{names.get(one.person_id, one.person_id)} {one.words[at]}" for one in left) for at in (0, 1)
        )
        raise refusals.SignsUndecided(signs=(vi, en))
    visited = command.visited_on or item.visited_on
    if item.on_site and (visited is None or visited > on):
        raise refusals.NotSeenOnSite(pointer="/visited_on", product=item.product.name)
    of = quorum(meeting, council, settings)
    require_quorum(of)
    scorers = council.scorers(secretary_scores=settings.secretary_scores)
    there = tuple(seat.person_id for seat in scorers if meeting.came(seat.person_id))
    stepped = meeting.stepped(Verb.BEGIN_CASE, at=at, by=by, note=item.number, current=case_id)
    return _with(
        stepped, item, begun_at=item.begun_at or at, visited_on=visited, recused=council.recused, present=there
    )


def discussed(meeting: Meeting, case_id: str, command: DiscussionCommand, *, revealed: bool) -> Meeting:
    """The meeting with what was discussed of a case. Raises NotOnThisAgenda, DiscussedTooSoon, StepRefused."""
    item = needed(meeting, case_id)
    if not revealed:
        raise refusals.DiscussedTooSoon()
    return _with(meeting.moved(Verb.NOTE), item, discussion=command.discussion)


def done(
    meeting: Meeting, case_id: str, command: DoneCommand, case: Case, *, by: Principal | Actor, at: datetime
) -> Meeting:
    """
    The meeting done with a case. Raises NotOnThisAgenda, DoneAlready, NotConcluded, ConcludedAlready, ReasonWanting,
    StepRefused.
    """
    item, ended = needed(meeting, case_id), command.ended
    if item.done is not None:
        raise refusals.DoneAlready()
    if ended is Ended.CONCLUDED and (item.begun_at is None or case.state in NOT_CONCLUDED):
        raise refusals.NotConcluded()
    if ended is Ended.PUT_OFF and case.state is CaseState.SCORED:
        raise refusals.ConcludedAlready()
    if ended is not Ended.CONCLUDED and not command.reason:
        raise refusals.ReasonWanting(pointer="/reason")
    current = None if meeting.current == case_id else meeting.current
    stepped = meeting.stepped(Verb.END_CASE, at=at, by=by, note=f"{item.number}: {ended.value}", current=current)
    return _with(stepped, item, done=mapped(Done, command, at=at))


def closed(meeting: Meeting, *, by: Principal, at: datetime) -> Meeting:
    """The meeting over. Raises AtAnotherCase while it is at a case, StepRefused."""
    if meeting.current:
        raise refusals.AtAnotherCase(product=needed(meeting, meeting.current).product.name)
    return meeting.stepped(Verb.CLOSE, at=at, by=by, closed_at=at)


def needed(meeting: Meeting, case_id: str) -> Item:
    """A case on the agenda; raises NotOnThisAgenda."""
    found = meeting.item(case_id)
    if found is None:
        raise refusals.NotOnThisAgenda()
    return found


def _with(meeting: Meeting, item: Item, **changes: object) -> Meeting:
    after = item.model_copy(update=changes)
    return meeting.model_copy(
        update={"items": tuple(after if one.case_id == item.case_id else one for one in meeting.items)}
    )
