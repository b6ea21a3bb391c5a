"""What is done with messages: written on an event, addressed when an address is known, ended when of no use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from kit.clock import LOCAL
from kit.history import SYSTEM
from kit.work import Due, Unit
from law.mark import mark_rules
from services.notifications.messages import announcements, rules, store
from services.notifications.messages.lifecycle import State, Verb
from services.notifications.messages.message import Channel, Message, Occasion
from services.notifications.messages.news import News
from services.notifications.recipients import store as recipients
from services.notifications.recipients.recipient import Addressee, Kind, Recipient
from services.notifications.templates import store as templates
from services.notifications.templates.letter import Letter
from services.notifications.templates.rendering import render
from services.recusals import store as recusals

USEFULNESS = "message-usefulness"
"""The deadline after which telling somebody is of no use any more."""

GRACE = timedelta(hours=1)


async def write_messages(unit: Unit, occasion: Occasion, news: Sequence[News]) -> list[Message]:
    """
    Writes a message for everybody the news concern; nobody gets two for the same event.

    Who belongs to an office this deployment does not serve gets theirs from another deployment. Who acts for somebody on leave
    gets theirs too.
    """
    written: list[Message] = []
    for one in news:
        recipient = one.to(unit.today)
        if recipient.kind is Kind.PERSON and recipient.id in await aside_from(unit, occasion):
            continue
        if not unit.serves(recipient.place):
            continue
        written += await _write(unit, occasion, one, recipient)
        for other in await recipients.standing_in(unit, recipient):
            if other.id not in await aside_from(unit, occasion):
                written += await _write(unit, occasion, one, other)
    return written


async def address_waiting(unit: Unit, kind: Kind, recipient_id: str) -> list[Message]:
    """Addresses what waited for a recipient, if there is anybody to address it to by now."""
    sent: list[Message] = []
    for message in await store.waiting_for(unit, kind, recipient_id):
        found = await recipients.addressees(unit, message.recipient, but=await aside_from(unit, message.occasion))
        if not found:
            continue
        first, others = rules.fanned_out(message, found, writer(message), unit.new_id, at=unit.now)
        sent.append(await keep(unit, first))
        sent += [await keep(unit, other) for other in others]
    return sent


async def end_usefulness(unit: Unit, due: Due) -> None:
    """Gives up a message that is of no use any more; one that is being sent at this moment is left to it."""
    message = await store.messages.find(unit, due.subject)
    if message is None or Verb.EXPIRE not in message.may:
        return
    if message.state is State.SENDING:
        unit.defer(due.model_copy(update={"due_at": unit.now + GRACE}))
        return
    expired = message.stepped(Verb.EXPIRE, at=unit.now, by=SYSTEM, due_at=None)
    await store.messages.keep(unit, expired)
    announcements.failed(unit, expired)


async def _write(unit: Unit, occasion: Occasion, news: News, recipient: Recipient) -> list[Message]:
    template = templates.template(news.template)
    draft = rules.drafted(unit.new_id(), occasion, recipient, template, news.values, at=unit.now)
    found = await recipients.addressees(unit, recipient, but=await aside_from(unit, occasion))
    if not found:
        if await store.is_written(unit, occasion.event_id, draft.told_key, draft.channel):
            return []
        return [await keep(unit, rules.waiting(draft, at=unit.now))]
    written = []
    for to in found:
        key = rules.told_key(recipient, to)
        if not await store.is_written(unit, occasion.event_id, key, Channel.EMAIL):
            own = draft.model_copy(update={"id": unit.new_id()})
            written.append(await keep(unit, rules.addressed(own, to, writer(draft), at=unit.now)))
    return written


async def keep(unit: Unit, message: Message) -> Message:
    """Keeps a message with the deadline of its usefulness."""
    kept = await (store.messages.keep(unit, message) if message.version else store.messages.add(unit, message))
    if kept.state is State.WITHHELD:
        unit.settle(USEFULNESS, kept.id)
    else:
        unit.defer(Due(what=USEFULNESS, subject=kept.id, due_at=kept.useful_until, place=kept.place))
    return kept


async def erase_address(unit: Unit, message_id: str) -> None:
    """
    Removes the address of who asked without an account, a year after they were answered, as the registry does; once is
    enough. It was useful for a shorter time than that, so that nothing waits to be sent any more.
    """
    message, since = await store.messages.find(unit, message_id), forgotten_since(unit)
    if message is not None and message.recipient.email and since and message.created_at < since:
        await store.messages.keep(unit, rules.erased(message))


def forgotten_since(unit: Unit) -> datetime | None:
    """What was written to people without an account before this moment has no address any more; None: all of it has."""
    day = mark_rules().keeps_since(unit.today)
    return datetime.combine(day, time(), LOCAL) if day else None


async def aside_from(unit: Unit, occasion: Occasion) -> frozenset[str]:
    """Who must not read of an occasion, because they stood aside from its dossier."""
    return await recusals.aside_from(unit, occasion.concerns)


def writer(message: Message) -> Callable[[Addressee], Letter]:
    """What fills in a message's template for a reader."""
    template = templates.template(message.template, message.template_version)
    return lambda to: render(template, message.values, to=to.name, language=to.language)
