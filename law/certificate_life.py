"""
What may become of a certificate: grounds and periods of a revocation, suspension, extension, whether its last day counts.

Data: `law/data/certificate-life.yaml`. What a rulebook says of revocation itself (its `revocation`) goes before the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import Field, model_validator

from law import lists
from law.calendar import Counted, due_on
from law.rulebooks import Rulebook, shelf
from law.rulebooks.values import Part, Period, Text, Verified

PERIODS = ("consider", "explanation", "conclusion", "decision", "collection", "appeal", "appeal-settled")
"""The steps that have a period; every edition of the list names one for each."""


class Sourced(Part):
    """Where a statement is from, and to which degree that was verified."""

    source: Text
    verified: Verified


class LastDay(Sourced):
    """Whether the day on which the months of validity end is still counted."""

    counts: bool


class ListedGround(Part):
    """A ground; one without a source of its own has that of what it stands in."""

    id: str = Field(min_length=1)
    text: Text
    source: Text | None = None
    verified: Verified


class Suspension(Sourced):
    """Whether a certificate itself may be suspended; where an act allows it, by officers of which levels, on what grounds."""

    allowed: bool
    levels: tuple[str, ...] = ()
    grounds: tuple[ListedGround, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Suspension:
        if self.allowed and not (self.levels and self.grounds):
            raise ValueError("/suspension that is allowed names the levels and the grounds of the act")
        return self


class Mark(Sourced):
    """The use of the mark: officers of which levels suspend it, and on what grounds."""

    levels: tuple[str, ...] = Field(min_length=1)
    grounds: tuple[ListedGround, ...] = Field(min_length=1)


class StepPeriod(Sourced):
    """How many days a step may take."""

    id: str
    days: int = Field(ge=1, le=730)
    counted: Counted
    label: Text

    def last_day(self, since: date) -> date:
        """The last day of a step that began on a day, which itself is not counted."""
        last = due_on(since, self.days, self.counted)
        assert last is not None  # no clock of these ever stands still
        return last


class RulebookGrounds(Sourced):
    """Grounds under rulebooks whose own files have none."""

    rulebooks: tuple[str, ...] = Field(min_length=1)
    grounds: tuple[ListedGround, ...] = Field(min_length=1)


class RevocationRules(Part):
    """Who prepares a revocation, how long each step has, and the grounds that no rulebook's file has."""

    levels: tuple[str, ...] = Field(min_length=1)
    periods: tuple[StepPeriod, ...]
    rulebooks: tuple[RulebookGrounds, ...] = ()
    after_end: tuple[ListedGround, ...] = ()


@lists.of_form("certificate-life")
class CertificateLife(Part):
    """The file."""

    list: str
    in_force: Period
    last_day: LastDay
    suspension: Suspension
    mark: Mark
    revocation: RevocationRules
    production_ended: str

    @model_validator(mode="after")
    def _has_every_period(self) -> CertificateLife:
        if tuple(one.id for one in self.revocation.periods) != PERIODS:
            raise ValueError(f"/revocation/periods are {', '.join(PERIODS)}, in this order")
        return self

    def period(self, step: str) -> StepPeriod:
        """How long a step may take."""
        return next(one for one in self.revocation.periods if one.id == step)


@dataclass(frozen=True)
class LawfulGround:
    """A ground as a decision cites it. `article`: where the act has it, or where else it is from."""

    id: str
    text: Text
    article: Text
    verified: Verified


@dataclass(frozen=True)
class RevocationLaw:
    """What holds for revoking on a day: grounds, and within how many days of the conclusion the decision is due."""

    rulebook: Rulebook
    grounds: tuple[LawfulGround, ...]
    decision: StepPeriod

    def ground(self, id: str) -> LawfulGround | None:
        """A ground by its id."""
        return next((one for one in self.grounds if one.id == id), None)


@cache
def certificate_life(on: date | None = None) -> CertificateLife:
    """The list in force on a day; without one the newest. Raises NoSuchList, ListFaulty."""
    return CertificateLife.model_validate(lists.content("certificate-life", on))


def revocation_law(rulebook: Rulebook, on: date, *, ended: bool = False) -> RevocationLaw:
    """
    The law of revocation under a rulebook: its own grounds and period, else those of the list. `ended`: of a
    recognition that has ended, with the grounds that only such a decision has.
    """
    life = certificate_life(on)
    found = _own(rulebook) or _listed(rulebook, life)
    if ended:
        known = {one.id for one in found}
        found += tuple(_ground(one, one.source) for one in life.revocation.after_end if one.id not in known)
    decision = life.period("decision")
    if (days := rulebook.revocation.within_days) is not None:
        ground = rulebook.ground("/revocation/within_days")
        own = {"source": ground.source, "verified": ground.verified} if ground else {}
        decision = decision.model_copy(update={"days": days, "counted": "calendar", **own})
    return RevocationLaw(rulebook, found, decision)


def mark_grounds(on: date) -> tuple[LawfulGround, ...]:
    """The grounds on which the use of the mark may be suspended on a day."""
    mark = certificate_life(on).mark
    return tuple(_ground(one, one.source or mark.source) for one in mark.grounds)


def suspension_grounds(on: date) -> tuple[LawfulGround, ...]:
    """The grounds on which a certificate itself may be suspended on a day; none where no act allows it."""
    said = certificate_life(on).suspension
    return tuple(_ground(one, one.source or said.source) for one in said.grounds) if said.allowed else ()


def cited_ground(id: str, words: str) -> LawfulGround | None:
    """The ground that was cited by its Vietnamese words, of whatever rulebook or list, as far as these are here."""
    life = certificate_life()
    known = [one for rulebook in shelf().all() for one in (*_own(rulebook), *_listed(rulebook, life))]
    known += [_ground(one, one.source) for one in life.revocation.after_end]
    known += [_ground(one, one.source or part.source) for part in (life.mark, life.suspension) for one in part.grounds]
    return next((one for one in known if (one.id, one.text.vi) == (id, words)), None)


def _own(rulebook: Rulebook) -> tuple[LawfulGround, ...]:
    found = []
    for at, one in enumerate(rulebook.revocation.grounds):
        source = rulebook.ground(f"/revocation/grounds/{at}")
        article = source.source if source else rulebook.title
        found.append(LawfulGround(one.id, one.text, article, source.verified if source else "no"))
    return tuple(found)


def _listed(rulebook: Rulebook, life: CertificateLife) -> tuple[LawfulGround, ...]:
    of_it = [one for one in life.revocation.rulebooks if rulebook.id in one.rulebooks]
    return tuple(_ground(ground, ground.source or one.source) for one in of_it for ground in one.grounds)


def _ground(one: ListedGround, source: Text | None) -> LawfulGround:
    return LawfulGround(one.id, one.text, source or one.text, one.verified)
