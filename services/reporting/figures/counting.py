"""
Figures, counted: as many as are asked for, at as many places, in one grouped pass for each way of counting.

A figure counts what happened in a period, both days included, as the platform knew it at an instant.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime

from kit.work import Unit
from law.figures import FigureRule, figure_rules
from law.places import CENTRE
from services.reporting.figures import rules, store
from services.reporting.figures.occurrence import Counted
from services.reporting.figures.rules import Tally
from services.reporting.standings import store as standings
from services.reporting.standings.question import Question
from services.reporting.standings.rules import holds, sector_of

Counts = dict[tuple[str, str], Counted]
"""By place and code."""


async def figures(
    unit: Unit,
    codes: Sequence[str],
    areas: Sequence[str],
    since: date,
    until: date,
    as_of: datetime | None = None,
    *,
    edition: str | None = None,
    without: Sequence[str] = (),
) -> Counts:
    """
    The figures of some codes at some places. `edition`: the hash of the list of figures they are counted by; `without`:
    producers of whom nothing is counted, for whoever acts for them.

    Places and codes are as the caller may see them. Raises UnknownFigure, UnknownListEdition.
    """
    listed = figure_rules(edition)
    wanted = [listed.figure(code) for code in dict.fromkeys(codes)]
    found: Counts = {}
    for (how, _), some in rules.alike(wanted).items():
        tallies = await _tallies(unit, how, some, areas, since, until, as_of or unit.now, without)
        for area, here in rules.placed(tallies, areas, until).items():
            found |= {(area, rule.code): rules.counted(rule, area, here) for rule in some}
    return found


async def figure(
    unit: Unit,
    code: str,
    area: str,
    since: date,
    until: date,
    as_of: datetime | None = None,
    *,
    without: Sequence[str] = (),
) -> Counted:
    """One figure at one place. Raises UnknownFigure."""
    return (await figures(unit, [code], [area], since, until, as_of, without=without))[area, code]


async def rows_hash(unit: Unit, rule: FigureRule, area: str, since: date, until: date, as_of: datetime) -> str:
    """SHA-256 over the rows a figure was counted from: the same again for the same events, whenever it is counted."""
    digest = hashlib.sha256()
    if rule.how == "standing":
        alive = rules.placed(await _alive(unit, [area], until), [area], until)[area]
        for line in sorted(alive, key=lambda one: (one.product or "", one.origin)):
            if rules.counted(rule, area, [line]).value:
                digest.update(json.dumps([line.product, line.origin, dict(line.by)]).encode())
        return digest.hexdigest()
    turn = store.ORDERS.turn("on", limit=500)
    lines: list[str] = []
    while True:
        page = await store.behind(unit, rule, area, since, until, as_of, turn)
        lines += [
            json.dumps([row.occurrence, row.on.isoformat(), row.origin, row.by, row.amounts], sort_keys=True)
            for row in page.items
        ]
        if page.next is None:
            break
        turn = store.ORDERS.turn("on", after=page.next, limit=500)
    for text in sorted(lines):
        digest.update(text.encode())
    return digest.hexdigest()


async def _tallies(
    unit: Unit,
    how: str,
    some: Sequence[FigureRule],
    areas: Sequence[str],
    since: date,
    until: date,
    as_of: datetime,
    without: Sequence[str],
) -> list[Tally]:
    if how == "standing":
        return await _alive(unit, areas, until)
    return await store.tallied(unit, some, areas, since, until, as_of, without)


async def _alive(unit: Unit, areas: Sequence[str], on: date) -> list[Tally]:
    """The recognitions that hold on a day at some places, one each."""
    roots = {area.partition("/")[0] for area in areas}
    around = areas[0] if len(areas) == 1 else (roots.pop() if len(roots) == 1 else CENTRE)
    asked = Question(place=around, on=on, today=unit.today)
    return [
        Tally(
            kind="",
            origin=line.origin,
            by={
                "star": str(line.entry.star),
                "sector": sector_of(line.entry.set_no) or "",
                "producer-kind": line.entry.kind,
            },
            amount=1,
            product=line.certificate_id,
        )
        for line in await standings.lines(unit, asked)
        if holds(line.entry, on)
    ]
