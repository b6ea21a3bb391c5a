"""
The dead-letter queue: what an operator may do with a dead letter.

A queue belongs to one service. What one handler parked is offered to that handler. What nobody could read was parked by
the service's reader of its topic: once its type can be read, it is for those of that reader's handlers that handle the
type, none of which has had it. No other service is concerned: each has a reader, and a row, of its own.

It belongs to the office of the deployment: whoever operates all the offices that are served sees it, and for everybody
else there is none. What one person repaired another releases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocop_events.envelope import DataInvalid, Envelope, EnvelopeInvalid, UnknownType

from kit.identity import EVERYWHERE, Principal
from kit.messaging import inbox
from kit.messaging.apply import Applier
from kit.messaging.parked.dead_letter import ENVELOPE, Ending, Parked
from kit.messaging.parked.lifecycle import LIFECYCLE, State, Verb
from kit.messaging.parked.reasons import fields_of
from kit.messaging.parked.refusals import (
    DataStillInvalid,
    NoHandler,
    OutOfTurn,
    OwnRepair,
    StillUnreadable,
    require_reason,
)
from kit.messaging.parked.repair import repaired
from kit.messaging.parked.store import ORDERS, head_of, page_of_records, parked, parts_of, records_waiting, settle
from kit.messaging.parking import Outcome
from kit.messaging.reading import decode
from kit.messaging.subscriptions import Handler
from kit.refusal import NotFound, Stale
from kit.storage import Page, Turn, all_of, words_in
from kit.work.unit import Unit

OPERATORS = ("operator", "administrator")
KEEPERS = ("administrator",)
"""Who answers for the personal data in the system."""


@dataclass
class DeadLetters:
    """
    The use cases of parked events. `offices`: at the root of what the deployment serves.

    Every verb raises NotFound for who does not operate all of them.
    """

    applier: Applier
    handlers: dict[str, Handler]
    by_topic: dict[str, list[Handler]]
    offices: tuple[str, ...] = (EVERYWHERE,)

    def admits(self, by: Principal | None) -> bool:
        """Whether a person operates every office that this deployment serves."""
        return by is not None and by.kind == "person" and all(by.covers(one, *OPERATORS) for one in self.offices)

    def shows_personal_data_to(self, by: Principal) -> bool:
        """Whether a person answers for the personal data of every office that this deployment serves."""
        return self.admits(by) and all(by.covers(one, *KEEPERS) for one in self.offices)

    async def page(
        self,
        *,
        by: Principal,
        after: str | None = None,
        limit: int = 50,
        state: State | None = None,
        text: str = "",
        turn: Turn | None = None,
    ) -> Page[Parked]:
        """
        A page of the list, in the order of the `turn`, else oldest first: what waits, or what is in one state; `text`: with
        these words in type or subject. A record that several handlers parked is there once, by the first of its parts.
        """
        self._let_in(by)
        states = [state.value] if state else [State.OPEN.value, State.HELD.value]
        query = all_of({"state": {"$in": states}}, words_in(text, "event_type", "subject"))
        return await page_of_records(self._reading(), query, turn or ORDERS.turn(after=after, limit=limit))

    async def parts(self, rows: Sequence[Parked], *, by: Principal) -> dict[str, list[Parked]]:
        """What each handler parked of the records of some rows, by their identity; at least the row itself."""
        self._let_in(by)
        return await parts_of(self._reading(), {row.identity for row in rows})

    async def waiting(self, unit: Unit, by: Principal) -> int:
        """How many records wait, each once."""
        self._let_in(by)
        return await records_waiting(unit)

    async def find(self, parked_id: str, *, by: Principal) -> Parked:
        """One of its events."""
        self._let_in(by)
        return await parked.get(self._reading(), parked_id)

    async def ahead_of(self, row: Parked) -> Parked | None:
        """The event that one waits for; None when it is its turn, or it has had it."""
        handler = self.handlers.get(row.handler)
        if handler is None or not handler.ordered or row.settled_at is not None:
            return None
        head = await head_of(self._reading(), row.handler, row.subject)
        return head if head is not None and head.id != row.id else None

    async def repair(
        self,
        unit: Unit,
        parked_id: str,
        *,
        headers: dict[str, str],
        value: bytes | None,
        by: Principal,
        why: str,
        expected: int | None = None,
    ) -> Parked:
        """
        Keeps a corrected form beside the original, for another person to release: of the record, hence for every handler
        that parked it and has it still.

        Raises NotFound, ReasonMissing, Stale, StepRefused, and KeyFactChanged, NotOfItsKey or NotJson for what is no repair.
        """
        self._let_in(by)
        require_reason(why)
        row = await parked.get(unit, parked_id, expected)
        kept = await settle(unit, row, Verb.REPAIR, by=by.id, why=why, repair=repaired(row, headers, value))
        for other in (await parts_of(unit, [row.identity])).get(row.identity, ()):
            # Of one id two records may have come: mended is what was looked at.
            if other.id != row.id and other.state is State.OPEN and other.to_offer() == row.to_offer():
                await settle(unit, other, Verb.REPAIR, by=by.id, why=why, repair=kept.repair)
        return kept

    async def offer(self, parked_id: str, *, by: Principal, why: str, expected: int | None = None) -> Parked:
        """
        Offers a parked event to the handler that parked it, and to nobody else, then releases what waited.

        Offering one that is already settled changes nothing, and one that was held behind another that has gone since is
        in its turn: whoever died before all that waited was released has only to offer again. Raises NotFound, ReasonMissing, OwnRepair,
        StillUnreadable, DataStillInvalid, NobodyHears, OutOfTurn, StepRefused for one that is held behind an earlier
        event, Stale when its version is not the `expected` one.
        """
        self._let_in(by)
        require_reason(why)
        row = await parked.get(self._reading(), parked_id)
        if row.state is not State.OPEN and (handler := self.handlers.get(row.handler)):
            await self.applier.release_held(handler, row.subject)
            row = await parked.get(self._reading(), parked_id)
        if row.state in (State.APPLIED, State.DISCARDED):
            return row
        if expected is not None and row.version != expected:
            raise Stale()
        if row.state is State.HELD:
            LIFECYCLE.step(row.state, Verb.REPAIR)  # says what it waits for
        if row.repair and by.id in row.repaired_by:
            raise OwnRepair()
        record = row.to_offer()
        try:
            envelope = Envelope.from_headers(record.headers)
        except EnvelopeInvalid as unreadable:
            raise StillUnreadable(detail=_in_both_languages(unreadable)) from unreadable
        if row.handler == ENVELOPE:
            await self._offer_to_readers(row, envelope, by=by.id, why=why)
        else:
            handler = self.handlers[row.handler]
            await self._in_turn(handler, row)
            outcome = await self.applier.apply_one(handler, record, envelope, offered=row, by=by.id, why=why)
            if outcome in (Outcome.APPLIED, Outcome.DUPLICATE):
                await self.applier.release_held(handler, row.subject)
        return await parked.get(self._reading(), parked_id)

    async def discard(self, parked_id: str, *, by: Principal, why: str, expected: int | None = None) -> Parked:
        """Gives a parked event up for good, with the reason; a redelivery of it is then known as a duplicate."""
        self._let_in(by)
        require_reason(why)

        async def give_up(unit: Unit) -> Parked:
            row = await parked.get(unit, parked_id, expected)
            if row.state is State.DISCARDED:
                return row
            discarded = await settle(unit, row, Verb.DISCARD, by=by.id, why=why)
            await inbox.mark_applied(unit, row.handler, [row.record])
            return discarded

        discarded = await self.applier.work.transact(give_up)
        if handler := self.handlers.get(discarded.handler):
            await self.applier.release_held(handler, discarded.subject)
        return discarded

    def _let_in(self, by: Principal) -> None:
        if not self.admits(by):
            raise NotFound()

    def _reading(self) -> Unit:
        return self.applier.work.reading()

    async def _in_turn(self, handler: Handler, row: Parked) -> None:
        """Raises OutOfTurn while an earlier event of the subject waits."""
        if not handler.ordered:
            return
        await self.applier.release_held(handler, row.subject)
        head = await head_of(self._reading(), row.handler, row.subject)
        if head is not None and head.id != row.id:
            raise OutOfTurn(head=head.id)

    async def _offer_to_readers(self, row: Parked, envelope: Envelope, *, by: str, why: str) -> None:
        """
        Each handles it in a transaction of its own, its proof beside the effect, and parks for itself what it refuses.

        The row is settled last: who dies in between, and offers again, reaches only those that have not had it.
        """
        record = row.to_offer()
        try:
            if record.value is not None:
                decode(envelope.type, record.value)
        except UnknownType as unknown:
            raise StillUnreadable(detail=envelope.type) from unknown
        except DataInvalid as invalid:
            raise DataStillInvalid(detail=_in_both_languages(invalid)) from invalid
        interested = [handler for handler in self.by_topic.get(record.topic, ()) if envelope.type in handler.types]
        if not interested:
            raise NoHandler(type=envelope.type)
        ended = await self.applier.apply(interested, record, from_dead_letters=True)
        became = tuple(Ending(handler=handler, outcome=outcome.value) for handler, outcome in ended.items())
        await self.applier.work.transact(lambda unit: settle(unit, row, row.to_end, by=by, why=why, became=became))


def _in_both_languages(unreadable: EnvelopeInvalid | DataInvalid) -> tuple[str, str]:
    fields = fields_of(unreadable)
    if not fields:
        return str(unreadable), str(unreadable)
    vi, en = zip(
        *((f"{one.at}: {one.vi.rstrip('.')}", f"{one.at}: {one.en.rstrip('.')}") for one in fields), strict=True
    )
    return "; ".join(vi), "; ".join(en)
