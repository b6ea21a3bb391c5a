"""Bad input at every command of every service: a clear answer in both languages, and nothing is changed by it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from kit.web.app import app_of
from tests.architecture import house
from tests.endpoints.commands import Command, commands
from tests.endpoints.served import ISSUER, KEY, Served, token

Serve = Callable[[str], Served]
JSON = {"Content-Type": "application/json"}
HOSTILE = [
    "\x00",
    "\x1b[31m\x07\r\n",
    "‮gpj.exe",
    "$where",
    "a.b.$c",
    "{{7*7}}${7*7}<script>alert(1)</script>",
    "' OR 1=1; --",
    "..\\..\\..\\etc\\passwd",
    "😀" * 5_000,
    "x" * 100_000,
    "ＡＢＣ​ ",
]
UNREADABLE = [
    b"",
    b"{",
    b"\xff\xfe",
    b'{"name": NaN}',
    b'{"name": "\\ud800"}',
    b'{"name": 1e999}',
    b"[" * 50_000,
    b"null",
    b"[]",
    b'{"$where": "sleep(1000)", "__proto__": {}, "name": {"$gt": ""}}',
]
IDEMPOTENT = {
    "registry": "/api/dossiers",
    "evaluation": "/api/cases",
    "notifications": "/api/messages",
    "reporting": "/api/progress",
}
ALL = pytest.mark.parametrize("command", list(commands()))


def problem(answer: httpx.Response, *statuses: int) -> dict[str, Any]:
    """The problem an answer is; fails when it is none, is in one language only, or tells of our insides."""
    assert answer.status_code in statuses, f"{answer.status_code} {answer.text[:400]}"
    assert answer.headers["content-type"].startswith("application/problem+json")
    said: dict[str, Any] = answer.json()
    assert said["detail_vi"] != said["detail_en"]
    assert said["slug"]
    assert said["correlation_id"]
    assert not [inside for inside in ("Traceback", 'File "', "pymongo", "pydantic") if inside in answer.text]
    return said


def facts(served: Served) -> int:
    """How many facts were published so far."""

    async def count() -> int:
        return int(await served.service.database["outbox"].count_documents({}))

    return served.run(count())


@ALL
class TestACommand:
    def test_refuses_ten_megabytes(self, served: Serve, command: Command) -> None:
        service = served(command.service)
        with service.client("province.officer", **JSON) as client:
            answer = client.request(command.method, command.address(service), content=b'"' + b"x" * 10_000_001 + b'"')
        assert problem(answer, 413)["slug"] == "request.too-large"

    def test_refuses_what_is_no_json_of_its_kind(self, served: Serve, command: Command) -> None:
        service = served(command.service)
        announced = facts(service)
        with service.client("province.officer", **JSON, **{"If-Match": '"1"'}) as client:
            for body in UNREADABLE:
                answer = client.request(command.method, command.address(service), content=body)
                problem(answer, 400, 403, 404, 409, 412, 415, 422)
            for kind in ("text/plain", "application/xml", "multipart/form-data; boundary=b", ""):
                answer = client.request(
                    command.method, command.address(service), content=b"<a/>", headers={"Content-Type": kind}
                )
                problem(answer, 400, 403, 404, 409, 412, 415, 422)
        assert facts(service) == announced

    def test_survives_hostile_text_in_every_field(self, served: Serve, command: Command) -> None:
        service = served(command.service)
        for who in ("producer.huong", "province.officer"):
            with service.client(who, **{"If-Match": '"1"'}) as client:
                for text in HOSTILE:
                    answer = client.request(command.method, command.address(service), json=command.body(text))
                    if answer.status_code >= 300:
                        problem(answer, 400, 403, 404, 409, 412, 413, 422)

    def test_asks_who_is_there(self, served: Serve, command: Command) -> None:
        service = served(command.service)
        with service.client(**{"If-Match": '"1"'}) as client:
            # Whoever has a code is asked nothing else: a wrong one is of nothing.
            anybodys = [404] if command.address(service).endswith("/found") else []
            answer = client.request(command.method, command.address(service), json=command.body("x"))
            said = problem(answer, 401, 422, *anybodys)
            if said["status"] == 401:
                assert said["slug"] == "sign-in.needed"

    def test_needs_the_version_that_was_seen(self, served: Serve, command: Command) -> None:
        if not command.versioned:
            pytest.skip("it replaces nothing")
        service = served(command.service)
        with service.client("province.officer") as client:
            answer = client.request(command.method, command.address(service), json=command.body("x"))
            problem(answer, 428, 422, 404, 403)
            for stale in ('"99"', "*", "abc", '"-1"'):
                answer = client.request(
                    command.method, command.address(service), json=command.body("x"), headers={"If-Match": stale}
                )
                problem(answer, 400, 412, 403, 404, 409, 422)


@pytest.mark.parametrize("name", house.built())
class TestADayThatIsNone:
    """Pydantic would take the number 0, or its text, for 1 January 1970."""

    def test_is_refused_at_every_endpoint_that_asks_for_one(self, served: Serve, name: str) -> None:
        service = served(name)
        asked = list(days_asked_for(app_of(service.service).openapi()))
        with service.client("province.officer", **{"If-Match": '"1"'}) as client:
            for method, path, field, place in asked:
                at = re.sub(r"\{[^}]+\}", "0", path)
                for none in ("0", "86400", "2026-02-30", "2026-03-05T00:00:00"):
                    sent: dict[str, Any] = {"params": {field: none}} if place == "query" else {"json": {field: none}}
                    said = client.request(method, at, **sent)
                    assert f"/{field}" in json.dumps(problem(said, 422)), (method, path, field, none)
                if place == "body":
                    assert f"/{field}" in json.dumps(problem(client.request(method, at, json={field: 0}), 422))
        assert asked or name == "notifications"


def days_asked_for(document: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Every day of a query or of a JSON body: (method, path, field, where)."""

    def is_day(schema: dict[str, Any]) -> bool:
        return any(one.get("format") == "date" for one in (schema, *schema.get("anyOf", ())))

    for path, item in document["paths"].items():
        for method, operation in item.items():
            for one in operation.get("parameters", ()):
                if one["in"] == "query" and is_day(one["schema"]):
                    yield method, path, one["name"], "query"
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            named = document["components"]["schemas"].get(body.get("$ref", "").rpartition("/")[2], {})
            for field, schema in named.get("properties", {}).items():
                if is_day(schema):
                    yield method, path, field, "body"


@pytest.mark.parametrize("name", house.built())
class TestATokenThatIsNotOurs:
    def test_is_refused_everywhere_and_says_so(self, served: Serve, name: str) -> None:
        service = served(name)
        address = IDEMPOTENT[name]
        claims = {"iss": ISSUER, "aud": "ocop", "sub": "x", "exp": int(time.time()) + 600}
        elsewhere = RSAKey.generate_key(2048, parameters={"kid": KEY.kid})
        secret = jwt.encode({"alg": "RS256", "kid": KEY.kid}, claims, elsewhere)
        head, payload, signature = token("chair").split(".")
        for bad in (
            "nonsense",
            "..",
            "a.b.c",
            secret,
            f"{head}.{payload}.",
            f"{head}.{payload[:-3]}AAA.{signature}",
            "eyJhbGciOiJub25lIn0." + payload + ".",
            token("chair", iss="https://elsewhere.example"),
            token("chair", aud="another"),
            token("chair", aud=None),
            token("chair", exp=int(time.time()) - 600),
            token("chair", exp=None),
            token("chair", nbf=int(time.time()) + 600),
            "x" * 20_000,
        ):
            with service.open(headers={"authorization": f"Bearer {bad}"}) as client:
                answer = client.get(address)
                assert answer.headers["www-authenticate"] == "Bearer"
                assert problem(answer, 401)["slug"] == "token.refused"
        assert KEY.kid == elsewhere.kid, "the stranger's key must claim to be ours"

    def test_signed_with_our_public_key_as_a_secret_is_refused(self, served: Serve, name: str) -> None:
        import base64
        import hashlib
        import hmac

        def part(value: Any) -> str:
            return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

        said = {"iss": ISSUER, "aud": "ocop", "sub": "x", "exp": int(time.time()) + 600, "ocop_grants": ["operator@vn"]}
        signed = f"{part({'alg': 'HS256', 'kid': KEY.kid})}.{part(said)}"
        mac = hmac.new(KEY.as_pem(private=False), signed.encode(), hashlib.sha256).digest()
        forged = f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"
        with served(name).open(headers={"authorization": f"Bearer {forged}"}) as client:
            problem(client.get(IDEMPOTENT[name]), 401)
