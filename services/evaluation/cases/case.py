"""The case itself: what an office holds of one dossier."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Words
from kit.days import Day
from kit.history import Actor, Stateful
from kit.text import Paragraphs
from law.calendar import Counted
from law.terms import supplement_term
from services.evaluation.cases.dossier import Dossier, Layer
from services.evaluation.cases.lifecycle import LIFECYCLE, SCORING_OFFICES_DO, SCREENING_OFFICES_DO, State, Verb


class Value(BaseModel):
    """A part of a case."""

    model_config = ConfigDict(frozen=True)


class ScreeningFields(Fields):
    """What the screening office found, by finding id, and whether it proposes the product."""

    findings: Annotated[
        dict[Id, bool],
        Field(max_length=50),
        Label("Nội dung thẩm tra", "Findings", example={"local_material": True}),
    ]
    proposes: Annotated[
        bool, Label("Đề nghị cấp trên đánh giá sản phẩm này?", "Propose this product for evaluation?", example=True)
    ]
    note: (
        Annotated[Words, Label("Nhận xét", "Remark", why=("trừ khi không đề nghị", "unless you do not propose it"))]
        | None
    ) = None


class Screening(ScreeningFields, Kept):
    """A screening, with who did it and when."""

    screened_on: date
    by: Actor


class Answer(Value):
    """
    An answer of the self-assessment that a supplement changed: option ids, or points of a part; None: not answered. Neither:
    shown to somebody who is to judge the criterion first.
    """

    criterion: str
    then: str | None = None
    now: str | None = None

    @property
    def is_shown(self) -> bool:
        """Whether it says what changed."""
        return self.then is not None or self.now is not None


class Paper(Value):
    """A paper by its name and kind."""

    name: str
    kind: str


class Supplement(Value):
    """
    What a supplement changed. `done`: of what was missing, in the office's words, what the producer says is supplied;
    `note`: the producer's word to the office.
    """

    done: tuple[str, ...] = ()
    note: str | None = None
    answers: tuple[Answer, ...] = ()
    added: tuple[Paper, ...] = ()
    gone: tuple[Paper, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the dossier came back as it was."""
        return not (self.answers or self.added or self.gone)


class ReturnFields(Fields):
    """What is missing, and by when the producer is to supply it."""

    missing: Annotated[
        tuple[Annotated[str, Field(max_length=1000), Paragraphs], ...],
        Field(max_length=50),
        Label(
            "Nội dung cần bổ sung",
            "What must be supplemented",
            example=["Phiếu kiểm nghiệm còn hiệu lực"],
            hint=(
                "Mỗi dòng một nội dung, viết để chủ thể hiểu và làm được.",
                "One item a line, written so that the producer can act on it.",
            ),
        ),
    ]
    supplement_by: Annotated[Day, Label("Hạn bổ sung", "Supplement due by", example="2026-09-15")] | None = None


class Return(ReturnFields, Kept):
    """One sending back to the producer. `supplement`: what came of it; of an earlier release's, nothing."""

    returned_on: date
    by: Actor
    supplemented_on: date | None = None
    supplement: Supplement | None = None

    @property
    def last_day(self) -> date:
        """The last day for the supplement; by the common term where an earlier release kept none."""
        return self.supplement_by or supplement_term().last_day(self.returned_on)


class Period(Value):
    """
    The office's statutory period: so many working days, or days of the calendar, after it received the case.

    `due_on` is the last of them; none while the clock stands still because the producer owes a supplement.
    """

    days: int
    counted: Counted
    due_on: date | None


class Halt(Value):
    """The office's clock standing still while the producer owes an answer, by the id of the question; none `until` it runs on."""

    id: str
    since: date
    until: date | None = None


class LawEditions(Value):
    """
    By which editions beside the rulebook something was decided: list → hash, and of the calendar, whose editions add to
    one another, every hash, oldest first.
    """

    lists: dict[str, str] = {}
    calendar: tuple[str, ...] = ()


class StepDue(Value):
    """
    Until when the council's present step is to be taken. `assumed`: no regulation of the office says, the common term holds.
    `since`, `days`, `counted`: from when, how long and how its clock runs; unknown of a step an earlier release began.
    """

    step: str
    due_on: date
    assumed: bool = True
    since: date | None = None
    days: int | None = None
    counted: Counted | None = None


class Placed(Value):
    """
    In which round of its office a case is, and since when. `late`: it came after the last day for proposals of the round that was
    under way, and waits for this one. `was_round_id`, `reason`: carried over from another.
    """

    round_id: str
    round: str
    on: date
    proposals_by: date
    ends_by: date
    late: bool = False
    was_round_id: str | None = None
    reason: str | None = None


class PaperElsewhere(Value):
    """
    The signed paper by which a higher office that works without this platform decided: its name and SHA-256, who entered
    it, and who compared it.
    """

    outside_decision_id: str
    name: str
    sha256: str
    entered_by: str
    confirmed_by: str


STEPS_IN = {
    "open": frozenset({State.COUNCIL}),
    "score": frozenset({State.SCORING}),
    "conclude": frozenset({State.SCORING}),
    "rule": frozenset({State.SCORED, State.REFERRED_BACK}),
}
"""In which states each step of a council is awaited."""


class Case(Stateful, lifecycle=LIFECYCLE):
    """One dossier before one office."""

    dossier: Dossier
    office: str
    tier: str
    screens: bool
    state: State = State.OPENED
    opened_on: date
    opened_at: datetime
    from_case_id: str | None = None
    from_office: str | None = None
    from_tier: str | None = None
    to_office: str | None = None
    to_case_id: str | None = None
    layers: tuple[Layer, ...] = ()
    law: LawEditions | None = None
    """By which its office and its period were found; none of a case that an earlier release opened."""
    period: Period | None = None
    overdue_since: date | None = None
    elsewhere: PaperElsewhere | None = None
    """By which paper a higher office sent it back; none where its ruling came as an event, with its sheets."""
    screening: Screening | None = None
    returns: tuple[Return, ...] = ()
    halts: tuple[Halt, ...] = ()
    """When its clock stood still, or stands, because the advisory team asked the producer something."""
    advisers: tuple[str, ...] = ()
    """Whom the advisory team's head gave the work on it, by id; nobody once their report is sealed."""
    advice: Layer | None = None
    """The advisory team's report, from the moment it is sealed: a layer of its own beside `layers`, which are other offices'."""
    seated: tuple[str, ...] = ()
    """Everybody on the council, the secretary and the recused included."""
    recused: tuple[str, ...] = ()
    presiding: str | None = None
    """Who leads the council: what falls to its chair is theirs to do, by the seat."""
    step_due: StepDue | None = None
    """Set when the step began; it counts while the case stands where that step is awaited."""
    meets_at: datetime | None = None
    """When its council meets, while a meeting is called."""
    placed: Placed | None = None
    """In which round of its office it is; None where its office has none for it."""
    due_on: date | None = None
    """The day by which the next step is due, as the store last kept it: what somebody's work is ordered by."""

    @property
    def awaited(self) -> StepDue | None:
        """The council's step that is awaited now, and until when."""
        due = self.step_due
        return due if due and self.state in STEPS_IN.get(due.step, ()) else None

    @property
    def advised(self) -> tuple[Layer, ...]:
        """The advisory team's report as layers go up: before what the council found; nothing while there is none."""
        return (self.advice,) if self.advice else ()

    @property
    def calendar(self) -> tuple[str, ...]:
        """The editions of the calendar by which its days are counted; none: today's."""
        return self.law.calendar if self.law else ()

    @property
    def place(self) -> str:
        """The path of the producer's place: what every event of the case carries."""
        return self.dossier.place

    @property
    def barred(self) -> frozenset[Verb]:
        """An office that screens does not score, and one that scores does not screen."""
        return SCORING_OFFICES_DO if self.screens else SCREENING_OFFICES_DO
