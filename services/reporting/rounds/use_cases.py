"""What is done with rounds in reporting: what evaluation publishes is kept, and counted for who answers for it."""

from __future__ import annotations

from kit.identity import Principal
from kit.storage import Page, Turn
from kit.work import Unit
from services.reporting.rounds import store, views
from services.reporting.rounds.round import CasePlace, Round


async def keep_round(unit: Unit, round: Round) -> None:
    """Keeps a round as its newest event has it."""
    known = await store.rounds.find(unit, round.id)
    if known is None or round.version > known.version:
        await store.rounds.put_all(unit, [round])


async def close_round(unit: Unit, round_id: str, version: int, **said: object) -> None:
    """Notes that a round is over, with its counts; of one that no event opened here, nothing."""
    known = await store.rounds.find(unit, round_id)
    if known is not None and version > known.version:
        await store.rounds.put_all(unit, [known.model_copy(update={**said, "version": version})])


async def place_case(unit: Unit, place: CasePlace) -> None:
    """Keeps in which round a case is; an older word on it is nothing."""
    known = await store.places.find(unit, place.id)
    if known is None or place.version > known.version:
        await store.places.put_all(unit, [place])


async def show_rounds(
    unit: Unit, by: Principal, turn: Turn, *, text: str = ""
) -> tuple[Page[Round], list[views.RoundView]]:
    """A page of rounds, each with its counts. Raises Forbidden."""
    found = await store.known_to(unit, by, turn, text=text)
    return found, [views.view(one, *await store.counted(unit, one, by)) for one in found.items]
