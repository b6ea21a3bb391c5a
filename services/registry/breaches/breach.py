"""The breach: what was found, what the office did about it, what the producer answered."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Name, Words
from kit.days import Day
from kit.history import Actor, Stateful
from programme.places import Where
from services.registry.breaches.lifecycle import LIFECYCLE, State


class Value(BaseModel):
    """A part of a breach."""

    model_config = ConfigDict(frozen=True)


class Source(StrEnum):
    """Who found it (`ocop_events.words.BREACH_SOURCE`)."""

    INSPECTION = "inspection"
    AGENCY = "agency"
    CITIZEN = "citizen"
    PLATFORM = "platform"


class Result(StrEnum):
    """How it ended (`ocop_events.words.BREACH_RESULT`)."""

    CORRECTED = "corrected"
    UNFOUNDED = "unfounded"
    REVOKED = "revoked"
    LAPSED = "lapsed"


class BreachFields(Fields):
    """What is broken, how gravely, and what was found. `kind`: of `law.measures`."""

    kind: Annotated[Id, Label("Loại vi phạm", "What is broken", example="mark")]
    severity: Annotated[Literal["minor", "major", "critical"], Label("Mức độ", "Severity", example="major")]
    what: Annotated[
        Words,
        Field(min_length=1),
        Label(
            "Nội dung vi phạm",
            "What was found",
            example="In sao cao hơn hạng được công nhận",
            hint=(
                "Chủ thể đọc được nội dung này. Không ghi tên hay thông tin của người phản ánh.",
                "The producer reads this. Do not name who reported it.",
            ),
        ),
    ]


class Ground(Value):
    """A ground in law (`ocop_events.vocabulary.Ground`)."""

    code: str
    words: str
    article: str | None = None


class Certified(Value):
    """The certificate it touches, as it was when the breach was opened."""

    id: str
    product_code: str
    star: int
    valid_until: date


class MeasureFields(Fields):
    """What is said of a measure. `until`: the last day of a correction or a suspension; where left out, by the law's period."""

    measure: Annotated[Id, Label("Biện pháp", "Measure", example="correction")]
    why: Annotated[
        Words,
        Field(min_length=1),
        Label(
            "Nội dung yêu cầu, lý do",
            "What is asked, and why",
            hint=("Chủ thể đọc được.", "The producer reads this."),
        ),
    ]
    until: (
        Annotated[
            Day,
            Label(
                "Hạn",
                "Last day",
                hint=(
                    "Của khắc phục hoặc tạm dừng. Bỏ trống: theo thời hạn mặc định.",
                    "Of a correction or a suspension. Left empty: the usual period.",
                ),
            ),
        ]
        | None
    ) = None
    article: Annotated[Name, Label("Điều khoản", "Article", example="Điều 12")] = ""
    paper_number: Annotated[Name, Label("Số văn bản", "Number of the paper", example="410/SNNMT-PTNT")] = ""
    paper_on: Annotated[Day, Label("Ngày văn bản", "Day of the paper")] | None = None


class Taken(MeasureFields, Kept):
    """A measure taken."""

    taken_on: date
    office: str
    by: Actor


class Picture(Value):
    """A file of a proof."""

    id: str
    sha256: str
    size: int
    media_type: str
    name: str


class Proof(Value):
    """What the producer sent to show that it is corrected; `accepted` is None until somebody has looked."""

    id: str
    words: str
    files: tuple[Picture, ...]
    sent_on: date
    by: Actor
    accepted: bool | None = None
    answer: str | None = None
    answered_on: date | None = None


class ObjectionFields(Fields):
    """Why the producer does not agree."""

    why: Annotated[
        Words,
        Field(min_length=1),
        Label("Vì sao không đồng ý", "Why you do not agree", example="Bao bì thuộc lô in cũ."),
    ]


class Objection(ObjectionFields, Kept):
    """That the producer does not agree; `accepted` is None until it was answered."""

    objected_on: date
    by: Actor
    accepted: bool | None = None
    answer: str | None = None
    heard_on: date | None = None


class Passed(Value):
    """A day that passed without its step: `step` is of `rules.STEPS`."""

    step: str
    was_due_on: date


class Breach(BreachFields, Stateful, lifecycle=LIFECYCLE):
    """
    One breach by a producer, mostly of one product. `office`: who handles it. `place`: the producer's, by which it is seen.

    `due_on`, `due_step`: what is waited for first; `turn`: whose it is, `producer` or `office`. `proposed`: the measure that
    the platform proposes to a person, since a day passed; it is taken by nobody but a person.
    """

    office: str
    place: Where
    producer_id: str
    producer_name: str
    producer_kind: str
    product_id: str | None = None
    product_name: str | None = None
    set_no: int | None = None
    certificate: Certified | None = None
    source: Source
    grounds: tuple[Ground, ...]
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition it was opened by."""
    found_on: date
    opened_on: date
    inspection_id: str | None = None
    agency_report_id: str | None = None
    agency: str | None = None
    citizen_report_id: str | None = None
    measures: tuple[Taken, ...] = ()
    proofs: tuple[Proof, ...] = ()
    objections: tuple[Objection, ...] = ()
    passed: tuple[Passed, ...] = ()
    proposed: str | None = None
    suspends: bool = False
    """Whether the use of the mark is suspended for it now."""
    revocation_id: str | None = None
    certificate_ended: str | None = None
    """How its certificate ended meanwhile (a state of certificates)."""
    retracted: str | None = None
    """Why the report it rests on was withdrawn."""
    due_on: date | None = None
    due_step: str | None = None
    turn: str = "office"
    result: Result | None = None
    closed_on: date | None = None
    closed_because: str | None = None
    state: State = State.OPEN

    @property
    def proof(self) -> Proof | None:
        """The proof that waits to be looked at."""
        return next((one for one in self.proofs if one.accepted is None), None)

    @property
    def objection(self) -> Objection | None:
        """The objection that waits for an answer."""
        return next((one for one in self.objections if one.accepted is None), None)

    @property
    def until(self) -> date | None:
        """The day the last measure set."""
        return self.measures[-1].until if self.measures else None
