"""How alike two names are, once they are found by a key they share (`likeness.py`). Pure."""

from __future__ import annotations

from rapidfuzz import fuzz

from services.registry.producers.likeness import core

ALIKE = 86.0
"""From how much likeness (0 to 100, `rapidfuzz.fuzz.ratio`) on two names are asked about."""


def alike(one: str, other: str) -> float:
    """How alike two names are, from 0 to 100."""
    return float(fuzz.ratio(core(one), core(other)))
