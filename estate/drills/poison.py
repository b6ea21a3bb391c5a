"""`ocop drill poison`: records of every bad kind among good ones; each absorbed or parked, and nobody held up."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaProducer
from ocop_events.envelope import Envelope, encode
from uuid_utils import uuid7

from estate.drills import facts
from estate.drills.ground import Ground, ground
from estate.drills.history import Findings
from kit.messaging.apply import Applier
from kit.messaging.parked.dead_letter import ToPark
from kit.messaging.parked.store import parked
from kit.messaging.parking import Outcome
from kit.messaging.retry import RetryPolicy
from kit.work import Unit

AT_ONCE = 250
PUBLISHED_AGAIN = "published again, in any order"
AT_MOST = {"handler fails": 12, "900 KB of rubbish": 40, "large and good": 200}
"""Those that hold their partition for all their retries, or fill the disk: more makes the drill long, not harder."""


_alone: ContextVar[bool] = ContextVar("alone", default=False)


@dataclass
class Longest:
    """How long the worst record held its partition, and the slowest transaction about one record that was committed."""

    seconds: float = 0.0
    clean_seconds: float = 0.0

    def bound(self, retry: RetryPolicy) -> float:
        """What is promised: the policy's pauses, and for each attempt and the parking what the server took at worst."""
        return retry.bound_seconds + (retry.attempts + 1) * self.clean_seconds

    def watch(self, applier: Applier) -> None:
        """Times everything that an applier sees to alone, and what of it ends parked."""
        apply_one, park, transact = applier.apply_one, applier._park, applier.work.transact
        park_many = applier.park_many

        async def timed_apply_one(*args: Any, **options: Any) -> Outcome:
            return await self._alone(apply_one(*args, **options))

        async def timed_park(*args: Any, **options: Any) -> Outcome:
            return await self._alone(park(*args, **options))

        async def timed_park_many(some: Sequence[ToPark]) -> None:
            began = time.monotonic()
            await park_many(some)
            self.seconds = max(self.seconds, time.monotonic() - began)

        async def timed_transact(attempt: Callable[[Unit], Awaitable[Any]]) -> Any:
            began = time.monotonic()
            answer = await transact(attempt)
            if _alone.get():  # a batch's says nothing of what one record costs
                self.clean_seconds = max(self.clean_seconds, time.monotonic() - began)
            return answer

        applier.apply_one, applier._park = timed_apply_one, timed_park  # type: ignore[method-assign]
        applier.park_many = timed_park_many  # type: ignore[method-assign]
        applier.work.transact = timed_transact  # type: ignore[method-assign]

    async def _alone(self, seeing_to_it: Awaitable[Outcome]) -> Outcome:
        within, began = _alone.set(True), time.monotonic()
        try:
            outcome = await seeing_to_it
        finally:
            _alone.reset(within)
        if outcome is Outcome.PARKED:
            self.seconds = max(self.seconds, time.monotonic() - began)
        return outcome


async def poison(commands: int, seed: int, say: Callable[[str], None]) -> Findings:
    """Unreadable, refused, failing, oversized, repeated and reordered records among good ones: absorbed or parked."""
    dice = random.Random(seed)
    good = max(40, commands // 25)
    longest = Longest()
    async with ground() as place:
        await place.start("tells", "copies", "projects")
        for role in ("copies", "projects"):
            longest.watch(place.services[role].dead_letters.applier)
        publishing = asyncio.create_task(place.command(range(good)))
        began = time.monotonic()
        kinds = await _spoil(place, dice, commands)
        accepted = await publishing
        await place.settled(good + kinds["large and good"], within=900)
        await place.caught_up(within=900)
        seconds = time.monotonic() - began
        found = Findings(accepted=len(accepted), on_the_topic=good + commands)
        found.sent_twice = kinds[PUBLISHED_AGAIN]
        await _examine(place, found, kinds, good)
        bound = longest.bound(place.services["copies"].dead_letters.applier.retry)
        found.expect(
            longest.seconds <= bound, f"a record held its partition for {longest.seconds:.2f} s, not {bound:.2f}"
        )
        say(f"{commands} bad records among {good} good ones, in {seconds:.0f} s:")
        for kind, count in sorted(kinds.items()):
            say(f"  {count:>6}  {kind}")
        say(
            f"the longest any of them held its partition: {longest.seconds:.2f} s of the {bound:.2f} s it may take; "
            f"a clean attempt took {longest.clean_seconds:.2f} s at worst"
        )
        return found


async def _spoil(place: Ground, dice: random.Random, commands: int) -> Counter[str]:
    """Puts the bad records on the topic while the good ones are published; answers how many of each kind."""
    kinds: Counter[str] = Counter()
    producer = AIOKafkaProducer(bootstrap_servers=place.kafka.bootstrap, max_request_size=2_000_000)
    async with producer:
        for number in range(commands):
            kind = dice.choice([*POISONS, PUBLISHED_AGAIN])
            if kinds[kind] >= min(AT_MOST.get(kind, commands), 1 + commands // 20):
                kind = "wrong shape"
            if kind == PUBLISHED_AGAIN:
                row = await _published_before(place, dice)
                key, value = row["key"].encode(), bytes(row["value"])
                headers = [(name, bytes(text)) for name, text in row["headers"]]
            else:
                key, value, headers = POISONS[kind](dice, number)
            kinds[kind] += 1
            await producer.send(facts.TOPIC, value, key=key, headers=headers)
            if number % AT_ONCE == AT_ONCE - 1:
                await producer.flush()
    return kinds


async def _published_before(place: Ground, dice: random.Random) -> dict[str, Any]:
    """A record that the relay has sent before, byte for byte."""
    while len(place.published) < 50:
        sent = place.services["tells"].database["outbox"].find({"state": "sent"}).limit(50)
        found = await sent.to_list(50)
        if found and len(found) == len(place.published):
            break
        place.published = found
        await asyncio.sleep(0.05)
    row: dict[str, Any] = dice.choice(place.published)
    return row


async def _examine(place: Ground, found: Findings, kinds: Counter[str], good: int) -> None:
    publishes, copies, projects = (place.services[role].database for role in ("tells", "copies", "projects"))
    made = {row["_id"]: row["commands"] async for row in publishes["tallies"].find({})}
    copied = {row["_id"]: row["commands"] async for row in copies["tallies"].find({})}
    found.applied = sum(map(len, copied.values()))
    for tally, numbers in made.items():
        found.expect(copied.get(tally) == numbers, f"the copy of {tally}: {copied.get(tally)} instead of {numbers}")
    shown = {row["_id"]: row["version"] async for row in projects["latest"].find({})}
    for tally, numbers in made.items():
        found.expect(shown.get(tally) == len(numbers), f"the projection of {tally} stands at {shown.get(tally)}")
    large = kinds["large and good"]
    found.expect(found.applied == good + large, f"{found.applied} effects in the copy, {good + large} expected")
    expected = sum(count for kind, count in kinds.items() if kind not in ABSORBED)
    for role in ("copies", "projects"):
        reasons: Counter[str] = Counter()
        async for row in parked.raw(place.services[role].work.reading()).find({}, {"reason": 1}):
            reasons[row["reason"]["slug"]] += bool(row["reason"]["vi"] and row["reason"]["en"])
        found.expect(reasons.total() == expected, f"{role}: {reasons.total()} parked with a reason, not {expected}")
        found.parked[role] = dict(reasons)


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


def _commanded(command: int) -> Poison:
    def make(dice: random.Random, number: int) -> tuple[bytes, bytes, list[tuple[str, bytes]]]:
        key = f"poison-{number}"
        return key.encode(), encode(facts.TallyMovedV1(tally=key, command=command)), _headers(key)

    return make


def _large(dice: random.Random, number: int) -> tuple[bytes, bytes, list[tuple[str, bytes]]]:
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
    "900 KB of rubbish": _made(b"x" * 900_000),
    "handler refuses": _commanded(facts.REFUSED),
    "handler fails": _commanded(facts.BREAKING),
    "large and good": _large,
}
ABSORBED = ("large and good", PUBLISHED_AGAIN)
