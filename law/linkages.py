"""Linkage contracts: their kinds, partners and units, which criterion they answer, and when their end is warned of (`law/data/linkages.yaml`)."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified


class LinkageWord(Part):
    """A code and what it is called."""

    id: str
    label: Text


@lists.of_form("linkages")
class LinkageList(Part):
    """
    The file. `topics`: of criteria that contracts answer; `evidence`: the kind of evidence a contract is.
    `days_before`: before its last day on which its producer is warned.
    """

    list: str
    in_force: Period
    source: Text
    verified: Verified
    kinds: tuple[LinkageWord, ...] = Field(min_length=1)
    partners: tuple[LinkageWord, ...] = Field(min_length=1)
    persons: tuple[str, ...] = ()
    units: tuple[str, ...] = Field(min_length=1)
    topics: tuple[str, ...]
    evidence: str
    days_before: tuple[int, ...] = Field(min_length=1)


@cache
def linkage_list() -> LinkageList:
    """The newest list."""
    return LinkageList.model_validate(lists.content("linkages"))


def linkage_kinds() -> dict[str, Text]:
    """Kind of contract → what it is called."""
    return {one.id: one.label for one in linkage_list().kinds}


def partner_kinds() -> dict[str, Text]:
    """Kind of partner → what it is called."""
    return {one.id: one.label for one in linkage_list().partners}
