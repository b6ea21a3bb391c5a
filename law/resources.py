"""Money for the programme: sources, programmes whose money is combined, and what money may be for (`law/data/resources.yaml`)."""

from __future__ import annotations

from functools import cache

from pydantic import Field, model_validator

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified

CODE = r"^[a-z][a-z0-9-]{1,59}$"
WHOLE_YEAR = "programme-year"
"""The kind of object that is a year's programme as a whole: its id is the year."""


class Named(Part):
    """A code and what it is called."""

    id: str = Field(pattern=CODE)
    label: Text


class MoneySource(Named):
    """
    Where money comes from. `paper`: it is allocated by a paper only; `programme`: the programme is named. `first_year`,
    `last_year`: the years of which it has money.
    """

    paper: bool = False
    programme: bool = False
    first_year: int | None = None
    last_year: int | None = None
    source: Text
    verified: Verified

    def has(self, year: int) -> bool:
        """Whether there is money of a year from it."""
        return (self.first_year or year) <= year <= (self.last_year or year)


class FundedBy(Named):
    """A programme or project whose money is combined with the programme's."""

    source: Text
    verified: Verified


class Years(Part):
    """Of how many years before and after the present one lines may be begun."""

    before: int = Field(ge=0, le=20)
    after: int = Field(ge=0, le=20)


@lists.of_form("resources")
class ResourceList(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    years: Years
    sources: tuple[MoneySource, ...] = Field(min_length=1)
    programmes: tuple[FundedBy, ...] = Field(min_length=1)
    objects: tuple[Named, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_each_once(self) -> ResourceList:
        for what in (self.sources, self.programmes, self.objects):
            ids = [one.id for one in what]
            if twice := sorted({id for id in ids if ids.count(id) > 1}):
                raise ValueError(f"{', '.join(twice)} stands here twice")
        return self

    def source_of(self, id: str) -> MoneySource | None:
        """A source by its code; None for one of another edition."""
        return next((one for one in self.sources if one.id == id), None)

    def programme_of(self, id: str) -> FundedBy | None:
        """A programme by its code; None for one of another edition."""
        return next((one for one in self.programmes if one.id == id), None)

    def object_of(self, id: str) -> Named | None:
        """A kind of object by its code; None for one of another edition."""
        return next((one for one in self.objects if one.id == id), None)


@cache
def resource_list() -> ResourceList:
    """The newest list."""
    return ResourceList.model_validate(lists.content("resources"))
