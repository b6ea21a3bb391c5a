"""Numbers as each language writes them."""

from __future__ import annotations

from decimal import Decimal

from kit.refusal import Language
from law.scoring.points import points_text


def written(number: Decimal | int, language: Language) -> str:
    """The number without trailing zeros, with a comma in Vietnamese and a point in English."""
    text = points_text(Decimal(number))
    return text.replace(".", ",") if language == "vi" else text


def percent(share: Decimal, language: Language) -> str:
    """A share of 0–1 as a percentage."""
    return written(share * 100, language) + "%"


def stars(star: int, language: Language) -> str:
    if language == "vi":
        return f"{star} sao"
    return f"{star} star" if star == 1 else f"{star} stars"
