"""The JSON API of certificates; they are public."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from kit.command import Id
from kit.refusal import NotFound
from kit.web.answers import versioned
from kit.web.dependencies import Here
from services.registry.certificates import store, views

router = APIRouter()


@router.get("/certificates/{certificate_id}", response_model=views.CertificateView, summary="One certificate")
async def show(service: Here, certificate_id: Id) -> Response:
    return versioned(views.public(await store.certificates.get(service.work.reading(), certificate_id)))


@router.get(
    "/product-codes/{product_code}", response_model=views.CertificateView, summary="The certificate of a product code"
)
async def show_by_code(service: Here, product_code: Id) -> Response:
    found = await store.by_code(service.work.reading(), product_code)
    if found is None:
        raise NotFound()
    return versioned(views.public(found))
