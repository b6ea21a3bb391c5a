"""Drills of one broker and one invariant each: what arrives twice, out of order, slowly, or not at all."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import shutil
import time
from collections.abc import Callable
from typing import Any

from aiokafka import AIOKafkaProducer
from ocop_events.envelope import Envelope, encode
from uuid_utils import uuid7

from estate.drills import facts
from estate.drills.frozen import database_frozen
from estate.drills.ground import Ground, ground
from estate.drills.history import Findings
from estate.drills.poison import poison
from estate.processes.children import wait_until_listening
from kit.messaging import republish

Say = Callable[[str], None]


async def duplicate(commands: int, seed: int, say: Say) -> Findings:
    """Everything is published twice over: each consumer applies it once."""
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        accepted = await place.command(range(commands))
        await place.settled(commands)
        for _ in range(2):
            asked = await republish.request(place.services["tells"].database, republish.Selection(), by="drill")
            while not (await republish.progress(place.services["tells"].database, asked.id)).finished:
                await asyncio.sleep(0.1)
        await place.caught_up()
        found = await place.findings(accepted)
        found.expect(
            found.sent_twice == 2 * commands, f"{found.sent_twice} records were sent again, not {2 * commands}"
        )
        say(f"{commands} facts, each three times on the topic; applied {found.applied} times by the copy")
        return found


async def reorder(commands: int, seed: int, say: Say) -> Findings:
    """Known facts come again shuffled, unknown ones come shuffled the first time: the newest of each subject stays."""
    dice = random.Random(seed)
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        accepted = await place.command(range(commands))
        await place.settled(commands)
        rows = await place.services["tells"].database["outbox"].find({}).to_list(None)
        dice.shuffle(rows)
        strange = [(f"strange-{n % 10}", 1 + n // 10) for n in range(100)]
        dice.shuffle(strange)
        async with AIOKafkaProducer(bootstrap_servers=place.kafka.bootstrap) as producer:
            for row in rows:
                headers = [(name, bytes(value)) for name, value in row["headers"]]
                await producer.send(row["topic"], bytes(row["value"]), key=row["key"].encode(), headers=headers)
            await producer.flush()
            await place.caught_up()
            found = await place.findings(accepted)
            # A copier applies what it has not seen as it comes; the projection guards by version.
            await place.services["copies"].stop()
            for tally, version in strange:
                value = encode(facts.TallyMovedV1(tally=tally, command=version))
                await producer.send(facts.TOPIC, value, key=tally.encode(), headers=_strange(tally, version))
        stood = await _newest(place, {tally for tally, _ in strange}, at=10)
        found.expect(
            stood == dict.fromkeys(stood, 10), f"the projection of strangers stands at {stood}, not at 10 each"
        )
        say(f"{commands} facts, then all of them again in random order: {found.sent_twice} absorbed")
        say(
            f"100 facts of 10 strangers, never seen before, in random order: each stands at its newest, {set(stood.values())}"
        )
        return found


def _strange(tally: str, version: int) -> list[tuple[str, bytes]]:
    return Envelope.model_validate(
        {
            "id": str(uuid7()),
            "source": "/drill/elsewhere",
            "type": facts.TallyMovedV1.event_type,
            "time": "2026-01-01T00:00:00Z",
            "subject": tally,
            "partitionkey": tally,
            "subjectversion": version,
        }
    ).headers()


async def _newest(place: Ground, tallies: set[str], *, at: int, within: float = 60) -> dict[str, int]:
    ends = time.monotonic() + within
    while True:
        rows = place.services["projects"].database["latest"].find({"_id": {"$in": sorted(tallies)}})
        stood = {row["_id"]: int(row["version"]) async for row in rows}
        if stood == dict.fromkeys(tallies, at) or time.monotonic() > ends:
            return stood
        await asyncio.sleep(0.3)


async def slow(commands: int, seed: int, say: Say) -> Findings:
    """A consumer slower than the load falls behind, says so by its lag, loses nothing and holds up nobody else."""
    async with ground() as place:
        usual, facts.pace.seconds = facts.pace.seconds, 0.25
        try:
            await place.start("tells", "copies", "projects")
            going = asyncio.create_task(place.command(range(commands)))
            lags: dict[str, list[int]] = {"copies": [0], "projects": [0]}
            while not going.done() or lags["copies"][-1] > 0:
                for role, seen in lags.items():
                    seen.append(sum((await place.services[role].lag.measure()).values()))
                await asyncio.sleep(0.3)
            accepted = await going
            await place.settled(commands)
        finally:
            facts.pace.seconds = usual
        found = await place.findings(accepted)
        most = {role: max(seen) for role, seen in lags.items()}
        found.expect(most["copies"] > most["projects"], f"the slow consumer's lag does not show: {most}")
        say(f"{commands} facts at full speed to a copier that takes 0.25 s for each")
        say(
            f"it was up to {most['copies']} records behind and caught up; the projection beside it at most {most['projects']}"
        )
        return found


async def broker_down(commands: int, seed: int, say: Say) -> Findings:
    """Kafka is killed and away for seconds: commands go on being accepted, and everything is published afterwards."""
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
        say(f"{third} commands accepted while Kafka was away ({pending} pending then); all published afterwards")
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
        await place.caught_up()
        after = await _hashes(place)
        found = await place.findings(accepted)
        found.expect(before == after, f"hashes differ: {before} then {after}")
        say(f"{commands} events published anew to an empty Kafka, the projection rebuilt from them")
        for name in after:
            say(f"  {name:<9} before {before[name]}  after {after[name]}")
        return found


DRILLS: dict[str, Callable[[int, int, Say], Any]] = {
    "duplicate": duplicate,
    "reorder": reorder,
    "poison": poison,
    "slow": slow,
    "broker-down": broker_down,
    "database-down": database_down,
    "database-frozen": database_frozen,
    "lose-broker": lose_broker,
}


async def _hashes(place: Ground) -> dict[str, str]:
    tables = {"tells": "tallies", "copies": "tallies", "projects": "latest"}
    found = {}
    for role, table in tables.items():
        rows = await place.services[role].database[table].find({}).sort([("_id", 1)]).to_list(None)
        found[role] = hashlib.sha256(json.dumps(rows, default=str, sort_keys=True).encode()).hexdigest()[:12]
    return found
