"""Recognitions in the database. They are public facts; nothing of a person is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kit.storage import Collection, Index, Orders, Page, Turn
from kit.storage.cursors import cursor, read_cursor
from kit.storage.turns import MOST_COUNTED
from kit.work import Unit
from law.places import CENTRE
from programme import borders as territory
from services.reporting.standings import rules
from services.reporting.standings.question import Question
from services.reporting.standings.recognition import Entry, History, Ledger, Recognition

histories: Collection[History] = Collection(History, "product_histories")

recognitions: Collection[Recognition] = Collection(Recognition, "recognitions")

ledgers: Collection[Ledger] = Collection(Ledger, "place_ledgers", indexes=[Index("root")])

FEW = 60
"""So many ledgers are asked for by name; of more, those of the whole province are read and the others passed by."""


@dataclass(frozen=True)
class Line:
    """A recognition as a ledger has it."""

    origin: str
    certificate_id: str
    entry: Entry


async def histories_of(unit: Unit, products: Iterable[str]) -> dict[str, History]:
    """What is known of each product; of one that no event named, nothing yet."""
    known = await histories.among(unit, ids := set(products))
    return {id: known.get(id, History(id=id)) for id in ids}


async def histories_led_to(unit: Unit, histories: Iterable[History]) -> dict[str, History]:
    """The histories that some lead to, of products that were merged, and those that these lead to."""
    found: dict[str, History] = {}
    left = {one.merged_into for one in histories if one.merged_into}
    for _ in range(rules.MERGES):
        if not left:
            break
        more = await histories_of(unit, left)
        found |= more
        left = {one.merged_into for one in more.values() if one.merged_into} - found.keys()
    return found


async def ledgers_of(unit: Unit, origins: Iterable[str]) -> dict[str, Ledger]:
    """The ledger of each origin; a place no event named has an empty one."""
    known = await ledgers.among(unit, ids := set(origins))
    return {id: known.get(id, Ledger(id=id, root=territory.root_of(id))) for id in ids}


async def lines(unit: Unit, asked: Question) -> list[Line]:
    """What the ledgers of a place hold, in the borders asked for, whatever the day."""
    within = None if asked.place == CENTRE else territory.origins_within(asked.place, asked.borders_on)
    if within is None:
        found = await ledgers.select(unit, {}, limit=0)
    elif len(within) <= FEW:
        found = list((await ledgers.among(unit, within)).values())
    else:
        roots = sorted({territory.root_of(origin) for origin in within})
        found = await ledgers.select(unit, {"root": {"$in": roots}}, limit=0)
    return [
        Line(ledger.id, certificate, entry)
        for ledger in found
        if within is None or ledger.id in within
        for certificate, entry in ledger.entries.items()
    ]


async def answering(unit: Unit, asked: Question) -> list[Line]:
    """The recognitions that answer a question: at the place, holding on the day, with what it asks in common."""
    return [line for line in await lines(unit, asked) if rules.answers(asked, line.entry)]


async def everywhere(unit: Unit, counts: Callable[[Entry], bool]) -> list[Entry]:
    """Every recognition of which something holds."""
    return [e for ledger in await ledgers.select(unit, {}, limit=0) for e in ledger.entries.values() if counts(e)]


ORDERS = Orders("name", name="sort_key")


async def listed(unit: Unit, found: Iterable[Line], turn: Turn) -> Page[Recognition]:
    """The recognitions behind some lines, by name of product, a page at a time; counted, for all of them are in hand."""
    ordered = sorted(((line.entry.sort_key, line.certificate_id) for line in found), reverse=turn.sort[1] < 0)
    first, last = _stretch(ordered, turn)
    chosen = ordered[first:last]
    ids = [certificate for _, certificate in chosen]
    rows = await recognitions.among(unit, ids)
    return Page(
        [rows[id] for id in ids if id in rows],
        next=cursor(*chosen[-1]) if last < len(ordered) and chosen else None,
        previous=cursor(*chosen[0]) if first and chosen else None,
        total=min(len(ordered), MOST_COUNTED + 1),
    )


def _stretch(ordered: list[tuple[str, str]], turn: Turn) -> tuple[int, int]:
    """From where to where a page goes. Raises CursorUnreadable."""
    name = "before" if turn.before else "after"
    given = turn.before or turn.after
    if given is None:
        return 0, min(turn.limit, len(ordered))
    value, id = read_cursor(given, str, name)
    place = (str(value), id)
    beyond = [one < place for one in ordered] if turn.sort[1] < 0 else [one > place for one in ordered]
    if turn.before is None:
        first = beyond.index(True) if True in beyond else len(ordered)
        return first, min(first + turn.limit, len(ordered))
    last = sum(not after and one != place for after, one in zip(beyond, ordered, strict=True))
    first = max(0, last - turn.limit)
    return first, min(first + turn.limit, len(ordered))
