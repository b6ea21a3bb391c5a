"""
In-process facts and questions: how one slice of a service reacts to another, or answers it, in the same transaction,
without the lower one importing the higher.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict


class Fact(BaseModel):
    """Something that is happening in this transaction; past participle, like an event, but never on a topic."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)


class Question(Fact):
    """Something a slice has to know that only a higher slice can say: `answers = await unit.asks(Question(…))`."""


class NobodyAnswersError(LookupError):
    """A question was asked in a service none of whose slices answers it: it is put together wrongly."""


F = TypeVar("F", bound=Fact)
Listener = Callable[[Any, Any], Awaitable[Any]]
"""`listener(unit, fact)`: the unit of work that the fact happens in, which this module need not know."""


class Listeners:
    """
    Who reacts to which fact, in the order of the slices, lower layers first.

    A listener works in the transaction of the use case that raised the fact: what it raises refuses the whole.
    """

    def __init__(self, some: Iterable[tuple[type[Fact], Listener]] = ()) -> None:
        self._by_kind: dict[type[Fact], list[Listener]] = {}
        for kind, listener in some:
            self._by_kind.setdefault(kind, []).append(listener)

    async def handle(self, unit: object, fact: Fact) -> None:
        """Lets every listener of this kind of fact react, one after the other; raises what one of them raises."""
        for listener in self._by_kind.get(type(fact), ()):
            await listener(unit, fact)

    async def ask(self, unit: Any, question: Question) -> list[Any]:
        """What every listener of this kind of question returns; raises NobodyAnswersError when there is none."""
        answering = self._by_kind.get(type(question), ())
        if not answering:
            raise NobodyAnswersError(type(question).__name__)
        return [await listener(unit, question) for listener in answering]
