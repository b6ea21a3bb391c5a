"""The transaction of a consumer: the effect of events, with the inbox row that proves it, unless they must wait."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.envelope import EventData

from kit.messaging import inbox
from kit.messaging.parked.dead_letter import Parked
from kit.messaging.parked.decided import not_across_a_swap
from kit.messaging.parked.lifecycle import State, Verb
from kit.messaging.parked.store import BY_ITSELF, parked, settle, waiting
from kit.messaging.received import Received
from kit.messaging.subscriptions import Handler
from kit.work.unit import Unit

SENT_ANEW = "Bên gửi đã sửa và gửi lại với cùng mã. · Its publisher mended it and sent it again under the same id."


class WaitBehind(Exception):
    """Inside a transaction: an earlier event of this subject waits."""


class AlreadyApplied(Exception):
    """Inside a transaction: the inbox has this event."""


async def apply_in(
    unit: Unit,
    *,
    handler: Handler,
    event: Received[EventData],
    offered: Parked | None,
    by: str,
    why: str,
    from_dead_letters: bool,
) -> None:
    """
    One event's effect and its proof, in the unit's transaction; with `offered`, the parked row is settled in it too.

    Raises AlreadyApplied, WaitBehind, and what the handler raises.
    """
    if not handler.idempotent and await inbox.is_applied(unit, handler.id, event.record):
        if offered is None:
            raise AlreadyApplied
        await settle(unit, offered, offered.to_end, by=by, why=why)
        return
    if offered is None:
        settled: set[str] = set()
        before = (await waiting(unit, handler.id, [event.record.subject], settled)).get(event.record.subject, set())
        if event.record.identity in settled:
            raise AlreadyApplied
        if event.record.identity in before and not handler.ordered and await _sent_anew(unit, handler, event):
            before = set()
        if event.record.identity in before or (handler.ordered and before):
            raise WaitBehind
    if not handler.idempotent:
        await inbox.mark_applied(unit, handler.id, [event.record])
    if offered is not None:
        await settle(unit, offered, offered.to_end, by=by, why=why)
    if from_dead_letters and handler.rebuilds:
        await not_across_a_swap(unit.database, handler.id, at=unit.now, session=unit.session)
    await handler.handle(unit, [event] if handler.batch else event)


async def _sent_anew(unit: Unit, handler: Handler, event: Received[EventData]) -> bool:
    """
    Whether its publisher mended what was set aside and sent it again under the same id, which is how it is told to: the
    one set aside is discarded then. One that a person has begun to repair stays theirs.
    """
    row = await parked.first(unit, {"handler": handler.id, "identity": event.record.identity})
    if row is None or row.state is not State.OPEN or row.repair is not None or row.record.value == event.record.value:
        return False
    await settle(unit, row, Verb.DISCARD, by=BY_ITSELF, why=SENT_ANEW)
    return True


async def apply_batch_in(unit: Unit, handler: Handler, events: Sequence[Received[EventData]]) -> int:
    """The batch's effect and its proof, in the unit's transaction; answers how many events were new. Raises WaitBehind."""
    known = set() if handler.idempotent else await inbox.applied_among(unit, handler.id, [e.record for e in events])
    if await waiting(unit, handler.id, {event.record.subject for event in events}, known):
        raise WaitBehind
    fresh = {event.record.identity: event for event in events if event.record.identity not in known}
    if not handler.idempotent:
        await inbox.mark_applied(unit, handler.id, [event.record for event in fresh.values()])
    if fresh:
        await handler.handle(unit, list(fresh.values()))
    return len(fresh)
