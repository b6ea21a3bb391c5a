"""Dead letters in their collection: set aside byte for byte, found by subject, settled step by step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kit.messaging.parked.dead_letter import Ending, Parked, RecordParked, Step, ToPark
from kit.messaging.parked.lifecycle import LIFECYCLE, State, Verb
from kit.storage.collection import Collection, Page
from kit.storage.filters import parts
from kit.storage.mongo import Index
from kit.storage.turns import Orders, Turn
from kit.work.unit import Unit

ORDERS = Orders("parked", parked="parked_at", attempts="attempts")

parked = Collection(
    Parked,
    "parked",
    indexes=(
        Index("handler", "identity", unique=True),  # a redelivered record is parked once
        Index("handler", "subject"),  # does an event of these subjects wait?
        Index("handler", "state", "settled_at"),  # what waits, and what was settled since
        Index("state", "parked_at"),  # the operators' list, and the oldest that waits
        Index("state", "handler"),  # how many wait for each handler
        Index("state", "identity"),  # how many records these are
        Index("identity"),  # by which handlers a record was parked
        *ORDERS.indexes(),
    ),
)

_TURN = {"state": 1, "parked_at": 1}
_WAITING = {"state": {"$in": [State.OPEN.value, State.HELD.value]}}


async def park(unit: Unit, one: ToPark, *, quietly: bool = False) -> bool:
    """
    Sets a record aside unless it already is; answers whether it was set aside now. `quietly`: nobody is to react to it.
    """
    # Asked raw: a record that nobody can read may be called anything, and must be set aside all the same.
    same = {"handler": one.handler, "identity": one.record.identity}
    if await parked.raw(unit).find_one(same, {"_id": 1}, session=unit.session):
        return False
    await parked.add(unit, _row(unit, one))
    if not quietly:
        await _announce(unit, one)
    return True


async def park_all(unit: Unit, some: Sequence[ToPark]) -> list[ToPark]:
    """Sets aside those that are not yet; answers which. Raises BulkWriteError when somebody else just did."""
    fresh = {(one.handler, one.record.identity): one for one in reversed(some)}
    for handler in {one.handler for one in some}:
        identities = [identity for name, identity in fresh if name == handler]
        known = parked.raw(unit).find(
            {"handler": handler, "identity": {"$in": identities}}, {"identity": 1}, session=unit.session
        )
        async for row in known:
            del fresh[handler, row["identity"]]
    in_order = [one for one in some if fresh.get((one.handler, one.record.identity)) is one]
    await parked.add_all(unit, [_row(unit, one) for one in in_order])
    for one in in_order:
        await _announce(unit, one)
    return in_order


async def _announce(unit: Unit, one: ToPark) -> None:
    """One that only waits behind another is refused by nobody."""
    if one.state is State.OPEN:
        await unit.happens(RecordParked(handler=one.handler, record=one.record, reason=one.reason))


def _row(unit: Unit, one: ToPark) -> Parked:
    return Parked(
        id=unit.new_id(),
        handler=one.handler,
        identity=one.record.identity,
        subject=one.record.subject,
        event_type=one.record.header("ce_type") or "",
        record=one.record,
        reason=one.reason,
        state=one.state,
        attempts=one.attempts,
        parked_at=unit.now,
    )


async def waiting(
    unit: Unit, handler: str, subjects: Iterable[str], settled: set[str] | None = None
) -> dict[str, set[str]]:
    """
    The identities of the events that wait for this handler, by subject; a subject of which none waits is absent.

    Those that operators have settled are added to `settled`: a handler that keeps no inbox knows them by that.
    """
    found: dict[str, set[str]] = {}
    wanted = {"subject": 1, "identity": 1, "state": 1}
    for some in parts(subjects):
        # By handler and subject alone, and sifted here: asked for a state as well, a planner walks all that was parked.
        asked = {"handler": handler, "subject": {"$in": some}}
        async for row in parked.raw(unit).find(asked, wanted, session=unit.session):
            if row["state"] in (State.OPEN, State.HELD):
                found.setdefault(row["subject"], set()).add(row["identity"])
            elif settled is not None:
                settled.add(row["identity"])
    return found


async def head_of(unit: Unit, handler: str, subject: str) -> Parked | None:
    """The event whose turn it is: the first that waits, of a subject for a handler."""
    while True:
        of_it = parked.raw(unit).find({"handler": handler, "subject": subject}, _TURN, session=unit.session)
        turns = [(row["parked_at"], row["_id"]) async for row in of_it if row["state"] in (State.OPEN, State.HELD)]
        if not turns:
            return None
        head = await parked.find(unit, min(turns)[1])
        if head is not None and head.state in (State.OPEN, State.HELD):  # else somebody settled it meanwhile
            return head


async def stranded(unit: Unit) -> list[tuple[str, str]]:
    """Handlers and subjects of which the first that waits is held, and there is nothing that it could be held behind."""
    held = parked.raw(unit).find({"state": State.HELD.value}, {"handler": 1, "subject": 1}, session=unit.session)
    pairs = sorted({(row["handler"], row["subject"]) async for row in held})
    heads = [await head_of(unit, *pair) for pair in pairs]
    return [pair for pair, head in zip(pairs, heads, strict=True) if head is not None and head.state is State.HELD]


BY_ITSELF = "system"
"""Who offers, where nobody in person does."""
PASSING_ATTEMPTS = 12
"""How often an event is offered by itself: with pauses that double from half a minute, for about a day and a half."""
PASSING_SECONDS = 30.0


async def passing(unit: Unit) -> list[Parked]:
    """What waits for another event and whose pause is over; at most 100 are looked at, oldest first."""
    asked = {"state": State.OPEN.value, "reason.passes": True}
    rows = await parked.select(unit, asked, sort=[("parked_at", 1)], limit=100)
    return [row for row in rows if _is_due(unit, row)]


def _is_due(unit: Unit, row: Parked) -> bool:
    offered = sum(1 for step in row.history if step.by == BY_ITSELF)
    if row.repair is not None or offered >= PASSING_ATTEMPTS:
        return False  # a person has it in hand, or has to
    return (unit.now - row.parked_at).total_seconds() >= PASSING_SECONDS * float(2**offered - 1)


async def settle(
    unit: Unit, row: Parked, verb: Verb, *, by: str, why: str, became: tuple[Ending, ...] = (), **changes: Any
) -> Parked:
    """Takes a parked event one step along its lifecycle and keeps who, when and why."""
    state = LIFECYCLE.step(row.state, verb)
    step = Step(at=unit.now, by=by, did=verb.value, why=why, became=became)
    settled_at = unit.now if state in (State.APPLIED, State.DISCARDED) else None
    changed = row.model_copy(
        update={"state": state, "history": (*row.history, step), "settled_at": settled_at, **changes}
    )
    return await parked.keep(unit, changed)


ONCE = (
    {
        "$group": {
            "_id": "$identity",
            "id": {"$min": "$_id"},
            "parked_at": {"$min": "$parked_at"},
            "attempts": {"$sum": "$attempts"},
        }
    },
    {"$project": {"_id": "$id", "parked_at": 1, "attempts": 1}},
)
"""Of a record that several handlers parked, one row: the first of them stands for it, the attempts are those of all."""


async def page_of_records(unit: Unit, filter: dict[str, Any], turn: Turn) -> Page[Parked]:
    """A page of records, each once however many handlers parked it."""
    return await parked.turned(unit, filter, turn, ONCE)


async def parts_of(unit: Unit, identities: Iterable[str]) -> dict[str, list[Parked]]:
    """What each handler parked of some records, by the record's identity, the first that did so first."""
    found: dict[str, list[Parked]] = {}
    for some in parts(set(identities)):
        for row in await parked.select(unit, {"identity": {"$in": some}}, sort=[("id", 1)], limit=0):
            found.setdefault(row.identity, []).append(row)
    return found


async def records_waiting(unit: Unit) -> int:
    """How many records wait, each once however many handlers parked it; counted in the database, from an index alone."""
    stages: list[dict[str, Any]] = [{"$match": _WAITING}, {"$group": {"_id": "$identity"}}, {"$count": "records"}]
    return sum([found["records"] async for found in parked.raw(unit).aggregate(stages)])


async def oldest_age_seconds(unit: Unit) -> float | None:
    """For how long the oldest event has waited; None when none waits."""
    row = await parked.raw(unit).find_one(_WAITING, {"parked_at": 1}, sort=[("parked_at", 1)])
    return (unit.now - row["parked_at"]).total_seconds() if row else None


async def waiting_by_handler(unit: Unit) -> dict[str, int]:
    """How many events wait for each handler that any waits for; counted in the database, from an index alone."""
    stages = [{"$match": _WAITING}, {"$group": {"_id": "$handler", "events": {"$sum": 1}}}]
    return {row["_id"]: row["events"] async for row in parked.raw(unit).aggregate(stages)}
