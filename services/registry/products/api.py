"""The JSON API of products: for producers and offices, and for the public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from kit.command import Id, Reason
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.doors import After, Here, Me
from kit.web.links import link
from services.registry.products import store, use_cases
from services.registry.products.commands import NewProductCommand, ProductCommand
from services.registry.products.product import Certified, Product

router = APIRouter()


class PublicProduct(BaseModel):
    """What anybody may know of a recognised product."""

    id: str
    name: str
    set_no: int
    description: str
    producer: str
    place: str
    place_path: str
    certificate: Certified | None
    in_force: bool


def public(product: Product, on: date) -> PublicProduct:
    """The public's view of a product."""
    known = product.certified
    return PublicProduct(
        id=product.id,
        name=product.name,
        set_no=product.set_no,
        description=product.description,
        producer=product.producer_name,
        place=product.place.name,
        place_path=product.place.path,
        certificate=known,
        in_force=known is not None and known.valid_from <= on <= known.valid_until,
    )


@router.get("/products", summary="The products the caller manages, by name")
async def list_products(
    request: Request,
    service: Here,
    me: Me,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    return paged(await store.known_to(service.work.reading(), me, after=after, limit=limit), request)


@router.post("/products", status_code=201, response_model=Product, summary="Register a product")
async def register(request: Request, act: Act, command: NewProductCommand) -> Response:
    product = await act(use_cases.register_product, command)
    return versioned(product, status=201, location=link(request, f"/api/products/{product.id}"))


@router.get("/products/{product_id}", response_model=Product, summary="One product the caller manages")
async def show(service: Here, me: Me, product_id: Id) -> Response:
    return versioned(await store.managed_by(service.work.reading(), product_id, me))


@router.put("/products/{product_id}", response_model=Product, summary="Correct a product's particulars")
async def update(change: Change, product_id: Id, command: ProductCommand) -> Response:
    return versioned(await change(use_cases.update_product, product_id, command))


@router.post("/products/{product_id}/withdrawal", response_model=Product, summary="Take a product out of the programme")
async def withdraw(change: Change, product_id: Id, command: Reason) -> Response:
    return versioned(await change(use_cases.withdraw_product, product_id, command))


@router.get("/public/products", summary="Recognised products, for everybody")
async def list_public(
    request: Request,
    service: Here,
    q: Annotated[str, Query(max_length=200, description="Words of product, producer or commune, accents aside")] = "",
    star: Annotated[int | None, Query(ge=1, le=5)] = None,
    place: Annotated[str | None, Query(max_length=100)] = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    unit = service.work.reading()
    page = await store.public_list(unit, text=q, star=star, place=place, alive_on=unit.today, after=after, limit=limit)
    return paged(page, request, lambda product: public(product, unit.today))


@router.get("/public/products/{product_id}", response_model=PublicProduct, summary="One recognised product")
async def show_public(service: Here, product_id: Id) -> Response:
    unit = service.work.reading()
    product = await store.seen_by(unit, product_id, None)
    return versioned(public(product, unit.today), product.version)
