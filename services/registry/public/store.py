"""What the public's pages look up: a product by id or printed code, a place by what people call it."""

from __future__ import annotations

from datetime import date

from kit.identity import Principal
from kit.refusal import NotFound
from kit.storage import Page, Turn
from kit.work import Unit
from law.kinds import credential_kind
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
    if known := await products.led_to(unit, await products.products.find(unit, key)):
        return await products.seen_by(unit, known.id, by)
    certificate = await certificates.by_code(unit, key)
    if certificate is None:
        raise NotFound()
    return await products.seen_by(unit, certificate.product_id, by)


async def was_merged(unit: Unit, product_id: str) -> bool:
    """Whether an id is that of a record that was merged into another."""
    known = await products.products.find(unit, product_id)
    return known is not None and known.merged_into is not None


async def products_found(
    unit: Unit,
    text: str,
    *,
    star: int | None,
    credential: str = "",
    place: str | None,
    alive_on: date | None,
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Product]:
    """
    What the public finds: by the code on the package, of an earlier certificate too, else by words of product, producer or
    commune; with a star, a kind of credential everybody may know of, within a place (and the units it was formed from), alive on a day, when these are given.
    """
    coded = await certificates.by_code(unit, text) if text.strip() else None
    return await products.public_list(
        unit,
        text="" if coded else text,
        only=coded.product_id if coded else None,
        star=star,
        credential=credential if (known := credential_kind(credential)) and known.public else "",
        place=place,
        formerly=territory.formerly(place, unit.today) if place else (),
        alive_on=alive_on,
        turn=turn,
        after=after,
        limit=limit,
    )


def place_called(name: str, on: date) -> str:
    """The unit a person means: a province by name, else a commune. Raises CommuneUnknown, CommuneAmbiguous."""
    for found in gazetteer().search(name, on, limit=3):
        if found.level == largest():
            return found.path
    return territory.commune_named(name, on).path
