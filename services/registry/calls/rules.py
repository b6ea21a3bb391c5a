"""Why somebody is to be called, and in which order. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from law.calendar import re_evaluation_window
from law.kinds import ladder
from law.rulebooks import shelf
from programme.journeys import Stage
from services.registry.calls.call import Kind
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import State
from services.registry.journeys.journey import Stay

MOST = 10
"""Calls of one morning."""


def soon(on: date) -> date:
    """Whoever has something due up to this day is called: as near as the last warning of the ladder is to its day."""
    return on + timedelta(min(ladder()))


def filing_begins_by(on: date) -> date:
    """No certificate that ends after this day can be filed for anew yet: the ladder and the act in force begin later."""
    return on + timedelta(max(*ladder(), shelf().in_force(on).re_evaluation.opens_days_before or 0))


@dataclass(frozen=True)
class Reason:
    """Why to call: `producer_id` is called, or where there is none, `office`. `subject`: the id of what it is about."""

    kind: Kind
    subject: str
    due_on: date
    product: str
    producer: str
    producer_id: str = ""
    office: str = ""
    dossier_id: str = ""
    since: date | None = None
    provisional: bool = False
    """The day was counted over a holiday that no decision had fixed."""
    asked: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same reason is one; with another day it is another."""
        return f"{self.kind}:{self.subject}:{self.due_on.isoformat()}"


def of_dossier(dossier: Dossier, on: date) -> Reason | None:
    """A supplement that is owed by a day that is near or past."""
    due = dossier.supplement_by
    if dossier.state is not State.RETURNED or due is None or due > soon(on):
        return None
    return Reason(
        kind=Kind.SUPPLEMENT,
        subject=dossier.id,
        due_on=due,
        product=dossier.product_name,
        producer=dossier.producer_name,
        producer_id=dossier.producer_id,
        office=dossier.handed_in[-1].office if dossier.handed_in else "",
        dossier_id=dossier.id,
        asked=tuple(text for at, text in enumerate(dossier.missing) if at not in dossier.done),
    )


def of_certificate(certificate: Certificate, on: date) -> Reason | None:
    """A certificate that ends while its holder may file anew (the act's window), whoever has filed is left out by the query."""
    if certificate.state is not CertificateState.VALID or not certificate.producer_id:
        return None
    if re_evaluation_window(shelf().in_force(on), certificate.valid_until, on=on).standing not in ("open", "late"):
        return None
    return Reason(
        kind=Kind.RENEWAL,
        subject=certificate.id,
        due_on=certificate.valid_until,
        product=certificate.product_name,
        producer=certificate.producer_name,
        producer_id=certificate.producer_id,
    )


def of_stay(stay: Stay, on: date) -> Reason | None:
    """An office whose period for a dossier ends soon or is over, without its step."""
    if not stay.open or stay.answered_on or stay.due_on is None or stay.due_on > soon(on):
        return None
    if stay.stage not in (Stage.OPENED, Stage.SCREENED):
        return None
    return Reason(
        kind=Kind.OFFICE,
        subject=stay.id,
        due_on=stay.due_on,
        product=stay.product,
        producer=stay.producer,
        office=stay.office,
        dossier_id=stay.dossier_id,
        since=stay.opened_on,
        provisional=stay.is_provisional,
    )


def chosen(reasons: Iterable[Reason], called: Collection[str]) -> list[Reason]:
    """The calls of the morning: those nobody made yet, the most overdue first."""
    left = sorted((one for one in reasons if one.id not in called), key=lambda one: (one.due_on, one.id))
    return left[:MOST]
