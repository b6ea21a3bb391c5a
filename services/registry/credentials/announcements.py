"""Events about credentials: one mapping from the aggregate to the contract."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from ocop_events.registry.credential import (
    CredentialExpiredV1,
    CredentialExpiringV1,
    CredentialFacts,
    CredentialRecordedV1,
    CredentialRenewedV1,
    CredentialVerifiedV1,
    HeldCredentialWithdrawnV1,
)

from kit.mapped import mapped
from kit.work import Unit
from services.registry.credentials.credential import Credential
from services.registry.producers.announcements import producer_ref
from services.registry.products.announcements import product_ref

F = TypeVar("F", bound=CredentialFacts)


def of(kind: type[F], credential: Credential, **own: object) -> F:
    """An event of a credential: fields of the same name are its own; its last day is written or by the life of its kind."""
    holder = producer_ref(credential.producer_id, credential.producer_name, credential.producer_kind, credential.place)
    product = (
        product_ref(credential.product_id, credential.product_name or "", credential.set_no or 0)
        if credential.product_id
        else None
    )
    about = {"credential_id": credential.id, "producer": holder, "product": product, "expires_on": credential.ends_on}
    return mapped(kind, credential, **{**about, **own})


def recorded(unit: Unit, credential: Credential) -> None:
    """Announces that a credential was recorded."""
    unit.announce(of(CredentialRecordedV1, credential), place=credential.place.path)


def verified(unit: Unit, credential: Credential) -> None:
    """Announces that an officer or its issuer vouched for a credential."""
    unit.announce(of(CredentialVerifiedV1, credential), place=credential.place.path)


def renewed(unit: Unit, was: Credential, by: Credential) -> None:
    """Announces that a newer paper took a credential's place."""
    fact = of(
        CredentialRenewedV1,
        by,
        credential_id=was.id,
        new_credential_id=by.id,
        was_number=was.number,
        was_expires_on=was.ends_on,
        renewed_on=unit.today,
    )
    unit.announce(fact, place=by.place.path)


def expiring(unit: Unit, credential: Credential, days_left: int) -> None:
    """Announces that a credential will end in so many days."""
    unit.announce(of(CredentialExpiringV1, credential, days_left=days_left), place=credential.place.path)


def expired(unit: Unit, credential: Credential, on: date) -> None:
    """Announces that a credential ended."""
    unit.announce(of(CredentialExpiredV1, credential, expired_on=on), place=credential.place.path)


def withdrawn(unit: Unit, credential: Credential) -> None:
    """Announces that a credential holds no longer, before its last day."""
    unit.announce(of(HeldCredentialWithdrawnV1, credential), place=credential.place.path)
