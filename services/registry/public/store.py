"""What the public's pages look up: a product by id or printed code, a place by what people call it."""

from __future__ import annotations

from datetime import date

from kit.identity import Principal
from kit.refusal import NotFound
from kit.work import Unit
from law.levels import largest
from law.places import gazetteer
from programme import places as territory
from services.registry.certificates import store as certificates
from services.registry.products import store as products
from services.registry.products.product import Product


async def product_called(unit: Unit, key: str, by: Principal | None) -> Product:
    """
    A product by id, or by a product code, of an earlier certificate too: what is printed on a package leads here for
    ever. Raises NotFound, also for one the person may not see.
    """
    if await products.products.find(unit, key):
        return await products.seen_by(unit, key, by)
    certificate = await certificates.by_code(unit, key)
    if certificate is None:
        raise NotFound()
    return await products.seen_by(unit, certificate.product_id, by)


def place_called(name: str, on: date) -> str:
    """The unit a person means: a province by name, else a commune. Raises CommuneUnknown, CommuneAmbiguous."""
    for found in gazetteer().search(name, on, limit=3):
        if found.level == largest():
            return found.path
    return territory.commune_named(name, on).path
