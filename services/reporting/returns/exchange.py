"""The rows of a table exchanged with the ministry, from the standings: each recognised product once, as it stood on a day."""

from __future__ import annotations

from datetime import date, timedelta

from kit.lists.workbook import Cell
from kit.work import Unit
from law.cards import yearly_card
from law.exchange import ExchangeTable, Fact
from programme import borders
from services.reporting.figures import store as happenings
from services.reporting.standings import store as standings
from services.reporting.standings.question import Question
from services.reporting.standings.recognition import Recognition
from services.reporting.standings.rules import holds

CARD = "yearly-card"
"""The happening that says what a product brought in a year."""
_DAY = timedelta(days=1)


async def rows(unit: Unit, table: ExchangeTable, area: str, on: date) -> list[list[Cell]]:
    """
    The table's rows under its head: of every product recognised at a place by the day, its newest recognition. Codes are texts; an
    amount that nobody declared is empty. Raises what `standings.rules.place_of` does.
    """
    asked = Question(place=area, on=on, today=unit.today)
    lines = [line for line in await standings.lines(unit, asked) if line.entry.valid_from <= on]
    known = await standings.recognitions.among(unit, [line.certificate_id for line in lines])
    newest: dict[str, tuple[Recognition, bool]] = {}
    for line in sorted(lines, key=lambda one: (one.entry.valid_from, one.certificate_id)):
        if (found := known.get(line.certificate_id)) is not None:
            newest[found.product_id] = (found, holds(line.entry, on))
    revenue = await _revenue(unit, area, on)
    made = [
        [_cell(column.of, table, one, alive, on, revenue.get(one.product_id)) for column in table.columns]
        for one, alive in newest.values()
    ]
    return sorted(made, key=lambda row: [str(cell) for cell in row])


def _cell(of: Fact, table: ExchangeTable, one: Recognition, alive: bool, on: date, revenue: int | None) -> Cell:
    place = borders.find(one.origin, on).path
    facts: dict[Fact, Cell] = {
        "code": one.product_code,
        "place": place.rpartition("/")[2],
        "year": str(on.year),
        "product-set": str(one.set_no),
        "product": one.product_name,
        "star": one.star,
        "producer": one.producer_name,
        "revenue": revenue,
        "state": table.alive if alive else table.ended,
    }
    return facts[of]


async def _revenue(unit: Unit, area: str, on: date) -> dict[str, int]:
    """What the producers declared of the year of a day, by product: on cards filed from the day that year's was asked for."""
    card = yearly_card()
    match = happenings.matching([CARD], "sum", [area], card.asked(on.year), card.asked(on.year + 1) - _DAY, unit.now)
    found = await happenings.noted.select(unit, match, sort=[("known_at", 1)], limit=0)
    return {one.product: one.amounts["revenue"] for one in found if one.product and "revenue" in one.amounts}
