"""Campaigns in the database, and who may see which: their office and those above, and the offices of their lines' places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import OFFICERS
from services.evaluation.campaigns.campaign import Campaign
from services.evaluation.campaigns.lifecycle import State
from services.evaluation.campaigns.line_store import lines, territory

__all__ = ["campaigns", "known_to", "lines", "seen_by", "visible_to"]

ORDERS = Orders("last", last="last_day", opened="opened_at", name="name")

campaigns: Collection[Campaign] = Collection(
    Campaign,
    "campaigns",
    indexes=[Index("office", "state"), Index("places"), Index("state", "last_day"), *ORDERS.indexes()],
)


def visible_to(by: Principal, on: date) -> dict[str, Any]:
    """The campaigns of a person's offices and of those below, and those with a line in their territory."""
    own = by.offices(*OFFICERS)
    return any_of({"office": within_any(own)}, {"places": within_any(territory(by, on))})


async def seen_by(unit: Unit, campaign_id: str, by: Principal, expected: int | None = None) -> Campaign:
    """Loads a campaign for a person; raises NotFound, Stale."""
    return await campaigns.get(unit, campaign_id, expected, within=visible_to(by, unit.today))


async def known_to(unit: Unit, by: Principal, turn: Turn, *, states: Iterable[State], text: str = "") -> Page[Campaign]:
    """The campaigns a person sees, in a state; no state is any state."""
    wanted = all_of(visible_to(by, unit.today), of_states(states), words_in(text, "name", "decision_number"))
    return await campaigns.turned(unit, wanted, turn)
