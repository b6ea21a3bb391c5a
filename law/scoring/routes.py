"""
Where a council's result leads: recognised here, on to the next tier, back to the one below, or nowhere.

Forwarding limits and powers: Decision 26/2026/QĐ-TTg, Articles 4.1, 7.3.e and 7.4.e; Decision 148/QĐ-TTg, Annex II, for
districts and for sending back. All of them are read from the rulebook.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from law.rulebooks.council import CouncilSettings
from law.rulebooks.rulebook import Level, Rulebook, Tier
from law.rulebooks.values import Text

Outcome = Literal["recognised", "forwarded", "returned", "not-recognised", "score-again"]


@dataclass(frozen=True, slots=True)
class Route:
    """
    `authority` signs: of the recognised star, or on `forwarded` of the star recognised meanwhile, if any.

    `to`: the tier it goes to. `star`: what is recognised here; none when nothing is.
    """

    outcome: Outcome
    star: int | None = None
    authority: Text | None = None
    to: Level | None = None


def route_of(
    rulebook: Rulebook, level: str, total: Decimal, star: int, settings: CouncilSettings, set_no: int | None = None
) -> Route:
    """The way on for a total and star found at this tier; powers may differ by product set."""
    tier = rulebook.tier(level)
    above = rulebook.next_tier(level)
    if above is not None and is_forwarded(rulebook, tier, total, star, settings, set_no):
        meanwhile = (
            highest_within(rulebook.stars_of(tier, set_no), star)
            if settings.at_forward == "recognise-and-forward"
            else None
        )
        authority = tier.authority_for(meanwhile, set_no) if meanwhile is not None else None
        return Route("forwarded", meanwhile, authority, above.level)
    if star in rulebook.stars_of(tier, set_no):
        below = returned_below(rulebook, tier, total, set_no)
        authority = tier.authority_for(star, set_no)
        return Route("returned", to=below.level) if below else Route("recognised", star, authority)
    below = tier_below(rulebook, tier, set_no)
    return Route("returned", to=below.level) if below else Route("not-recognised")


def is_forwarded(
    rulebook: Rulebook, tier: Tier, total: Decimal, star: int, settings: CouncilSettings, set_no: int | None = None
) -> bool:
    """Enough points for the next tier; and, unless the regulation looks at points alone, a star beyond this tier."""
    if tier.forward_at is None or total < tier.forward_at:
        return False
    return settings.forward_on == "total" or is_beyond(rulebook, tier, star, set_no)


def is_beyond(rulebook: Rulebook, tier: Tier, star: int, set_no: int | None = None) -> bool:
    """A star that only a higher tier may recognise."""
    recogniser = rulebook.recogniser_of(star, set_no)
    levels = [t.level for t in rulebook.tiers]
    return recogniser is not None and levels.index(recogniser.level) > levels.index(tier.level)


def returned_below(rulebook: Rulebook, tier: Tier, total: Decimal, set_no: int | None = None) -> Tier | None:
    """The tier below that forwarded, when here the total falls short of what it forwards at."""
    below = tier_below(rulebook, tier, set_no)
    return below if below and below.forward_at is not None and total < below.forward_at else None


def tier_below(rulebook: Rulebook, tier: Tier, set_no: int | None = None) -> Tier | None:
    """The nearest lower tier that itself recognises a star; to a tier without that power nothing is sent back."""
    levels = [t.level for t in rulebook.tiers]
    lower = rulebook.tiers[: levels.index(tier.level)]
    return next((t for t in reversed(lower) if rulebook.stars_of(t, set_no)), None)


def highest_within(stars: Iterable[int], star: int) -> int | None:
    """The highest of these stars that is not above the one found."""
    return max((s for s in stars if s <= star), default=None)
