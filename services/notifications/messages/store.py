"""Messages in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER
from services.notifications.messages.lifecycle import UNDELIVERED, UNREACHED, State
from services.notifications.messages.message import Channel, Message
from services.notifications.recipients.recipient import Kind
from services.recusals import store as recusals

ORDERS = Orders("-written", written="created_at")
LONGEST_FIRST = Orders("written", **ORDERS.fields)

messages: Collection[Message] = Collection(
    Message,
    "messages",
    indexes=[
        # The promise itself: whatever is redelivered, replayed or rebuilt, nobody is told of the same event twice.
        Index("occasion.event_id", "told_key", "channel", unique=True),
        Index("state", "due_at"),
        Index("state", "created_at"),
        Index("recipient.kind", "recipient.id", "created_at"),
        Index("place", "created_at"),
        Index("occasion.about", "created_at"),
        *ORDERS.indexes(),
    ],
)


SEARCHED = ("values.product", "values.producer", "values.number")


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """
    The messages a person may see: a producer its own; an officer those to its office, to the offices below it and to
    the producers of its territory, and what they are told themselves as somebody on a council, but none about a dossier
    from which they stood aside. What went to an office above is not among them.
    """
    own = {"recipient.kind": Kind.PRODUCER.value, "recipient.id": {"$in": by.offices(PRODUCER)}}
    told = {"recipient.kind": Kind.PERSON.value, "recipient.id": by.id} | await _not_aside(unit, by)
    return any_of(own, told, await _of_territory(unit, by))


async def _of_territory(unit: Unit, by: Principal) -> dict[str, Any]:
    within: dict[str, Any] = {"place": within_any(by.offices(*OFFICERS))}
    return within | await _not_aside(unit, by)


async def _not_aside(unit: Unit, by: Principal) -> dict[str, Any]:
    closed = await recusals.closed_to(unit, by)
    return (
        {"occasion.about": {"$nin": sorted(closed)}, "occasion.dossier_id": {"$nin": sorted(closed)}} if closed else {}
    )


async def may_see(unit: Unit, message: Message, by: Principal) -> bool:
    """The same line as `visible_to`, for one message in hand."""
    if message.recipient.kind is Kind.PRODUCER and by.holds(PRODUCER, message.recipient.id):
        return True
    told = message.recipient.kind is Kind.PERSON and message.recipient.id == by.id
    if not told and not by.covers(message.place, *OFFICERS):
        return False
    return message.occasion.concerns not in await recusals.closed_to(unit, by)


async def seen_by(unit: Unit, message_id: str, by: Principal, expected: int | None = None) -> Message:
    """Loads a message for a person; raises NotFound when they may not see it, as if there were none."""
    found = await messages.find(unit, message_id)
    if found is None or not await may_see(unit, found, by):
        raise NotFound()
    return await messages.get(unit, message_id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    state: State | None = None,
    about: str | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Message]:
    """The messages a person may see, in the order of the `turn`, else newest first; `text`: in product, producer or number."""
    wanted: list[Mapping[str, Any]] = [await visible_to(unit, by), words_in(text, *SEARCHED)]
    if state:
        wanted.append({"state": state.value})
    if about:
        wanted.append({"occasion.about": about})
    return await messages.turned(unit, all_of(*wanted), turn or ORDERS.turn(after=after, limit=limit))


async def count_unreached(unit: Unit, by: Principal) -> int:
    """How many were not reached within an officer's territory."""
    return await messages.count(unit, all_of(await _of_territory(unit, by), {"state": {"$in": _values(UNREACHED)}}))


async def unreached(
    unit: Unit,
    by: Principal,
    *,
    state: State | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Message]:
    """Who was not reached within an officer's territory, in the order of the `turn`, else the longest first."""
    states = [state.value] if state in UNREACHED else _values(UNREACHED)
    wanted = all_of(await _of_territory(unit, by), {"state": {"$in": states}}, words_in(text, *SEARCHED))
    return await messages.turned(unit, wanted, turn or LONGEST_FIRST.turn(after=after, limit=limit))


async def is_written(unit: Unit, event_id: str, told_key: str, channel: Channel) -> bool:
    """Whether there is a message of this event to this reader already."""
    same = {"occasion.event_id": event_id, "told_key": told_key, "channel": channel.value}
    return await messages.first(unit, same) is not None


async def waiting_for(unit: Unit, kind: Kind, recipient_id: str) -> list[Message]:
    """The messages that wait for a recipient's address, oldest first."""
    wanted = {"recipient.kind": kind.value, "recipient.id": recipient_id, "state": State.NO_ADDRESS.value}
    return await messages.select(unit, wanted, sort=[("created_at", 1)])


async def due(unit: Unit, wall: datetime, limit: int) -> list[Message]:
    """What is to be sent now by the machine's clock: new, to be tried again, or claimed by somebody who is gone."""
    wanted = {"state": {"$in": _values(UNDELIVERED)}, "due_at": {"$lte": wall}}
    return await messages.select(unit, wanted, sort=[("due_at", 1)], limit=limit)


async def counts(unit: Unit) -> dict[State, int]:
    """How many messages stand in each state that somebody still has to do something about."""
    return {state: await messages.count(unit, {"state": state.value}) for state in (*UNDELIVERED, *UNREACHED)}


async def oldest_undelivered(unit: Unit) -> datetime | None:
    """When the oldest message was written that is still on its way."""
    found = await messages.first(unit, {"state": {"$in": _values(UNDELIVERED)}}, sort=[("created_at", 1)])
    return found.created_at if found else None


async def to_erase(unit: Unit, written_before: datetime, after: str, limit: int = 200) -> list[Message]:
    """Messages to people without an account, written before a moment, whose address is still kept; by id, those after one."""
    wanted = {
        "recipient.kind": Kind.ASKER.value,
        "recipient.email": {"$ne": None},
        "created_at": {"$lt": written_before},
        "_id": {"$gt": after},
    }
    return await messages.select(unit, wanted, sort=[("_id", 1)], limit=limit)


def _values(states: Sequence[State]) -> list[str]:
    return [state.value for state in states]
