"""
Recognitions in the database: projections of what the registry publishes. Every certificate as it is now, and beside it what was
said of those that ended early.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import EVERYWHERE, is_within, within_any
from kit.storage import Collection, Index, all_of
from kit.work import Unit
from programme.decisions import decision_of
from programme.places import formerly
from services.evaluation.recognitions.certificate import VALID, Certificate
from services.evaluation.recognitions.recognition import Recognition

recognitions: Collection[Recognition] = Collection(Recognition, "recognitions", indexes=[Index("product_id")])

certificates: Collection[Certificate] = Collection(
    Certificate,
    "certificates",
    indexes=[
        Index("product_id", ("valid_from", -1)),
        Index("decided", "valid_until"),
        Index("status", "valid_until"),
        Index("place.path", "valid_until"),
    ],
)

MOST = 20
"""Certificates of one product that are looked at."""


async def of_product(unit: Unit, product_id: str) -> list[Recognition]:
    """What was said of a product's certificates."""
    return await recognitions.select(unit, {"product_id": product_id}, limit=MOST)


async def alive(unit: Unit, *, office_path: str, from_: date, to: date, most: int = 1000) -> list[Certificate]:
    """
    The certificates that hold today and whose last day is one of these, both counted, of an office's territory in the borders
    of today and of then; the first to end first, at most so many.
    """
    wanted = all_of(within_territory(office_path, unit.today), _alive(max(from_, unit.today), to))
    return await certificates.select(unit, wanted, sort=[("valid_until", 1), ("_id", 1)], limit=most)


async def of_decision(unit: Unit, number: str, on: date, *, office_path: str, most: int = 1000) -> list[Certificate]:
    """The certificates that hold today by a decision, however its number is spelt, of an office's territory."""
    wanted = all_of(
        {"decided": decision_of(number, on), "decided_on": on.isoformat()},
        within_territory(office_path, unit.today),
        _alive(unit.today, None),
    )
    return await certificates.select(unit, wanted, sort=[("place.path", 1), ("_id", 1)], limit=most)


async def ending_by_day(
    unit: Unit, *, office_path: str, from_: date, to: date
) -> list[tuple[date, int, str, date, int]]:
    """
    How many certificates hold and end on each day, by product set and place: last day, set, path of the place and the day it was
    called so, count; grouped in the database.
    """
    stages: list[dict[str, Any]] = [
        {"$match": all_of(within_territory(office_path, unit.today), _alive(max(from_, unit.today), to))},
        {
            "$group": {
                "_id": {"until": "$valid_until", "set": "$set_no", "path": "$place.path", "on": "$place.on"},
                "rows": {"$sum": 1},
            }
        },
    ]
    found = []
    async for row in certificates.raw(unit).aggregate(stages):
        by = row["_id"]
        until, on = date.fromisoformat(by["until"]), date.fromisoformat(by["on"])
        found.append((until, by["set"], by["path"], on, row["rows"]))
    return found


def within_territory(office_path: str, on: date, field: str = "place.path") -> dict[str, Any]:
    """Where a path lies within an office's territory of a day, or within one of the units that passed into it."""
    if office_path == EVERYWHERE:
        return {}
    return {field: within_any(outermost([office_path, *formerly(office_path, on)]))}


def outermost(paths: Iterable[str]) -> list[str]:
    """Of some places those that lie within no other."""
    found: list[str] = []
    for path in sorted(set(paths), key=lambda one: (one.count("/"), one)):
        if not any(is_within(path, one) for one in found):
            found.append(path)
    return found


def _alive(from_: date, to: date | None) -> dict[str, Any]:
    until = {"$gte": from_.isoformat()} | ({"$lte": to.isoformat()} if to else {})
    return {"status": VALID, "struck": False, "valid_until": until}
