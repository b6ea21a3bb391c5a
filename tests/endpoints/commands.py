"""The commands of all four services, read from their own descriptions: what each takes and needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.architecture import house
from tests.endpoints.served import Served, application


@dataclass(frozen=True)
class Command:
    """One operation that takes a JSON body."""

    service: str
    method: str
    path: str
    fields: tuple[tuple[str, str], ...]
    """Name and JSON type of the body's fields."""
    versioned: bool

    def address(self, served: Served) -> str:
        """Its address, about things that exist where any do."""
        known = {name: ids[0] for name, ids in served.things.items()}
        path = self.path
        for name in [part.split("}")[0] for part in self.path.split("{")[1:]]:
            path = path.replace("{" + name + "}", known.get(name, "0"))
        return path

    def body(self, text: str) -> dict[str, Any]:
        """A body with one text in every field that takes text."""
        made: dict[str, Any] = {"string": text, "integer": 1, "number": 1, "boolean": True, "array": [], "object": {}}
        return {name: made[kind] for name, kind in self.fields}


def commands() -> Iterator[Any]:
    """Every command, as a test parameter."""
    for service in house.built():
        document = application(service).openapi()
        for path, item in document["paths"].items():
            for method, operation in item.items():
                content = operation.get("requestBody", {}).get("content", {})
                if "application/json" not in content:
                    continue
                asked = {p["name"] for p in operation.get("parameters", ()) if p["required"]}
                schema = _resolved(document, content["application/json"]["schema"])
                fields = tuple((n, _kind(document, s)) for n, s in schema.get("properties", {}).items())
                made = Command(service, method.upper(), path, fields, "If-Match" in asked)
                yield pytest.param(made, id=f"{service} {made.method} {path}")


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            return _resolved(document, one)
    if "$ref" in schema:
        found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return _resolved(document, found)
    return schema


def _kind(document: dict[str, Any], schema: dict[str, Any]) -> str:
    return str(_resolved(document, schema).get("type", "string"))
