"""The view model of a list: its number, its count, and the addresses that sort, narrow and turn it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from kit.storage import Orders
from kit.storage.turns import MOST_COUNTED
from kit.web.lists import Asked, Choice, Listing, narrowed, numbered

ORDERS = Orders("due", due="due_on", opened="opened_at")


def made(asked: Asked | None = None, **more: Any) -> Listing:
    given: dict[str, Any] = {"number": 1, "shown": 25, "next": "n", "previous": "p", "total": 134}
    return Listing(address="/e/cases", asked=asked or Asked(), orders=ORDERS, **(given | more))


def query(address: str | None) -> dict[str, str]:
    assert address is not None
    return dict(parse_qsl(urlsplit(address).query))


class TestTheNumberOfAPage:
    @pytest.mark.parametrize(
        ("said", "previous", "next", "total", "number"),
        [
            (1, None, "n", 134, 1),
            (3, "p", "n", 134, 3),
            (3, None, "n", 134, 1),
            (3, "p", None, 134, 6),
            (99, "p", "n", 134, 5),
            (1, "p", "n", 134, 2),
            (99, "p", "n", MOST_COUNTED + 1, 99),
            (99, "p", None, MOST_COUNTED + 1, 99),
        ],
    )
    def test_is_put_right_where_it_is_known(
        self, said: int, previous: str | None, next: str | None, total: int, number: int
    ) -> None:
        assert numbered(made(Asked(page=said), previous=previous, next=next, total=total)).number == number


class TestTheCount:
    def test_is_bounded(self) -> None:
        assert (made().count, made().pages) == ("134", 6)
        many = made(total=MOST_COUNTED + 1)
        assert (many.count, many.pages) == ("1.000+", None)
        assert made(total=0, next=None, previous=None).pages == 1


class Stage(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class TestTheStatesOfAList:
    @pytest.mark.parametrize(
        ("said", "chosen", "wanted"),
        [
            ("", "", [Stage.OPEN]),
            ("closed", "closed", [Stage.CLOSED]),
            ("all", "all", []),
            ("nonsense", "", [Stage.OPEN]),
        ],
    )
    def test_are_those_that_wait_until_others_are_asked_for(self, said: str, chosen: str, wanted: list[Stage]) -> None:
        found, states = narrowed(said, Stage, unasked=[Stage.OPEN])
        assert (found, list(states)) == (chosen, wanted)


class TestAnAddress:
    STATE = Choice("state", "Trạng thái", [("a", "A"), ("b", "B")], "a", "Mọi trạng thái")

    def test_keeps_words_choices_and_what_is_hidden(self) -> None:
        one = made(Asked(q="mật ong", sort="-opened"), choices=[self.STATE], kept={"about": "x"}, searchable="Tìm")
        kept = {"q": "mật ong", "state": "a", "about": "x"}
        assert query(one.next_href) == {**kept, "sort": "-opened", "after": "n", "page": "2"}
        assert query(one.narrowed_href("state", "b")) == {**kept, "sort": "-opened", "state": "b"}
        assert query(one.clear_href) == {"about": "x"}
        assert query(replace(one, number=4).previous_href) == {**kept, "sort": "-opened", "before": "p", "page": "3"}
        assert query(replace(one, number=2).previous_href) == {**kept, "sort": "-opened"}

    def test_turns_an_order_round_and_says_which_it_is(self) -> None:
        assert query(made().sort_href("due")) == {"sort": "-due"}
        assert query(made().sort_href("opened")) == {"sort": "opened"}
        assert [made().aria_sort(name) for name in ("due", "opened")] == ["ascending", "none"]
        assert made(Asked(sort="-due")).aria_sort("due") == "descending"
        assert made(Asked(sort="$where")).order == "due", "an order that is none of ours"
