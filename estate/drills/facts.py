"""What the drills' own services say and count. None of it is part of the contract: the topics live for one drill."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter
from ocop_events.envelope import EventData

from kit.aggregate import Aggregate
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal
from kit.service import Service, Slice
from kit.settings import development_settings
from kit.storage.collection import Collection
from kit.storage.mongo import UpdateOne
from kit.web.dependencies import Here
from kit.work import Unit
from kit.work.lease import Lease

TOPIC = "ocop.drill.tally"
PARTITIONS = 6
REFUSED, BREAKING = -1, -2
"""Numbers of commands that the consumers refuse, and that make them fail."""


class Unwelcome(Refusal):
    """A rule of the drill's consumers says no."""

    slug = "drill.unwelcome"
    vi = "Diễn tập: nơi nhận từ chối lệnh này."
    en = "Drill: the consumer refuses this command."


@dataclass
class Pace:
    """How long a copier works on one event: time for a blow to fall into the middle of a batch."""

    seconds: float = 0.03


pace = Pace()


class TallyMovedV1(EventData, type="vn.ocop.drill.tally.moved.v1", topic=TOPIC, key="tally"):
    """A tally was moved on by one."""

    tally: str
    command: int


class Tally(Aggregate):
    """The numbers of the commands that moved it, in their order."""

    commands: tuple[int, ...] = ()


tallies = Collection(Tally, "tallies")
latest = Collection(Tally, "latest")


async def move(unit: Unit, tally: str, command: int) -> Tally:
    """The drills' command: one aggregate, one fact."""
    found = await tallies.find(unit, tally)
    moved = (found or Tally(id=tally)).model_copy(update={"commands": (*(found.commands if found else ()), command)})
    kept = await (tallies.keep(unit, moved) if found else tallies.add(unit, moved))
    unit.announce(TallyMovedV1(tally=tally, command=command))
    return kept


def _check(command: int) -> None:
    if command == REFUSED:
        raise Unwelcome()
    if command == BREAKING:
        raise ZeroDivisionError("a drill's handler fails")


endpoints = APIRouter()


@endpoints.get("/tallies/{tally}")
async def show_tally(tally: str, service: Here) -> Tally:
    """One tally, as a page and by the API: an endpoint that asks the database."""
    return await tallies.get(service.work.reading(), tally)


def _copying() -> Subscriptions:
    copying = Subscriptions("copies")

    @copying.on(TallyMovedV1)
    async def when_a_tally_moves_copy_it(unit: Unit, event: Received[TallyMovedV1]) -> None:
        _check(event.data.command)
        await asyncio.sleep(pace.seconds)
        found = await tallies.find(unit, event.subject)
        moved = (found or Tally(id=event.subject)).model_copy(
            update={"commands": (*(found.commands if found else ()), event.data.command)}
        )
        await (tallies.keep(unit, moved) if found else tallies.add(unit, moved))

    return copying


def _projecting() -> Subscriptions:
    projecting = Subscriptions("projections")

    @projecting.batch(TallyMovedV1, idempotent=True, rebuilds=("latest",))
    async def when_tallies_move_show_the_latest(unit: Unit, events: Sequence[Received[Any]]) -> None:
        newest: dict[str, Received[Any]] = {}
        for event in events:
            _check(event.data.command)
            if event.subject not in newest or event.subject_version > newest[event.subject].subject_version:
                newest[event.subject] = event
        rows = latest.raw(unit).find({"_id": {"$in": list(newest)}}, session=unit.session)
        known = {row["_id"]: row["version"] async for row in rows}
        changes = [
            UpdateOne(
                {"_id": subject},
                {"$set": {"version": event.subject_version, "commands": [event.data.command]}},
                upsert=True,
            )
            for subject, event in newest.items()
            if event.subject_version > known.get(subject, 0)
        ]
        if changes:
            await latest.raw(unit).bulk_write(changes, session=unit.session, ordered=False)

    return projecting


def service(role: str, bootstrap: str, mongodb_uri: str) -> Service:
    """One of the drills' three services: `tells`, `copies`, `projects`."""
    settings = development_settings(kafka_bootstrap_servers=bootstrap, mongodb_uri=mongodb_uri)
    slices = {
        "tells": lambda: [Slice("tallies", collections=[tallies], api=endpoints, pages=endpoints)],
        "copies": lambda: [Slice("copies", collections=[tallies], subscriptions=_copying())],
        "projects": lambda: [Slice("projections", collections=[latest], subscriptions=_projecting())],
    }[role]()
    made = Service(f"drill-{role}", slices, settings)
    # A dead replica is noticed within seconds: a drill has not the patience of production.
    made.consumer = replace(made.consumer, session_timeout_ms=6_000)
    made.relay.lease = Lease(made.database, "relay", lifetime_seconds=4)
    return made
