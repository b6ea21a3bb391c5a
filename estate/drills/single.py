"""Drills of one broker and one invariant each: what arrives twice, out of order, poisoned, slowly, or not at all."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError
from ocop_events.envelope import Envelope, encode
from uuid_utils import uuid7

from estate.children import wait_until_listening
from estate.database import EmbeddedDatabase
from estate.drills import facts
from estate.drills.history import Findings, examine
from estate.kafka import Kafka
from estate.places import CACHE
from kit.messaging import republish
from kit.messaging.parked import parked
from kit.service import Service

Say = Callable[[str], None]
SUBJECTS = 20


class Ground:
    """A broker, a database, and the drills' three services in this process."""

    def __init__(self, home: Path) -> None:
        self.kafka = Kafka(home / "kafka", CACHE)
        self.database = EmbeddedDatabase(home / "database")
        self.services: dict[str, Service] = {}

    async def open(self) -> None:
        """This will start the servers and make the topic."""
        self.database.start()
        self.kafka.start()
        await self.make_topic()

    async def make_topic(self) -> None:
        """This will make the drill's topic."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.kafka.bootstrap)
        await admin.start()
        await admin.create_topics([NewTopic(facts.TOPIC, facts.PARTITIONS, 1)])
        await admin.close()

    async def start(self, *roles: str) -> None:
        """This will start some of the services."""
        for role in roles:
            service = self.services[role] = facts.service(role, self.kafka.bootstrap, self.database.uri)
            await service.prepare()
            await service.start()

    async def stop(self) -> None:
        """This will stop every service."""
        for service in self.services.values():
            await service.stop()
        self.services.clear()

    async def command(self, numbers: Sequence[int]) -> list[int]:
        """This will carry out commands, each until it is accepted."""
        for number in numbers:
            while True:
                try:
                    await self.services["tells"].work.run(facts.move, f"tally-{number % SUBJECTS}", number)
                    break
                except Exception:
                    await asyncio.sleep(0.2)
        return list(numbers)

    async def settled(self, commands: int, within: float = 120) -> None:
        """This will wait until both consumers have everything, or nothing moves any more."""
        ends = time.monotonic() + within
        copies, projects = self.services["copies"].database, self.services["projects"].database
        while time.monotonic() < ends:
            copied = sum([len(row["commands"]) async for row in copies["tallies"].find({})])
            shown = sum([row["version"] async for row in projects["latest"].find({})])
            if copied == shown == commands:
                return
            await asyncio.sleep(0.3)

    async def findings(self, accepted: Sequence[int]) -> Findings:
        """The history against what was accepted."""
        return await examine(list(accepted), self.kafka.bootstrap, self.database.uri)


def ground() -> AbstractAsyncContextManager[Ground]:
    """Servers of a drill's own, gone with it."""

    @asynccontextmanager
    async def whole() -> Any:
        with tempfile.TemporaryDirectory(prefix="ocop-drill-") as home:
            made = Ground(Path(home))
            try:
                await made.open()
                yield made
            finally:
                await made.stop()
                made.kafka.stop()
                made.database.stop()

    return whole()


async def duplicate(commands: int, seed: int, say: Say) -> Findings:
    """Everything is told twice over: each consumer applies it once."""
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        accepted = await place.command(range(commands))
        await place.settled(commands)
        for _ in range(2):
            asked = await republish.request(place.services["tells"].database, republish.Selection(), by="drill")
            while not (await republish.progress(place.services["tells"].database, asked.id)).finished:
                await asyncio.sleep(0.1)
        await _caught_up(place)
        found = await place.findings(accepted)
        found.expect(
            found.sent_twice == 2 * commands, f"{found.sent_twice} records were sent again, not {2 * commands}"
        )
        say(f"{commands} facts, each three times on the topic; applied {found.applied} times by the copy")
        return found


async def reorder(commands: int, seed: int, say: Say) -> Findings:
    """A foreign hand shuffles each partition's duplicates: what is known stays known, what is newer stays newer."""
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        accepted = await place.command(range(commands))
        await place.settled(commands)
        rows = await place.services["tells"].database["outbox"].find({}).to_list(None)
        random.Random(seed).shuffle(rows)
        async with AIOKafkaProducer(bootstrap_servers=place.kafka.bootstrap) as producer:
            for row in rows:
                headers = [(name, bytes(value)) for name, value in row["headers"]]
                await producer.send(row["topic"], bytes(row["value"]), key=row["key"].encode(), headers=headers)
        await _caught_up(place)
        found = await place.findings(accepted)
        say(f"{commands} facts, then all of them again in random order; {found.sent_twice} absorbed")
        return found


async def poison(commands: int, seed: int, say: Say) -> Findings:
    """Rubbish of every kind among good records: parked with a reason, and nobody waits for it."""
    dice = random.Random(seed)
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        kinds = dict.fromkeys(POISONS, 0)
        async with AIOKafkaProducer(bootstrap_servers=place.kafka.bootstrap, max_request_size=2_000_000) as producer:
            for number in range(commands):
                kind = dice.choice(list(POISONS))
                kinds[kind] += 1
                key, value, headers = POISONS[kind](dice, number)
                await producer.send(facts.TOPIC, value, key=key, headers=headers)
        began = time.monotonic()
        accepted = await place.command(range(200))
        await place.settled(200)
        seconds = time.monotonic() - began
        await _caught_up(place)
        counted: dict[str, int] = {}
        for role in ("copies", "projects"):
            rows = await parked.select(place.services[role].work.reading(), {}, limit=100_000)
            counted[role] = len(rows)
            for row in rows:
                reason = row.reason
                if not (reason.slug and reason.vi and reason.en):
                    raise AssertionError(f"parked without a reason: {row.id}")
        found = Findings(accepted=len(accepted))
        found.applied = sum(
            [len(row["commands"]) async for row in place.services["copies"].database["tallies"].find({})]
        )
        expected = sum(count for kind, count in kinds.items() if kind != "oversized but good")
        for role, count in counted.items():
            found.expect(count == expected, f"{role}: {count} parked, {expected} expected")
        good = kinds["oversized but good"]
        found.expect(found.applied == 200 + good, f"{found.applied} applied, {200 + good} expected")
        say(
            f"{commands} poisoned records: {json.dumps(kinds)}; parked {counted}; 200 good ones through in {seconds:.1f} s"
        )
        return found


async def slow(commands: int, seed: int, say: Say) -> Findings:
    """A consumer slower than the load: it falls behind, it loses nothing, and its lag says so."""
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        accepted = await place.command(range(commands))
        lags = []
        while (lag := sum((await place.services["copies"].lag.measure()).values())) > 0:
            lags.append(lag)
            await asyncio.sleep(0.5)
        await place.settled(commands)
        found = await place.findings(accepted)
        say(f"{commands} facts at full speed; the slow copy was up to {max(lags, default=0)} behind and caught up")
        return found


async def broker_down(commands: int, seed: int, say: Say) -> Findings:
    """Kafka is killed and away for seconds: commands go on being accepted, and everything is told afterwards."""
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        third = commands // 3
        accepted = await place.command(range(third))
        node = place.kafka.nodes[0]
        node.child.kill()
        accepted += await place.command(range(third, 2 * third))
        pending = await place.services["tells"].database["outbox"].count_documents({"state": "pending"})
        await asyncio.sleep(3)
        node.child.start()
        wait_until_listening(node.port, node.child)
        accepted += await place.command(range(2 * third, commands))
        await place.settled(commands)
        found = await place.findings(accepted)
        say(f"{third} commands accepted while Kafka was away ({pending} pending then); all told afterwards")
        return found


async def database_down(commands: int, seed: int, say: Say) -> Findings:
    """The database is killed under commands and consumers: who was told yes is right, and nobody else was told."""
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        going = asyncio.create_task(place.command(range(commands)))
        await asyncio.sleep(1.5)
        place.database.child.kill()
        await asyncio.sleep(3)
        place.database.child.start()
        wait_until_listening(place.database.port, place.database.child)
        accepted = await going
        # A command whose answer was lost may have been carried out and asked again: this drill uses no keys, so it
        # counts what is there instead of what was asked.
        kept = [n async for row in place.services["tells"].database["tallies"].find({}) for n in row["commands"]]
        await place.settled(len(kept))
        found = await place.findings(kept)
        found.broken = [line for line in found.broken if line != "a command was accepted twice"]
        found.expect(set(accepted) <= set(kept), "an accepted command is not there")
        say(f"{len(accepted)} commands accepted around a database that was away for 3 s; {len(kept)} carried out")
        return found


async def lose_broker(commands: int, seed: int, say: Say) -> Findings:
    """Kafka's data are deleted: topics come back from the outboxes, and the projection rebuilt from them is the same."""
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        accepted = await place.command(range(commands))
        await place.settled(commands)
        before = await _hashes(place)
        await place.stop()
        place.kafka.stop()
        for node in place.kafka.nodes:
            shutil.rmtree(node.home / "data")
        place.kafka.start()
        await place.make_topic()
        await place.start("tells", "copies", "projects")
        asked = await republish.request(place.services["tells"].database, republish.Selection(), by="drill")
        while not (await republish.progress(place.services["tells"].database, asked.id)).finished:
            await asyncio.sleep(0.2)
        await place.services["projects"].rebuilding("projections.when_tallies_move_show_the_latest").run()
        await _caught_up(place)
        after = await _hashes(place)
        found = await place.findings(accepted)
        found.expect(before == after, f"hashes differ: {before} then {after}")
        say(f"{commands} facts told anew to an empty Kafka; hashes {after}")
        return found


DRILLS: dict[str, Callable[[int, int, Say], Any]] = {
    "duplicate": duplicate,
    "reorder": reorder,
    "poison": poison,
    "slow": slow,
    "broker-down": broker_down,
    "database-down": database_down,
    "lose-broker": lose_broker,
}


async def _caught_up(place: Ground, within: float = 120) -> None:
    ends = time.monotonic() + within
    await asyncio.sleep(1)
    while time.monotonic() < ends:
        with suppress(KafkaError):  # a broker that has just come up knows no group yet
            lags = [sum((await place.services[role].lag.measure()).values()) for role in ("copies", "projects")]
            if not any(lags):
                return
        await asyncio.sleep(0.3)


async def _hashes(place: Ground) -> dict[str, str]:
    tables = {"tells": "tallies", "copies": "tallies", "projects": "latest"}
    found = {}
    for role, table in tables.items():
        rows = await place.services[role].database[table].find({}).sort([("_id", 1)]).to_list(None)
        found[role] = hashlib.sha256(json.dumps(rows, default=str, sort_keys=True).encode()).hexdigest()[:12]
    return found


def _headers(key: str, **changes: str | None) -> list[tuple[str, bytes]]:
    envelope = Envelope.model_validate(
        {
            "id": str(uuid7()),
            "source": "/drill/poison",
            "type": facts.TallyMovedV1.event_type,
            "time": "2026-01-01T00:00:00Z",
            "subject": key,
            "partitionkey": key,
        }
    )
    headers = dict(envelope.headers())
    for name, value in changes.items():
        if value is None:
            headers.pop(f"ce_{name}", None)
        else:
            headers[f"ce_{name}"] = value.encode()
    return list(headers.items())


Poison = Callable[[random.Random, int], tuple[bytes, bytes, list[tuple[str, bytes]]]]


def _made(value: bytes, **changes: str | None) -> Poison:
    def make(dice: random.Random, number: int) -> tuple[bytes, bytes, list[tuple[str, bytes]]]:
        key = f"poison-{number}"
        return key.encode(), value, _headers(key, **changes)

    return make


def _oversized(dice: random.Random, number: int) -> tuple[bytes, bytes, list[tuple[str, bytes]]]:
    # Large, and right: unknown fields are ignored by readers, whatever their size.
    key = f"large-{number}"
    data = json.loads(encode(facts.TallyMovedV1(tally=key, command=number)))
    return key.encode(), json.dumps({**data, "ballast": "x" * 200_000}).encode(), _headers(key)


POISONS: dict[str, Poison] = {
    "no JSON": _made(b"\xff\xfe\x00"),
    "wrong shape": _made(b'{"tally": 7, "command": "many"}'),
    "no id": _made(b'{"tally": "x", "command": 1}', id=None),
    "no type": _made(b'{"tally": "x", "command": 1}', type=None),
    "unknown type": _made(b"{}", type="vn.ocop.nobody.said.v1"),
    "wrong spec version": _made(b"{}", specversion="0.3"),
    "wrong time": _made(b"{}", time="yesterday"),
    "deeply nested": _made(b"[" * 5_000 + b"]" * 5_000),
    "oversized but good": _oversized,
}
