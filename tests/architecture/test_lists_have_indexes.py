"""
Every list of every service has an index in each order it may be asked for.

By the rule of equality, sort, range: fields that the query fixes, then those of the order with its ties, in one direction.
No field that a list is narrowed to is fixed for everybody (who sees a whole province is narrowed to nothing), so that the
order comes first. It is proved from what is declared: the embedded planner answers `explain` otherwise than a server would.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from kit.storage import Collection, Index, Orders
from tests.architecture import house

Sort = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class List:
    """Pages of a collection, in one order."""

    where: str
    collection: Collection[Any]
    order: Sort


def serves(index: Index, order: Sort) -> bool:
    """Whether an index holds every row in an order, forwards or backwards."""
    first = index.keys[: len(order)]
    backwards = tuple((name, -direction) for name, direction in order)
    return index.where is None and first in (order, backwards)


def lists() -> Iterator[List]:
    """What is asked of a collection page by page: `turned` in all the module's orders, `page` in the one it names."""
    for file in house.modules("services", "kit/messaging"):
        for call in ast.walk(house.tree(file)):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr in ("turned", "page")
            ):
                module = import_module(".".join(file.with_suffix("").parts))
                owner = vars(module).get(ast.unparse(call.func.value))
                if isinstance(owner, Collection):
                    for field, direction in _orders(call, module):
                        name = "_id" if field == "id" else field
                        order = ((name, direction),) if name == "_id" else ((name, direction), ("_id", direction))
                        yield List(f"{file} {field}", owner, order)


def _orders(call: ast.Call, module: ModuleType) -> Iterator[tuple[str, int]]:
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr == "page":
        given = {one.arg: one.value for one in call.keywords}
        yield ast.literal_eval(given["sort"]) if "sort" in given else ("_id", 1)
        return
    orders = [one for one in vars(module).values() if isinstance(one, Orders)]
    assert orders, f"{module.__name__}: a list without an order of its own"
    for field in dict.fromkeys(field for one in orders for field in one.fields.values()):
        yield field, 1


LISTS = {one.where: one for one in lists()}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_a_list_is_read_in_its_order(listed: List) -> None:
    if listed.order[0][0] == "_id":
        return  # every collection is in the order of its ids
    assert any(serves(index, listed.order) for index in listed.collection.indexes), (
        f"{listed.collection.name} has no index in this order: `*ORDERS.indexes()`"
    )


def test_every_service_has_lists_by_name_among_them() -> None:
    assert {where.split("/")[1] for where in LISTS} >= set(house.built())
    assert [where for where in LISTS if where.endswith("sort_key")]


@pytest.mark.parametrize(
    ("index", "is_enough"),
    [
        (Index("name", "_id"), True),
        (Index(("name", -1), ("_id", -1)), True),
        (Index("name", "_id", "place"), True),
        (Index("name"), False),
        (Index("name", ("_id", -1)), False),
        (Index("place", "name", "_id"), False),
        (Index("name", "_id", where={"listed": True}), False),
    ],
    ids=["as it is", "backwards", "and more", "ties unordered", "ties the other way", "of one place", "of some rows"],
)
def test_an_index_is_enough_when_it_holds_every_row_in_order(index: Index, is_enough: bool) -> None:
    assert serves(index, (("name", 1), ("_id", 1))) is is_enough
