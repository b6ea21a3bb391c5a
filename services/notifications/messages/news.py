"""
News: what is said on an event, by which text, to whom.

The texts themselves say on which events (`news` in `templates/texts/<text>/v1.yaml`). A field of a text is filled from the event's
field of that name, or from that of the dossier it carries, or is one of the `readings`; producers and products are said by
name, offices as they were called on the day the event speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ocop_events import catalogue
from ocop_events.envelope import EventData
from ocop_events.vocabulary import ProducerRef, ProductRef

from kit.clock import local_date
from kit.messaging.received import Received
from services.notifications.messages.message import Occasion
from services.notifications.messages.readers import Reader, readers
from services.notifications.messages.readings import office_words, readings
from services.notifications.templates.template import OnEvent, Template


@dataclass(frozen=True)
class News:
    """One thing to say: by which template, with which values, to whom."""

    template: str
    values: Mapping[str, Any]
    to: Reader


@dataclass(frozen=True)
class Row:
    """An event that is news to somebody. `handler` is in the inbox of every home: it never changes."""

    handler: str
    event: type[EventData]
    said: tuple[tuple[Template, OnEvent], ...]

    def news(self, event: Received[Any]) -> list[News]:
        """What is said to whom; nothing where the event is of earlier years, entered now from a published list."""
        if getattr(event.data, "retrospective", False):
            return []
        return [one for template, how in self.said for one in _news(template, how, _Reading(event, how))]

    def occasion(self, event: Received[Any]) -> Occasion:
        """The event, as messages about it remember it."""
        fact = event.data
        dossier = getattr(fact, "dossier_id", None)
        named = next((how.about for _, how in self.said if how.about), None)
        about = getattr(fact, named) if named else dossier or getattr(fact, fact.event_key)
        return Occasion(
            event_id=event.record.identity,
            cause=event.id,
            type=event.type,
            at=event.time,
            correlation_id=event.correlation_id,
            about=about,
            dossier_id=dossier if about != dossier else None,
        )


def rows(templates: Iterable[Template]) -> list[Row]:
    """
    The table of news that texts make, a row for each event.

    Raises ValueError where texts name two handlers for an event or one for two, KeyError where there is no such event.
    """
    said: dict[str, list[tuple[Template, OnEvent]]] = {}
    for template in templates:
        for how in template.news:
            said.setdefault(how.event, []).append((template, how))
    made: list[Row] = []
    for type_, texts in said.items():
        handler, *others = {how.handler for _, how in texts}
        if others or handler in (row.handler for row in made):
            raise ValueError(f"{type_} has not one handler of its own: {', '.join([handler, *others])}")
        made.append(Row(handler, catalogue[type_], tuple(texts)))
    return made


@dataclass(frozen=True)
class _Reading:
    """An event, asked for what a text says of it."""

    event: Received[Any]
    how: OnEvent

    @cached_property
    def extra(self) -> dict[str, Any]:
        return readings(self.event)

    @property
    def day(self) -> date:
        """The day it speaks of."""
        named: date | None = getattr(self.event.data, self.how.day) if self.how.day else None
        return named or local_date(self.event.time)

    def field(self, name: str) -> Any:
        """A field as the event has it, or as the dossier it carries; None where there is none."""
        data = self.event.data
        return getattr(data, name, None) if name in type(data).model_fields else self._of_dossier(name)

    def value(self, name: str) -> Any:
        """What a text's field is filled with; None where there is nothing to say."""
        name = self.how.values.get(name, name)
        if name in self.extra:
            return self.extra[name]
        found = self.field(name)
        if isinstance(found, (ProducerRef, ProductRef)):
            return found.name
        if found and (name == "office" or name.endswith("_office")):
            return office_words(found, self.day)
        return found

    def _of_dossier(self, name: str) -> Any:
        return getattr(getattr(self.event.data, "dossier", None), name, None)


def _news(template: Template, how: OnEvent, reading: _Reading) -> list[News]:
    if any(reading.field(name) != wanted for name, wanted in how.when.items()):
        return []
    whom = readers(how.to, reading.event.data, reading.field("producer"), reading.day)
    values = {name: reading.value(name) for name in template.fields}
    if any(values[name] is None for name in how.given):
        return []
    said = {name: value for name, value in values.items() if value is not None}
    return [News(template.id, said, to) for to in whom]
