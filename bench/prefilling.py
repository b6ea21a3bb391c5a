"""(h) A return of 300 cells for the 104 communes of a province, filled in from 20,000 happenings."""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta

from bench.figures import Figure, Goal, in_turn
from bench.ground import Ground
from kit.settings import development_settings
from kit.work import Unit
from law.figures import FigureRules, figure_rules
from law.forms import Form, form
from law.levels import smallest
from law.lists import edition
from law.periods import period
from law.places import gazetteer
from programme import borders
from services.reporting.figures import store as figures
from services.reporting.figures.occurrence import Noted
from services.reporting.returns import rules
from services.reporting.returns.prefilling import prefill_by
from services.reporting.service import build

ROWS, CELLS, GOAL = 20_000, 300, 10.0
PROVINCE, ON = "33", date(2026, 6, 15)
YEAR = period("year", 2026)


async def measure(ground: Ground, rounds: int) -> Figure:
    """Ours: every cell, broken down by commune and by every division it has. Against one count of the same rows, grouped by the database."""
    settings = development_settings(mongodb_uri=ground.mongodb, mongodb_database=ground.fresh("returns"))
    service = build(settings)
    await service.prepare()
    listed = figure_rules()
    await _fill(service.work.reading(), listed)
    said = _form(listed)
    hashes = (edition("returns/province").hash, edition("figures").hash)
    one = rules.opened(
        "r", said, hashes, PROVINCE, borders.origin_of(PROVINCE, ON), YEAR, to_office="vn", due_on=YEAR.due, on=ON,
        at=datetime(2026, 6, 15, 2, tzinfo=UTC),
    )  # fmt: skip

    async def ours() -> float:
        began = time.perf_counter()
        found = await prefill_by(service.work.reading(), one, said, listed)
        assert len(found.cells) == CELLS
        return (time.perf_counter() - began) * 1000

    async def grouped() -> float:
        unit = service.work.reading()
        began = time.perf_counter()
        match = {"on": {"$gte": YEAR.since.isoformat(), "$lte": YEAR.until.isoformat()}, "counts": True}
        key = {"kind": "$kind", "origin": "$origin", "by": "$by"}
        stages = [{"$match": match}, {"$group": {"_id": key, "rows": {"$sum": 1}}}]
        total = sum([row["rows"] async for row in figures.noted.raw(unit).aggregate(stages)])
        assert total == ROWS
        return (time.perf_counter() - began) * 1000

    runs = await in_turn({"ours": ours, "one grouped count": grouped}, rounds)
    service.database.close()
    notes = f"{CELLS} cells from {len(listed.figures)} figures at {len(_communes())} communes, {ROWS:,} happenings of a year"
    return Figure("a return filled in", "ms", runs, (Goal("one grouped count", GOAL, "less"),), notes)


def _communes() -> list[str]:
    return [one.path for one in gazetteer().descendants(PROVINCE, ON, smallest())]


def _form(listed: FigureRules) -> Form:
    """The province's form with so many cells, each counted, and broken down wherever its figure can be."""
    shipped, _hash = form("province", ON)
    some = [one for one in listed.figures if one.how != "standing"]
    cells = []
    for number in range(CELLS):
        figure = some[number % len(some)]
        kinds = [kind for id in figure.counts if (kind := listed.happening(id))]
        by = sorted(
            {"place"}.union(*(kind.by for kind in kinds))
            & {"place", "star", "sector", "producer-kind", "kind", "result"}
        )
        cells.append({"code": f"cell-{number}", "label": {"vi": "x", "en": "x"}, "figure": figure.code, "by": by})
    content = shipped.model_dump(mode="json") | {
        "checks": [],
        "sections": [{"id": "1", "title": {"vi": "x", "en": "x"}, "cells": cells}],
    }
    return Form.model_validate(content)


async def _fill(unit: Unit, listed: FigureRules) -> None:
    chance, communes = random.Random(33), _communes()
    days = (YEAR.until - YEAR.since).days + 1
    kinds = listed.happenings
    values = {"sector": ["I", "II", "III"], "star": ["3", "4", "5"], "result": ["kept", "lapsed"]}
    rows = []
    for number in range(ROWS):
        kind, place = chance.choice(kinds), chance.choice(communes)
        on = YEAR.since + timedelta(days=chance.randrange(days))
        origin = borders.origin_of(place, ON)
        rows.append(
            Noted(
                id=f"o-{number}#1",
                version=1,
                occurrence=f"o-{number}",
                kind=kind.id,
                on=on,
                origin=origin,
                root=PROVINCE,
                title="x",
                service="registry",
                product=f"p-{number % 4000}",
                by={name: chance.choice(values.get(name, ["a", "b"])) for name in kind.by},
                amounts=dict.fromkeys(kind.amounts, 1),
                known_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
    for at in range(0, ROWS, 1000):
        await figures.noted.put_all(unit, rows[at : at + 1000])
