"""What the texts of a command may hold fits into what its endpoint takes; an endpoint that takes more asks who is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kit.web.app import app_of
from kit.web.limits import BODY_LIMIT, limit_of, strangers_of
from tests.architecture import house
from tests.endpoints.served import Served, application, bearer

Serve = Callable[[str], Served]
ESCAPED = 6
"""Bytes of a Vietnamese letter in JSON, when it is escaped."""


def routes(owner: Any) -> Iterator[Any]:
    """Every route of an application, those of included routers too."""
    for route in owner.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from routes(inner)
        elif hasattr(route, "endpoint"):
            yield route


def longest(schema: dict[str, Any], schemas: dict[str, Any]) -> int:
    """Bytes of the prose that a body may hold (texts of more than 300 signs): names and ids are far below their limits."""
    if ref := schema.get("$ref"):
        return longest(schemas[ref.rpartition("/")[2]], schemas)
    if several := schema.get("anyOf"):
        return max(longest(one, schemas) for one in several)
    if schema.get("type") == "array":
        return int(schema.get("maxItems", 1)) * longest(schema["items"], schemas)
    if schema.get("type") == "object":
        return sum(longest(one, schemas) for one in schema.get("properties", {}).values())
    length = schema.get("maxLength", 0)
    return ESCAPED * length if length > 300 else 0


def declared(name: str) -> dict[str, int]:
    """The bytes that each endpoint takes, by method and path."""
    app = application(name)
    return {f"{m} {r.path.replace(':path', '')}": limit_of(r.endpoint) for r in routes(app) for m in r.methods or ()}


@pytest.mark.parametrize("name", house.built())
def test_the_longest_command_fits(name: str) -> None:
    document, takes = application(name).openapi(), declared(name)
    for path, item in document["paths"].items():
        for method, operation in item.items():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                needed = longest(content["schema"], document["components"]["schemas"])
                taken = takes[f"{method.upper()} {path.removeprefix('/api')}"]
                assert needed < taken * 1.2, f"{method} {path} may hold {needed} bytes and takes {taken}"


@pytest.mark.parametrize("name", house.built())
def test_an_endpoint_that_takes_more_asks_who_is_there(served: Serve, name: str) -> None:
    service = served(name)
    large = [r for r in routes(app_of(service.service)) if limit_of(r.endpoint) > BODY_LIMIT]
    large = [r for r in large if strangers_of(r.endpoint) is None]  # else counted by address before a byte is read
    asked = 0
    for route in large:
        method, path = next(iter(route.methods)), route.path.replace("{", "").replace("}", "").replace(":path", "")
        for prefix in ("/api", ""):
            kind = "application/json" if prefix else "application/x-www-form-urlencoded"
            with service.open(headers={"Content-Type": kind, "Accept": "application/json"}) as client:
                answer = client.request(method, prefix + path, content=b"x" * (BODY_LIMIT + 1))
            if answer.status_code not in {404, 405}:
                assert (answer.status_code, answer.json()["slug"]) == (401, "sign-in.needed"), path
                asked += 1
    assert asked >= len(large)


def test_a_file_is_taken_of_somebody_known_only(served: Serve) -> None:
    service = served("registry")
    endpoint, file = "/api/recognitions", {"file": ("a.csv", b"x" * 200_000, "text/csv")}
    with service.open() as client:
        assert client.post(endpoint, files=file).status_code == 401
        assert client.post("/recognitions/new", files=file).status_code == 303, "a page leads to the sign-in"
        assert (
            client.post(endpoint, files=file, headers={"authorization": "Bearer x"}).json()["slug"] == "token.refused"
        )
        assert client.post(endpoint, files=file, headers=bearer("producer.huong")).status_code == 403
        assert client.post(endpoint, files=file, headers=bearer("province.officer")).status_code == 422
        more = {"file": ("a.csv", b"x" * 5_200_000, "text/csv")}
        assert client.post(endpoint, files=more, headers=bearer("province.officer")).status_code == 413
