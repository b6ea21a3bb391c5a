"""A fact that was committed arrives, once, in order, in every consumer."""

from __future__ import annotations

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from tests.kit.messaging.harness import Counter, World, count_up, counters, eventually


class TestACommittedFact:
    async def test_reaches_a_consumer_in_another_service(self, world: World) -> None:
        fact = world.fact()
        consuming = Subscriptions("mirrors")

        @consuming.on(fact)
        async def mirror(unit: Unit, event: Received) -> None:
            found = await counters.find(unit, event.data.id) or Counter(id=event.data.id)
            changed = found.model_copy(update={"total": found.total + 1, "seen": (*found.seen, event.data.number)})
            await (counters.keep(unit, changed) if found.version else counters.add(unit, changed))

        await world.make_topic()
        says, consumers = world.service("says"), world.service("hears", consuming)
        await says.prepare()
        await says.start()
        await consumers.start()
        for number in range(1, 21):
            for subject in ("a", "b", "c"):
                await says.work.run(count_up, fact(id=subject, number=number), subject, number)

        async def arrived() -> bool:
            found = await counters.select(consumers.work.reading(), {})
            return sum(c.total for c in found) == 60

        await eventually(arrived)
        for counter in await counters.select(consumers.work.reading(), {}):
            assert counter.seen == tuple(range(1, 21))
        assert await says.database["outbox"].count_documents({"state": "pending"}) == 0
        assert await world.committed(consumers.consumer.group_of(world.topic)) == 60
        records = await world.read(count=60)
        for subject in (b"a", b"b", b"c"):
            versions = [int(dict(r.headers)["ce_subjectversion"]) for r in records if r.key == subject]
            assert versions == list(range(1, 21))
