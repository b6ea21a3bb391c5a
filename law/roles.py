"""Roles beside those of the levels: who may do what at an office, and the parts of a council. Data: `law/data/roles.yaml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from law import lists
from law.levels import officers
from law.rulebooks.values import Part, Period, Text, Verified


class CouncilRole(Part):
    """A role that is granted to people of an office's councils."""

    id: str
    label: Text


class CouncilPart(Part):
    """
    A part that is played on a council. `roles`: who may play it. `scores`: always, never, or as the regulation says of
    the secretary. `exactly`: how many a council has of it; None: any number. `deputises`: leads while whoever presides
    stands aside. `keeps_minutes`: signs the minutes beside whoever presides.
    """

    id: str
    label: Text
    roles: tuple[str, ...] = Field(min_length=1)
    scores: Literal["always", "never", "as-regulated"]
    exactly: int | None = Field(None, ge=1)
    presides: bool = False
    deputises: bool = False
    keeps_minutes: bool = False


class Acts(Part):
    """
    Which roles may do an act that is not open to every officer of the office, or that is open to others beside them.

    `enter_producers` and `load_recognitions`: officers who may, within their territory. All others: roles beside the
    office's officers, at exactly that office; `see_cases_of_office` shows every case, `score` is asked of who sits.
    """

    enter_producers: tuple[str, ...]
    load_recognitions: tuple[str, ...]
    see_cases_of_office: tuple[str, ...]
    score: tuple[str, ...]
    form_council: tuple[str, ...]
    have_recused: tuple[str, ...]
    lead_scoring: tuple[str, ...]
    rule: tuple[str, ...]
    keep_roster: tuple[str, ...]
    read_roster: tuple[str, ...]


@lists.of_form("roles")
class RoleList(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    council: tuple[CouncilRole, ...] = Field(min_length=1)
    parts: tuple[CouncilPart, ...] = Field(min_length=1)
    may: Acts

    @model_validator(mode="after")
    def _fits_together(self) -> RoleList:
        if wrong := "; ".join(self._wrong()):
            raise ValueError(wrong)
        return self

    def _wrong(self) -> Iterator[str]:
        council = [one.id for one in self.council]
        for named in (council, [one.id for one in self.parts]):
            yield from (f"{id} is there {count} times" for id, count in Counter(named).items() if count > 1)
        for part in self.parts:
            yield from (
                f"/parts: {part.id} asks for {one}, which is no role" for one in part.roles if one not in council
            )
        presiding = [one for one in self.parts if one.presides]
        if len(presiding) != 1 or presiding[0].exactly != 1 or presiding[0].scores == "never":
            yield "/parts: exactly one part presides, once on a council, and scores"
        yield from (
            f"/parts: {one.id} deputises, and so scores and does not preside itself"
            for one in self.parts
            if one.deputises and (one.presides or one.scores != "always")
        )
        scoring = {role for part in self.parts if part.scores != "never" for role in part.roles}
        if left := sorted(
            scoring.difference(self.may.score, *(p.roles for p in self.parts if p.scores == "as-regulated"))
        ):
            yield f"/may/score: {', '.join(left)} may play a part that scores"
        known = {*council, *officers()}
        for act, roles in self.may:
            yield from (f"/may/{act}: {role} is no role" for role in roles if role not in known)


@cache
def roles() -> RoleList:
    """The newest list. Raises ListFaulty."""
    return RoleList.model_validate(lists.content("roles"))


def council_roles() -> tuple[str, ...]:
    """The roles of those who work for an office's councils."""
    return tuple(one.id for one in roles().council)


def leading_roles() -> frozenset[str]:
    """The roles whose acts fall to whoever leads a council: those that the presiding part asks for."""
    return frozenset(next(one.roles for one in roles().parts if one.presides))


def part(id: str) -> CouncilPart | None:
    """A part on a council; None where no list has it."""
    return next((one for one in roles().parts if one.id == id), None)
