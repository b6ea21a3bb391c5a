"""
Kinds of evidence: what each supports, which expire, what a star cannot do without, and how healthy papers are.

Decision 26/2026/QĐ-TTg, Annex III, Form 02, for the kinds in force; each kind says how far it was verified.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kit.refusal import Refusal
from law import lists
from law.calendar.spans import add_months
from law.rulebooks.rulebook import RequiredEvidence, Rulebook
from law.rulebooks.sheet import Criterion
from law.rulebooks.values import Period, Text, Verified


class UnknownEvidenceKind(Refusal):
    slug = "evidence.unknown-kind"
    vi = "Không có loại minh chứng “{kind}”. Chọn một loại trong danh mục minh chứng."
    en = "There is no kind of evidence “{kind}”. Choose one of the list."


class Months(BaseModel):
    """How long a paper without a date of its own counts, with the source of that rule."""

    model_config = ConfigDict(frozen=True)

    value: int
    source: str
    verified: Verified


class Threshold(BaseModel):
    """Sets in which a star asks for this kind of paper somewhere on the sheet."""

    model_config = ConfigDict(frozen=True)

    star: int
    sets: tuple[int, ...]


class EvidenceKind(BaseModel):
    """`supports` are topics of criteria. `expires`: papers of this kind always, sometimes or never have a last day."""

    model_config = ConfigDict(frozen=True)

    id: str
    no: int | None = None
    label: Text
    hand_in: Text | None = None
    expires: Literal["yes", "some", "no"]
    expiry_note: Text | None = None
    months: Months | None = None
    supports: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    verified: Verified

    def matters_for(self, set_no: int) -> tuple[int, ...]:
        """Stars that ask for it in a set."""
        return tuple(threshold.star for threshold in self.thresholds if set_no in threshold.sets)


@lists.of_form("evidence")
class EvidenceKinds(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True)

    list: str
    in_force: Period
    kinds: tuple[EvidenceKind, ...] = Field(min_length=1)


@cache
def kinds() -> tuple[EvidenceKind, ...]:
    """All kinds, those of the forms in force first."""
    return EvidenceKinds.model_validate(lists.content("evidence")).kinds


def kind(kind_id: str) -> EvidenceKind:
    """Raises UnknownEvidenceKind."""
    for entry in kinds():
        if entry.id == kind_id:
            return entry
    raise UnknownEvidenceKind(kind=kind_id)


def supporting(criterion: Criterion) -> tuple[EvidenceKind, ...]:
    """Kinds that speak for a criterion."""
    return tuple(entry for entry in kinds() if criterion.topic in entry.supports)


def missing(rulebook: Rulebook, held: Collection[str]) -> list[RequiredEvidence]:
    """What every dossier of the rulebook must have and this one, holding these kinds, has not."""
    return [wanted for wanted in rulebook.evidence if wanted.needed == "yes" and wanted.kind not in held]


def asked_by_star(rulebook: Rulebook, set_no: int, star: int, held: Collection[str]) -> list[RequiredEvidence]:
    """
    What a star (1 to 5), or one below it, asks for in a set and this dossier, holding these kinds, has not.

    Of the rulebook's list, what is needed when a threshold of a star calls for it (Form 02); what every dossier must have
    is `missing`. Nothing here keeps a dossier from being handed in: the council judges what proves a criterion.
    """
    return [
        wanted
        for wanted in rulebook.evidence
        if wanted.needed == "conditional"
        and wanted.kind not in held
        and any(asking <= star for asking in kind(wanted.kind).matters_for(set_no))
    ]


def last_day(kind_id: str, issued_on: date | None, expires_on: date | None) -> date | None:
    """The last day a paper speaks: as written on it, or by the age its kind may have. None: it does not expire."""
    months = kind(kind_id).months
    if expires_on is not None or issued_on is None or months is None:
        return expires_on
    return add_months(issued_on, months.value)


def weakest(last_days: Iterable[date | None]) -> date | None:
    """A certificate is as healthy as its weakest paper: the first day on which one of them ends."""
    return min((day for day in last_days if day is not None), default=None)
