"""View models of the pages about messages."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.identity import Principal
from services.notifications import territory
from services.notifications.deliveries.use_cases import steps_for
from services.notifications.messages.lifecycle import LIFECYCLE, UNREACHED, State, Verb
from services.notifications.messages.message import Message
from services.notifications.recipients.recipient import Kind, Producer
from services.notifications.templates import reading
from services.notifications.words import said

_HIDDEN = (Verb.CLAIM,)
"""Steps that say nothing to a reader: what came of a claim follows it."""
TONES = {
    State.DELIVERED: "green",
    State.TOLD_OTHERWISE: "green",
    State.WITHHELD: "grey",
    State.TEMPORARY_FAILURE: "yellow",
    **dict.fromkeys(UNREACHED, "red"),
}


def line(message: Message, on: date) -> dict[str, Any]:
    """A message as a row of a list."""
    return {
        "id": message.id,
        "title": said(template_title(message)),
        "product": message.values.get("product", ""),
        "recipient": recipient(message, on),
        "reader": f"{message.to.name} <{message.to.email}>" if message.to else None,
        "state": said(LIFECYCLE.states[message.state]),
        "tone": TONES.get(message.state, "blue"),
        "at": message.created_at,
        "attempts": message.attempts,
        "last": message.steps[-1].note if message.steps else None,
    }


def whole(message: Message, by: Principal, on: date) -> dict[str, Any]:
    """A message as a page."""
    return {
        "message": message,
        "line": line(message, on),
        "may": [verb.value for verb in steps_for(message, by)],
        "steps": [
            {"at": step.at, "verb": said(LIFECYCLE.verbs[step.verb]), "by": step.by.name, "note": step.note}
            for step in reversed(message.steps)
            if step.verb not in _HIDDEN
        ],
    }


def recipient(message: Message, on: date) -> str:
    """Who is told, as the page's language calls them."""
    if message.recipient.kind is Kind.OFFICE:
        return said(territory.office_words(message.recipient.id, on))
    return message.recipient.name


def next_best(message: Message, producer: Producer | None) -> str | None:
    """The telephone number to try, where mail does not reach a producer."""
    return producer.phone if producer and message.recipient.kind is Kind.PRODUCER else None


def template_title(message: Message) -> tuple[str, str]:
    """What a message is about, in both languages: its words are in its reader's alone."""
    title = reading.template(message.template, message.template_version).title
    return title.vi, title.en
