"""What is shown of messages: JSON views and the view models of their pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from kit.history import Actor
from kit.identity import Principal
from kit.telephone import shown
from law.identifiers import telephone_region
from programme import names
from programme.names import said
from services.notifications.messages.lifecycle import LIFECYCLE, UNREACHED, State, Verb
from services.notifications.messages.message import Channel, Message
from services.notifications.messages.rules import steps_for
from services.notifications.recipients.recipient import Kind, Producer
from services.notifications.templates import store as templates
from services.notifications.templates.letter import Letter
from services.notifications.templates.rendering import render
from services.notifications.templates.template import Template

_HIDDEN = (Verb.CLAIM,)
"""Steps that say nothing to a reader: what came of a claim follows it."""
TONES = {
    State.DELIVERED: "green",
    State.TOLD_OTHERWISE: "green",
    State.WITHHELD: "grey",
    State.TEMPORARY_FAILURE: "yellow",
    **dict.fromkeys(UNREACHED, "red"),
}


class Named(BaseModel):
    """A code with its words."""

    code: str
    vi: str
    en: str


class Whom(BaseModel):
    """Who is told. `name` and `email` of the reader are there once somebody reads for the recipient."""

    kind: Kind
    id: str
    recipient: str
    name: str | None
    email: str | None


class MessageLine(BaseModel):
    """A message in a list."""

    id: str
    version: int
    template: Named
    subject: str | None
    channel: Channel
    to: Whom
    place: str
    about: str
    state: Named
    legal: bool
    created_at: datetime
    delivered_at: datetime | None
    attempts: int


class StepView(BaseModel):
    """One step taken. `note`: what the other server answered, or what a person wrote."""

    verb: Verb
    to: State
    at: datetime
    by: Actor
    note: str | None


class MessageView(MessageLine):
    """A message, whole: word for word as it was told, and what became of it."""

    template_version: int
    letter: Letter | None
    useful_until: datetime
    steps: tuple[StepView, ...]
    may: list[Named]


def line(message: Message) -> MessageLine:
    """A message as a line of a list."""
    return MessageLine.model_validate(_line(message))


def view(message: Message, by: Principal) -> MessageView:
    """A message, whole, with what the caller may do."""
    return MessageView.model_validate(
        {
            **_line(message),
            "template_version": message.template_version,
            "letter": letter_for(message, by),
            "useful_until": message.useful_until,
            "steps": [step.model_dump(exclude={"office"}) for step in message.steps],
            "may": [_verb(verb) for verb in steps_for(message, by)],
        }
    )


def row(message: Message, on: date) -> dict[str, Any]:
    """A message as a row of a list."""
    return {
        "id": message.id,
        "title": said(_template(message).title.pair),
        "product": message.values.get("product", ""),
        "recipient": recipient(message, on),
        "reader": f"{message.to.name} <{message.to.email}>" if message.to else None,
        "state": names.state(LIFECYCLE, message.state),
        "tone": TONES.get(message.state, "blue"),
        "at": message.created_at,
        "attempts": message.attempts,
        "last": message.steps[-1].note if message.steps else None,
    }


def whole(message: Message, by: Principal, on: date) -> dict[str, Any]:
    """A message as a page."""
    return {
        "message": message,
        "letter": letter_for(message, by),
        "line": row(message, on),
        "may": [verb.value for verb in steps_for(message, by)],
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note}
            for step in reversed(message.steps)
            if step.verb not in _HIDDEN
        ],
    }


def letter_for(message: Message, by: Principal) -> Letter | None:
    """What was said word for word; to somebody who reads here what could not be mailed to them, in their own language."""
    if message.letter or message.recipient.kind is not Kind.PERSON or message.recipient.id != by.id:
        return message.letter
    return render(_template(message), message.values, to=by.name, language=by.language)


def recipient(message: Message, on: date) -> str:
    """Who is told, as the page's language calls them."""
    if message.recipient.kind is Kind.OFFICE:
        return names.office(message.recipient.id, on)
    if message.recipient.kind is Kind.PERSON and message.to:
        return message.to.name
    return message.recipient.name


def next_best(message: Message, producer: Producer | None) -> str | None:
    """The telephone number to try, where mail does not reach a producer."""
    if producer is None or message.recipient.kind is not Kind.PRODUCER:
        return None
    return shown(producer.phone, telephone_region()) or None


def _line(message: Message) -> dict[str, object]:
    title = _template(message).title
    return {
        "id": message.id,
        "version": message.version,
        "template": Named(code=message.template, vi=title.vi, en=title.en),
        "subject": message.letter.subject if message.letter else None,
        "channel": message.channel,
        "to": Whom(
            kind=message.recipient.kind,
            id=message.recipient.id,
            recipient=message.recipient.name,
            name=message.to.name if message.to else None,
            email=message.to.email if message.to else None,
        ),
        "place": message.place,
        "about": message.occasion.about,
        "state": _state(message.state),
        "legal": message.legal,
        "created_at": message.created_at,
        "delivered_at": message.delivered_at,
        "attempts": message.attempts,
    }


def _state(state: State) -> Named:
    vi, en = LIFECYCLE.states[state]
    return Named(code=state.value, vi=vi, en=en)


def _verb(verb: Verb) -> Named:
    vi, en = LIFECYCLE.verbs[verb]
    return Named(code=verb.value, vi=vi, en=en)


def _template(message: Message) -> Template:
    """What a message was written by: its words are in its reader's language alone, the template's title is in both."""
    return templates.template(message.template, message.template_version)
