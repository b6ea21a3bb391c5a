"""Use cases that only read: a return opened, an office with those it came from, two periods side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kit.identity import Principal
from kit.lists.workbook import Cell
from kit.work import Unit
from law.exchange import ExchangeTable, exchange_tables
from law.forms import form_with
from law.rulebooks.values import Text
from programme import borders
from services.reporting.figures.store import may_see
from services.reporting.returns import store, table_views
from services.reporting.returns.exchange import rows
from services.reporting.returns.lifecycle import OPEN
from services.reporting.returns.office_return import OfficeReturn
from services.reporting.returns.prefilling import Prefilled, as_handed_in, prefill


async def open_return(unit: Unit, return_id: str, by: Principal) -> tuple[OfficeReturn, Prefilled]:
    """A return for a person, filled in anew while its office has it. Raises NotFound, Forbidden."""
    one = await store.seen_by(unit, return_id, by)
    return one, await prefill(unit, one) if one.state in OPEN else as_handed_in(one)


def origins_of(office: str | None, on: date) -> Iterable[str] | None:
    """An office and those whose place it took over, each in its period of the code lists; None where none is asked for."""
    if not office:
        return None
    return {borders.origin_of(office, on), *borders.origins_within(office, on)}


async def compare(unit: Unit, by: Principal, one: str, other: str) -> table_views.ComparisonView:
    """Two sides, each `form:period`, as far as the caller may see their returns. Raises Forbidden."""
    sides = [tuple(side.split(":", 1)) for side in (one, other)]
    found = [await store.of_period(unit, by, form, period) for form, period in sides]
    labels: dict[str, Text] = {}
    for some in found:
        for form, hash in sorted({(each.form, each.form_hash) for each in some}):
            labels |= {cell.code: cell.label for cell in form_with(form, hash).cells if cell.code not in labels}
    return table_views.compared(found[0], found[1], labels, [(form, period) for form, period in sides])


async def adjusted_next(unit: Unit, one: OfficeReturn) -> dict[str, object] | None:
    """The next return of the same office, if it adjusts figures of this one: its id and how many."""
    following = await store.after(unit, one) if one.cells else None
    if following is None:
        return None
    said = (await prefill(unit, following)).adjustments if following.state in OPEN else following.adjustments
    count = sum(each.of_period == one.period for each in said)
    return {"id": following.id, "count": count} if count else None


async def exchange(
    unit: Unit, by: Principal, table_id: str, area: str | None, on: date | None
) -> tuple[ExchangeTable, list[list[Cell]]]:
    """A table exchanged with the ministry, of a place in a person's territory. Raises Forbidden, NotFound, UnknownTable."""
    at = may_see(by, area)
    table = exchange_tables().table(table_id)
    return table, await rows(unit, table, at, on or unit.today)
