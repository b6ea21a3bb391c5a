"""
The tree of goods: sectors, groups and product sets, and the ministry that leads each set.

The product sets of Annex I and II to Decision 26/2026/QĐ-TTg.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from kit.refusal import Refusal
from law import lists
from law.places.search import plain, rank
from law.rulebooks.values import Period, Text


class UnknownProductSet(Refusal):
    slug = "classification.unknown-set"
    vi = "Không có bộ sản phẩm số {set_no} trong phân loại. Chọn một trong các bộ: {known}."
    en = "There is no product set {set_no} in the classification. Choose one of: {known}."


class Node(BaseModel):
    model_config = ConfigDict(frozen=True)

    code: str
    name: Text


class ProductSet(Node):
    """One of the sets a product is judged by. `code` is its place in the tree, such as `I.3.b`."""

    set_no: int
    set_id: str
    sector: Node
    group: Node
    lead_ministries: tuple[str, ...]


@lists.of_form("classification")
class ClassificationFile(BaseModel):
    """The form of the file: enough to tell a wrong one, every set with its ministries in words."""

    model_config = ConfigDict(frozen=True, extra="allow")

    list: str
    in_force: Period
    ministries: dict[str, Text]
    sectors: tuple[dict[str, Any], ...]

    @model_validator(mode="after")
    def _can_be_read(self) -> ClassificationFile:
        found = [*_sets({"sectors": self.sectors})]
        twice = {one.set_no for one in found if sum(other.set_no == one.set_no for other in found) > 1}
        unknown = {code for one in found for code in one.lead_ministries if code not in self.ministries}
        if not found or twice or unknown:
            raise ValueError(f"sets {len(found)}, given twice {sorted(twice)}, unknown ministries {sorted(unknown)}")
        return self


class Classification:
    """All product sets of the tree in force since the sets were last renumbered."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content
        self.sets = tuple(_sets(content))
        self._by_no = {entry.set_no: entry for entry in self.sets}

    @property
    def sectors(self) -> tuple[Node, ...]:
        return tuple({entry.sector.code: entry.sector for entry in self.sets}.values())

    def groups(self, sector: str) -> tuple[Node, ...]:
        return tuple({entry.group.code: entry.group for entry in self.sets if entry.sector.code == sector}.values())

    def product_set(self, set_no: int) -> ProductSet:
        """Raises UnknownProductSet."""
        found = self._by_no.get(set_no)
        if found is None:
            raise UnknownProductSet(set_no=set_no, known=", ".join(str(no) for no in sorted(self._by_no)))
        return found

    def search(self, text: str) -> list[ProductSet]:
        """Sets whose name has all the words in either language, accents aside."""
        wanted = plain(text)
        return [entry for entry in self.sets if any(rank(plain(n), wanted) is not None for n in entry.name.pair)]

    def lead_ministries(self, set_no: int, on: date) -> list[Text]:
        """Who leads a set, by the name the ministry had on the day."""
        renamed = self._content["ministries_before"]
        former = renamed["names"] if on < date.fromisoformat(renamed["until"]) else {}
        names = {**self._content["ministries"], **former}
        return [Text.model_validate(names[code]) for code in self.product_set(set_no).lead_ministries]


def _sets(content: dict[str, Any]) -> Iterator[ProductSet]:
    for sector in content["sectors"]:
        for group in sector["groups"]:
            for leaf in group.get("subgroups", [group]):
                yield ProductSet(
                    code=leaf["code"],
                    name=Text.model_validate(leaf["name"]),
                    set_no=leaf["set"],
                    set_id=leaf["set_id"],
                    sector=Node(code=sector["code"], name=Text.model_validate(sector["name"])),
                    group=Node(code=group["code"], name=Text.model_validate(group["name"])),
                    lead_ministries=tuple(leaf["lead_ministry"]),
                )


@cache
def classification() -> Classification:
    return Classification(dict(lists.content("classification")))
