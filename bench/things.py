"""What is told and kept in a bench: a thing that counts, and a fact of some six hundred bytes about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocop_events.envelope import EventData

from kit.aggregate import Aggregate
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage.collection import Collection
from kit.storage.filters import parts
from kit.storage.mongo import UpdateOne
from kit.work import Unit

NOTE = "Hợp tác xã nông nghiệp, mã số vùng trồng và kết quả kiểm nghiệm. " * 8


class Thing(Aggregate):
    """Counts how often it was moved."""

    number: int = 0
    note: str = NOTE


things = Collection(Thing, "things")


def fact_on(name: str) -> type[EventData]:
    """A fact type with a topic of its own, outside the contract."""

    class Moved(EventData):
        id: str
        number: int
        note: str = NOTE

    return type(
        "MovedV1",
        (Moved,),
        {"__module__": __name__},
        type=f"vn.ocop.bench.{name}.moved.v1",
        topic=f"ocop.bench.{name}",
        key="id",
    )


async def move(unit: Unit, fact: type[EventData], id: str, number: int) -> Thing:
    """The command: one aggregate, one fact."""
    found = await things.find(unit, id)
    moved = (found or Thing(id=id)).model_copy(update={"number": number})
    kept = await (things.keep(unit, moved) if found else things.add(unit, moved))
    unit.announce(fact(id=id, number=number))
    return kept


def latest(fact: type[EventData]) -> Subscriptions:
    """The projection: per thing its latest number, guarded by the subject's version."""
    projecting = Subscriptions("latest")

    @projecting.batch(fact, idempotent=True, rebuilds=(things.name,))
    async def when_things_move_show_the_latest(unit: Unit, events: Sequence[Received[Any]]) -> None:
        newest = {event.subject: event for event in events}
        known: dict[str, int] = {}
        for some in parts(newest):
            rows = things.raw(unit).find({"_id": {"$in": some}}, {"version": 1}, session=unit.session)
            known |= {row["_id"]: row["version"] async for row in rows}
        changes = [
            UpdateOne({"_id": subject}, {"$set": document(event.data.number, event.subject_version)}, upsert=True)
            for subject, event in newest.items()
            if event.subject_version > known.get(subject, 0)
        ]
        if changes:
            await things.raw(unit).bulk_write(changes, session=unit.session, ordered=False)

    return projecting


def document(number: int, version: int) -> dict[str, Any]:
    """A projected row."""
    return {"version": version, "number": number, "note": NOTE}
