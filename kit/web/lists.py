"""A list as a page shows it: what was asked, which page of how many, and the addresses that sort, narrow and turn it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query
from starlette.requests import Request

from kit.language import gettext as _
from kit.storage import Orders, Page, Turn
from kit.storage.cursors import LONGEST
from kit.storage.turns import MOST_COUNTED
from kit.web.dependencies import After
from kit.web.formats import show_number
from kit.web.links import link

ROWS = 25
LONGEST_SEARCH = 200
S = TypeVar("S", bound=StrEnum)

EVERY = "all"
"""The choice of every state in a list that is narrowed unasked."""

Before = Annotated[str | None, Query(max_length=LONGEST, description="The `previous` of a page, exactly as given.")]


@dataclass(frozen=True)
class Asked:
    """What the address of a list asks: words, an order, a place in it, and which page that place is said to begin."""

    q: str = ""
    sort: str = ""
    after: str | None = None
    before: str | None = None
    page: int = 1

    def turn(self, orders: Orders, limit: int = ROWS) -> Turn:
        """The page asked for, counted."""
        return orders.turn(self.sort, after=self.after, before=self.before, limit=limit, counted=True)


async def asked_of(
    q: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
    sort: Annotated[str, Query(max_length=30)] = "",
    after: After = None,
    before: Before = None,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Asked:
    """What the address of a list asks."""
    return Asked(q.strip(), sort, after, before, page)


AskedOfList = Annotated[Asked, Depends(asked_of)]


@dataclass(frozen=True)
class Choice:
    """A way to narrow a list: a select whose `options` are (value, text); empty is `blank`, which narrows nothing."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    value: str
    blank: str


@dataclass(frozen=True)
class Listing:
    """
    The view model of `kit/lists.html`. `total`: `MOST_COUNTED` + 1 stands for more; None where nobody counted.

    Every address keeps the words, the choices and what is `kept` (hidden fields); whatever narrows begins at page one.
    """

    address: str
    asked: Asked
    orders: Orders
    number: int
    shown: int
    next: str | None
    previous: str | None
    total: int | None
    choices: Sequence[Choice] = ()
    kept: dict[str, str] = field(default_factory=dict)
    searchable: str = ""
    """The label of the search field; empty where the list has none."""

    @property
    def is_narrowed(self) -> bool:
        """Whether somebody asked for less than all of the list."""
        return bool((self.searchable and self.asked.q) or any(choice.value for choice in self.choices))

    @property
    def has_form(self) -> bool:
        """Whether there is anything to search or narrow by."""
        return bool(self.searchable or self.choices)

    @property
    def count(self) -> str:
        """How many match, in words of the present language: `134`, `1.000+`."""
        if self.total is None:
            return ""
        return f"{show_number(MOST_COUNTED)}+" if self.total > MOST_COUNTED else show_number(self.total)

    @property
    def pages(self) -> int | None:
        """How many pages there are; None where that is not known."""
        if self.total is None or self.total > MOST_COUNTED:
            return None
        return max(1, ceil(self.total / ROWS))

    @property
    def next_href(self) -> str | None:
        """The address of the page that follows."""
        return self._href(sort=self.asked.sort, after=self.next, page=self.number + 1) if self.next else None

    @property
    def previous_href(self) -> str | None:
        """The address of the page before."""
        if self.previous is None:
            return None
        if self.number <= 2:  # the first page has no place to begin at
            return self._href(sort=self.asked.sort)
        return self._href(sort=self.asked.sort, before=self.previous, page=self.number - 1)

    @property
    def clear_href(self) -> str:
        """The address of the whole list."""
        return self.address + (f"?{urlencode(self.kept)}" if self.kept else "")

    @property
    def order(self) -> str:
        """The order the list is in."""
        return self.orders.chosen(self.asked.sort)

    def sort_href(self, name: str) -> str:
        """The address that sorts by a column: upwards, or downwards when it is sorted upwards already."""
        return self._href(sort=f"-{name}" if self.order == name else name)

    def aria_sort(self, name: str) -> str:
        """`ascending`, `descending` or `none`, as a column's heading says it."""
        return "ascending" if self.order == name else "descending" if self.order == f"-{name}" else "none"

    def narrowed_href(self, name: str, value: str) -> str:
        """The address that makes one choice and leaves the others."""
        return self._href(sort=self.asked.sort, **{name: value})

    def _href(self, **more: Any) -> str:
        asked = {**self.kept, **({"q": self.asked.q} if self.searchable else {})}
        asked |= {choice.name: choice.value for choice in self.choices}
        query = {name: value for name, value in (asked | more).items() if value not in ("", None)}
        return self.address + (f"?{urlencode(query)}" if query else "")


def listing(
    request: Request,
    path: str,
    asked: Asked,
    orders: Orders,
    page: Page[Any],
    *,
    choices: Sequence[Choice] = (),
    kept: dict[str, str] | None = None,
    search: str = "",
) -> Listing:
    """A page of a list at a path of this service. `search`: the label of its search field."""
    made = Listing(
        address=link(request, path),
        asked=asked,
        orders=orders,
        number=1,
        shown=len(page.items),
        next=page.next,
        previous=page.previous,
        total=page.total,
        choices=choices,
        kept={name: value for name, value in (kept or {}).items() if value},
        searchable=search,
    )
    return numbered(made)


def numbered(made: Listing) -> Listing:
    """
    The list with the number of its page: as its address says, put right at both ends, where it is known for certain (rows
    came and went since the address was made).
    """
    last = made.pages
    if made.previous is None:
        number = 1
    elif made.next is None and last is not None:
        number = last
    else:
        number = max(2, min(made.asked.page, last - 1) if last else made.asked.page)
    return replace(made, number=number)


def narrowed(state: str, kind: type[S], *, unasked: Collection[S]) -> tuple[str, Collection[S]]:
    """The state an address asks for, as its list says it, and the states to look for: none of them for every state."""
    if state == EVERY:
        return state, ()
    return (state, (kind(state),)) if state in set(kind) else ("", unasked)


def states(label: str, options: Sequence[tuple[str, str]], value: str, *, blank: str = "") -> Choice:
    """
    The choice most lists have: of a state of what is listed. `blank`: what the list is narrowed to unasked, such as what is
    still open, so that what is due stands at its top; every state (`EVERY`) is then one of the choices.
    """
    every = _("Mọi trạng thái")
    return Choice("state", label, [*options, (EVERY, every)] if blank else options, value, blank or every)
