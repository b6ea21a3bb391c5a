"""
What stands in the cells of a return: as the platform counts, as its office wrote, as the offices below reported. Pure.

A consolidating return is the sum of what the offices below reported in returns that were approved, and of what lies in none of
them: the platform's count of the whole less its counts of them. So where every office below reported what is counted, the sum is
the count of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import TopologicalSorter

from law.figures import FigureRules
from law.forms import Cell, Form
from services.reporting.figures.occurrence import Counted
from services.reporting.returns.office_return import NONE, Adjustment, CellValue, OfficeReturn, Written

FLOWS = ("count", "sum", "distinct")
"""How figures of what happens in a period are counted; only these can be adjusted later."""
Counts = Mapping[tuple[str, str], Counted]
"""By place and figure."""


def figure_of(cell: Cell, figures: FigureRules) -> str | None:
    """The figure a cell is counted by; None where the list does not have it (yet)."""
    return cell.figure if cell.figure in {one.code for one in figures.figures} else None


def figures_of(form: Form, figures: FigureRules) -> list[str]:
    """Every figure a form is filled in from."""
    return list(dict.fromkeys(code for cell in form.cells if (code := figure_of(cell, figures))))


def flows_of(form: Form, figures: FigureRules) -> list[str]:
    """Those of them that can be adjusted later."""
    return [code for code in figures_of(form, figures) if figures.figure(code).how in FLOWS]


def filled(
    form: Form,
    figures: FigureRules,
    office: str,
    counts: Counts,
    written: Mapping[str, Written],
    *,
    units: Sequence[str] = (),
    below: Mapping[str, Sequence[CellValue]] | None = None,
    lower: Sequence[str] = (),
    adjustments: Iterable[Adjustment] = (),
) -> tuple[CellValue, ...]:
    """
    Every cell. `units`: the places right below, for breakdowns by place; `lower`: the offices whose returns are added up, `below`
    what those that were approved report, by office. Without `below` nothing is consolidated.
    """
    found: dict[str, CellValue] = {}
    late: dict[str, int] = {}
    for one in adjustments:
        late[one.code] = late.get(one.code, 0) + one.now - one.was
    for cell in form.cells:
        said = written.get(cell.code, Written())
        if cell.typed == "words":
            found[cell.code] = CellValue(code=cell.code, words=said.words)
        elif cell.formula is None:
            sums = None if below is None else _reported(cell.code, below.values())
            code = figure_of(cell, figures)
            if code is None:
                found[cell.code] = _typed(cell, said, sums)
            else:
                own = None if below is None else _between(code, office, lower, counts)
                found[cell.code] = _counted(cell, code, office, counts, said, units, sums, own)
    for code in _in_order(form):
        found[code] = _made(form, code, found, written.get(code))
    return tuple(
        found[cell.code].model_copy(update={"late": late.get(cell.code, 0)})
        for cell in form.cells
        if cell.code in found
    )


def adjusted(
    before: Sequence[OfficeReturn], now: Mapping[str, Counts], form: Form, figures: FigureRules
) -> list[Adjustment]:
    """
    What became known of earlier periods since: by facts entered later, and by corrections after locking. `before`: the returns of the
    same office and form before this one, oldest first; `now`: by period, what is counted of it today. What a return has said
    already, its next one does not say again.
    """
    known: dict[tuple[str, str], int] = {}
    told: dict[tuple[str, str], int] = {}
    for one in before:
        for reported in one.cells:
            if reported.counted is not None:
                known[one.period, reported.code] = reported.counted
        for said in one.adjustments:
            if said.corrected:
                told[said.of_period, said.code] = said.now
            else:
                known[said.of_period, said.code] = said.now
    found = []
    for one in before:
        for cell in form.cells:
            code = figure_of(cell, figures)
            if code is None or figures.figure(code).how not in FLOWS or (one.period, cell.code) not in known:
                continue
            was, count = known[one.period, cell.code], now[one.period][one.office, code].value
            if count != was:
                found.append(Adjustment(of_period=one.period, code=cell.code, was=was, now=count))
        for said in corrections(one):
            was = told.get((said.of_period, said.code), said.was)
            if was != said.now:
                found.append(said.model_copy(update={"was": was}))
    return found


def corrections(one: OfficeReturn) -> list[Adjustment]:
    """What corrections after locking made of its cells, first edition against the one that holds."""
    if not one.earlier:
        return []
    first = {cell.code: cell.value for cell in one.earlier[0].cells}
    return [
        Adjustment(
            of_period=one.period, code=cell.code, was=first.get(cell.code) or 0, now=cell.value or 0, corrected=True
        )
        for cell in one.cells
        if cell.words is None and cell.value != first.get(cell.code)
    ]


def _reported(code: str, returns: Iterable[Sequence[CellValue]]) -> int:
    return sum(cell.value or 0 for cells in returns for cell in cells if cell.code == code)


def _between(code: str, office: str, lower: Sequence[str], counts: Counts) -> int:
    """What is counted of an office's place and lies in none of the offices below."""
    return counts[office, code].value - sum(counts[one, code].value for one in lower)


def _typed(cell: Cell, said: Written, sums: int | None) -> CellValue:
    own = said.value
    value = own if sums is None else sums + (own or 0)
    return CellValue(code=cell.code, value=value, below=sums, why=said.why)


def _counted(
    cell: Cell,
    code: str,
    office: str,
    counts: Counts,
    said: Written,
    units: Sequence[str],
    sums: int | None,
    own: int | None,
) -> CellValue:
    here = counts[office, code]
    reported = here.value if sums is None or own is None else sums + own
    return CellValue(
        code=cell.code,
        value=reported if said.value is None else said.value,
        counted=here.value,
        below=sums,
        parts={by: _parts(by, code, office, counts, units) for by in cell.by},
        why=said.why,
    )


def _parts(by: str, code: str, office: str, counts: Counts, units: Sequence[str]) -> dict[str, int]:
    """The parts of a breakdown, and what belongs to none of them: together the whole."""
    whole = counts[office, code].value
    if by == "place":
        parts = {unit: counts[unit, code].value for unit in units}
    else:
        parts = {value: count for value, count in counts[office, code].parts.get(by, {}).items() if value}
    some = {name: count for name, count in sorted(parts.items()) if count}
    rest = whole - sum(some.values())
    return {**some, NONE: rest} if rest else some


def _in_order(form: Form) -> list[str]:
    leads = {cell.code: {*cell.formula.plus, *cell.formula.minus} for cell in form.cells if cell.formula}
    return [code for code in TopologicalSorter(leads).static_order() if code in leads]


def _made(form: Form, code: str, found: Mapping[str, CellValue], said: Written | None) -> CellValue:
    """A cell made of others; counted where all of them are; empty where one of them is."""
    cell = form.cell(code)
    assert cell is not None
    assert cell.formula is not None
    plus, minus = ([found[one] for one in some] for some in (cell.formula.plus, cell.formula.minus))
    return CellValue(
        code=code,
        value=_less([one.value for one in plus], [one.value for one in minus]),
        counted=_less([one.counted for one in plus], [one.counted for one in minus]),
        why=said.why if said else None,
    )


def _less(plus: Sequence[int | None], minus: Sequence[int | None]) -> int | None:
    if None in plus or None in minus:
        return None
    return sum(one or 0 for one in plus) - sum(one or 0 for one in minus)
