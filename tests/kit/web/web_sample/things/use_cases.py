"""The sample's verbs."""

from __future__ import annotations

from kit.identity import Principal
from kit.storage.collection import Collection
from kit.storage.mongo import Index
from kit.work import Unit

from .rules import Thing, ThingInUse, named

things = Collection(Thing, "things", indexes=[Index("name")])


async def make_thing(unit: Unit, *, name: str, count: int) -> Thing:
    """Keeps a new thing."""
    return await things.add(unit, named(unit.new_id(), name, count))


async def rename_thing(unit: Unit, thing_id: str, *, name: str, expected: int) -> Thing:
    """Gives a thing another name."""
    thing = await things.get(unit, thing_id, expected)
    return await things.keep(unit, named(thing.id, name, thing.count).model_copy(update={"version": thing.version}))


async def strike_thing(unit: Unit, thing_id: str, *, by: Principal, expected: int) -> Thing:
    """Takes a thing away for good; raises ThingInUse."""
    thing = await things.get(unit, thing_id, expected)
    if thing.count:
        raise ThingInUse()
    await things.remove(unit, thing)
    return thing
