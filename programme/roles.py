"""
Who may do what in the programme: the roles every service knows, and the questions asked of them.

Which roles there are and what they may do is data (`law.levels`, `law.roles`), read once per process. Named here are only
the people the platform itself knows: a producer's own, its administrator, who keeps its territory.
"""

from __future__ import annotations

from kit.identity import Principal
from law.levels import officers
from law.roles import council_roles, roles

PRODUCER = "producer"
"""Bound to a producer's id: acts for exactly that one, and reads what it was sent."""

OFFICERS = officers()
"""Work for an office: act at exactly that one, see what lies in its territory, and read the offices below it."""

MAY = roles().may
"""Which roles may do what (`law.roles.Acts`)."""

REGISTRARS = MAY.enter_producers
"""May enter and change producers of their territory, and their products, for them."""

RECOGNISERS = MAY.load_recognitions
"""Load what was published of recognitions before this register."""

COUNCIL = council_roles()
"""
Work for an office's councils. A seat counts only while its holder has one of these roles at that office; a dossier is
read by them while they sit on the council before which it lies, and did not stand aside.
"""

COUNCIL_STAFF = MAY.see_cases_of_office
"""See every case of exactly their office."""

JUDGES = MAY.score
"""May sit on a council and score."""

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
