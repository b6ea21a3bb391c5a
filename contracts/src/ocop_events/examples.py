"""One example and one Vietnamese sentence per event type, out of one scenario: what the classes say beside their fields."""

from __future__ import annotations

from typing import Any

from ocop_events import catalogue


def example(type_: str) -> dict[str, Any]:
    """The data of one event of this type, as JSON; raises KeyError where there is none."""
    return catalogue[type_].exemplified()


def in_vietnamese(type_: str) -> str:
    """What the event says, in one sentence."""
    return catalogue[type_].event_vi


def types() -> set[str]:
    """The types an example is told of."""
    return {type_ for type_, event in catalogue.items() if event.event_vi}
