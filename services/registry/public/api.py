"""The JSON API of recognised products, open to everybody."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here
from programme.stars import KnownStar
from services.registry.products import store as products
from services.registry.public import store, views

router = APIRouter(prefix="/public/products")


@router.get("", summary="Recognised products, for everybody")
async def list_public(
    request: Request,
    service: Here,
    q: Annotated[
        str,
        Query(max_length=200, description="Words of product, producer or commune, accents aside; or a product code"),
    ] = "",
    star: Annotated[KnownStar | None, Query()] = None,
    place: Annotated[str | None, Query(max_length=100)] = None,
    credential: Annotated[
        str, Query(max_length=100, description="A kind of credential that is alive and verified, such as `vietgap`")
    ] = "",
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    unit = service.work.reading()
    found = await store.products_found(
        unit,
        q,
        star=star,
        credential=credential,
        place=place,
        alive_on=unit.today,
        after=after,
        limit=limit,
    )
    return paged(found, request, lambda product: views.public(product, unit.today))


@router.get("/{product_id}", response_model=views.PublicProduct, summary="One recognised product")
async def show_public(service: Here, product_id: Id) -> Response:
    unit = service.work.reading()
    known = await products.led_to(unit, await products.products.find(unit, product_id))
    product = await products.seen_by(unit, known.id if known else product_id, None)
    return versioned(views.public(product, unit.today), product.version)
