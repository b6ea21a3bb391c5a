"""Events about meetings of councils: one mapping from the aggregate to the contract. People by id; never a value of a sheet."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from ocop_events.envelope import EventData
from ocop_events.evaluation.meeting import (
    AgendaItem,
    Attendant,
    MeetingCalledV1,
    MeetingCaseBegunV1,
    MeetingCaseDoneV1,
    MeetingClosedV1,
    MeetingMinutedV1,
    MeetingOpenedV1,
)
from ocop_events.vocabulary import OfficialPaper, ProducerRef, ProductRef

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.meetings.meeting import Filed, Item, Meeting

MINUTES = "BB"
E = TypeVar("E", bound=EventData)


def said_of(kind: type[E], meeting: Meeting, **own: Any) -> E:
    """An event of a meeting, with what all of them say of it."""
    return mapped(kind, meeting, meeting_id=meeting.id, **own)


def agenda_item(meeting: Meeting, item: Item) -> AgendaItem:
    """One case on the agenda as events name it."""
    return mapped(
        AgendaItem,
        item,
        position=meeting.position(item.case_id),
        product=ProductRef.model_validate(item.product.model_dump()),
        producer=ProducerRef.model_validate(item.producer.model_dump()),
    )


def called(unit: Unit, meeting: Meeting) -> None:
    fact = said_of(MeetingCalledV1, meeting, **_whole(meeting), about=meeting.agenda, called_at=unit.now)
    unit.announce(fact, place=_place(meeting))


def moved(unit: Unit, meeting: Meeting, *, was_at: datetime, note: str | None) -> None:
    """Announces a meeting that was called before, as it is now."""
    said = {"about": meeting.agenda, "moved": True, "was_at": was_at, "note": note, "called_at": unit.now}
    unit.announce(said_of(MeetingCalledV1, meeting, **_whole(meeting), **said), place=_place(meeting))


def cancelled(unit: Unit, meeting: Meeting, *, note: str) -> None:
    whole = _whole(meeting)
    said = {name: whole[name] for name in whole if name in MeetingClosedV1.model_fields}
    fact = said_of(MeetingClosedV1, meeting, **said, called_off=True, reason=note, closed_at=unit.now)
    unit.announce(fact, place=_place(meeting))


def opened(unit: Unit, meeting: Meeting, *, quorum: bool) -> None:
    """Announces who is there, by id; a deputy is no account of ours, and not named."""
    there = [Attendant(person_id=one.person_id, attendance=one.attendance.value) for one in meeting.attendance]
    fact = said_of(MeetingOpenedV1, meeting, attendance=there, quorum=quorum, opened_at=unit.now)
    unit.announce(fact, place=_place(meeting))


def case_begun(unit: Unit, meeting: Meeting, item: Item) -> None:
    said = {"item": agenda_item(meeting, item), "recused": list(item.recused), "begun_at": unit.now}
    unit.announce(said_of(MeetingCaseBegunV1, meeting, **said), place=_place(meeting))


def case_done(unit: Unit, meeting: Meeting, item: Item) -> None:
    assert item.done is not None
    said = {"item": agenda_item(meeting, item), "ended": item.done.ended.value, "done_at": unit.now}
    unit.announce(said_of(MeetingCaseDoneV1, meeting, **said), place=_place(meeting))


def closed(unit: Unit, meeting: Meeting) -> None:
    left = len(meeting.left)
    nobody: dict[str, Any] = {"members": [], "agenda": []}  # who was called knows
    fact = said_of(
        MeetingClosedV1, meeting, **nobody, cases_done=len(meeting.items) - left, cases_left=left, closed_at=unit.now
    )
    unit.announce(fact, place=_place(meeting))


def minuted(unit: Unit, meeting: Meeting, filed: Filed, *, addendum: bool = False) -> None:
    paper = mapped(OfficialPaper, filed, number=filed.number.text, kind=MINUTES)
    fact = said_of(MeetingMinutedV1, meeting, paper=paper, addendum=addendum, minuted_on=unit.today)
    unit.announce(fact, place=_place(meeting))


def _whole(meeting: Meeting) -> dict[str, Any]:
    """Where it is, its agenda and who is called; of a meeting on one case, of which one."""
    said: dict[str, Any] = {
        "place": meeting.held_at,
        "agenda": [agenda_item(meeting, item) for item in meeting.items if item.done is None] or _all(meeting),
        "members": [one.person_id for one in meeting.members],
    }
    if meeting.is_of_one_case:
        said |= {"case_id": meeting.items[0].case_id, "dossier_id": meeting.items[0].dossier_id}
    return said


def _all(meeting: Meeting) -> list[AgendaItem]:
    return [agenda_item(meeting, item) for item in meeting.items]


def _place(meeting: Meeting) -> str:
    return meeting.items[0].producer.place.path if meeting.is_of_one_case else meeting.office
