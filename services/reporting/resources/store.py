"""Resources in the database, and who may see which: the officers of their office and of those above it."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import Forbidden
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.storage.filters import checked
from kit.work import Unit
from law.resources import WHOLE_YEAR
from programme.roles import OFFICERS
from services.reporting.resources.resource import Money, Resource

ORDERS = Orders("-year", year="year", office="office", source="source", name="object_name", planned="money.planned")
MOST_OF_OBJECT = 500
"""Lines of one object."""
MOST_WRITTEN = 5000
"""Lines of one file."""

resources: Collection[Resource] = Collection(
    Resource,
    "resources",
    indexes=[
        Index("office", "year", "source", "programme", "object_kind", "object_id", unique=True),
        Index("object_kind", "object_id"),
        Index("year", "office"),
        *ORDERS.indexes(),
    ],
)


def visible_to(by: Principal) -> dict[str, Any]:
    """The lines of a person's offices and of those below. Raises Forbidden for who works for no office."""
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    return {"office": within_any(own)}


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Resource:
    """Loads a line for a person; raises Forbidden, NotFound when they may not see it, Stale."""
    return await resources.get(unit, id, expected, within=visible_to(by))


async def known_to(
    unit: Unit,
    by: Principal,
    turn: Turn,
    *,
    of_year: int | None = None,
    source: str | None = None,
    object_kind: str | None = None,
    text: str = "",
) -> Page[Resource]:
    """The lines a person may see, the latest year first. Raises Forbidden."""
    asked = {"year": of_year, "source": source, "object_kind": object_kind}
    wanted = {name: value for name, value in asked.items() if value}
    return await resources.turned(unit, all_of(visible_to(by), wanted, words_in(text, "object_name")), turn)


async def of_object(unit: Unit, by: Principal, object_kind: str, object_id: str) -> list[Resource]:
    """Every line of one object that a person may see, the latest year first. Raises Forbidden."""
    wanted = all_of(visible_to(by), {"object_kind": object_kind, "object_id": object_id})
    return await resources.select(unit, wanted, sort=[("year", -1), ("source", 1)], limit=MOST_OF_OBJECT)


async def of_year(unit: Unit, by: Principal, year: int) -> list[Resource]:
    """The lines of a year that a person may see, for a file. Raises Forbidden."""
    wanted = all_of(visible_to(by), {"year": year})
    return await resources.select(unit, wanted, sort=[("office", 1), ("source", 1)], limit=MOST_WRITTEN)


async def same(unit: Unit, one: Resource, year: int) -> Resource | None:
    """The line of a year that has office, source, programme and object of another one."""
    names = ("office", "source", "programme", "object_kind")
    object_id = str(year) if one.object_kind == WHOLE_YEAR else one.object_id
    return await resources.first(
        unit, {**{name: getattr(one, name) for name in names}, "year": year, "object_id": object_id}
    )


async def totals(unit: Unit, by: Principal, year: int, key: str) -> dict[str, Money]:
    """What the lines of a year come to, by a field of theirs (`source`, `office`, `object_kind`). Raises Forbidden."""
    match = all_of(visible_to(by), {"year": year})
    sums: dict[str, Any] = {name: {"$sum": f"$money.{name}"} for name in Money.model_fields}
    stages: list[dict[str, Any]] = [{"$match": checked(match)}, {"$group": {"_id": f"${key}", **sums}}]
    found: dict[str, Money] = {}
    async for row in resources.raw(unit).aggregate(stages, session=unit.session):
        found[row["_id"]] = Money(**{name: int(row[name]) for name in Money.model_fields})
    return found
