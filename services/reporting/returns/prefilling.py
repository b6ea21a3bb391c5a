"""Use cases: a return filled in by what the platform counts, at every opening until it is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kit.refusal import Refusal
from kit.work import Unit
from law import lists
from law.figures import FigureRules, figure_rules
from law.forms import Form, form, form_with
from law.levels import level
from law.periods import NoSuchPeriod, period_before, period_of
from law.places import CENTRE, gazetteer
from services.reporting.figures.counting import figures as counted
from services.reporting.returns import filling, store, verification
from services.reporting.returns.office_return import Adjustment, CellValue, OfficeReturn


@dataclass(frozen=True)
class Prefilled:
    """
    A return as it stands: its form, its cells, what became known of earlier periods, which returns below it adds up, which
    offices are lacking, the return of the period before.
    """

    form: Form
    figures: FigureRules
    cells: tuple[CellValue, ...]
    adjustments: tuple[Adjustment, ...] = ()
    included: Mapping[str, OfficeReturn] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    before: OfficeReturn | None = None


async def prefill(unit: Unit, one: OfficeReturn) -> Prefilled:
    """Fills a return in by the editions it is stamped with. Raises UnknownListEdition."""
    return await prefill_by(unit, one, form_with(one.form, one.form_hash), figure_rules(one.figures_hash))


async def prefill_by(unit: Unit, one: OfficeReturn, said: Form, figures: FigureRules) -> Prefilled:
    """
    Fills a return in from what is counted now, or at its closing if that has passed. All cells and their breakdowns come from one
    grouped pass for each way of counting.
    """
    as_of = min(unit.now, one.known_by)
    lower = offices_below(said, one.office, one.until)
    units = units_below(one.office, one.until) if any("place" in cell.by for cell in said.cells) else []
    areas = list(dict.fromkeys([one.office, *lower, *units]))
    counts = await counted(
        unit, filling.figures_of(said, figures), areas, one.since, one.until, as_of, edition=one.figures_hash
    )
    included = await store.below(unit, said.consolidates, lower, one.period) if lower else {}
    earlier = await store.before(unit, one)
    flows = filling.flows_of(said, figures)
    now = {
        past.period: await counted(unit, flows, [past.office], past.since, past.until, as_of, edition=one.figures_hash)
        for past in earlier
    }
    adjustments = filling.adjusted(earlier, now, said, figures)
    cells = filling.filled(
        said,
        figures,
        one.office,
        counts,
        one.written,
        units=units,
        below={office: found.cells for office, found in included.items()} if said.consolidates else None,
        lower=lower,
        adjustments=adjustments,
    )
    lacking = tuple(office for office in lower if office not in included)
    return Prefilled(said, figures, cells, tuple(adjustments), included, lacking, _last(one, earlier))


async def wrong_with(unit: Unit, one: OfficeReturn, filled: Prefilled) -> list[Refusal]:
    """Everything in the way of handing a return in."""
    others: dict[str, list[int]] = {}
    if any(check.rule == "outlier" for check in filled.form.checks):
        for peer in await store.peers(unit, one):
            for cell in peer.cells:
                if cell.value is not None:
                    others.setdefault(cell.code, []).append(cell.value)
    past = filled.before.cells if filled.before else ()
    before = {cell.code: cell.value for cell in past if cell.value is not None}
    return verification.wrong(
        filled.form, filled.cells, before=before, others=others, consolidates=bool(filled.form.consolidates)
    )


def as_handed_in(one: OfficeReturn) -> Prefilled:
    """A return that was handed in, as it was then."""
    return Prefilled(
        form_with(one.form, one.form_hash), figure_rules(one.figures_hash), one.cells, one.adjustments, {}, one.lacking
    )


def offices_below(said: Form, office: str, on: date) -> list[str]:
    """The offices of the levels below whose returns a form adds up, as they are there on a day."""
    found: dict[str, None] = {}
    for other in said.consolidates:
        try:
            lower, _ = form(other, on)
        except lists.NoSuchList:
            continue
        known = level(lower.owed.level)
        if known is not None:
            found |= {unit.path: None for unit in gazetteer().descendants(office, on, known.place)}
    return list(found)


def units_below(office: str, on: date) -> list[str]:
    """The places right below an office's, for breakdowns by place."""
    return [] if office == CENTRE else [unit.path for unit in gazetteer().children(office, on)]


def _last(one: OfficeReturn, earlier: Sequence[OfficeReturn]) -> OfficeReturn | None:
    """Of earlier returns that of the period right before."""
    try:
        code = period_before(period_of(one.period)).code
    except NoSuchPeriod:
        return None
    return next((past for past in earlier if past.period == code), None)
