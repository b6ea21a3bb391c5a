"""The pages of all four services, read from their own routes, and the session of somebody signed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts

from estate.people import people
from kit.identity import Principal
from kit.web.app import app_of
from tests.architecture import house
from tests.callers import begun
from tests.endpoints.served import Served, application

_MACHINES = ("/api", "/static", "/openapi.json", "/asyncapi.json", "/livez", "/readyz", "/metrics", "/sign-")


@dataclass(frozen=True)
class Page:
    """One address for people."""

    service: str
    method: str
    path: str

    def address(self, served: Served, at: int = 0) -> str:
        """Its address, about things that exist where any do; `at` chooses among them."""
        known = {name: ids[at % len(ids)] for name, ids in served.things.items()}
        known |= {"rulebook_id": "R26", "set_no": "7", "slug": "stale", "office": "33"}
        path = self.path
        for name in [part.split("}")[0].split(":")[0] for part in self.path.split("{")[1:]]:
            path = path.replace("{" + name + "}", known.get(name, "0"))
        return path


def pages(method: str) -> Iterator[Any]:
    """Every page that is got, or every form that is posted, as a test parameter."""
    for service in house.built():
        for route in iter_route_contexts(application(service).routes):
            path = str(getattr(route, "path", ""))
            if method in (getattr(route, "methods", None) or ()) and not path.startswith(_MACHINES):
                yield pytest.param(Page(service, method, path), id=f"{service} {method} {path}")


@dataclass(frozen=True)
class Signed:
    """A browser that has signed in."""

    cookies: dict[str, str]
    form_token: str


def signed_in(served: Served, who: str) -> Signed:
    """What a sign-in ends with."""
    person = people().person(who)
    principal = Principal.of(person.id, person.name, *person.grants, email=person.email)
    name, value = served.run(begun(served.service, principal))
    return Signed({name: value}, app_of(served.service).state.sessions.keys.form(value))


def cookies(served: Served, who: str) -> dict[str, str]:
    """The cookie a sign-in ends with."""
    return signed_in(served, who).cookies
