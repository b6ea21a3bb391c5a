"""By what producers are told apart: the tax codes of a day's law, and where telephones are at home. Data: `law/data/identifiers.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified


class TaxCodeShape(Part):
    """
    One form of tax code. `identity`: the number is a person's own, and personal data. `kinds`: whose it is, of the kinds
    of producer; empty: anybody's. `check`: weights of the digits before the check digit; empty: there is none.
    """

    id: str
    label: Text
    pattern: str
    check: tuple[int, ...] = ()
    identity: bool = False
    kinds: tuple[str, ...] = ()
    in_force: Period

    def has_form(self, code: str) -> bool:
        """Whether a code is written so; ASCII digits only."""
        return re.fullmatch(self.pattern, code) is not None

    def is_in_order(self, code: str) -> bool:
        """Whether the check digit of a code of this form is right."""
        if not self.check:
            return True
        weighed = sum(weight * int(digit) for weight, digit in zip(self.check, code, strict=False))
        return int(code[len(self.check)]) == 10 - weighed % 11

    def is_for(self, kind: str) -> bool:
        """Whether a kind of producer may have one."""
        return not self.kinds or kind in self.kinds


class Telephones(Part):
    """Where a number without a country's prefix is at home (ISO 3166-1 alpha-2)."""

    region: str = Field(pattern=r"^[A-Z]{2}$")


@lists.of_form("identifiers")
class Identifiers(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    tax_codes: tuple[TaxCodeShape, ...] = Field(min_length=1)
    telephones: Telephones


@cache
def _identifiers(on: date | None) -> Identifiers:
    return Identifiers.model_validate(lists.content("identifiers", on))


def tax_code_shapes(on: date) -> tuple[TaxCodeShape, ...]:
    """The forms a tax code may have on a day."""
    return tuple(one for one in _identifiers(None).tax_codes if one.in_force.holds(on))


def shape_of(code: str, shapes: Iterable[TaxCodeShape]) -> TaxCodeShape | None:
    """The form a code has, of some; None: it has none of them."""
    return next((one for one in shapes if one.has_form(code)), None)


def is_identity_number(code: str) -> bool:
    """Whether a code has the form of a person's identity number, on whichever day: whether it may be shown to others."""
    shape = shape_of(code, _identifiers(None).tax_codes)
    return shape is not None and shape.identity


def identity_pattern() -> str:
    """The regular expression of persons' identity numbers, on whichever day; for a query that looks for them."""
    return "|".join(one.pattern for one in _identifiers(None).tax_codes if one.identity)


def telephone_region() -> str:
    """Where a number without a country's prefix is at home."""
    return _identifiers(None).telephones.region
