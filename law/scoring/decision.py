"""What an office decides: its own council's result, or a higher council's when the case was sent back to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from law.rulebooks.rulebook import Rulebook
from law.rulebooks.values import Text
from law.scoring.result import CouncilResult
from law.scoring.routes import Route


@dataclass(frozen=True, slots=True)
class SentBack:
    """What the higher council found (total in points) before it sent a case back."""

    tier: str
    total: Decimal
    star: int


@dataclass(frozen=True, slots=True)
class Decision:
    """The total, star and route an office rules by. `back`: whose result it is, when not its own council's."""

    total: Decimal
    star: int
    route: Route
    back: SentBack | None = None


def _power(rulebook: Rulebook, level: str, star: int, set_no: int) -> Text | None:
    """Who signs at the level, when the star of the set is within its power."""
    tier = rulebook.tier(level)
    return tier.authority_for(star, set_no) if star in rulebook.stars_of(tier, set_no) else None


def decision_of(rulebook: Rulebook, result: CouncilResult, back: SentBack | None = None) -> Decision:
    """
    Decides on the council's result, unless the case came back from a higher tier: then on that tier's.

    A case sent back is ruled within this tier's own power on the higher council's result: it scored the product last,
    and below what this office had forwarded it for (Decision 148/QĐ-TTg, Annex II).
    """
    if back is None:
        return Decision(result.total, result.star, result.route)
    authority = _power(rulebook, result.level, back.star, result.set_no)
    route = Route("recognised", back.star, authority) if authority else Route("not-recognised")
    return Decision(back.total, back.star, route, back)
