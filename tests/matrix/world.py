"""A service in this process with things in every state, each ask of which finds them as they were made."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MethodType
from typing import Any

import httpx

from kit.messaging.received import Record
from kit.service import Service
from kit.sessions.store import ROWS as SESSIONS
from kit.storage.mongo import ReplaceOne
from kit.web.app import app_of
from kit.work import Work
from tests.callers import PUBLIC
from tests.deployment import MARK, deploy
from tests.matrix.people import Kind

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
"""A summer morning: no districts, Decision 26 in force."""


@dataclass
class Asked:
    """What came of one request: its status, whether it was led to sign in, how many transactions were committed."""

    status: int
    text: str
    signs_in: bool
    commits: int

    @property
    def verdict(self) -> str:
        """In the words of the table; a status that says nothing about who asks is told as it is."""
        if self.signs_in or self.status == 401:
            return "sign-in"
        if self.status < 400:
            return "allowed"
        return {403: "forbidden", 404: "hidden"}.get(self.status, f"answered {self.status}: {_gist(self.text)}")


@dataclass
class World:
    """One service, its things by name, and its database as it was when all of them were made."""

    service: Service
    client: httpx.AsyncClient
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    commits: int = 0
    _visits: dict[str, tuple[str, str]] = field(default_factory=dict)
    _kept: dict[str, dict[Any, dict[str, Any]]] = field(default_factory=dict)

    async def ask(
        self,
        kind: Kind,
        method: str,
        path: str,
        *,
        version: int | None = None,
        json: Any = None,
        form: Any = None,
        file: Any = None,
    ) -> Asked:
        """Sends one request as a person of that kind would, and undoes what it did."""
        page = not path.startswith("/api/")
        cookie, token = await self._visit(kind) if page else ("", "")
        headers = {"cookie": cookie} if page else dict(kind.bearer())
        if page and method == "POST":
            form = {**(form or {}), "_csrf": token} | ({} if version is None else {"_version": str(version)})
        elif version is not None:
            headers["if-match"] = f'"{version}"'
        before = self.commits
        answer = await self.client.request(method, path, headers=headers, json=json, data=form, files=file)
        self.client.cookies.clear()
        if path.startswith(("/sign-", "/sessions")):
            self._visits.clear()  # such an endpoint may have ended the session it was asked with
        done = self.commits - before
        if done:
            await self.undo()
        led = answer.status_code == 303 and "/sign-in" in answer.headers.get("location", "")
        return Asked(answer.status_code, answer.text, led, done)

    async def _visit(self, kind: Kind) -> tuple[str, str]:
        if kind.name not in self._visits:
            self._visits[kind.name] = await kind.visit(self.service)
            rows = self.service.database.driver[SESSIONS].find({})
            self._kept[SESSIONS] = {row["_id"]: row async for row in rows}  # undoing a command signs nobody out
        return self._visits[kind.name]

    async def send(self, kind: Kind, method: str, path: str, **more: Any) -> Any:
        """Does something as that person was when the things were made, and keeps it."""
        version = more.pop("version", None)
        headers = kind.bearer(kind.before) | ({} if version is None else {"if-match": f'"{version}"'})
        answer = await self.client.request(method, path, headers=headers, **more)
        assert answer.status_code < 300, (kind.name, method, path, answer.text)
        return answer.json()

    async def consume(self, record: Record) -> None:
        """Hands an event to the handlers of its topic, as the broker would; none may park it."""
        handlers = self.service.by_topic[record.topic]
        outcomes = await self.service.dead_letters.applier.apply(handlers, record)
        assert all(outcome.value in ("applied", "duplicate") for outcome in outcomes.values()), (record, outcomes)

    async def carry(self) -> None:
        """Brings the service what it published itself."""
        async for row in self.service.database["outbox"].find({}).sort([("order", 1), ("version", 1)]):
            if row["topic"] in self.service.by_topic:
                headers = tuple((name, bytes(value)) for name, value in row["headers"])
                key, value = row["key"].encode(), bytes(row["value"] or b"")
                await self.consume(Record(row["topic"], 0, 0, key, headers, value))

    async def park(self) -> None:
        """Has something on the dead-letter queue that nobody could read."""
        topic = sorted(self.service.by_topic)[0]
        lost = Record(topic, 0, 1, b"s", (("ce_id", b"1"), ("ce_source", b"/lost")), b"{}")
        await self.service.consumer.process(topic, [lost])
        row = await self.service.database["parked"].find_one({})
        assert row
        self.things["parked"] = {"parked_id": row["_id"], "version": row["version"]}

    async def keep(self) -> None:
        """Remembers everything as it is now."""
        for name in await self.service.database.driver.list_collection_names():
            rows = self.service.database.driver[name].find({})
            self._kept[name] = {row["_id"]: row async for row in rows}

    async def undo(self) -> None:
        """Makes everything as it was kept."""
        for name, kept in self._kept.items():
            rows = {row["_id"]: row async for row in self.service.database.driver[name].find({})}
            changes = [ReplaceOne({"_id": id}, row, upsert=True) for id, row in kept.items() if rows.get(id) != row]
            if added := [id for id in rows if id not in kept]:
                await self.service.database.driver[name].delete_many({"_id": {"$in": added}})
            if changes:
                await self.service.database.driver[name].bulk_write(changes)


async def begun(name: str, mongodb_uri: str, home: Path) -> World:
    """A service with an empty database, whose commits are counted."""
    service = await deploy(name, mongodb_uri, f"{MARK}matrix_{name}_{time.time_ns()}", home)
    transport = httpx.ASGITransport(app=app_of(service), raise_app_exceptions=False)
    world = World(service, httpx.AsyncClient(transport=transport, base_url=PUBLIC, timeout=30))
    committed = Work.commit

    async def counted(work: Work, attempt: Any) -> Any:
        answer = await committed(work, attempt)
        world.commits += 1
        return answer

    for work in {id(one): one for one in (service.work, service.dead_letters.applier.work)}.values():
        work.commit = MethodType(counted, work)  # type: ignore[method-assign]
    return world


def _gist(text: str) -> str:
    """What an answer says, in a line: a problem's words, or the sentences of a page's error summary."""
    if text.startswith("{"):
        return text[:400]
    found = re.findall(r'<title>(.*?)</title>|href="#[^"]*">([^<]+)<|govuk-body">\s*([^<]+)', text)
    return " | ".join(part.strip() for one in found for part in one if part.strip())[:400]
