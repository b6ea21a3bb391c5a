"""Who may do what in the programme: the roles and groups of roles every service knows, and the questions asked of them."""

from __future__ import annotations

from collections.abc import Mapping

from kit.identity import Principal
from law.levels import officers

PRODUCER = "producer"
"""Bound to a producer's id: acts for exactly that one, and reads what it was sent."""

OFFICERS = officers()
"""Work for an office: act at exactly that one, see what lies in its territory, and read the offices below it."""

REGISTRARS = ("commune-officer", "province-officer")
"""May enter and change producers of their territory, and their products, for them."""

RECOGNISERS = ("province-officer", "central-officer")
"""Load what was published of recognitions before this register."""

COUNCIL = ("chair", "secretary", "member", "adviser")
"""
Work for an office's councils. A seat counts only while its holder has one of these roles at that office; a dossier is
read by them while they sit on the council before which it lies, and did not stand aside.
"""

COUNCIL_DESK = ("chair", "secretary", "adviser")
"""See every case of exactly their office."""

JUDGES = ("chair", "member")
"""May sit on a council and score."""

SEAT_ROLES: Mapping[str, tuple[str, ...]] = {"chair": ("chair",), "secretary": ("secretary",), "member": JUDGES}
"""Which of the council's roles a part on a council asks for, at seating and at every act."""

ADMINISTRATOR = "administrator"
"""Keeps the offices' contacts; reads no messages."""

PLACE_KEEPERS = ("operator", ADMINISTRATOR)
"""Announce the changes of the territory they keep."""


def acts_for(by: Principal, producer_id: str) -> bool:
    """Whether the caller is this producer's own person."""
    return by.holds(PRODUCER, producer_id)


def keeps(by: Principal, producer_id: str, place_path: str) -> bool:
    """Whether the caller may write of a producer or of its products: its own person, or a registrar of its place."""
    return acts_for(by, producer_id) or by.covers(place_path, *REGISTRARS)


def may_register(by: Principal) -> bool:
    """Whether the caller may enter a producer at all: themselves, or others as a registrar. Where, the use case asks."""
    return by.has(PRODUCER, *REGISTRARS)


def keeps_contacts(by: Principal, office: str) -> bool:
    """Whether the caller may change an office's contacts: an officer of it or of one above, or the administrator."""
    return by.covers(office, *OFFICERS, ADMINISTRATOR)
