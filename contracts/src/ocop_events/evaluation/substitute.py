"""Officers on leave and who acts for them, by id: for those who must reach the right person."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath

TOPIC = "ocop.evaluation.substitute"


class SubstituteFacts(
    EventData,
    key_facts=("office", "person_id", "first", "last"),
    example={
        "substitute_id": "0198a1b0-0000-7000-8000-00000000a5b1",
        "office": "33",
        "person_id": "officer.1",
        "acts_id": "officer.2",
        "first": "2026-09-01",
        "last": "2026-09-14",
    },
):
    """What every event of a substitution carries."""

    substitute_id: str
    office: PlacePath
    person_id: str
    acts_id: str
    first: date
    last: date


class SubstituteNamedV1(
    SubstituteFacts,
    type="vn.ocop.evaluation.substitute.named.v1",
    topic=TOPIC,
    key="substitute_id",
    vi="Cán bộ vắng mặt cử người làm thay trong một thời gian.",
):
    """An officer named who acts for them from a day to a day, both counted."""


class SubstituteEndedV1(
    SubstituteFacts,
    type="vn.ocop.evaluation.substitute.ended.v1",
    topic=TOPIC,
    key="substitute_id",
    vi="Việc làm thay kết thúc trước hạn.",
    example={"ended_on": "2026-09-08"},
):
    """A substitution was ended before its last day."""

    ended_on: date
