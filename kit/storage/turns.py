"""Which page of a list, in which of its orders: what a client may choose, by names of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.storage.mongo import Index

MOST_COUNTED = 1000
"""Beyond so many matches a list says "more than": counting them would cost more than anybody learns from it."""


@dataclass(frozen=True)
class Turn:
    """One page: `after` or `before` a place in the order of `sort` (field, 1 or -1); `counted`: with the total."""

    sort: tuple[str, int] = ("_id", 1)
    after: str | None = None
    before: str | None = None
    limit: int = 50
    counted: bool = False


@dataclass(frozen=True)
class Orders:
    """
    The orders a list may be asked for, by the name that stands in its address: `Orders("due", due="period.due_on")`.

    `first` is the one it has of itself. A minus before a name turns an order round; rows without a value come last
    either way.
    """

    first: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def __init__(self, first: str, **fields: str) -> None:
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "fields", fields)
        if not self.knows(first):
            raise TypeError(f"no order is called {first}")

    def knows(self, name: str) -> bool:
        """Whether a list may be asked for in this order."""
        return name.removeprefix("-") in self.fields

    def indexes(self) -> tuple[Index, ...]:
        """
        For each order an index that holds the rows in it, ties by id as pages have them: whoever sees much walks it from
        the place a page begins. Declared with the collection, beside those of what a list is narrowed to.
        """
        return tuple(Index(field, "_id") for field in self.fields.values() if field != "_id")

    def chosen(self, name: str) -> str:
        """The order meant by what a client wrote; the list's own for what is none of ours."""
        return name if self.knows(name) else self.first

    def turn(
        self,
        name: str = "",
        *,
        after: str | None = None,
        before: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Turn:
        """The page after or before a place of an order."""
        chosen = self.chosen(name)
        direction = -1 if chosen.startswith("-") else 1
        return Turn((self.fields[chosen.removeprefix("-")], direction), after, before, limit, counted)
