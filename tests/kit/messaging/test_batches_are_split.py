"""What is too much for one transaction goes in several, each with its own proof: nothing is lost, nothing comes twice."""

from __future__ import annotations

import dataclasses

import pytest

from kit.messaging import apply
from kit.messaging.parked.decided import PLACES
from kit.messaging.rebuild import Rebuild
from kit.messaging.received import Record
from kit.storage import bounds
from kit.storage.mongo import Database
from tests.kit.messaging.harness import World, counters
from tests.kit.messaging.test_rebuilding import projecting, publish, state

SUBJECTS = 60


class CutOffError(BaseException):
    """The process dies here."""


async def test_a_rebuild_of_more_rows_than_a_transaction_holds_gives_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = world.fact()
    await world.make_topic()
    service = world.service("reads", projecting(fact))
    await service.prepare()
    await publish(world, fact, range(1, 4), subjects=SUBJECTS)
    monkeypatch.setattr(bounds, "MOST_ROWS", 20)
    progress = await service.rebuilding("numbers.latest").run()
    assert progress.applied == 3 * SUBJECTS
    await service.prepare()  # follows the swap
    assert await state(service) == {f"s{n}": 300 + n for n in range(SUBJECTS)}


async def test_a_rebuild_cut_off_between_the_parts_of_a_batch_goes_on_from_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = world.fact()
    await world.make_topic()
    service = world.service("reads", projecting(fact))
    await service.prepare()
    await publish(world, fact, range(1, 4), subjects=SUBJECTS)
    monkeypatch.setattr(bounds, "MOST_ROWS", 20)
    whole, done = Rebuild.apply_together, 0

    async def cut_off(self: Rebuild, target: Database, events: list[object], *about: object) -> None:
        nonlocal done
        if done == 2:
            raise CutOffError
        await whole(self, target, events, *about)  # type: ignore[arg-type]
        done += 1

    monkeypatch.setattr(Rebuild, "apply_together", cut_off)
    with pytest.raises(CutOffError):
        await service.rebuilding("numbers.latest").run()
    monkeypatch.setattr(Rebuild, "apply_together", whole)
    kept = await service.database[PLACES].find_one({"generation": {"$exists": True}})
    assert 0 < sum(kept["places"].values()) < 3 * SUBJECTS
    again = await service.rebuilding("numbers.latest").run()
    assert again.read < 3 * SUBJECTS
    await service.prepare()
    assert await state(service) == {f"s{n}": 300 + n for n in range(SUBJECTS)}


async def test_records_of_more_bytes_than_a_transaction_holds_are_applied_in_several(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = world.fact()
    service = world.service("reads", projecting(fact))
    await service.prepare()
    handler = next(iter(service.dead_letters.handlers.values()))
    monkeypatch.setattr(apply, "READ_AT_ONCE", 2_000)
    sizes: list[int] = []
    together = apply.Applier.apply_together

    async def counted(self: apply.Applier, handler: object, events: list[object]) -> None:
        sizes.append(len(events))
        await together(self, handler, events)  # type: ignore[arg-type]

    monkeypatch.setattr(apply.Applier, "apply_together", counted)
    made = [record(world, fact, number) for number in range(30)]
    assert sum(one.size for one in made) > 4_000
    await service.dead_letters.applier.apply_batch(handler, made)
    assert sum(sizes) == 30
    assert len(sizes) > 2
    assert await counters.count(service.work.reading(), {}) == 30


def record(world: World, fact: type, number: int) -> Record:
    from tests.kit.messaging.harness import envelope_of

    headers = envelope_of(fact, f"s{number}", f"e{number}", subjectversion=1).headers()
    value = f'{{"id":"s{number}","number":{number}}}'.encode()
    empty = Record(world.topic, 0, number, f"s{number}".encode(), (), value)
    return dataclasses.replace(empty, headers=tuple(headers))
