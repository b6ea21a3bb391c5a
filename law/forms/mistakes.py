"""What may be wrong with a form beyond its shape: names that lead nowhere, formulas in a circle, checks of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from law.figures import FigureRules, figure_rules
from law.levels import level, levels
from law.periods import reporting_periods
from law.rulebooks.checking.fault import Fault, fault

if TYPE_CHECKING:
    from law.forms.form import Cell, Check, FormFile

NEEDED = {"sum": ("of",), "at-most": ("of",), "range": (), "before": ("percent",), "outlier": ("deviations",)}
"""What a check of each rule cannot do without."""


def mistakes(form: FormFile) -> Iterator[Fault]:
    """Every mistake, at its path."""
    yield from _owed(form)
    named = [
        (f"/sections/{at}/cells/{no}", cell)
        for at, section in enumerate(form.sections)
        for no, cell in enumerate(section.cells)
    ]
    yield from _twice((f"/sections/{at}", section.id) for at, section in enumerate(form.sections))
    yield from _twice((path, cell.code) for path, cell in named)
    yield from _twice((f"/checks/{at}", check.id) for at, check in enumerate(form.checks))
    figures = figure_rules()
    for path, cell in named:
        yield from _of_cell(form, path, cell, figures)
    yield from _circles(form)
    for at, check in enumerate(form.checks):
        yield from _of_check(form, f"/checks/{at}", check)


def _owed(form: FormFile) -> Iterator[Fault]:
    if level(form.owed.level) is None:
        known = ", ".join(one.id for one in levels())
        yield fault("/owed/level", "unknown-level", level=form.owed.level, known=known)
    periods = reporting_periods()
    for at, kind in enumerate(form.owed.periods):
        if periods.kind(kind) is None:
            known = ", ".join(one.id for one in periods.kinds)
            yield fault(f"/owed/periods/{at}", "form-unknown-period", named=kind, known=known)
    for at, other in enumerate(form.consolidates):
        if other == form.id:
            yield fault(f"/consolidates/{at}", "form-consolidates-itself", form=other)


def _of_cell(form: FormFile, path: str, cell: Cell, figures: FigureRules) -> Iterator[Fault]:
    kinds = [name for name in ("figure", "typed", "formula") if getattr(cell, name) is not None]
    if kinds not in (["figure"], ["typed"], ["formula"], ["figure", "typed"]):
        yield fault(path, "form-cell-kind", code=cell.code)
        return
    if cell.typed == "words" and cell.figure:
        yield fault(path, "form-cell-kind", code=cell.code)
    if cell.figure is not None:
        if cell.figure in {one.code for one in figures.figures}:
            yield from _divisions(path, cell, figures)
        else:
            kind = "form-figure-to-come" if cell.typed else "form-unknown-figure"
            yield fault(f"{path}/figure", kind, figure=cell.figure)
    elif cell.by:
        yield fault(f"{path}/by", "form-broken-down", code=cell.code)
    if cell.formula is not None:
        for side in ("plus", "minus"):
            for at, code in enumerate(getattr(cell.formula, side)):
                yield from _numbers(form, f"{path}/formula/{side}/{at}", code)


def _divisions(path: str, cell: Cell, figures: FigureRules) -> Iterator[Fault]:
    rule = figures.figure(cell.figure or "")
    known = {"place"}
    if rule.how == "standing":
        known |= {"star", "sector", "producer-kind"}
    for kind in rule.counts:
        happening = figures.happening(kind)
        known |= set(happening.by if happening else ())
    for at, by in enumerate(cell.by):
        if by not in known:
            yield fault(f"{path}/by/{at}", "form-no-division", figure=rule.code, by=by, known=", ".join(sorted(known)))


def _circles(form: FormFile) -> Iterator[Fault]:
    leads = {cell.code: {*cell.formula.plus, *cell.formula.minus} for cell in form.cells if cell.formula}
    try:
        TopologicalSorter(leads).prepare()
    except CycleError as circle:
        yield fault("/sections", "form-circle", cells=" → ".join(circle.args[1]))


def _of_check(form: FormFile, path: str, check: Check) -> Iterator[Fault]:
    yield from _numbers(form, f"{path}/cell", check.cell)
    for at, code in enumerate(check.of):
        yield from _numbers(form, f"{path}/of/{at}", code)
    for name in NEEDED[check.rule]:
        if not getattr(check, name):
            yield fault(path, "missing", name=name)
    if check.rule == "at-most" and len(check.of) > 1:
        yield fault(f"{path}/of", "form-one-limit", check=check.id)
    if check.rule == "range":
        if check.least is None and check.most is None:
            yield fault(path, "missing", name="least")
        elif check.least is not None and check.most is not None and check.least > check.most:
            yield fault(path, "form-range-reversed", least=check.least, most=check.most)


def _numbers(form: FormFile, path: str, code: str) -> Iterator[Fault]:
    cell = form.cell(code)
    if cell is None or cell.typed == "words":
        yield fault(path, "form-no-number", code=code)


def _twice(named: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for path, name in named:
        if name in first:
            yield fault(path, "duplicate-id", id=name, first=first[name])
        first.setdefault(name, path)
