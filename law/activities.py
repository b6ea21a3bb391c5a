"""
Activities that offices hold: their kinds, what is said of each, and what is counted of it (`law/data/activities.yaml`). The kinds
follow the orders of the Department's letter of 2023; no act prescribes a form.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from law import lists
from law.figures import figure_rules
from law.rulebooks.values import Part, Period, Text, Verified

CODE = r"^[a-z][a-z0-9-]{1,39}$"


class Choice(Part):
    """A value of a field that is chosen."""

    id: str = Field(pattern=CODE)
    label: Text


class ActivityField(Part):
    """
    What is said of an activity. `type`: a `count`, an amount of `money` in đồng, a line of `text`, or one of `choices`. `within`: the
    count it is a part of.
    """

    id: str = Field(pattern=CODE)
    label: Text
    unit: Text | None = None
    type: Literal["count", "money", "text", "choice"]
    required: bool = False
    choices: tuple[Choice, ...] = ()
    within: str | None = None

    @property
    def counted(self) -> bool:
        """Whether it is added up."""
        return self.type in ("count", "money")

    def choice(self, id: str) -> Choice | None:
        """One of its choices."""
        return next((one for one in self.choices if one.id == id), None)


class ActivityKind(Part):
    """A kind of activity. `designs`: gift-bag designs it supported may be named; `products`: products shown."""

    id: str = Field(pattern=CODE)
    label: Text
    example: str
    source: Text
    verified: Verified
    fields: tuple[ActivityField, ...] = Field(min_length=1)
    designs: bool = False
    products: bool = False

    def field(self, id: str) -> ActivityField | None:
        """One of its fields."""
        return next((one for one in self.fields if one.id == id), None)


class Years(Part):
    """How many years back an activity may be entered."""

    back: int = Field(ge=0, le=30)


@lists.of_form("activities")
class ActivityList(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    years: Years
    kinds: tuple[ActivityKind, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> ActivityList:
        if wrong := "; ".join(self._wrong()):
            raise ValueError(wrong)
        return self

    def _wrong(self) -> Iterator[str]:
        ids = [one.id for one in self.kinds]
        yield from (f"the kind {id} stands here twice" for id in sorted({i for i in ids if ids.count(i) > 1}))
        for kind in self.kinds:
            known = figure_rules().happening(kind.id)
            if known is None:
                yield f"{kind.id} is no happening of the list of figures"
                continue
            for one in kind.fields:
                if one.counted and one.id not in known.amounts:
                    yield f"{kind.id}: {one.id} is counted, but no amount of the happening"
                if (one.type == "choice") != bool(one.choices):
                    yield f"{kind.id}: {one.id} has choices exactly when it is one"
                if one.within and not ((whole := kind.field(one.within)) and whole.counted):
                    yield f"{kind.id}: {one.id} is a part of {one.within}, which is not counted"

    def kind(self, id: str) -> ActivityKind | None:
        """A kind; None for one of another edition."""
        return next((one for one in self.kinds if one.id == id), None)


@cache
def activity_list(hash: str | None = None) -> ActivityList:
    """The newest list, or the edition that stamped something. Raises UnknownListEdition."""
    said = lists.edition_with("activities", hash).content if hash else lists.content("activities")
    return ActivityList.model_validate(said)
