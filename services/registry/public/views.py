"""Products as everybody sees them, with their certificates and, for who may see them, their dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.identity import Principal
from programme import names
from services.registry.certificates import views as certificate_views
from services.registry.certificates.certificate import Certificate
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import LIFECYCLE as DOSSIER
from services.registry.products import views as product_views
from services.registry.products.product import Certified, Product


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
    credentials: tuple[str, ...]
    """The kinds of credential it holds that are alive and verified."""


def public(product: Product, on: date) -> PublicProduct:
    """The public's view of a product."""
    return PublicProduct(
        id=product.id,
        name=product.name,
        set_no=product.set_no,
        description=product.description,
        producer=product.producer_name,
        place=product.place.name,
        place_path=product.place.path,
        certificate=product.certified,
        in_force=product_views.in_force(product.certified, on),
        credentials=product.credentials,
    )


def product_page(
    product: Product,
    me: Principal | None,
    on: date,
    *,
    manages: bool,
    certificates: Sequence[Certificate],
    dossiers: Sequence[Dossier],
    like: Sequence[Product],
) -> dict[str, Any]:
    """The page of a product: its certificates, newest first, its dossiers, and others that may be the same product."""
    latest = certificates[0] if certificates else None
    return product_views.whole(product, me, on, manages=manages) | {
        "certificates": [certificate_views.line(one, on) for one in certificates],
        "beware": certificate_views.warning(latest, on) if latest else None,
        "latest_why": certificate_views.why(latest, certificate_views.state_on(latest, on)) if latest else None,
        "dossiers": [_dossier_line(one) for one in dossiers],
        "open_dossier": any(one.may for one in dossiers),
        "like": like,
        "scans": latest is not None,
    }


def _dossier_line(dossier: Dossier) -> dict[str, Any]:
    return {
        "id": dossier.id,
        "number": dossier.number,
        "kind": names.dossier_kind(dossier.kind),
        "state": names.state(DOSSIER, dossier.state),
        "opened_on": dossier.opened_on,
    }
