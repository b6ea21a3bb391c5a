"""Who may do what in notifications: the roles, named once."""

from __future__ import annotations

from kit.identity import Principal
from law.levels import officers

PRODUCER = "producer"
"""Bound to a producer's id: reads what that one was told."""

OFFICERS = officers()
"""Work for an office: see what was told to it, to the offices below it, and to the producers of its territory."""

ADMINISTRATOR = "administrator"
"""Keeps the offices' contacts; reads no messages."""


def keeps(by: Principal, office: str) -> bool:
    """Whether the caller may change an office's contacts: an officer of it or of one above, or the administrator."""
    return by.covers(office, *OFFICERS, ADMINISTRATOR)
