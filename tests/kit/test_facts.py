"""In-process facts: who reacts, in which order, and that a refusal refuses the whole."""

from __future__ import annotations

from typing import Any

import pytest

from kit.facts import Fact, Listeners, NobodyAnswersError, Question
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Forbidden


class Leaving(Fact):
    name: str


class Staying(Fact):
    name: str


def listeners(*slices: Subscriptions) -> Listeners:
    return Listeners(pair for slice in slices for pair in slice.listeners)


class TestAFact:
    async def test_reaches_every_listener_of_its_kind_lower_slices_first(self) -> None:
        lower, higher = Subscriptions("lower"), Subscriptions("higher")
        received: list[str] = []

        @higher.within(Leaving)
        async def later(unit: Any, fact: Leaving) -> None:
            received.append(f"higher {fact.name}")

        @lower.within(Leaving)
        async def first(unit: Any, fact: Leaving) -> None:
            received.append(f"lower {fact.name}")

        await listeners(lower, higher).handle(None, Leaving(name="a"))  # type: ignore[arg-type]
        await listeners(lower, higher).handle(None, Staying(name="a"))  # type: ignore[arg-type]
        assert received == ["lower a", "higher a"]

    async def test_is_refused_by_whoever_raises(self) -> None:
        some = Subscriptions("some")

        @some.within(Leaving)
        async def refuse(unit: Any, fact: Leaving) -> None:
            raise Forbidden()

        with pytest.raises(Forbidden):
            await listeners(some).handle(None, Leaving(name="a"))  # type: ignore[arg-type]


class Asking(Question):
    name: str


class TestAQuestion:
    async def test_is_answered_by_every_slice_that_can(self) -> None:
        some = Subscriptions("some")

        @some.within(Asking)
        async def answer(unit: Any, question: Asking) -> str:
            return f"about {question.name}"

        assert await listeners(some).ask(None, Asking(name="a")) == ["about a"]  # type: ignore[arg-type]

    async def test_that_nobody_answers_is_never_taken_for_a_no(self) -> None:
        with pytest.raises(NobodyAnswersError):
            await listeners().ask(None, Asking(name="a"))  # type: ignore[arg-type]
