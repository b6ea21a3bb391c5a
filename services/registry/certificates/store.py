"""Certificates in the database. They are public: what is on them is what is printed and published."""

from __future__ import annotations

from kit.storage import Collection, Index, Unit
from services.registry.certificates.certificate import Certificate

certificates: Collection[Certificate] = Collection(
    Certificate,
    "certificates",
    indexes=[
        Index("product_id", ("decided_on", -1)),
        Index("product_code", unique=True),
        Index("ruling_id", unique=True),
        Index("producer_id", ("decided_on", -1)),
    ],
)


async def latest_of(unit: Unit, product_id: str) -> Certificate | None:
    """The product's newest certificate, alive or not."""
    return await certificates.first(unit, {"product_id": product_id}, sort=[("decided_on", -1), ("id", -1)])


async def by_ruling(unit: Unit, ruling_id: str) -> Certificate | None:
    """The certificate a ruling led to."""
    return await certificates.first(unit, {"ruling_id": ruling_id})


async def by_code(unit: Unit, product_code: str) -> Certificate | None:
    """The certificate that carries a product code."""
    return await certificates.first(unit, {"product_code": product_code})


async def of_product(unit: Unit, product_id: str) -> list[Certificate]:
    """All certificates of a product, newest first."""
    return await certificates.select(unit, {"product_id": product_id}, sort=[("decided_on", -1)])
