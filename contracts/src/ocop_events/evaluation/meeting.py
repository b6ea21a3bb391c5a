"""Meetings of councils: called, held case by case, minuted. No value of a sheet is told here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProducerRef, ProductRef
from ocop_events.words import Attendance as AttendanceWord

TOPIC = "ocop.evaluation.meeting"


class AgendaItem(Part):
    """One case on the agenda, in its order."""

    position: int
    case_id: str
    dossier_id: str
    council_id: str
    product: ProductRef
    producer: ProducerRef
    minutes: Annotated[int | None, Field(description="How long it is expected to take.")] = None


class Attendant(Part):
    """One member, present or not, by id."""

    person_id: str
    attendance: AttendanceWord
    deputy_id: str | None = None
    reason: str | None = None


class MeetingFacts(EventData, key_facts=("office",)):
    """What every event of a meeting carries; `round_id` where it serves a round."""

    meeting_id: str
    office: PlacePath
    round_id: str | None = None
    starts_at: datetime


class MeetingCalledV1(
    MeetingFacts,
    type="vn.ocop.evaluation.meeting.called.v1",
    topic=TOPIC,
    key="meeting_id",
    key_facts=("agenda", "members"),
    planned=True,
):
    """A meeting was called, or called again with another day or agenda; the whole of it."""

    place: str | None = None
    link: str | None = None
    agenda: list[AgendaItem]
    members: list[str]
    invitation: OfficialPaper | None = None
    files_open_on: date | None = None
    called_at: datetime


class MeetingOpenedV1(
    MeetingFacts,
    type="vn.ocop.evaluation.meeting.opened.v1",
    topic=TOPIC,
    key="meeting_id",
    key_facts=("attendance", "quorum"),
    planned=True,
):
    """The chair opened the meeting; the quorum follows from who is there."""

    attendance: list[Attendant]
    quorum: bool
    opened_at: datetime


class MeetingCaseBegunV1(
    MeetingFacts, type="vn.ocop.evaluation.meeting.case-begun.v1", topic=TOPIC, key="meeting_id", planned=True
):
    """The chair moved to a case; who is recused from it is named by id, never why."""

    item: AgendaItem
    recused: list[str] = []
    quorum: bool = True
    begun_at: datetime


class MeetingCaseDoneV1(
    MeetingFacts, type="vn.ocop.evaluation.meeting.case-done.v1", topic=TOPIC, key="meeting_id", planned=True
):
    """A case is done with in this meeting: concluded, sent back or put off."""

    item: AgendaItem
    ended: Annotated[str, Field(description="`concluded`, `sent-back` or `put-off`.")]
    done_at: datetime


class MeetingClosedV1(
    MeetingFacts, type="vn.ocop.evaluation.meeting.closed.v1", topic=TOPIC, key="meeting_id", planned=True
):
    """The meeting is over, or was called off before it began (`called_off`)."""

    cases_done: int = 0
    cases_left: int = 0
    called_off: bool = False
    reason: str | None = None
    closed_at: datetime


class MeetingMinutedV1(
    MeetingFacts,
    type="vn.ocop.evaluation.meeting.minuted.v1",
    topic=TOPIC,
    key="meeting_id",
    key_facts=("paper", "addendum"),
    planned=True,
):
    """The minutes' signed copy was filed; afterwards only an addendum can follow."""

    paper: OfficialPaper
    addendum: bool = False
    minuted_on: date
