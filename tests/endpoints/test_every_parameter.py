"""
Whatever is put into a parameter (path, query, header, form or JSON), no endpoint fails, and none finds what was not asked for.

In `make test` every endpoint's texts are bounded, and one endpoint in four of each service is asked for each kind of parameter; in
`make prove` all of them are. Operators, extended JSON, patterns and code in place of a value; numbers and days beyond what is kept; what is no text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.architecture import house
from tests.endpoints.commands import Command, commands
from tests.endpoints.pages import Signed, signed_in
from tests.endpoints.parameters import (
    CURSORS,
    DATED,
    DAYS,
    HOSTILE,
    JSON_HOSTILE,
    OF_NO_KIND,
    OPERATORS,
    TEXTS,
    Endpoint,
    Parameter,
    endpoints,
    one_in,
)
from tests.endpoints.served import Served, bearer
from tests.pdfs import a_pdf

Serve = Callable[[str], Served]
ENDPOINTS = endpoints()
MISS = "nothing-of-this-name"
BOUNDED = {"MaxLen", "Interval", "Ge", "Le", "BeforeValidator", "_PydanticGeneralMetadata"}
AT_SIGN_IN = {"next", "back", "state", "code", "error", "iss"}
"""What comes back from the provider: read by its own library, as long as an address may be."""


def having(kind: str, *methods: str) -> list[Any]:
    """The endpoints that take a parameter of a kind."""
    return [one for one in ENDPOINTS if one.values[0].of(kind) and (not methods or one.values[0].method in methods)]


def who_may(endpoint: Endpoint) -> str:
    """Somebody who gets as far as the question, where anybody of the estate does."""
    return "operator" if "/parked" in endpoint.path else "province.officer"


def ask(served: Served, endpoint: Endpoint, address: str, **more: Any) -> httpx.Response:
    """Asks, as a browser or as a machine, and checks that the answer is one in words."""
    who, client = who_may(endpoint), _clients(served)
    if endpoint.path.startswith("/api") or ".json" in endpoint.path:
        more["headers"] = more.get("headers", {}) | bearer(who)
    else:
        signed = _signed(served, who, endpoint)
        cookie = "; ".join(f"{name}={value}" for name, value in signed.cookies.items())
        more["headers"] = more.get("headers", {}) | {"cookie": cookie, "X-CSRF-Token": signed.form_token}
        if "data" in more:
            more["data"] = {"_csrf": signed.form_token, **more["data"]}
    answer = client.request(endpoint.method, address, **more)
    said = f"{endpoint.method} {address[:300]} {more.get('json', more.get('data'))!r:.200}: {answer.status_code}"
    assert answer.status_code < 500, f"{said} {answer.text[:400]}"
    assert not re.search(r"Traceback|pymongo|bson\.", answer.text[:200_000]), said
    return answer


_open: dict[str, httpx.Client] = {}
_known: dict[tuple[str, str, str], Signed] = {}


def _clients(served: Served) -> httpx.Client:
    if served.url not in _open:
        _open[served.url] = served.open()
    return _open[served.url]


def _signed(served: Served, who: str, endpoint: Endpoint) -> Signed:
    """A session for each endpoint: some endpoints end the one they are asked with."""
    key = (served.url, who, f"{endpoint.method} {endpoint.path}")
    if key not in _known:
        _known[key] = signed_in(served, who)
    return _known[key]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_text_an_endpoint_takes_is_bounded(endpoint: Endpoint) -> None:
    """Path parts are bounded for all endpoints at once (`kit.web.addresses`)."""
    for one in endpoint.parameters:
        known = one.kind == "query" and endpoint.path.startswith("/sign-") and one.name in AT_SIGN_IN
        if one.is_text and one.kind in ("query", "body") and not known:
            assert {type(bound).__name__ for bound in one.bounds} & BOUNDED, f"{one.name} takes text without end"


@pytest.mark.parametrize("endpoint", one_in(4, having("query", "GET")))
class TestAQuery:
    def test_is_answered_or_refused_and_never_a_match_for_everything(self, served: Serve, endpoint: Endpoint) -> None:
        service = served(endpoint.service)
        for one in endpoint.of("query"):
            missed = found_at(_with(service, endpoint, one.name, MISS))
            for value in _values(endpoint, one):
                answer = _with(service, endpoint, one.name, value)
                if value in CURSORS:
                    assert answer.status_code in (401, 404, 422), f"{value} {answer.status_code}"
                elif one.is_text and answer.status_code == 200 and missed is not None:
                    assert found_at(answer) == missed, f"{one.name}={value} finds what {MISS} does not"

    def test_that_no_endpoint_takes_changes_nothing(self, served: Serve, endpoint: Endpoint) -> None:
        service = served(endpoint.service)
        without = ask(service, endpoint, endpoint.address(service), params=endpoint.asked())
        for name in [f"{one.name}{more}" for one in endpoint.of("query") for more in ("[$ne]", "[]", ".$gt")]:
            answer = _with(service, endpoint, name, "x")
            assert (answer.status_code, found_at(answer)) == (without.status_code, found_at(without))

    def test_given_twice_or_in_no_text_is_one_or_refused(self, served: Serve, endpoint: Endpoint) -> None:
        service = served(endpoint.service)
        for one in endpoint.of("query"):
            _with(service, endpoint, one.name, [MISS, '{"$gt":""}'])
            for none in ("%ED%A0%80", "%00", "%FF"):
                ask(service, endpoint, f"{endpoint.address(service)}?{one.name}={none}")


def _with(served: Served, endpoint: Endpoint, name: str, value: str | list[str]) -> httpx.Response:
    return ask(served, endpoint, endpoint.address(served), params=endpoint.asked(without=name) | {name: value})


def _values(endpoint: Endpoint, one: Parameter) -> list[str]:
    if one.name in ("after", "before"):
        return [*CURSORS, *DATED]
    if "date" in str(one.annotation):
        return [*OF_NO_KIND, *DAYS]
    if not one.is_text:
        return OF_NO_KIND
    if endpoint.path.startswith("/sign-"):  # each of those asks the provider
        return HOSTILE[::9]
    return (
        HOSTILE if endpoint.path.startswith("/api") else HOSTILE[::3]
    )  # a page asks by the same query, and is drawn besides


def found_at(answer: httpx.Response) -> Any:
    """What a list in JSON shows; None where the answer is no such list."""
    if answer.status_code != 200 or "json" not in answer.headers.get("content-type", ""):
        return None
    body = answer.json()
    return body["items"] if isinstance(body, dict) and "items" in body else None


@pytest.mark.parametrize("endpoint", one_in(4, having("path")))
def test_a_part_of_a_path_is_the_name_of_something_or_of_nothing(served: Serve, endpoint: Endpoint) -> None:
    service = served(endpoint.service)
    headers = {"If-Match": '"1"'}
    for one in endpoint.of("path"):
        for value in [OPERATORS[0], "x" * 10_000, "%00", "%ED%A0%80", "%0A", str(10**30), ".."]:
            part = value if value.startswith("%") else quote(value, safe="")
            ask(service, endpoint, endpoint.address(service, **{one.name: part}), headers=headers)


def one_for_each_header() -> list[Any]:
    """Endpoints that take a header, one of each service and method: they all read it by the same function of the kit."""
    found: dict[tuple[str, str, str], Any] = {}
    for one in having("header"):
        for header in one.values[0].of("header"):
            found.setdefault((one.values[0].service, one.values[0].method, header.name), one)
    return list({one.id: one for one in found.values()}.values())


@pytest.mark.parametrize("endpoint", one_for_each_header())
def test_a_header_is_read_or_refused(served: Serve, endpoint: Endpoint) -> None:
    service = served(endpoint.service)
    for one in endpoint.of("header"):
        for value in (b'{"$gt":""}', b'"' + b"9" * 400 + b'"', b"-1", b"\xff\xfe", b"x" * 4_000, b"*", '"١"'.encode()):
            headers: Any = {one.name: value}
            ask(service, endpoint, endpoint.address(service), headers=headers)


@pytest.mark.parametrize("command", one_in(4, list(commands())))
def test_a_field_of_a_command_is_a_value_of_its_kind(served: Serve, command: Command) -> None:
    service = served(command.service)
    endpoint = Endpoint(command.service, command.method, command.path, ())
    for name, _ in command.fields:
        for value in JSON_HOSTILE:
            body = command.body("x") | {name: value}
            ask(service, endpoint, command.address(service), json=body, headers={"If-Match": '"1"'})


def is_form(endpoint: Endpoint) -> bool:
    """Whether a browser posts to it."""
    return endpoint.method == "POST" and not endpoint.path.startswith("/api")


@pytest.mark.parametrize("endpoint", one_in(4, [one for one in ENDPOINTS if is_form(one.values[0])]))
def test_a_field_of_a_form_is_text_and_nothing_else(served: Serve, endpoint: Endpoint) -> None:
    service = served(endpoint.service)
    address = endpoint.address(service)
    shown = ask(service, Endpoint(endpoint.service, "GET", endpoint.path, ()), address)
    named = {html.unescape(name) for name in re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', shown.text)}
    fields = sorted({one.name for one in endpoint.of("body")} | {name for name in named if not name.startswith("_")})
    own = {"_version": "1"}
    if not fields:
        return
    for value in [OPERATORS[0], *DAYS, *TEXTS[:3], str(10**30), "NaN"]:
        ask(service, endpoint, address, data=own | dict.fromkeys(fields, value))
    for name in fields:
        ask(service, endpoint, address, data=own | {name: ['{"$gt":""}', "y"], f"{name}[$ne]": "x"})
        ask(service, endpoint, address, data=own, files={name: ("x.pdf", a_pdf(), "application/pdf")})


@pytest.mark.parametrize("name", house.built())
def test_an_address_longer_than_any_is_refused_in_words(served: Serve, name: str) -> None:
    service = served(name)
    answer = _clients(service).get(f"/api/x?q={'x' * 17_000}", headers=bearer("province.officer"))
    assert (answer.status_code, answer.json()["slug"]) == (422, "request.address-too-long")


def test_a_parameter_of_each_kind_was_found() -> None:
    kinds = {one.kind for endpoint in ENDPOINTS for one in endpoint.values[0].parameters}
    assert kinds == {"path", "query", "header", "body"}
    assert Parameter("x", "query", str | None, ()).is_text
