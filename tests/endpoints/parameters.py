"""Every parameter of every endpoint of all four services, read from the applications' own routes; a new endpoint joins by itself."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel

from tests.architecture import house
from tests.endpoints.served import Served, application

KINDS = {"path_params": "path", "query_params": "query", "header_params": "header", "body_params": "body"}
PART = re.compile(r"\{(\w+)(?::\w+)?\}")
KNOWN = {"rulebook_id": "R26", "set_no": "7", "slug": "stale", "office": "33", "template_id": "dossier-submitted"}
ASKED = {
    "office": "33",
    "path": "33",
    "place": "33/11977",
    "then": "2023-04-10",
    "on": "2026-08-03",
    "text": "Tân Hưng",
    "year": "2026",
    "number": "9/QĐ-UBND",
    "form": "district-2023",
    "period": "2023-Q2",
    "province": "33",
}
"""What an endpoint is asked with where it must be asked with something."""
OF_THE_KIT = ("/parked", "/sign-", "/problems", "/static", "/livez", "/readyz", "/metrics")
"""The same endpoints in every service: those of one stand for all."""


def one_in(every: int, asked: list[Any]) -> list[Any]:
    """The same parameters of a test; all but one in so many of each service are left to `make prove`, the first never."""
    seen: Counter[str] = Counter()
    kept: list[Any] = []
    for one in asked:
        later = seen[one.values[0].service] % every
        seen[one.values[0].service] += 1
        marks = [*one.marks, pytest.mark.prove] if later else one.marks
        kept.append(pytest.param(*one.values, id=one.id, marks=marks))
    return kept


def _cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")


OPERATORS = [
    '{"$gt":""}',
    '{"$ne":null}',
    '{"$where":"sleep(1000)"}',
    '[{"$gt":""}]',
    '{"$minKey":1}',
    "$gt",
    ".*",
    "^",
]
NUMBERS = [str(10**30), "9" * 5_000, "-1", "NaN", "1e400"]
DAYS = ["0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30"]
TEXTS = ["x\x00y", "x" * 10_000, "́" * 200, "‮ẅẅ", "..", "%"]
CURSORS = [
    *map(
        _cursor,
        [
            '[{"$regularExpression":{"pattern":".*","options":""}},"x"]',
            '[{"$minKey":1},"x"]',
            '[{"$maxKey":1},"x"]',
            '[{"$code":"sleep(1000)"},"x"]',
            '[{"$date":{"$numberLong":"9999999999999999"}},"x"]',
            '[{"$oid":"5f50c31e1c9d440000a1b2c3"},"x"]',
            '[{"$gt":""},"x"]',
            '["x",{"$gt":""}]',
            f'[{10**30},"x"]',
            '[-9223372036854775809,"x"]',
            '[NaN,"x"]',
            '[1.5,"x"]',
            '[true,"x"]',
            '["\\ud800","x"]',
            '["\\u0000","x"]',
            '["x","x","x"]',
            '"xx"',
            "{}",
            "[" * 2_000,
            f'["{"x" * 3_500}","x"]',
        ],
    ),
    "=" * 400,
    "é",
]
DATED = [_cursor(f'["{at}","x"]') for at in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "10000-01-01")]
"""Well-formed where a list is ordered by text, and moments that cannot be."""
OF_NO_KIND = [OPERATORS[0], *NUMBERS[:2], "-1", "NaN", "x\x00y"]
"""For what is a number, a choice or a day: no text of it is taken but the one form."""
HOSTILE = [*OPERATORS, *NUMBERS, *DAYS, *TEXTS]
JSON_HOSTILE: list[Any] = [
    {"$gt": ""},
    [{"$minKey": 1}],
    10**30,
    -(2**63),
    1e308,
    None,
    "x\x00y",
    "x" * 10_000,
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
]


@dataclass(frozen=True)
class Parameter:
    """One parameter of an endpoint: what it is called, where it comes from, and what it may be."""

    name: str
    kind: str
    annotation: Any
    bounds: tuple[Any, ...]
    required: bool = False

    @property
    def is_text(self) -> bool:
        """Whether any text is taken, so that what it says decides what is found."""
        return self.annotation in (str, str | None)


@dataclass(frozen=True)
class Endpoint:
    """One route of a service, with its parameters."""

    service: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]

    def of(self, kind: str) -> list[Parameter]:
        """Its parameters of one kind."""
        return [one for one in self.parameters if one.kind == kind]

    def asked(self, without: str = "") -> dict[str, str]:
        """What its query must have, one parameter left out."""
        return {one.name: ASKED[one.name] for one in self.of("query") if one.required and one.name != without}

    def address(self, served: Served, **instead: str) -> str:
        """Its address about things that exist, with some parts of the path replaced."""
        known = {name: ids[0] for name, ids in served.things.items()} | KNOWN
        return PART.sub(lambda part: quote(instead.get(part[1], known.get(part[1], "0")), safe="/%"), self.path)


def endpoints() -> list[Any]:
    """Every endpoint of every service, as a test parameter."""
    found = []
    for service in house.built():
        for route in iter_route_contexts(application(service).routes):
            for method in sorted(getattr(route, "methods", None) or ()):
                endpoint = Endpoint(service, method, str(getattr(route, "path", "")), tuple(_parameters(route)))
                if method != "HEAD" and (service == house.built()[0] or not endpoint.path.startswith(OF_THE_KIT)):
                    found.append(pytest.param(endpoint, id=f"{service} {method} {endpoint.path}"))
    return found


def _parameters(route: Any) -> Iterator[Parameter]:
    dependant = getattr(route, "dependant", None)
    seen = set()
    for kind, field in _walked(dependant) if dependant else ():
        annotation = field.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and kind == "query_params":
            each = [(name, one) for name, one in annotation.model_fields.items()]
        else:
            each = [(field.alias, field.field_info)]
        for name, info in each:
            if (name, kind) not in seen:
                seen.add((name, kind))
                yield Parameter(name, KINDS[kind], info.annotation, tuple(info.metadata), info.is_required())


def _walked(dependant: Any) -> Iterator[tuple[str, Any]]:
    for kind in KINDS:
        yield from ((kind, field) for field in getattr(dependant, kind))
    for inner in dependant.dependencies:
        yield from _walked(inner)
