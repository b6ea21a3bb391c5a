"""When and how a council's meeting may be called, moved and cancelled. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

from kit.clock import LOCAL
from kit.history import SYSTEM
from kit.identity import Principal
from services.evaluation.councils.council import Council
from services.evaluation.councils.lifecycle import State as CouncilState
from services.evaluation.meetings import refusals
from services.evaluation.meetings.commands import CancellationCommand, MeetingCommand
from services.evaluation.meetings.lifecycle import State, Verb
from services.evaluation.meetings.meeting import Meeting, MeetingFields

COUNCIL_ENDED = "Hội đồng đã kết thúc việc đánh giá hồ sơ này"
"""Said as offices write their reasons: in Vietnamese."""
_HOUR = re.compile(r"([01]?[0-9]|2[0-3])[:hgH.]([0-5][0-9])")


def starts_at(on: date, hour: str) -> datetime:
    """The moment of a day and hour as people write them, by the clock of the land. Raises HourUnreadable."""
    written = _HOUR.fullmatch(hour.strip())
    if written is None:
        raise refusals.HourUnreadable(pointer="/hour", given=hour[:20])
    return datetime.combine(on, time(int(written[1]), int(written[2])), LOCAL).astimezone(UTC)


def called(known: Meeting | None, council: Council, command: MeetingCommand, *, by: Principal, at: datetime) -> Meeting:
    """
    The meeting as called, moved, or called again after it was cancelled. Raises HourUnreadable, MeetsInThePast,
    NothingChanged, CouncilAtRest.
    """
    if council.state is CouncilState.DISSOLVED:
        raise refusals.CouncilAtRest()
    starts = starts_at(command.on, command.hour)
    if starts <= at:
        given, now = (f"{one.astimezone(LOCAL):%H:%M %d/%m/%Y}" for one in (starts, at))
        raise refusals.MeetsInThePast(pointer="/on", given=given, now=now)
    said: dict[str, Any] = {"starts_at": starts, **command.model_dump(include=set(MeetingFields.model_fields))}
    if known is None:
        return Meeting(id=council.case_id, office=council.office, **said)
    if known.state is State.CALLED and all(getattr(known, name) == value for name, value in said.items()):
        raise refusals.NothingChanged()
    verb = Verb.MOVE if known.state is State.CALLED else Verb.CALL_AGAIN
    return known.stepped(verb, at=at, by=by, note=command.note, sequence=known.sequence + 1, **said)


def is_ahead(meeting: Meeting, at: datetime) -> bool:
    """Whether a meeting is called and still to be held."""
    return meeting.state is State.CALLED and meeting.starts_at > at


def called_off(known: Meeting, *, at: datetime) -> Meeting:
    """The meeting of a council that is no more."""
    return known.stepped(Verb.CANCEL, at=at, by=SYSTEM, note=COUNCIL_ENDED, sequence=known.sequence + 1)


def cancelled(known: Meeting, command: CancellationCommand, *, by: Principal, at: datetime) -> Meeting:
    """The meeting that is not held."""
    return known.stepped(Verb.CANCEL, at=at, by=by, note=command.reason, sequence=known.sequence + 1)
