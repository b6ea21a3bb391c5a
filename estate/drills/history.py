"""After a drill: what was promised against what is there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer
from ocop_events.envelope import Envelope, decode

from estate.drills import facts
from kit.storage.mongo import Database


@dataclass
class Findings:
    """Counts, and every broken promise in words."""

    accepted: int = 0
    on_the_topic: int = 0
    sent_twice: int = 0
    applied: int = 0
    parked: dict[str, dict[str, int]] = field(default_factory=dict)
    """By consumer: how many, by reason."""
    broken: list[str] = field(default_factory=list)

    def expect(self, holds: bool, otherwise: str) -> None:
        """Notes a promise that does not hold."""
        if not holds and len(self.broken) < 50:
            self.broken.append(otherwise)


async def examine(accepted: list[int], bootstrap: str, mongodb_uri: str) -> Findings:
    """Compares the accepted commands with the topic, the aggregates and both consumers."""
    found = Findings(accepted=len(accepted))
    publishes, copies, projects = (
        Database(mongodb_uri, f"ocop_drill-{role}") for role in ("tells", "copies", "projects")
    )
    found.expect(len(set(accepted)) == len(accepted), "a command was accepted twice")
    by_tally: dict[str, list[int]] = {row["_id"]: row["commands"] async for row in publishes["tallies"].find({})}
    kept = [number for commands in by_tally.values() for number in commands]
    found.expect(sorted(kept) == sorted(accepted), _difference("aggregates", accepted, kept))
    await _check_topic(found, by_tally, bootstrap)
    copied: dict[str, list[int]] = {row["_id"]: row["commands"] async for row in copies["tallies"].find({})}
    found.applied = sum(map(len, copied.values()))
    for tally, commands in by_tally.items():
        if copied.get(tally) != commands:
            found.expect(False, _difference(f"the copy of {tally}", commands, copied.get(tally, [])))
    shown = {row["_id"]: row async for row in projects["latest"].find({})}
    for tally, commands in by_tally.items():
        row = shown.get(tally, {"version": 0, "commands": []})
        right = row["version"] == len(commands) and list(row["commands"]) == commands[-1:]
        found.expect(right, f"the projection of {tally} stands at version {row['version']} of {len(commands)}")
    for name, database in (("tells", publishes), ("copies", copies), ("projects", projects)):
        pending = await database["outbox"].count_documents({"state": "pending"})
        found.expect(pending == 0, f"{name}: {pending} facts pending")
        parked = await database["parked"].count_documents({"state": {"$in": ["open", "held"]}})
        found.expect(parked == 0, f"{name}: {parked} events parked")
        database.close()
    return found


async def _check_topic(found: Findings, by_tally: dict[str, list[int]], bootstrap: str) -> None:
    published: dict[str, list[tuple[int, int]]] = defaultdict(list)
    ids: set[str] = set()
    for record in await _records(bootstrap):
        envelope = Envelope.from_headers(record.headers)
        data: Any = decode(envelope.type, record.value)
        found.on_the_topic += 1
        if envelope.id in ids:
            found.sent_twice += 1
            continue
        ids.add(envelope.id)
        published[data.tally].append((envelope.subjectversion, data.command))
    for tally, commands in by_tally.items():
        versions = [version for version, _ in published[tally]]
        whole = versions == list(range(1, len(commands) + 1))
        found.expect(
            whole, f"the topic has versions {_runs(versions)} of {tally}, expected 1..{len(commands)} in order"
        )
        if whole:
            found.expect([c for _, c in published[tally]] == commands, f"the topic holds other commands of {tally}")


async def _records(bootstrap: str) -> list[Any]:
    async with AIOKafkaConsumer(
        facts.TOPIC, bootstrap_servers=bootstrap, auto_offset_reset="earliest", enable_auto_commit=False
    ) as consumer:
        partitions = list(consumer.assignment())
        ends = await consumer.end_offsets(partitions)
        records: list[Any] = []
        while any([await consumer.position(p) < ends[p] for p in partitions]):
            for some in (await consumer.getmany(timeout_ms=500)).values():
                records.extend(some)
        return records


def _difference(what: str, expected: list[int], actual: list[int]) -> str:
    lost = sorted(set(expected) - set(actual))[:5]
    extra = len(actual) - len(set(actual))
    ordered = "" if lost or extra else "; the order differs"
    return f"{what}: {len(expected)} expected, {len(actual)} there; lost {lost or 'none'}, twice {extra}{ordered}"


def _runs(versions: list[int]) -> str:
    return ",".join(map(str, versions[:12])) + ("…" if len(versions) > 12 else "")
