"""The pages of products that are open to everybody: the search, and the page a QR code leads to."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import current_language
from kit.refusal import Refusal
from kit.web.dependencies import After, Here, MaybeMe
from kit.web.links import link
from kit.web.pages import page
from law.rulebooks import shelf
from programme import places as territory
from services.registry.certificates import store as certificates
from services.registry.dossiers import store as dossiers
from services.registry.products import store as products
from services.registry.products import views as product_views
from services.registry.public import store, views

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
        within = store.place_called(place, unit.today) if place.strip() else None
    except Refusal as unknown:
        wrong = unknown.say(current_language())
    found = await products.public_list(
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
        "products": [] if wrong else [product_views.line(product, unit.today) for product in found.items],
        "offered_stars": shelf().recognised_stars(),
        "asked": {"q": q, "star": star, "place": place, "status": status},
        "searching": bool(asked),
        "wrong_place": wrong,
        "communes": [territory.label(one, unit.today) for one in territory.communes(["vn"], unit.today)],
        "next": link(request, "/?" + urlencode(asked | {"after": found.next})) if found.next and not wrong else None,
    }
    return page(request, "registry/public/search.html", view)


@pages.get("/products/{product_id}")
async def show(request: Request, service: Here, me: MaybeMe, product_id: str) -> Response:
    unit = service.work.reading()
    product = await store.product_called(unit, product_id, me)
    view = views.product_page(
        product,
        me,
        unit.today,
        manages=await products.may_manage(unit, product, me),
        certificates=await certificates.of_product(unit, product.id),
        dossiers=await dossiers.of_product(unit, product.id, me) if me else [],
        like=await products.like(unit, product, me) if me else [],
    )
    return page(request, "registry/public/product.html", view)
