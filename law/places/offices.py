"""Which office of a level a place lies under: paths run province › (district ›) commune."""

from __future__ import annotations

from law.places.place import CENTRE


def office_of(level: str, place: str) -> str:
    """The office of a level (`commune`, `district`, `province`, `centre`) above a place's path."""
    codes = place.split("/")
    if level == "centre":
        return CENTRE
    if level == "province":
        return codes[0]
    return "/".join(codes[:2]) if level == "district" else place
