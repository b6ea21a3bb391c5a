"""News: what is said on an event, by which template, to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop_events.vocabulary import ProducerRef

from kit.refusal import Refusal
from law.places import gazetteer, today
from programme import names
from services.notifications.recipients.recipient import Kind, Recipient

Words = dict[str, str]
"""One text by language, as templates take it and messages keep it."""
Reader = Callable[[date], Recipient]
"""Whom it concerns, as of the day the message is written: the office that serves a place may have changed since."""


@dataclass(frozen=True)
class News:
    """One thing to say: by which template, with which values, to whom."""

    template: str
    values: Mapping[str, Any]
    to: Sequence[Reader]


def both(template: str, values: dict[str, Any], of: ProducerRef) -> list[News]:
    """The producer by one template; the office that serves its place by the `-office` one, with the producer's name."""
    commune = {**values, "producer": of.name}
    return [News(template, values, [producer(of)]), News(f"{template}-office", commune, [office_of(of)])]


def producer(of: ProducerRef) -> Reader:
    """A producer, seen by the office that serves its place."""
    return lambda on: Recipient(kind=Kind.PRODUCER, id=of.id, place=_serving(of, on), name=of.name)


def office(path: str, named_on: date) -> Reader:
    """An office by its path."""
    return lambda on: _office(path, named_on)


def office_of(of: ProducerRef) -> Reader:
    """The office that serves a producer's place: a certificate outlives the communes it was issued in."""
    return lambda on: _office(_serving(of, on), on)


def office_words(path: str, on: date) -> Words:
    """An office's name on a day, or as it was last called."""
    return words(names.both(names.office, path, on))


def place_words(of: ProducerRef) -> Words:
    """A producer's place as it was called when the event named it; as the event calls it where no list knows it."""
    return words(names.both(names.place, of.place.path, of.place.on, of.place.name))


def words(pair: tuple[str, str]) -> Words:
    """A pair (Vietnamese, English) as templates take it."""
    return {"vi": pair[0], "en": pair[1]}


def _office(path: str, named_on: date) -> Recipient:
    return Recipient(kind=Kind.OFFICE, id=path, place=path, name=office_words(path, named_on)["vi"])


def _serving(of: ProducerRef, on: date) -> str:
    """
    The office that serves, on a day, what a place was when it was last named.

    Where a place was divided, nobody but a person can say which part is meant: the province's office hears instead.
    """
    try:
        return today(gazetteer(), of.place.path, of.place.on, on).path
    except Refusal:
        return of.place.path.partition("/")[0]
