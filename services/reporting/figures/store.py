"""Occurrences in the database, and who may see which: officers, what happened in their office's territory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from kit.identity import Principal, is_within
from kit.refusal import Forbidden, NotFound
from kit.storage import Collection, Index, Orders, Page, Turn
from kit.storage.filters import checked, parts
from kit.work import Unit
from law.figures import FigureRule
from law.places import CENTRE
from programme import borders
from programme.roles import OFFICERS, PRODUCER
from services.reporting.figures.occurrence import Noted
from services.reporting.figures.rules import Tally

ORDERS = Orders("-on", on="on", title="title")

noted: Collection[Noted] = Collection(
    Noted,
    "occurrences",
    indexes=[Index("occurrence"), Index("kind", "on"), Index("kind", "origin", "on"), *ORDERS.indexes()],
)

FEW = 60
"""So many origins are asked for by name; of more, the whole province is read in one pass."""


def may_see(by: Principal, area: str | None) -> str:
    """
    The place a person asks about: one in their own office's territory, or their office itself.

    Raises Forbidden for who works for no office, NotFound for a place that is none of theirs, as if there were none.
    """
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    if area is None:
        return own[0]
    if not any(is_within(area, one) for one in own):
        raise NotFound()
    return area


def closed_to(by: Principal) -> list[str]:
    """The producers a person acts for: of their records an officer sees none here, as in the registry."""
    return by.offices(PRODUCER)


async def versions_of(unit: Unit, occurrences: Iterable[str]) -> dict[str, list[Noted]]:
    """Every version known of each occurrence."""
    found: dict[str, list[Noted]] = {}
    for some in parts(list(occurrences)):
        for row in await noted.select(unit, {"occurrence": {"$in": some}}, limit=0):
            found.setdefault(row.occurrence, []).append(row)
    return found


async def tallied(
    unit: Unit,
    rules: Sequence[FigureRule],
    areas: Sequence[str],
    since: date,
    until: date,
    as_of: datetime,
    without: Sequence[str] = (),
) -> list[Tally]:
    """What one pass over the happenings of some figures that are counted alike brings together."""
    key = {"kind": "$kind", "origin": "$origin", "by": "$by"}
    if rules[0].how == "distinct":
        key["product"] = "$product"
    amount = {"$sum": f"$amounts.{rules[0].amount}" if rules[0].amount else 1}
    kinds = sorted({kind for rule in rules for kind in rule.counts})
    match = matching(kinds, rules[0].how, areas, since, until, as_of, without)
    stages: list[dict[str, Any]] = [{"$match": checked(match)}, {"$group": {"_id": key, "amount": amount}}]
    rows = noted.raw(unit).aggregate(stages, session=unit.session)
    return [
        Tally(
            kind=row["_id"]["kind"],
            origin=row["_id"]["origin"],
            by=row["_id"].get("by") or {},
            amount=1 if rules[0].how == "distinct" else int(row["amount"]),
            product=row["_id"].get("product"),
        )
        async for row in rows
    ]


def matching(
    kinds: Sequence[str],
    how: str,
    areas: Sequence[str],
    since: date,
    until: date,
    as_of: datetime,
    without: Sequence[str] = (),
) -> dict[str, Any]:
    """
    The filter of the happenings of some kinds at some places: of a period, or holding on its last day. `without`: none of
    these producers.
    """
    last = {"$lte": until.isoformat()}
    wanted: dict[str, Any] = {
        "kind": {"$in": list(kinds)} if len(kinds) != 1 else kinds[0],
        "counts": True,
        "on": last if how == "holding" else {"$gte": since.isoformat(), **last},
        "known_at": {"$lte": as_of},
        "$or": [{"replaced_at": None}, {"replaced_at": {"$gt": as_of}}],
        **_at(areas, until),
    }
    if without:
        wanted["producer"] = {"$nin": sorted(without)}
    if how == "holding":
        wanted["$and"] = [{"$or": [{"until": None}, {"until": {"$gte": until.isoformat()}}]}]
    return wanted


def _at(areas: Sequence[str], borders_on: date) -> dict[str, Any]:
    if CENTRE in areas:
        return {}
    origins = sorted({origin for area in areas for origin in borders.origins_within(area, borders_on)})
    if len(origins) <= FEW:
        return {"origin": {"$in": origins}}
    return {"root": {"$in": sorted({borders.root_of(origin) for origin in origins})}}


async def behind(
    unit: Unit,
    rule: FigureRule,
    area: str,
    since: date,
    until: date,
    as_of: datetime,
    turn: Turn,
    without: Sequence[str] = (),
) -> Page[Noted]:
    """The rows a figure was counted from. `without`: none of these producers."""
    match = matching(rule.counts, rule.how, [area], since, until, as_of, without)
    if "/" in area:  # a province is asked for by its root, all of it
        match.pop("root", None)
        match["origin"] = {"$in": sorted(borders.origins_within(area, until))}
    match |= {f"by.{name}": {"$in": list(values)} for name, values in rule.where.items()}
    return await noted.turned(unit, match, turn)


async def of_kind(unit: Unit, kind: str, area: str, on: date, *, limit: int) -> list[Noted]:
    """The happenings of a kind at a place as they are known now, newest first."""
    wanted: dict[str, Any] = {"kind": kind, "counts": True, "replaced_at": None, **_at([area], on)}
    rows = await noted.select(unit, wanted, sort=[("on", -1)], limit=limit)
    return [row for row in rows if is_within(borders.find(row.origin, on).path, area)]
