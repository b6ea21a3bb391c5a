"""
Agencies' floods over the real broker: what comes twice, out of order, of no code known here, under another agency's name, or
written to do harm. Each record is answered exactly once, none is lost, nothing stops the others, and the queue stays quick.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kit.messaging.manifest import load
from kit.messaging.received import Record
from tests.broker import publish
from tests.deployment import Deploy
from tests.registry.agencies.agency_harness import SAID, certified, record
from tests.registry.registry_harness import PROVINCE_OFFICER, Registry

HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE reports; --",
    "{reason} %s ${jndi:ldap://x}",
    "$where",
    "a\u0000b\u202egpj.exe",
    "e\u0301" * 40,
    "\U0001f95f" * 50,
    "../../etc/passwd",
]
MANIFEST = load(Path(__file__).parents[3] / "deploy" / "topics.yaml")
WRITTEN = [topic for topic in MANIFEST.topics if "registry" in MANIFEST.writers(topic)]
"""Where the registry's relay takes what it answers, so that the flood meets it at work."""
NUMBERS = 60
"""So many papers the flood's one producer is granted, again and again, and loses in between."""
QUICK = 3.0
"""Seconds in which the queue's first page is to come while thousands wait."""


@dataclass(frozen=True)
class Flood:
    """Records in the order they are sent, and how many of them differ."""

    records: list[Record]
    distinct: int


def flood(name: str, code: str, many: int, seed: int = 14) -> Flood:
    """`many` different records of all agencies, a quarter of them twice, shuffled. `name`: what their numbers begin with."""
    chance = random.Random(seed)
    abouts = sorted(SAID)
    made: list[Record] = []
    for number in range(many):
        about, called = abouts[number % len(abouts)], f"{name}-{number}"
        owner = SAID[about][0]
        match number % 10:
            case 0 | 1 | 2:
                made.append(_known(about, called, code, number))
            case 3 | 4:
                made.append(record(about, called, product_code=f"33-{chance.randrange(10**5):05}-1-2026"))
            case 5:
                made.append(record(about, called, topic=owner, agency="somebody-else"))
            case 6:
                text = chance.choice(HOSTILE)
                made.append(record(about, called, product_code=text, document_url=text))
            case 7:
                made.append(
                    record(about, called, value=chance.choice([b"{", b"\xff", b"[]", b"null", b'{"report_id": 7}']))
                )
            case 8:
                made.append(record(about, called, tax_code=f"{chance.randrange(10**12):012}"))
            case _:
                made.append(record(about, called, reported_on="hôm qua"))
    twice = [chance.choice([one, _under_another_id(one)]) for one in made[::4]]
    records = [*made, *twice]
    chance.shuffle(records)
    return Flood(records, len(made))


def _known(about: str, called: str, code: str, number: int) -> Record:
    named = {"number": f"N-{number % NUMBERS}"} if "kind" in SAID[about][1] else {}
    return record(about, called, product_code=code, **named)


def _under_another_id(one: Record) -> Record:
    """The same report, sent anew by a system that counts its records: known by its number and its words."""
    if (
        b'"agency"' not in (one.value or b"")
        or "somebody-else" in (one.value or b"").decode()
        or "hôm qua" in (one.value or b"").decode()
    ):
        return one  # of what cannot be read nobody knows that it is the same
    headers = tuple((name, value + b"-again" if name == "ce_id" else value) for name, value in one.headers)
    return replace(one, headers=headers)


async def answered(registry: Registry, name: str) -> Counter[str]:
    """Number → how often it was answered."""
    found: Counter[str] = Counter()
    begun = {"type": "vn.ocop.answers.report.answered.v1", "key": {"$regex": f"^{name}-"}}
    async for row in registry.service.database["outbox"].find(begun, {"value": 1}):
        found[json.loads(row["value"])["report_id"]] += 1
    return found


class TestAFlood:
    @pytest.mark.parametrize(
        ("many", "within"),
        [(70, 60.0), pytest.param(10_000, 1_500.0, marks=[pytest.mark.prove, pytest.mark.timeout(1_800)])],
    )
    async def test_is_absorbed_and_answered_report_by_report(
        self, live: Deploy, kafka_bootstrap: str, fresh_name: str, many: int, within: float
    ) -> None:
        registry = Registry(await live("registry", offices="33,33/*", topics=WRITTEN))
        await _ready(registry)
        issued = await certified(registry)
        sent = flood(fresh_name, issued["product_code"], many)
        await publish(kafka_bootstrap, sent.records)
        began = time.monotonic()
        await _read_to_the_end(registry, len(sent.records), within)
        took = time.monotonic() - began
        print(f"{len(sent.records)} records in {took:.0f} s, {len(sent.records) / took:.0f}/s")
        found = await answered(registry, fresh_name)
        assert set(found.values()) == {1}
        assert len(found) == sent.distinct
        kept = registry.service.database["agency_reports"]
        assert await kept.count_documents({"report_id": {"$regex": f"^{fresh_name}-"}}) == sent.distinct
        began = time.monotonic()
        page = await registry.read(PROVINCE_OFFICER, "/api/agency-reports?limit=50")
        assert time.monotonic() - began < QUICK
        assert page["items"]
        assert (await registry.at(PROVINCE_OFFICER).get("/agency-reports")).status_code in (200, 303)


async def _ready(registry: Registry) -> None:
    """Until its collections and indexes are there."""
    ends = time.monotonic() + 60
    while not registry.service.prepared:
        assert time.monotonic() < ends
        await asyncio.sleep(0.1)


async def _read_to_the_end(registry: Registry, many: int, within: float) -> None:
    """Until every record, what was sent twice too, has gone through: asked of the broker, which costs the work nothing."""
    ends = time.monotonic() + within
    while True:
        lag = await registry.service.lag.measure()
        behind = sum(some for (_, topic), some in lag.items() if topic.startswith("ocop.agencies."))
        if not behind:
            return
        assert time.monotonic() < ends, f"{behind} of {many} records are not dealt with"
        await asyncio.sleep(min(5.0, within / 100))
