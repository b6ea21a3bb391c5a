"""The JSON API of products, for producers and offices."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.links import link
from services.registry.products import store, use_cases
from services.registry.products.commands import NewProductCommand, ProductCommand, ProductionEndedCommand
from services.registry.products.product import Product

router = APIRouter(prefix="/products")


@router.get("", summary="The products the caller manages, by name")
async def list_products(
    request: Request,
    service: Here,
    me: Me,
    credential: Annotated[
        str, Query(max_length=100, description="A kind of credential that is alive and verified, such as `vietgap`")
    ] = "",
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    return paged(await store.known_to(unit, me, credential=credential, after=after, limit=limit), request)


@router.post("", status_code=201, response_model=Product, summary="Register a product")
async def register(request: Request, act: Act, command: NewProductCommand) -> Response:
    product = await act(use_cases.register_product, command)
    return versioned(product, status=201, location=link(request, f"/api/products/{product.id}"))


@router.get("/{product_id}", response_model=Product, summary="One product the caller manages")
async def show(service: Here, me: Me, product_id: Id) -> Response:
    return versioned(await store.managed_by(service.work.reading(), product_id, me))


@router.put("/{product_id}", response_model=Product, summary="Correct a product's particulars")
async def update(change: Change, product_id: Id, command: ProductCommand) -> Response:
    return versioned(await change(use_cases.update_product, product_id, command))


@router.post("/{product_id}/withdrawal", response_model=Product, summary="Take a product out of the programme")
async def withdraw(change: Change, product_id: Id, command: Reason) -> Response:
    return versioned(await change(use_cases.withdraw_product, product_id, command))


@router.post(
    "/{product_id}/production-end", response_model=Product, summary="Confirm, for the commune, that production ended"
)
async def confirm_production_ended(change: Change, product_id: Id, command: ProductionEndedCommand) -> Response:
    return versioned(await change(use_cases.confirm_production_ended, product_id, command))
