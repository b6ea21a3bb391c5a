"""What a caller may see of a message."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from kit.identity import Principal
from services.notifications.deliveries.use_cases import steps_for
from services.notifications.messages.lifecycle import LIFECYCLE, State, Verb
from services.notifications.messages.message import Channel, Message, Step
from services.notifications.recipients.recipient import Kind
from services.notifications.templates import reading
from services.notifications.templates.letter import Letter


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


class MessageView(MessageLine):
    """A message, whole: word for word as it was told, and what became of it."""

    template_version: int
    letter: Letter | None
    useful_until: datetime
    steps: tuple[Step, ...]
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
            "letter": message.letter,
            "useful_until": message.useful_until,
            "steps": message.steps,
            "may": [_verb(verb) for verb in steps_for(message, by)],
        }
    )


def _line(message: Message) -> dict[str, object]:
    title = reading.template(message.template, message.template_version).title
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
