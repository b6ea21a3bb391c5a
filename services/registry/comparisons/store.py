"""The register's side of a comparison: the products and certificates of a person's territory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import all_of, any_of
from kit.storage.filters import parts
from kit.work import Unit
from programme.places import formerly
from programme.roles import RECOGNISERS
from services.registry.certificates import store as certificates
from services.registry.certificates.certificate import Certificate
from services.registry.products import store as products
from services.registry.products.product import Product

MOST_OURS = 1000
"""Recognitions of the register that are named beside a list; a province has fewer alive."""


def _territory(by: Principal, unit: Unit) -> dict[str, Any]:
    own = by.offices(*RECOGNISERS)
    before = sorted({old for office in own for old in formerly(office, unit.today)})
    return any_of({"place.path": within_any(own)}, {"place.path": {"$in": before}})


async def _seen(unit: Unit, by: Principal) -> dict[str, Any]:
    """The products of the territory that are public, or that the person manages."""
    return all_of(_territory(by, unit), any_of(await products.managed(unit, by), {"listed": True}))


async def named(unit: Unit, by: Principal, keys: Iterable[str]) -> list[Product]:
    """The products of some names (accents aside) in a person's territory."""
    seen, found = await _seen(unit, by), []
    for some in parts(set(keys)):
        found += await products.products.select(unit, all_of({"sort_key": {"$in": some}}, seen), limit=0)
    return found


async def recognised(unit: Unit, by: Principal) -> list[Product]:
    """The products of a person's territory with a recognition alive today, by name; one more than `MOST_OURS` says that there are more."""
    alive = {"listed": True, "certified.valid_until": {"$gte": unit.today.isoformat()}, "certified.ended": None}
    return await products.products.select(
        unit, all_of(_territory(by, unit), alive), sort=[("sort_key", 1)], limit=MOST_OURS + 1
    )


async def certificates_of(unit: Unit, ids: Iterable[str]) -> dict[str, list[Certificate]]:
    """The certificates of some products, the latest decided first."""
    found: dict[str, list[Certificate]] = {}
    for some in parts(set(ids)):
        wanted = {"product_id": {"$in": some}}
        for one in await certificates.certificates.select(unit, wanted, sort=[("decided_on", -1)], limit=0):
            found.setdefault(one.product_id, []).append(one)
    return found
