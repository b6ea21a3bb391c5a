"""A package on its way: one that was sealed here for another installation, and one that came from another and was taken in."""

from __future__ import annotations

from datetime import date

from kit.aggregate import Aggregate
from kit.history import Actor
from services.evaluation.outside_decisions.outside_decision import StoredFile


class Package(Aggregate):
    """What both have in common; the id is the package's own, in both installations. `file`: the sealed ZIP."""

    office: str
    """The office here: whose case it was, or who takes it in."""
    case_id: str
    """The case here."""
    dossier_id: str
    dossier_number: str
    product_name: str
    producer_id: str
    producer_name: str
    file: StoredFile
    on: date
    by: Actor


class SealedPackage(Package):
    """One that was sealed here."""

    to_office: str
    files: int
    missing: tuple[str, ...] = ()
    """Papers of the dossier that are not in it, by name."""


class ReceivedPackage(Package):
    """One that came. `kid`: by whose key it is sealed; `from_case_id`: the case there."""

    from_office: str
    from_case_id: str
    kid: str
