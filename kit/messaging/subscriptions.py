"""Subscriptions: which function of a slice handles which events and in-process facts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ocop_events.envelope import EventData

from kit.facts import Fact, Listener
from kit.messaging.received import Received, types_of
from kit.storage import generations
from kit.work.unit import Unit

F = TypeVar("F", bound=Callable[..., Awaitable[None]])
L = TypeVar("L", bound=Callable[..., Awaitable[object]])


@dataclass(frozen=True)
class Handler:
    """One handler: a function, its event types, and how a repeated delivery is absorbed."""

    id: str
    function: Callable[..., Awaitable[None]]
    types: dict[str, type[EventData]]
    topics: frozenset[str]
    batch: bool
    ordered: bool
    idempotent: bool
    rebuilds: tuple[str, ...] = ()

    async def handle(self, unit: Unit, received: Received[EventData] | list[Received[EventData]]) -> None:
        """Calls the function: with one event, or with a list of them where it takes many."""
        if self.rebuilds:
            # Asked in the transaction itself: whoever begins after a swap writes to the new generation.
            unit = replace(unit, database=await generations.current(unit.database, unit.session))
        await self.function(unit, received)


class Subscriptions:
    """Collects the handlers of one slice."""

    def __init__(self, slice_name: str) -> None:
        self.slice_name = slice_name
        self.handlers: list[Handler] = []
        self.listeners: list[tuple[type[Fact], Listener]] = []

    def within(self, fact: type[Fact]) -> Callable[[L], L]:
        """
        Has `function(unit, fact)` react to a fact of another slice of this service, in its transaction; to a `Question`
        it returns the answer.
        """

        def register(function: L) -> L:
            self.listeners.append((fact, function))
            return function

        return register

    def on(
        self, *events: type[EventData], ordered: bool = True, topics: Sequence[str] = (), name: str = ""
    ) -> Callable[[F], F]:
        """
        Registers `function(unit, event)` as the handler of each event, in a transaction of its own, once.

        `ordered`: while an event of a subject is parked, the subject's later events wait behind it. Say False where
        the publisher mends by sending anew. `topics`: where to listen when the type is written to more than its own.
        `name`: the handler's, where it is not the function's own; inbox rows refer to it, so it never changes.
        """
        return self._register(events, batch=False, ordered=ordered, idempotent=False, topics=topics, name=name)

    def batch(
        self,
        *events: type[EventData],
        idempotent: bool = False,
        topics: Sequence[str] = (),
        rebuilds: Sequence[str] = (),
    ) -> Callable[[F], F]:
        """
        Registers `function(unit, events)` as the handler of many events at a time, one transaction a batch, each event once.

        A batch that fails is taken apart and its events handled one by one. `idempotent`: the function itself absorbs
        duplicates by the subject's version on its rows, so that no inbox row is written. `rebuilds`: the collections
        an idempotent handler fills and nobody else writes, which `rebuild` may make anew from the topics.
        """
        return self._register(events, batch=True, ordered=True, idempotent=idempotent, topics=topics, rebuilds=rebuilds)

    def _register(
        self,
        events: Sequence[type[EventData]],
        *,
        batch: bool,
        ordered: bool,
        idempotent: bool,
        topics: Sequence[str],
        rebuilds: Sequence[str] = (),
        name: str = "",
    ) -> Callable[[F], F]:
        def register(function: F) -> F:
            self.handlers.append(
                Handler(
                    id=f"{self.slice_name}.{name or function.__name__}",
                    function=function,
                    types=types_of(events),
                    topics=frozenset(topics or [event.event_topic for event in events]),
                    batch=batch,
                    ordered=ordered,
                    idempotent=idempotent,
                    rebuilds=tuple(rebuilds),
                )
            )
            return function

        return register


def handlers_by_topic(subscriptions: Sequence[Subscriptions]) -> dict[str, list[Handler]]:
    """Every topic that is subscribed to, with its handlers; raises ValueError when two handlers share an id."""
    by_topic: dict[str, list[Handler]] = {}
    seen: set[str] = set()
    for handler in (h for s in subscriptions for h in s.handlers):
        if handler.id in seen:
            raise ValueError(f"two handlers are called {handler.id}")
        seen.add(handler.id)
        for topic in sorted(handler.topics):
            by_topic.setdefault(topic, []).append(handler)
    return by_topic
