"""`ocop republish` and `ocop rebuild` at the command line, against a real broker and a real service's database."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError
from ocop_events import examples
from ocop_events.envelope import Envelope, catalogue, encode
from typer.testing import CliRunner

from estate import services
from estate.commands import rebuild as rebuild_command
from estate.commands import republish as republish_command
from kit.messaging import republish
from kit.service import Service
from kit.settings import ServiceSettings
from kit.work import Unit
from services.reporting.standings import store

T = TypeVar("T")

CLOSED, CERTIFIED = "vn.ocop.registry.producer.closed.v1", "vn.ocop.registry.product.certified.v1"
STANDINGS = "standings.when_recognitions_change_count_them_anew"


@pytest.fixture(autouse=True)
def servers(kafka_bootstrap: str, mongodb_uri: str, fresh_name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The session's servers in the environment, a database of the test's own; gives the test's own name."""
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", kafka_bootstrap)
    monkeypatch.setenv("MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("MONGODB_DATABASE", fresh_name)
    monkeypatch.setenv("COLUMNS", "250")
    return fresh_name


def said(app: Any, *arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def on(name: str, work: Callable[[Service], Awaitable[T]]) -> T:
    async def do() -> T:
        service = services.build(name, ServiceSettings())
        try:
            await service.prepare()
            return await work(service)
        finally:
            service.database.close()

    return asyncio.run(do())


async def there_is(topic: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=ServiceSettings().kafka_bootstrap_servers)
    await admin.start()
    with contextlib.suppress(TopicAlreadyExistsError):
        await admin.create_topics([NewTopic(topic, 1, 1)])
    await admin.close()


class TestRepublish:
    """The broker is the whole session's: a test knows its own facts by their subjects."""

    @pytest.fixture
    def subjects(self, servers: str) -> list[str]:
        """Two producers of the registry with two facts each, told and sent; gives their ids."""
        ids = [f"{servers}-a", f"{servers}-b"]

        async def bring(service: Service) -> None:
            await there_is(catalogue[CLOSED].event_topic)
            for _ in range(2):
                for id in ids:
                    event = catalogue[CLOSED].model_validate({**examples.example(CLOSED), "producer_id": id})

                    async def announce(unit: Unit, event: Any = event) -> None:
                        unit.announce(event)

                    await service.work.transact(announce)
            relaying = asyncio.create_task(service.relay.run())
            while await service.database["outbox"].count_documents({"state": "pending"}):
                await asyncio.sleep(0.05)
            relaying.cancel()
            await asyncio.gather(relaying, return_exceptions=True)

        on("registry", bring)
        return ids

    def announced(self, *subjects: str) -> list[tuple[str, str]]:
        """Subject and event id of what the topic has of these subjects, in its order."""

        async def read() -> list[tuple[str, str]]:
            async with AIOKafkaConsumer(
                catalogue[CLOSED].event_topic,
                bootstrap_servers=ServiceSettings().kafka_bootstrap_servers,
                auto_offset_reset="earliest",
                enable_auto_commit=False,
            ) as consumer:
                ends = await consumer.end_offsets(consumer.assignment())
                found: list[tuple[str, str]] = []
                while any([await consumer.position(p) < end for p, end in ends.items()]):
                    for records in (await consumer.getmany(timeout_ms=300)).values():
                        found += [((r.key or b"").decode(), dict(r.headers)["ce_id"].decode()) for r in records]
            return [one for one in found if one[0] in subjects]

        return asyncio.run(read())

    def test_publishes_everything_again_in_order_under_its_own_ids(self, subjects: list[str]) -> None:
        before = self.announced(*subjects)
        assert "4 facts of registry published again" in said(republish_command.app, "registry")
        after = self.announced(*subjects)
        for subject in subjects:
            once = [one for one in before if one[0] == subject]
            assert [one for one in after if one[0] == subject] == once * 2

    @pytest.mark.parametrize(
        ("chosen", "count"),
        [
            (("--type", CLOSED), 4),
            (("--type", CERTIFIED), 0),
            (("--topic", "ocop.registry.product"), 0),
            (("--since", "2000-01-01"), 4),
            (("--until", "2000-01-01"), 0),
        ],
    )
    def test_publishes_only_what_is_chosen(self, subjects: list[str], chosen: tuple[str, str], count: int) -> None:
        expected = f" {count} facts of registry" if count else "No fact matches"
        assert expected in said(republish_command.app, "registry", *chosen)
        assert len(self.announced(*subjects)) == 4 + count

    def test_publishes_one_subject_only(self, subjects: list[str]) -> None:
        assert " 2 facts of registry" in said(republish_command.app, "registry", "--subject", subjects[0])
        assert len(self.announced(subjects[0])) == 4
        assert len(self.announced(subjects[1])) == 2

    def test_goes_on_where_it_was_cut_off(self, subjects: list[str]) -> None:
        async def cut_off_after_three(service: Service) -> None:
            await republish.request(service.database, republish.Selection(), by="an hour ago")
            row = await republish.waiting(service.database)
            assert row is not None
            await republish.keep_place(service.database, row, await republish.next_rows(service.database, row, 3))

        on("registry", cut_off_after_three)
        said(republish_command.app, "registry")
        assert len(self.announced(*subjects)) == 4 + 1


class TestRebuild:
    @pytest.fixture
    def product(self, servers: str) -> str:
        """A product that the topic says was certified, and reporting never learned of; gives its id."""

        async def publish() -> None:
            kind = catalogue[CERTIFIED]
            known = examples.example(CERTIFIED)
            event = kind.model_validate({**known, "product": {**known["product"], "id": servers}})
            for topic in sorted(services.build("reporting", ServiceSettings()).dead_letters.handlers[STANDINGS].topics):
                await there_is(topic)
            envelope = Envelope.model_validate(
                {"id": servers, "source": "/ocop/registry", "type": CERTIFIED, "time": "2026-08-03T02:15:00Z"}
                | {"subject": servers, "partitionkey": servers, "subjectversion": 1}
            )
            async with AIOKafkaProducer(bootstrap_servers=ServiceSettings().kafka_bootstrap_servers) as producer:
                await producer.send_and_wait(
                    kind.event_topic, encode(event), key=servers.encode(), headers=list(envelope.headers())
                )

        asyncio.run(publish())
        return servers

    def shown(self, product: str) -> Any:
        async def row(service: Service) -> Any:
            return await store.histories.find(service.work.reading(), product)

        return on("reporting", row)

    def test_makes_a_projection_anew_and_repairs_what_was_damaged(self, product: str) -> None:
        assert self.shown(product) is None
        assert f"{STANDINGS}: " in said(rebuild_command.app, "reporting", STANDINGS)
        whole = self.shown(product)
        assert whole is not None

        async def damage(service: Service) -> None:
            await store.histories.raw(service.work.reading()).delete_many({})

        on("reporting", damage)
        assert self.shown(product) is None
        said(rebuild_command.app, "reporting", STANDINGS)
        assert self.shown(product) == whole

    def test_makes_all_of_a_service_when_none_is_named(self, product: str) -> None:
        every = on("reporting", _projections)
        lines = said(rebuild_command.app, "reporting").splitlines()
        assert len(every) > 1
        assert all(any(f"{name}: " in line for line in lines) for name in every)

    def test_names_those_there_are_when_there_is_no_such_one(self) -> None:
        with pytest.raises(rebuild_command.UnknownProjection) as refused:
            said(rebuild_command.app, "reporting", "standings.of_the_weather")
        assert STANDINGS in refused.value.say("vi")


async def _projections(service: Service) -> list[str]:
    return list(service.projections)
