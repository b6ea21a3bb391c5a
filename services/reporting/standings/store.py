"""Recognitions in the database. They are public facts; nothing of a person is in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kit.storage import Collection, Index, Page, Unit
from law.classification import classification
from law.places import CENTRE
from services.reporting import territory
from services.reporting.standings.question import By, Question
from services.reporting.standings.recognition import History, Recognition

histories: Collection[History] = Collection(History, "product_histories")

recognitions: Collection[Recognition] = Collection(
    Recognition,
    "recognitions",
    indexes=[
        Index("origin", "last_on"),  # counted at a place
        Index("last_on"),  # counted everywhere, and how many end soon
        Index("origin", "sort_key"),  # listed at a place, by name
        Index("sort_key"),
    ],
)

_FIELDS = {By.YEAR: "$year", By.SECTOR: "$set_no", By.SET: "$set_no", By.KIND: "$kind"}


@dataclass(frozen=True)
class Tally:
    """How many recognitions have an origin, a star and a value of the question's dimension in common."""

    origin: str
    star: int
    value: str | int | None
    count: int


async def histories_of(unit: Unit, products: Iterable[str]) -> dict[str, History]:
    """What is known of each product; of one never heard of, nothing yet."""
    ids = sorted(set(products))
    known = {one.id: one for one in await histories.select(unit, {"_id": {"$in": ids}}, limit=len(ids))}
    return {id: known.get(id, History(id=id)) for id in ids}


async def tallies(unit: Unit, asked: Question) -> list[Tally]:
    """The recognitions that answer a question, counted in the database: a row per origin, star and value."""
    key = {"origin": "$origin", "star": "$star", "value": _FIELDS.get(asked.by)}
    stages: list[dict[str, Any]] = [
        {"$match": _answering(asked)},
        {"$group": {"_id": {name: path for name, path in key.items() if path}, "count": {"$sum": 1}}},
    ]
    rows = recognitions.raw(unit).aggregate(stages, session=unit.session)
    return [
        Tally(row["_id"]["origin"], row["_id"]["star"], row["_id"].get("value"), row["count"]) async for row in rows
    ]


async def listed(
    unit: Unit, asked: Question, origins: Sequence[str] | None = None, *, after: str | None, limit: int
) -> Page[Recognition]:
    """The recognitions themselves, by name. `origins` narrows them to some of the place's own."""
    wanted = _answering(asked)
    if origins is not None:
        wanted["origin"] = {"$in": sorted(origins)}
    return await recognitions.page(unit, wanted, sort=("sort_key", 1), after=after, limit=limit)


async def ending_within(unit: Unit, today: date, days: int) -> int:
    """How many of the recognitions that hold today will not hold any more in so many days."""
    last = today + timedelta(days=days)
    return await recognitions.count(
        unit,
        {
            "last_on": {"$gte": today.isoformat(), "$lt": last.isoformat()},
            "valid_from": {"$lte": today.isoformat()},
        },
    )


async def holding(unit: Unit, today: date) -> int:
    """How many recognitions hold today."""
    return await recognitions.count(
        unit, {"last_on": {"$gte": today.isoformat()}, "valid_from": {"$lte": today.isoformat()}}
    )


def _answering(asked: Question) -> dict[str, Any]:
    day = asked.on.isoformat()
    wanted: dict[str, Any] = {"last_on": {"$gte": day}, "valid_from": {"$lte": day}}
    if asked.place != CENTRE:
        wanted["origin"] = {"$in": sorted(territory.origins_within(asked.place, asked.borders_on))}
    for field, value in (("star", asked.star), ("year", asked.year), ("kind", asked.kind)):
        if value is not None:
            wanted[field] = value
    sets = [one.set_no for one in classification().sets if asked.sector in (None, one.sector.code)]
    if asked.set_no is not None:
        wanted["set_no"] = asked.set_no if asked.sector is None or asked.set_no in sets else {"$in": []}
    elif asked.sector is not None:
        wanted["set_no"] = {"$in": sets}
    return wanted
