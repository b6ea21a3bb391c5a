"""The HTML door to products that is open to everybody: the search, and the page a QR code leads to."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.refusal import NotFound, Refusal
from kit.storage import Unit
from kit.web.doors import After, Here, MaybeMe
from kit.web.language import current_language
from kit.web.links import link
from kit.web.pages import page
from law.places import gazetteer
from law.rulebooks import shelf
from services.registry import territory
from services.registry.certificates import showing as certificates_showing
from services.registry.certificates import store as certificates
from services.registry.dossiers import store as dossiers
from services.registry.products import showing, store
from services.registry.products.product import Product

pages = APIRouter()


@pages.get("/")
async def search(
    request: Request,
    service: Here,
    q: Annotated[str, Query(max_length=200)] = "",
    star: Annotated[str, Query(max_length=1)] = "",
    place: Annotated[str, Query(max_length=200)] = "",
    status: Annotated[str, Query(max_length=20)] = "",
    after: After = None,
) -> Response:
    unit = service.work.reading()
    wrong = within = None
    try:
        within = _within(place, unit) if place.strip() else None
    except Refusal as unknown:
        wrong = unknown.say(current_language())
    found = await store.public_list(
        unit,
        text=q,
        star=int(star) if star in {str(one) for one in shelf().stars()} else None,
        place=within,
        formerly=territory.formerly(within, unit.today) if within else (),
        alive_on=unit.today if status == "alive" else None,
        after=after,
        limit=20,
    )
    asked = {name: value for name, value in (("q", q), ("star", star), ("place", place), ("status", status)) if value}
    view = {
        "products": [] if wrong else [showing.line(product, unit.today) for product in found.items],
        "asked": {"q": q, "star": star, "place": place, "status": status},
        "searching": bool(asked),
        "wrong_place": wrong,
        "communes": [territory.label(one, unit.today) for one in territory.communes(["vn"], unit.today)],
        "next": link(request, "/?" + urlencode(asked | {"after": found.next})) if found.next and not wrong else None,
    }
    return page(request, "registry/products/search.html", view)


@pages.get("/products/{product_id}")
async def show(request: Request, service: Here, me: MaybeMe, product_id: str) -> Response:
    unit = service.work.reading()
    product = await _of(unit, product_id, me)
    of_product = await certificates.of_product(unit, product.id)
    seen = await dossiers.of_product(unit, product.id, me) if me else []
    latest = of_product[0] if of_product else None
    view = showing.whole(product, me, unit.today, manages=await store.may_manage(unit, product, me)) | {
        "certificates": [certificates_showing.line(one, unit.today) for one in of_product],
        "warning": certificates_showing.warning(latest, unit.today) if latest else None,
        "dossiers": [showing.dossier_line(one) for one in seen],
        "open_dossier": any(one.may for one in seen),
        "like": await store.like(unit, product, me) if me else [],
        "scans": latest is not None,
    }
    return page(request, "registry/products/show.html", view)


async def _of(unit: Unit, key: str, me: MaybeMe) -> Product:
    """By id, or by a product code, of an earlier certificate too: what is printed on a package leads here for ever."""
    if await store.products.find(unit, key):
        return await store.seen_by(unit, key, me)
    certificate = await certificates.by_code(unit, key)
    if certificate is None:
        raise NotFound()
    return await store.seen_by(unit, certificate.product_id, me)


def _within(place: str, unit: Unit) -> str:
    """The unit a person means by a place: a commune, or a province by name."""
    for found in gazetteer().search(place, unit.today, limit=3):
        if found.level == "province":
            return found.path
    return territory.commune_named(place, unit.today).path
