"""HTTP clients of the demonstration: people sign in at the provider as a browser does, and call with a bearer token."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx

from estate.people import CLIENT
from kit.messaging.passwords import Passwords
from kit.settings import development_settings

T = TypeVar("T")


class NotAsExpectedError(Exception):
    """An endpoint answered otherwise than the journey needs."""


@dataclass
class Clients:
    """The site's address and its provider's."""

    url: str
    issuer: str
    secret: str
    kafka: str
    """The broker's open listener."""
    evaluations: Mapping[str, str] = field(default_factory=dict)
    """Evaluations that are deployments of their own: address by the offices they serve."""
    guests: str = ""
    """The broker's authenticated listener, where other agencies' programs connect; empty where the broker is not the estate's."""
    passwords: Passwords | None = None
    """The passwords of their accounts."""
    _people: dict[str, Someone] = field(default_factory=dict)

    def as_(self, who: str) -> Someone:
        """Somebody of people.yaml, signed in."""
        if who not in self._people:
            self._people[who] = Someone(who, self, self._token(who))
        return self._people[who]

    def nobody(self) -> Someone:
        """The public."""
        return Someone("", self, None)

    def address(self, path: str, office: str | None = None) -> str:
        """The address of a path: that of the deployment serving the office, where evaluation is apart."""
        for offices, url in self.evaluations.items():
            if office and path.startswith("/evaluation/") and development_settings(offices=offices).serves(office):
                return url + path
        return self.url + path

    def _token(self, who: str) -> str:
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        callback = f"{self.url}/registry/sign-in/callback"
        asked = {
            "client_id": CLIENT,
            "redirect_uri": callback,
            "response_type": "code",
            "scope": "openid profile email",
            "nonce": secrets.token_urlsafe(16),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        with httpx.Client(base_url=self.issuer, timeout=10) as provider:
            sent = provider.post("/oauth2/authorize", params=asked, data={"sub": who})
            code = httpx.URL(sent.headers["location"]).params["code"]
            form = {"grant_type": "authorization_code", "code": code, "redirect_uri": callback}
            answer = provider.post("/oauth2/token", data=form | {"code_verifier": verifier}, auth=(CLIENT, self.secret))
            return str(answer.raise_for_status().json()["access_token"])


@dataclass
class Someone:
    """One caller."""

    name: str
    clients: Clients
    token: str | None
    _client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        self._client = httpx.Client(timeout=20, headers={**headers, "accept-language": "vi"})

    def get(self, path: str, *, office: str | None = None) -> Any:
        """What a JSON endpoint shows."""
        return self._send("GET", path, office=office).json()

    def page(self, path: str) -> str:
        """A page's HTML."""
        return self._send("GET", path).text

    def content(self, path: str) -> bytes:
        """A file's bytes."""
        return self._send("GET", path).content

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        version: int | None = None,
        office: str | None = None,
        expect: int | None = None,
        **more: Any,
    ) -> Any:
        """Sends a command and answers its JSON; raises NotAsExpectedError unless it was taken."""
        headers = {"if-match": f'"{version}"'} if version is not None else {}
        headers["idempotency-key"] = secrets.token_urlsafe(16)
        answer = self._send(method, path, office=office, expect=expect, json=body, headers=headers, **more)
        return answer.json() if answer.content else None

    def _send(
        self, method: str, path: str, *, office: str | None = None, expect: int | None = None, **more: Any
    ) -> httpx.Response:
        if more.get("json") is None:
            more.pop("json", None)
        answer = self._client.request(method, self.clients.address(path, office), **more)
        taken = answer.status_code == expect if expect else answer.status_code < 300
        if not taken:
            raise NotAsExpectedError(f"{method} {path}: {answer.status_code} {_said(answer)}")
        return answer


def until(what: Callable[[], T | None], within: float = 20.0) -> T:
    """Asks again and again until there is something; raises NotAsExpectedError when time is over."""
    ends = time.monotonic() + within
    last = ""
    while time.monotonic() < ends:
        try:
            found = what()
            if found:
                return found
        except NotAsExpectedError as not_yet:
            last = str(not_yet)
        time.sleep(0.1)
    raise NotAsExpectedError(f"không thấy trong {within:.0f} giây · not seen within {within:.0f} s {last}")


def _said(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
    except ValueError:
        return answer.text[:200]
    return str(problem.get("detail") or problem.get("title") or problem)[:400]
