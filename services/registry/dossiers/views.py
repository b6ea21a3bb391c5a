"""What a person may read of a dossier."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel

from kit.identity import Principal
from programme.places import Where
from services.registry.dossiers.dossier import Dossier, Evidence, Previous, SelfAssessment
from services.registry.dossiers.lifecycle import BY_HAND, State
from services.registry.history import Step
from services.registry.roles import acts_for


class DossierLine(BaseModel):
    """One line of a list."""

    id: str
    number: str | None
    kind: str
    product_id: str
    product_name: str
    producer_name: str
    place: str
    state: State
    opened_on: date
    submitted_on: date | None


class DossierView(BaseModel):
    """The whole dossier."""

    id: str
    version: int
    number: str | None
    kind: str
    product_id: str
    product_name: str
    set_no: int
    producer_id: str
    producer_name: str
    place: Where
    state: State
    may: list[str]
    opened_on: date
    submitted_on: date | None
    submitted_at: datetime | None
    rulebook_id: str | None
    rulebook_hash: str | None
    self_assessment: SelfAssessment | None
    total: Decimal | None
    star: int | None
    evidence: tuple[Evidence, ...]
    previous: Previous | None
    missing: tuple[str, ...]
    supplement_by: date | None
    certificate_id: str | None
    steps: tuple[Step, ...]


def line(dossier: Dossier) -> DossierLine:
    """The dossier as one line."""
    return DossierLine(
        id=dossier.id,
        number=dossier.number,
        kind=dossier.kind,
        product_id=dossier.product_id,
        product_name=dossier.product_name,
        producer_name=dossier.producer_name,
        place=dossier.place.name,
        state=dossier.state,
        opened_on=dossier.opened_on,
        submitted_on=dossier.submitted_on,
    )


def view(dossier: Dossier, by: Principal) -> DossierView:
    """The dossier as its own people and offices read it; `may` is what the reader may do with it now."""
    assessed = dossier.self_assessment
    return DossierView(
        **{name: getattr(dossier, name) for name in DossierView.model_fields if name not in ("may", "total", "star")},
        may=[verb.value for verb in dossier.may if acts_for(by, dossier.producer_id) and verb in BY_HAND],
        total=assessed.total if assessed else None,
        star=assessed.star if assessed else None,
    )
