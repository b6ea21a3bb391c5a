"""The pages of products that are open to everybody: the search, and the page a QR code leads to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import current_language
from kit.refusal import Refusal
from kit.web.dependencies import Here, MaybeMe
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page, see_other
from kit.web.panels import panels as panels_of
from law.rulebooks import shelf
from programme import places as territory
from services.registry.certificates import store as certificates
from services.registry.credentials import views as credential_views
from services.registry.dossiers import store as dossiers
from services.registry.products import store as products
from services.registry.products import views as product_views
from services.registry.public import store, views

pages = APIRouter()


@pages.get("/")
async def search(
    request: Request,
    service: Here,
    listed: AskedOfList,
    star: Annotated[str, Query(max_length=1)] = "",
    place: Annotated[str, Query(max_length=200)] = "",
    status: Annotated[str, Query(max_length=20)] = "",
    credential: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    unit = service.work.reading()
    wrong = within = None
    try:
        within = store.place_called(place, unit.today) if place.strip() else None
    except Refusal as unknown:
        wrong = unknown.say(current_language())
    found = await store.products_found(
        unit,
        listed.q,
        star=int(star) if star in {str(one) for one in shelf().stars()} else None,
        credential=credential,
        place=within,
        alive_on=unit.today if status == "alive" else None,
        turn=listed.turn(products.BY_NAME),
    )
    asked = {"q": listed.q, "star": star, "place": place, "status": status, "credential": credential}
    view = {
        "products": [] if wrong else [product_views.line(product, unit.today) for product in found.items],
        "offered_stars": shelf().recognised_stars(),
        "offered_credentials": credential_views.public_kinds(),
        "asked": asked,
        "searching": any(asked.values()),
        "wrong_place": wrong,
        "communes": [territory.label(one, unit.today) for one in territory.communes(["vn"], unit.today)],
        "list": None if wrong else listing(request, "/", listed, products.BY_NAME, found, kept=asked),
    }
    return page(request, "registry/public/search.html", view)


@pages.get("/products/{product_id}")
async def show(request: Request, service: Here, me: MaybeMe, product_id: str) -> Response:
    unit = service.work.reading()
    product = await store.product_called(unit, product_id, me)
    if product.id != product_id and await store.was_merged(unit, product_id):
        return see_other(request, f"/products/{product.id}")
    view = views.product_page(
        product,
        me,
        unit.today,
        manages=await products.may_manage(unit, product, me),
        certificates=await certificates.of_product(unit, product.id),
        dossiers=await dossiers.of_product(unit, product.id, me) if me else [],
        like=await products.like(unit, product, me) if me else [],
    )
    view["panels"] = await panels_of(request, "products/show", product, me)
    return page(request, "registry/public/product.html", view)
