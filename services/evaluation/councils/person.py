"""The people an office may seat on its councils, and what is known of their roles."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.aggregate import Aggregate
from kit.command import Fields, Id, Label
from kit.text import Line

PersonId = Annotated[str, Field(max_length=200), Line]
"""As the identity provider knows somebody."""
Called = Annotated[str, Field(max_length=200), Line]
"""What a person or an agency is called."""


class PersonFields(Fields):
    """Whom an office may seat, by the id the identity provider knows, and for which agency."""

    office: Annotated[Id, Label("Đơn vị", "Office", example="33")]
    person_id: Annotated[str, Field(min_length=1, max_length=200), Line, Label("Người", "Person", example="member-1")]
    name: Annotated[str, Field(min_length=1, max_length=200), Line, Label("Họ và tên", "Full name")]
    body: Annotated[Called, Label("Cơ quan", "Agency")] | None = None


class PersonAsKept(PersonFields):
    """Somebody on a roster as those who keep it see them."""

    roles: tuple[str, ...] = ()
    """The council roles held at this office; nobody is seated without one."""
    producers: tuple[str, ...] = ()
    """The ids of producers they act for: their dossiers are not theirs to judge."""


class Person(PersonAsKept, Aggregate):
    """
    Somebody the identity provider knows by `person_id`, as this office knows them. `id` is `office|person_id`.

    A service sees the grants of who calls it and of nobody else. What it knows of others is here: as the person's
    own token last said, or until then as the roster's keepers (or a directory they read in) entered it.
    """

    works_for: tuple[str, ...] = ()
    """The offices they are an officer of, as their own token last said."""
    known_by: dict[str, str] = {}
    """By what they are recognised (`programme.recognising`): keyed hashes, never shown."""


def roster_id(office: str, person_id: str) -> str:
    """The key of a person at an office."""
    return f"{office}|{person_id}"
