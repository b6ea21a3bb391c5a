"""What is done with deliveries: claim, note the answer, send again by hand, tell by other means."""

from __future__ import annotations

from datetime import datetime

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Unit
from services.notifications.deliveries import refusals, rules
from services.notifications.deliveries.answer import Answer
from services.notifications.deliveries.commands import ToldOtherwiseCommand
from services.notifications.deliveries.rules import Patience
from services.notifications.messages import announcements, store
from services.notifications.messages import rules as message_rules
from services.notifications.messages.lifecycle import UNREACHED, State
from services.notifications.messages.message import Message
from services.notifications.messages.use_cases import USEFULNESS, aside_from, keep, writer
from services.notifications.recipients import store as recipients
from services.notifications.recipients.recipient import Addressee


async def claim(unit: Unit, *, limit: int, wall: datetime, until: datetime) -> list[Message]:
    """
    Takes what is due by the machine's clock into one sender's hands until its claim runs out; what its reader
    may not see any more is withheld, at the last moment there is.
    """
    claimed = []
    for message in await store.due(unit, wall, limit):
        if await _is_closed(unit, message):
            await store.messages.keep(unit, rules.closed(message, at=unit.now))
            unit.settle(USEFULNESS, message.id)
        else:
            claimed.append(await store.messages.keep(unit, rules.claimed(message, until=until, at=unit.now)))
    return claimed


async def note_answer(unit: Unit, message: Message, answer: Answer, *, patience: Patience, wall: datetime) -> Message:
    """
    Notes what came of an attempt, and announces it when it was the last.

    Raises Stale when the claim ran out meanwhile and another sender took the message over.
    """
    kept = await store.messages.keep(unit, rules.answered(message, answer, patience, wall=wall, at=unit.now))
    if kept.state is State.DELIVERED:
        unit.settle(USEFULNESS, kept.id)
        announcements.delivered(unit, kept)
    elif kept.state in UNREACHED:
        unit.settle(USEFULNESS, kept.id)
        announcements.failed(unit, kept)
    return kept


async def retry_message(unit: Unit, message_id: str, *, by: Principal, expected: int) -> Message:
    """
    Sends a message again that failed, to the address its recipient has now.

    Raises NotFound, Forbidden, Stale, StillNoAddress, OptedOut, AllTold or StepRefused.
    """
    message = await _to_act_on(unit, message_id, by, expected)
    again = rules.retried(message, by=by, at=unit.now)
    to = await _reader_now(unit, message)
    if to.opted_out and not message.legal:
        raise refusals.OptedOut(name=message.recipient.name)
    useful = message_rules.useful_again(message_rules.readdressed(again, to, writer(again)), at=unit.now)
    return await keep(unit, useful)


async def close_message(
    unit: Unit, message_id: str, command: ToldOtherwiseCommand, *, by: Principal, expected: int
) -> Message:
    """Closes a message whose recipient a person told in another way; raises NotFound, Forbidden, Stale, HowMissing, StepRefused."""
    message = await _to_act_on(unit, message_id, by, expected)
    kept = await store.messages.keep(unit, rules.told_otherwise(message, command, by=by, at=unit.now))
    unit.settle(USEFULNESS, kept.id)
    return kept


async def _reader_now(unit: Unit, message: Message) -> Addressee:
    """Who reads for the recipient now: the same person, else one who has no message of this event yet."""
    found = await recipients.addressees(unit, message.recipient, but=await aside_from(unit, message.occasion))
    if not found:
        raise refusals.StillNoAddress(name=message.recipient.name)
    for one in found:
        if message.to and one.contact == message.to.contact:
            return one
    for one in found:
        key = message_rules.told_key(message.recipient, one)
        if not await store.is_written(unit, message.occasion.event_id, key, message.channel):
            return one
    raise refusals.AllTold(name=message.recipient.name)


async def _is_closed(unit: Unit, message: Message) -> bool:
    reader = message.to.person_id if message.to else None
    return reader is not None and reader in await aside_from(unit, message.occasion)


async def _to_act_on(unit: Unit, message_id: str, by: Principal, expected: int) -> Message:
    message = await store.seen_by(unit, message_id, by, expected)
    if not message_rules.may_act_on(message, by):
        raise Forbidden()
    return message
