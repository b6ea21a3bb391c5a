"""Who may do what in the registry: the roles, named once."""

from __future__ import annotations

from kit.identity import Principal
from law.levels import officers

PRODUCER = "producer"
"""Bound to a producer's id: acts for exactly that one."""

OFFICERS = officers()
"""Work for an office: see what lies in its territory."""

REGISTRARS = ("commune-officer", "province-officer")
"""May enter and change producers of their territory, and their products, for them."""

RECOGNISERS = ("province-officer", "central-officer")
"""Load what was published of recognitions before this register."""

COUNCIL = ("chair", "secretary", "member", "adviser")
"""Read a dossier while they sit on the council before which it lies, and did not stand aside (see `seats`)."""


def acts_for(by: Principal, producer_id: str) -> bool:
    """Whether the caller is this producer's own person."""
    return by.holds(PRODUCER, producer_id)


def keeps(by: Principal, producer_id: str, place_path: str) -> bool:
    """Whether the caller may write of a producer or of its products: its own person, or a registrar of its place."""
    return acts_for(by, producer_id) or by.covers(place_path, *REGISTRARS)


def may_register(by: Principal) -> bool:
    """Whether the caller may enter a producer at all: themselves, or others as a registrar. Where, the use case asks."""
    return by.has(PRODUCER, *REGISTRARS)
