"""What must hold of a return before it is handed in, and what must be explained: by the checks of its form. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from kit.refusal import Refusal
from law.forms import Cell, Check, Form
from services.reporting.returns import refusals
from services.reporting.returns.office_return import CellValue

FEW = 5
"""Of fewer other offices nobody can say what is usual."""
NORMAL = 1.4826
"""By this the median absolute deviation is a standard deviation where numbers are normally distributed."""
MEAN = 1.2533
"""By this the mean absolute deviation is, for where more than half of the numbers are equal (Iglewicz and Hoaglin 1993)."""


def wrong(
    form: Form,
    cells: Sequence[CellValue],
    *,
    before: Mapping[str, int],
    others: Mapping[str, Sequence[int]],
    consolidates: bool = False,
) -> list[Refusal]:
    """
    Everything that is in the way of handing it in. `before`: the cells of the period before; `others`: what the other offices
    reported of the same period. In a consolidating return what differs because of the offices below is explained there.
    """
    values = {one.code: one for one in cells}
    found: list[Refusal] = []
    for cell in form.cells:
        found += _of_cell(cell, values[cell.code], consolidates)
    for check in form.checks:
        refusal = _of_check(form, check, values, before, others)
        if refusal is not None and not (check.asks and values[check.cell].why):
            found.append(refusal)
    return found


def score(value: int, others: Sequence[int]) -> float:
    """How many robust standard deviations a number lies from the median of others; 0 where they say too little."""
    if len(others) < FEW:
        return 0.0
    middle = median(others)
    distances = [abs(one - middle) for one in others]
    spread = NORMAL * median(distances) or MEAN * sum(distances) / len(distances)
    return abs(value - middle) / spread if spread else 0.0


def _of_cell(cell: Cell, value: CellValue, consolidates: bool) -> Iterator[Refusal]:
    if value.value is None and not value.words and not cell.may_be_empty and cell.formula is None:
        yield refusals.CellEmpty(pointer=f"/values/{cell.code}", cell=cell.label.pair)
    if value.differs and not value.why and cell.formula is None and not (consolidates and _as_below(value)):
        yield refusals.DifferenceUnexplained(
            pointer=f"/reasons/{cell.code}",
            cell=cell.label.pair,
            value=_said(value.value),
            counted=_said(value.counted),
        )


def _as_below(value: CellValue) -> bool:
    """Whether a consolidated cell says no more of its own than what was reported below."""
    return value.below is not None


def _of_check(
    form: Form,
    check: Check,
    values: Mapping[str, CellValue],
    before: Mapping[str, int],
    others: Mapping[str, Sequence[int]],
) -> Refusal | None:
    value = values[check.cell].value
    if value is None:
        return None
    said: dict[str, object] = {"cell": _label(form, check.cell), "value": _said(value)}
    at = f"/values/{check.cell}"
    if check.rule == "sum":
        parts = [values[code].value or 0 for code in check.of]
        if sum(parts) == value:
            return None
        words = ("; ".join(_label(form, code)[0] for code in check.of), "; ".join(_label(form, c)[1] for c in check.of))
        return refusals.SumWrong(pointer=at, **said, sum=_said(sum(parts)), parts=words)
    if check.rule == "at-most":
        limit = values[check.of[0]].value
        if limit is None or value <= limit:
            return None
        return refusals.AboveLimit(pointer=at, **said, other=_label(form, check.of[0]), limit=_said(limit))
    if check.rule == "range":
        if (check.least is None or value >= check.least) and (check.most is None or value <= check.most):
            return None
        return refusals.OutOfRange(pointer=at, **said, range=f"{_said(check.least)} – {_said(check.most)}")
    return _unexplained(check, value, said, before, others)


def _unexplained(
    check: Check,
    value: int,
    said: dict[str, object],
    before: Mapping[str, int],
    others: Mapping[str, Sequence[int]],
) -> Refusal | None:
    at = f"/reasons/{check.cell}"
    if check.rule == "before":
        then = before.get(check.cell)
        if then is None or abs(value - then) * 100 <= (check.percent or 0) * max(abs(then), 1):
            return None
        return refusals.ChangeUnexplained(pointer=at, **said, before=_said(then), percent=check.percent)
    some = others.get(check.cell, ())
    if score(value, some) <= float(check.deviations or 0):
        return None
    return refusals.UnusualUnexplained(pointer=at, **said, median=_said(int(median(some))))


def _label(form: Form, code: str) -> tuple[str, str]:
    cell = form.cell(code)
    return cell.label.pair if cell else (code, code)


def _said(number: int | None) -> str:
    return "…" if number is None else f"{number:,}".replace(",", ".")
