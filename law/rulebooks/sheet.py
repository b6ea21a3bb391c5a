"""A score sheet: part › section › (group ›) criterion › options. What may be ticked, and what each tick is worth."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import Field

from law.rulebooks.values import Part as Base
from law.rulebooks.values import Points, Star, Text


class When(Base):
    """A condition the sheet itself can see: any of these criteria was scored at most so many points."""

    criteria: tuple[str, ...] = Field(min_length=1)
    points_at_most: Points


class Condition(Base):
    """
    A line of the act beside a criterion.

    `info` and `requirement` are read by people; `not-scored` and `reject` act. With `when` they act by themselves;
    without it a scorer has to find the fact and raise the line on the sheet (`Filled.raised`).
    """

    id: str
    kind: Literal["info", "requirement", "not-scored", "reject"]
    reach: Literal["criterion", "options", "following", "others", "product"]
    text: Text
    options: tuple[str, ...] = ()
    when: When | None = None

    @property
    def is_raised_by_hand(self) -> bool:
        return self.kind in ("not-scored", "reject") and self.when is None


class Option(Base):
    """One answer. `star`: the least answer with which this criterion allows that many stars."""

    id: str
    label: Text
    points: Points = Field(ge=0)
    star: Star | None = None
    case: str | None = None
    verify: Text | None = None


class Case(Base):
    """One of two situations a criterion tells apart; only its own options may then be ticked."""

    id: str
    label: Text


class Criterion(Base):
    """A leaf: exactly one option is ticked."""

    id: str
    topic: str
    label: Text
    max: Points = Field(gt=0)
    kind: Literal["single-choice", "yes-no", "case-choice"]
    options: tuple[Option, ...] = Field(min_length=2)
    cases: tuple[Case, ...] = ()
    conditions: tuple[Condition, ...] = ()
    verify: Text | None = None

    @cached_property
    def by_option(self) -> dict[str, Option]:
        return {option.id: option for option in self.options}

    @cached_property
    def least_for(self) -> dict[int, Decimal]:
        """Star → the fewest points this criterion must score for it. Empty when any answer will do."""
        least: dict[int, Decimal] = {}
        for option in self.options:
            if option.star is not None:
                least[option.star] = min(option.points, least.get(option.star, option.points))
        return least


class Group(Base):
    """Criteria under a common heading and maximum."""

    id: str
    label: Text
    max: Points = Field(gt=0)
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Section(Base):
    """A numbered section of a part."""

    id: str
    topic: str
    label: Text
    max: Points = Field(gt=0)
    criteria: tuple[Criterion | Group, ...] = Field(min_length=1)
    verify: Text | None = None

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria themselves, groups opened."""
        return tuple(
            leaf for entry in self.criteria for leaf in (entry.criteria if isinstance(entry, Group) else (entry,))
        )


class SheetPart(Base):
    """Part A, B or C. Without sections it is scored as a whole: the act's criteria were never obtained."""

    id: str
    label: Text
    max: Points = Field(gt=0)
    sections: tuple[Section, ...] = ()
    verify: Text | None = None


class RejectLine(Base):
    """A finding that rejects the dossier whatever it scores, such as forged papers."""

    id: str
    text: Text


class Sheet(Base):
    """The sheet of one product set. `set_no` is the number of the set in the act's annex."""

    set_no: int = Field(ge=1)
    set_id: str
    label: Text
    samples: int = Field(default=0, ge=0)
    reject: tuple[RejectLine, ...] = ()
    parts: tuple[SheetPart, ...] = Field(min_length=1)
    verify: Text | None = None

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """All criteria in the order of the sheet."""
        return tuple(leaf for part in self.parts for section in part.sections for leaf in section.leaves)

    @cached_property
    def by_criterion(self) -> dict[str, Criterion]:
        return {leaf.id: leaf for leaf in self.leaves}

    @cached_property
    def whole_parts(self) -> tuple[SheetPart, ...]:
        """Parts that are scored as a whole, as one number between 0 and their maximum."""
        return tuple(part for part in self.parts if not part.sections)

    @cached_property
    def position(self) -> dict[str, int]:
        return {leaf.id: number for number, leaf in enumerate(self.leaves)}

    @cached_property
    def conditional_leaves(self) -> tuple[Criterion, ...]:
        """Criteria with a line that may stop scoring; few, while totals are computed by the hundred thousand."""
        return tuple(leaf for leaf in self.leaves if any(c.kind == "not-scored" for c in leaf.conditions))

    @property
    def max(self) -> Decimal:
        return sum((part.max for part in self.parts), Decimal(0))

    @cached_property
    def raisable(self) -> dict[str, Text]:
        """Lines a scorer may raise by hand: name → text. Names are `reject-id` or `criterion/condition`."""
        lines = {line.id: line.text for line in self.reject}
        for leaf in self.leaves:
            for condition in leaf.conditions:
                if condition.is_raised_by_hand:
                    lines[f"{leaf.id}/{condition.id}"] = condition.text
        return lines

    @cached_property
    def reject_names(self) -> frozenset[str]:
        """Those of `raisable` that reject the dossier, rather than stop the scoring."""
        names = {line.id for line in self.reject}
        names |= {f"{leaf.id}/{c.id}" for leaf in self.leaves for c in leaf.conditions if c.kind == "reject"}
        return frozenset(names)

    @cached_property
    def thresholds(self) -> tuple[tuple[str, int, Decimal], ...]:
        """Every (criterion, star, least points) of the sheet, in its order."""
        return tuple((leaf.id, star, least) for leaf in self.leaves for star, least in sorted(leaf.least_for.items()))
