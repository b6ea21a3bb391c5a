"""A form of returns: its sections and cells, what must hold of them, which offices owe it for which periods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from law import lists
from law.forms.mistakes import mistakes
from law.rulebooks.checking.fault import Fault
from law.rulebooks.checking.shape import shape_faults
from law.rulebooks.values import Part, Period, Points, Text, Verified

CODE = r"^[a-z][a-z0-9-]{1,59}$"
By = Literal["place", "star", "sector", "producer-kind", "kind", "result"]
"""How a figure may be broken down: by the units right below the office, or by a division of the figures."""
Rule = Literal["sum", "at-most", "range", "before", "outlier"]
ASKS = ("before", "outlier")
"""Checks that nothing is refused by: an explanation is asked for."""


class Formula(Part):
    """Cells added up, less others."""

    plus: tuple[str, ...] = Field(min_length=1)
    minus: tuple[str, ...] = ()


class Cell(Part):
    """
    One cell. `figure`: the platform counts it (`law.figures`); `typed`: a person writes a number, or words; `formula`: made
    of other cells. `figure` with `typed`: counted as soon as this platform knows the figure, written until then.
    """

    code: str = Field(pattern=CODE)
    label: Text
    unit: Text | None = None
    figure: str | None = None
    typed: Literal["number", "words"] | None = None
    formula: Formula | None = None
    by: tuple[By, ...] = ()
    may_be_empty: bool = False
    note: Text | None = None


class Section(Part):
    """Cells under one heading."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    title: Text
    cells: tuple[Cell, ...] = Field(min_length=1)


class Check(Part):
    """
    What must hold: `sum`: the cell is the sum `of` others; `at-most`: no more than that one; `range`: from `least` to `most`.
    What asks for an explanation: `before`: it differs by more than `percent` from the period before; `outlier`: it lies more than
    `deviations` robust standard deviations (1.4826 × median absolute deviation) from the median of the other offices.
    """

    id: str = Field(pattern=CODE)
    rule: Rule
    cell: str
    of: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    percent: int | None = Field(None, ge=1, le=1000)
    deviations: Points | None = None

    @property
    def asks(self) -> bool:
        """Whether an explanation is enough."""
        return self.rule in ASKS


class Owed(Part):
    """Offices of a level owe it for every period of some kinds (`law.periods`); for any other when they are asked to."""

    level: str
    periods: tuple[str, ...] = ()


class FormFile(Part):
    """
    The file, by its form only. `opens_before`: days before its period closes from which a return stands open; `remind_before`: days
    before the last one on which its office is reminded. `consolidates`: forms of the level below whose approved returns it adds up.
    """

    list: str = Field(pattern=r"^returns/[a-z][a-z0-9-]{1,59}$")
    in_force: Period
    source: Text
    verified: Verified
    title: Text
    owed: Owed
    opens_before: int = Field(7, ge=0, le=60)
    remind_before: tuple[int, ...] = ()
    consolidates: tuple[str, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    checks: tuple[Check, ...] = ()

    @property
    def id(self) -> str:
        """What the form is called in addresses and events."""
        return self.list.partition("/")[2]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in order."""
        return tuple(cell for section in self.sections for cell in section.cells)

    def cell(self, code: str) -> Cell | None:
        """A cell by its code."""
        return next((one for one in self.cells if one.code == code), None)

    @classmethod
    def faults_in(cls, content: Any) -> Iterator[Fault]:
        """Every fault of a file, with its path; those of form first, for what is not of the form cannot be asked more."""
        try:
            read = FormFile.model_validate(content)
        except ValidationError as invalid:
            yield from dict.fromkeys(shape_faults(invalid))
            return
        yield from mistakes(read)


@lists.of_family("returns")
class Form(FormFile):
    """A form without a fault."""

    @model_validator(mode="after")
    def _without_a_fault(self) -> Form:
        found = [one for one in mistakes(self) if not one.only_pointed_out]
        if found:
            raise ValueError("; ".join(map(str, found)))
        return self
