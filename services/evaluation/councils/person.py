"""The people an office may seat on its councils, and what is known of their roles."""

from __future__ import annotations

from kit.aggregate import Aggregate


class Person(Aggregate):
    """
    Somebody the identity provider knows by `person_id`, as this office knows them. `id` is `office|person_id`.

    A service sees the grants of who calls it and of nobody else. What it knows of others is here: as the person's
    own token last said, or until then as the roster's keepers (or a directory they read in) entered it.
    """

    person_id: str
    office: str
    name: str
    body: str | None = None
    roles: tuple[str, ...] = ()
    """The council roles held at this office; nobody is seated without one."""
    producers: tuple[str, ...] = ()
    """The ids of producers they act for: their dossiers are not theirs to judge."""


def roster_id(office: str, person_id: str) -> str:
    """The key of a person at an office."""
    return f"{office}|{person_id}"
