"""The dossier: self-assessment, evidence, and the way it has gone."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from kit.history import Actor, Stateful
from kit.identity import Principal
from law.scoring import Filled
from programme.places import Where
from services.registry.dossiers.lifecycle import LIFECYCLE, State


class Value(BaseModel):
    """A part of a dossier."""

    model_config = ConfigDict(frozen=True)


class EvidenceFile(Value):
    """A file by its content's digest; `size` in bytes; `viewable`: whether a browser can be shown something of it."""

    name: str
    size: int
    media_type: str
    sha256: str
    viewable: bool = True


class Evidence(EvidenceFile):
    """A paper; `criterion` when it speaks for one only."""

    id: str
    kind: str
    issued_on: date | None = None
    expires_on: date | None = None
    criterion: str | None = None
    added_at: datetime
    added_by: Actor


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


class Previous(Value):
    """The recognition an upgrade or re-evaluation starts from."""

    dossier_id: str | None = None
    certificate_id: str
    product_code: str
    star: int
    valid_until: date


class Dossier(Stateful, lifecycle=LIFECYCLE):
    """One product's request to be evaluated."""

    kind: str
    product_id: str
    product_name: str
    set_no: int
    producer_id: str
    producer_name: str
    producer_kind: str
    place: Where
    state: State = State.DRAFT
    opened_on: date
    opened_at: datetime
    self_assessment: SelfAssessment | None = None
    evidence: tuple[Evidence, ...] = ()
    previous: Previous | None = None
    note: str | None = None
    number: str | None = None
    rulebook_id: str | None = None
    rulebook_hash: str | None = None
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition by which it was last found complete; of what was submitted before, none."""
    submitted_on: date | None = None
    submitted_at: datetime | None = None
    supplements: int = 0
    missing: tuple[str, ...] = ()
    done: tuple[int, ...] = ()
    """Of `missing`, what its producer has ticked as supplied, by place."""
    handed_in: tuple[Submission, ...] = ()
    """Every submission that an office sent back; of an earlier release's, none."""
    supplement_by: date | None = None
    returned_by_case: str | None = None
    certificate_id: str | None = None
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
    def unchanged(self) -> bool:
        """Whether it is as the office that sent it back had it: the same answers, the same papers."""
        if not self.handed_in:
            return False
        before = self.handed_in[-1]
        answers = [one.filled if one else None for one in (before.self_assessment, self.self_assessment)]
        papers = [{_said_of(paper) for paper in one.evidence} for one in (before, self)]
        return answers[0] == answers[1] and papers[0] == papers[1]

    def written(self, by: Principal) -> Dossier:
        """The dossier with one more author."""
        return self if by.id in self.written_by else self.model_copy(update={"written_by": (*self.written_by, by.id)})


def _said_of(paper: Evidence) -> tuple[object, ...]:
    """A paper as an office reads it, whenever it was uploaded."""
    return paper.sha256, paper.kind, paper.criterion, paper.issued_on, paper.expires_on
