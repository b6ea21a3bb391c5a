"""When and how a council's meeting may be called, moved and cancelled, and what stands on its agenda. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from kit.clock import LOCAL, local_date
from kit.history import SYSTEM
from kit.identity import Principal
from kit.mapped import mapped
from law.meetings import MeetingRules
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.councils.council import Council
from services.evaluation.councils.lifecycle import State as CouncilState
from services.evaluation.meetings import refusals
from services.evaluation.meetings.commands import (
    AgendaCommand,
    CancellationCommand,
    ItemCommand,
    MeetingCommand,
    NewMeetingCommand,
)
from services.evaluation.meetings.lifecycle import State, Verb
from services.evaluation.meetings.meeting import Done, Ended, Item, Meeting, MeetingFields, Member

COUNCIL_ENDED = "Hội đồng đã kết thúc việc đánh giá hồ sơ này"
"""Said as offices write their reasons: in Vietnamese."""
TO_BE_JUDGED = (CaseState.COUNCIL, CaseState.SCORING)
"""Where a case's council is formed and has not concluded."""
_HOUR = re.compile(r"([01]?[0-9]|2[0-3])[:hgH.]([0-5][0-9])")


def starts_at(on: date, hour: str) -> datetime:
    """The moment of a day and hour as people write them, by the clock of the land. Raises HourUnreadable."""
    written = _HOUR.fullmatch(hour.strip())
    if written is None:
        raise refusals.HourUnreadable(pointer="/hour", given=hour[:20])
    return datetime.combine(on, time(int(written[1]), int(written[2])), LOCAL).astimezone(UTC)


def called(known: Meeting | None, council: Council, command: MeetingCommand, *, by: Principal, at: datetime) -> Meeting:
    """
    The meeting of one case's council as called, moved, or called again after it was cancelled. Raises HourUnreadable,
    MeetsInThePast, NothingChanged, CouncilAtRest.
    """
    if council.state is CouncilState.DISSOLVED:
        raise refusals.CouncilAtRest()
    starts = _ahead(command, at)
    said: dict[str, Any] = {"starts_at": starts, **command.model_dump(include=set(MeetingFields.model_fields))}
    if known is None:
        return Meeting(id=council.case_id, office=council.office, **said)
    if known.state is State.CALLED and all(getattr(known, name) == value for name, value in said.items()):
        raise refusals.NothingChanged()
    verb = Verb.MOVE if known.state is State.CALLED else Verb.CALL_AGAIN
    return known.stepped(verb, at=at, by=by, note=command.note, sequence=known.sequence + 1, **said)


def called_over(
    id: str, command: NewMeetingCommand, items: Sequence[Item], *, at: datetime, law: MeetingRules
) -> Meeting:
    """
    A meeting over several cases, called. Raises HourUnreadable, MeetsInThePast, FilesTooLate, OnAgendaTwice.
    """
    said = _said_over(command, items, at=at, law=law)
    return Meeting(id=id, **said)


def moved_over(
    known: Meeting, command: AgendaCommand, items: Sequence[Item], *, by: Principal, at: datetime, law: MeetingRules
) -> Meeting:
    """The same moved, with another agenda, or called again. Raises what `called_over` raises, NothingChanged, StepRefused."""
    said = _said_over(command, items, at=at, law=law)
    if known.state is State.CALLED and all(getattr(known, name) == value for name, value in said.items()):
        raise refusals.NothingChanged()
    verb = Verb.CALL_AGAIN if known.state is State.CANCELLED else Verb.MOVE
    return known.stepped(verb, at=at, by=by, note=command.note, sequence=known.sequence + 1, **said)


def _said_over(command: AgendaCommand, items: Sequence[Item], *, at: datetime, law: MeetingRules) -> dict[str, Any]:
    starts = _ahead(command, at)
    if max(Counter(item.case_id for item in items).values()) > 1:
        raise refusals.OnAgendaTwice(pointer="/items")
    today, opens = local_date(at), law.files_open.last_day(command.on)
    if opens < today:
        first = law.files_open.first_meeting(today)
        raise refusals.FilesTooLate(pointer="/on", days=law.files_open.days, first=f"{first:%d/%m/%Y}")
    said = {name: value for name, value in dict(command).items() if name in Meeting.model_fields}
    return {**said, "starts_at": starts, "files_open_on": opens, "items": tuple(items)}


def _ahead(command: MeetingCommand, at: datetime) -> datetime:
    starts = starts_at(command.on, command.hour)
    if starts <= at:
        given, now = (f"{one.astimezone(LOCAL):%H:%M %d/%m/%Y}" for one in (starts, at))
        raise refusals.MeetsInThePast(pointer="/on", given=given, now=now)
    return starts


def item(case: Case, council: Council, asked: ItemCommand | None, *, law: MeetingRules, set_id: str) -> Item:
    """A case as it stands on an agenda. `set_id`: of its sheet in the rulebook."""
    return mapped(
        Item,
        case.dossier,
        council_id=council.id,
        on_site=set_id in law.site_first.set_ids,
        **dict(asked or ItemCommand(case_id=case.id)),
    )


def must_be_judged(case: Case, council: Council, office: str, pointer: str) -> None:
    """Raises OfAnotherOffice, NotToBeJudged for what cannot stand on an office's agenda."""
    if case.office != office:
        raise refusals.OfAnotherOffice(pointer=pointer, product=case.dossier.product.name)
    if case.state not in TO_BE_JUDGED or council.state is CouncilState.DISSOLVED:
        raise refusals.NotToBeJudged(pointer=pointer, product=case.dossier.product.name)


def kept_item(before: Item | None, now: Item) -> Item:
    """A case on an agenda that was changed, with what was decided of it before."""
    if before is None:
        return now
    return now.model_copy(update={"looked": before.looked, "visited_on": now.visited_on or before.visited_on})


def members_of(councils: Iterable[Council]) -> tuple[Member, ...]:
    """Who is called to a meeting: whoever sits on one of its councils and does not stand aside there, each once, as listed first."""
    found: dict[str, Member] = {}
    for council in councils:
        for seat in council.seats:
            if not seat.recusal:
                found.setdefault(seat.person_id, mapped(Member, seat))
    return tuple(found.values())


def with_members(meeting: Meeting, councils: Mapping[str, Council]) -> Meeting:
    """The meeting with who is called to what is left of it; of a meeting that is over, who was."""
    left = [councils[one.case_id] for one in meeting.left if one.case_id in councils]
    return meeting.model_copy(update={"members": members_of(left)}) if left else meeting


def is_ahead(meeting: Meeting, at: datetime) -> bool:
    """Whether a meeting is called and still to be held."""
    return meeting.state is State.CALLED and meeting.starts_at > at


def called_off(known: Meeting, *, at: datetime) -> Meeting:
    """The meeting of a council that is no more."""
    return known.stepped(Verb.CANCEL, at=at, by=SYSTEM, note=COUNCIL_ENDED, sequence=known.sequence + 1)


def without(known: Meeting, case_id: str, *, at: datetime) -> Meeting:
    """A meeting over several cases whose council of one of them is no more: that case is put off, the others stay."""
    changed = {"done": Done(ended=Ended.PUT_OFF, reason=COUNCIL_ENDED, at=at)}
    items = tuple(one.model_copy(update=changed) if one.case_id == case_id else one for one in known.items)
    current = None if known.current == case_id else known.current
    return known.stepped(Verb.END_CASE, at=at, by=SYSTEM, note=COUNCIL_ENDED, items=items, current=current)


def cancelled(known: Meeting, command: CancellationCommand, *, by: Principal, at: datetime) -> Meeting:
    """The meeting that is not held."""
    return known.stepped(Verb.CANCEL, at=at, by=by, note=command.reason, sequence=known.sequence + 1)
