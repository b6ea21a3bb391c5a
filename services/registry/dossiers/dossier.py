"""The dossier: self-assessment, evidence, and the way it has gone."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Words
from kit.days import Day
from kit.history import Actor, Stateful
from kit.identity import Principal
from kit.mapped import mapped
from law.kinds import usual_kind
from law.scoring import Filled
from programme.places import Where
from services.registry.dossiers.lifecycle import LIFECYCLE, State
from services.registry.products.product import Product


class Value(BaseModel):
    """A part of a dossier."""

    model_config = ConfigDict(frozen=True)


class Subject(Kept):
    """The product a dossier or a certificate is about, and whose it is, as they were called then."""

    model_config = ConfigDict(frozen=True)

    product_id: str
    product_name: str
    set_no: int
    producer_id: str
    producer_name: str
    producer_kind: str
    place: Where

    @classmethod
    def of(cls, product: Product, place: Where, **own: str) -> Subject:
        """A product at a place; `own`: what is called otherwise than the product has it."""
        return mapped(Subject, product, product_id=product.id, product_name=product.name, place=place, **own)


class OpenFields(Fields):
    """What a dossier is opened with: of which product, and what for; unless said, the kind that builds on nothing."""

    product_id: Annotated[Id, Label("Sản phẩm", "Product")]
    kind: Annotated[
        Id,
        Label(
            "Loại hồ sơ",
            "Kind of dossier",
            example="upgrade",
            hint=("Hồ sơ này để làm gì?", "What is this dossier for?"),
        ),
    ] = Field(default_factory=lambda: usual_kind(while_valid=False).id)


class EvidenceFields(Fields):
    """What is said of a paper; `criterion` when it speaks for one only."""

    kind: Annotated[Id, Label("Loại minh chứng", "Kind of evidence", example="business-registration")]
    issued_on: Annotated[Day, Label("Ngày cấp", "Day of issue")] | None = None
    expires_on: (
        Annotated[
            Day,
            Label(
                "Ngày hết hạn",
                "Last day",
                hint=(
                    "Ghi theo giấy. Giấy hết hạn phải thay trước khi nộp.",
                    "As written on the paper. An expired paper must be replaced before submitting.",
                ),
            ),
        ]
        | None
    ) = None
    criterion: Annotated[Id, Label("Dùng cho tiêu chí", "Supports the criterion", example="1.1")] | None = None


class SubmitFields(Fields):
    """What is said with a dossier that is handed in."""

    note: Annotated[Words, Label("Lời nhắn cho cơ quan tiếp nhận", "Note to the receiving office")] | None = None


class TickFields(Fields):
    """Which of the things an office asked for its producer has ticked as supplied, by their place in its list, from 0."""

    done: Annotated[
        tuple[Annotated[int, Field(ge=0, lt=50)], ...],
        Field(max_length=50),
        Label(
            "Đã bổ sung",
            "Supplied",
            example=[0],
            hint=(
                "Đánh dấu nội dung đã bổ sung; cơ quan nhìn thấy dấu này khi bạn nộp lại.",
                "Tick what is supplied; the office sees your ticks when you hand in again.",
            ),
        ),
    ] = ()


class EvidenceFile(Value):
    """A file by its content's digest; `size` in bytes; `viewable`: whether a browser can be shown something of it."""

    name: str
    size: int
    media_type: str
    sha256: str
    viewable: bool = True


class Evidence(EvidenceFields, EvidenceFile, Kept):
    """A paper."""

    id: str
    added_at: datetime
    added_by: Actor
    credential_id: str | None = None
    """The credential on file that it is, whose number and days it has; `word`: its issuer's, where there is no other paper."""
    number: str | None = None
    word: str | None = None
    linkage_id: str | None = None
    """The linkage contract on file that it is."""
    ended_on: date | None = None
    """The day from which it holds no longer, before its last day: the credential was withdrawn."""


class Return(Value):
    """What an office asks for, by the case it returned."""

    case_id: str
    office: str
    missing: tuple[str, ...]
    supplement_by: date | None = None


class SelfAssessment(Value):
    """The producer's own scoring on the real sheet. `total` and `star` are computed, never taken from outside."""

    rulebook_id: str
    filled: Filled
    total: Decimal | None = None
    star: int | None = None
    saved_at: datetime


class Submission(Value):
    """The content as it was before an office sent it back `at` an instant: what was asked for, and what was then done of it."""

    at: datetime
    office: str
    asked: tuple[str, ...]
    self_assessment: SelfAssessment | None = None
    evidence: tuple[Evidence, ...] = ()
    done: tuple[str, ...] = ()


class PaperChange(Value):
    """
    What became of a credential while an office had the dossier; what was handed in stays as it was. `change`: a word of the
    contract's `PAPER_CHANGE`; `kind`: of the credential, `evidence_kind`: what it is evidence of.
    """

    credential_id: str
    kind: str
    number: str
    evidence_kind: str
    change: str
    expires_on: date | None = None
    changed_on: date


class Previous(Value):
    """The recognition an upgrade or re-evaluation starts from."""

    dossier_id: str | None = None
    certificate_id: str
    product_code: str
    star: int
    valid_until: date


class DossierFacts(OpenFields, SubmitFields, TickFields, Subject):
    """What everybody may read who may see the dossier."""

    state: State = State.DRAFT
    opened_on: date
    self_assessment: SelfAssessment | None = None
    evidence: tuple[Evidence, ...] = ()
    previous: Previous | None = None
    number: str | None = None
    rulebook_id: str | None = None
    rulebook_hash: str | None = None
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition by which it was last found complete; of what was submitted before, none."""
    submitted_on: date | None = None
    submitted_at: datetime | None = None
    missing: tuple[str, ...] = ()
    """What an office asks for; `done` are the places in it."""
    meanwhile: tuple[PaperChange, ...] = ()
    """Papers that came, were renewed, withdrawn or ended since it was handed in."""
    handed_in: tuple[Submission, ...] = ()
    """Every submission that an office sent back; of an earlier release's, none."""
    supplement_by: date | None = None
    certificate_id: str | None = None


class Dossier(DossierFacts, Stateful, lifecycle=LIFECYCLE):
    """One product's request to be evaluated."""

    opened_at: datetime
    supplements: int = 0
    returned_by_case: str | None = None
    formerly: tuple[str, ...] = ()
    """The ids of the product and the producer it was of before their records were merged into others."""
    written_by: tuple[str, ...] = ()
    """The ids of those who filled it in; with those of its steps and papers, its authors."""

    @property
    def authors(self) -> tuple[str, ...]:
        """The ids of everybody who wrote in it, also of what it took over from the dossier before."""
        stepped = (step.by.id for step in self.steps)
        papers = (paper.added_by.id for paper in self.evidence)
        return tuple(sorted({id for id in (*self.written_by, *stepped, *papers) if id}))

    @property
    def supplied(self) -> tuple[str, ...]:
        """What was last asked for and, as its producer says, is supplied, in the office's words."""
        return self.handed_in[-1].done if self.handed_in else ()

    @property
    def unchanged(self) -> bool:
        """Whether it is as the office that sent it back had it: the same answers, the same papers."""
        if not self.handed_in:
            return False
        before = self.handed_in[-1]
        answers = [one.filled if one else None for one in (before.self_assessment, self.self_assessment)]
        papers = [{_said_of(paper) for paper in one.evidence} for one in (before, self)]
        return answers[0] == answers[1] and papers[0] == papers[1]

    @property
    def without_claim(self) -> Dossier:
        """The dossier as it is read by who is to judge it: without what its producer claimed, now or before a supplement."""
        before = tuple(one.model_copy(update={"self_assessment": None}) for one in self.handed_in)
        return self.model_copy(update={"self_assessment": None, "handed_in": before})

    @property
    def claim_withheld(self) -> bool:
        """Whether it is `without_claim`: none is submitted without a self-assessment."""
        return self.number is not None and self.self_assessment is None

    def written(self, by: Principal) -> Dossier:
        """The dossier with one more author."""
        return self if by.id in self.written_by else self.model_copy(update={"written_by": (*self.written_by, by.id)})


def _said_of(paper: Evidence) -> tuple[object, ...]:
    """A paper as an office reads it, whenever it was uploaded."""
    return paper.sha256, paper.kind, paper.criterion, paper.issued_on, paper.expires_on
