"""
Figures: what is counted of the programme, from which happenings, and in which of the platform's terms (`law/data/figures.yaml`).

Forms, directives and reports name a figure by its code; none of them says how it is counted. No act prescribes these
codes: they follow the seven orders of the Department's letter of 2023 and what the programme's decisions have reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from kit.refusal import Kind, Refusal
from law import lists
from law.rulebooks.values import Part, Period, Text, Verified

How = Literal["count", "sum", "distinct", "holding", "standing"]
CODE = r"^[a-z][a-z0-9-]{1,59}$"


class UnknownFigure(Refusal):
    slug = "figure.unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có chỉ tiêu «{code}». Xem danh mục chỉ tiêu rồi chọn lại."
    en = "There is no figure “{code}”. Look at the list of figures and choose again."


class Happening(Part):
    """A kind of countable happening. `amounts`: what is added up of it; `by`: what it may be divided by."""

    id: str = Field(pattern=CODE)
    label: Text
    amounts: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


class FigureRule(Part):
    """
    How one figure is counted.

    `counts`: kinds of happenings. `where`: only those whose division has one of these values. `how`: `count` of the
    happenings of the period, `sum` of an `amount`, `distinct` products, `holding` on the period's last day, `standing`
    recognitions on that day (`where` star).
    """

    code: str = Field(pattern=CODE)
    label: Text
    unit: Text
    how: How = "count"
    counts: tuple[str, ...] = ()
    amount: str | None = None
    where: dict[str, tuple[str, ...]] = {}


@lists.of_form("figures")
class FigureRules(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    divisions: dict[str, Text]
    happenings: tuple[Happening, ...] = Field(min_length=1)
    figures: tuple[FigureRule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> FigureRules:
        if wrong := "; ".join(self._wrong()):
            raise ValueError(wrong)
        return self

    def _wrong(self) -> Iterator[str]:
        for what, ids in (
            ("happening", [one.id for one in self.happenings]),
            ("figure", [one.code for one in self.figures]),
        ):
            yield from (f"the {what} {id} stands here twice" for id in sorted({i for i in ids if ids.count(i) > 1}))
        kinds = {one.id: one for one in self.happenings}
        for kind in self.happenings:
            yield from (
                f"{kind.id} is divided by {by}, which is no division" for by in kind.by if by not in self.divisions
            )
        for one in self.figures:
            yield from _faults(one, kinds)

    def figure(self, code: str) -> FigureRule:
        """A figure by its code. Raises UnknownFigure."""
        for one in self.figures:
            if one.code == code:
                return one
        raise UnknownFigure(code=code)

    def happening(self, id: str) -> Happening | None:
        """A kind of happening; None for one of another edition."""
        return next((one for one in self.happenings if one.id == id), None)


def _faults(one: FigureRule, kinds: dict[str, Happening]) -> Iterator[str]:
    if one.how == "standing":
        if one.counts or one.amount or set(one.where) - {"star", "sector", "producer-kind"}:
            yield f"{one.code} counts recognitions: no happenings, no amount, only star, sector or producer-kind"
        return
    if not one.counts:
        yield f"{one.code} counts nothing"
    if (one.how == "sum") != (one.amount is not None):
        yield f"{one.code}: an amount is named by a sum, and by nothing else"
    for kind in one.counts:
        if kind not in kinds:
            yield f"{one.code} counts {kind}, which is no happening"
            continue
        if one.amount is not None and one.amount not in kinds[kind].amounts:
            yield f"{one.code} adds up {one.amount}, which {kind} does not have"
        yield from (f"{one.code}: {kind} is not divided by {by}" for by in one.where if by not in kinds[kind].by)


@cache
def figure_rules(hash: str | None = None) -> FigureRules:
    """The newest list, or the edition that stamped something. Raises UnknownListEdition."""
    said = lists.edition_with("figures", hash).content if hash else lists.content("figures")
    return FigureRules.model_validate(said)
