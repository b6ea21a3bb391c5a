"""`ocop lag`: what consumers are behind is measured by who is none of them, and goes on being so when they are dead."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from ocop_events.envelope import Envelope, encode
from typer.testing import CliRunner

from estate.commands.lag import app
from estate.drills.facts import TOPIC, TallyMovedV1
from estate.processes.children import Child, free_port

GROUP = "ocop.drill-copies.drill.tally"
MANIFEST = """
prefix: ocop.drill.
partitions: 1
retention: forever
principals: {copies: {groups: ocop.drill-copies.}, lag: {watches: true}}
topics: {}
"""


async def publish(bootstrap: str, *numbers: int) -> None:
    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
        for number in numbers:
            envelope = Envelope.model_validate(
                {"id": str(number), "source": "/elsewhere", "type": TallyMovedV1.event_type, "subject": "a"}
                | {"time": "2026-05-01T00:00:00Z", "partitionkey": "a"}
            )
            value = encode(TallyMovedV1(tally="a", command=number))
            await producer.send_and_wait(TOPIC, value, key=b"a", headers=envelope.headers())


@pytest.fixture
async def topic(kafka_bootstrap: str) -> AsyncIterator[str]:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(TOPIC, 1, 1)])
    yield TOPIC
    await admin.delete_topics([TOPIC])
    await admin.close()


class TestTheLag:
    async def test_grows_when_the_only_consumer_has_been_killed_and_is_told_by_the_command_too(
        self, topic: str, kafka_bootstrap: str, mongodb_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "topics.yaml").write_text(MANIFEST)
        port = free_port()
        for name, value in (
            ("KAFKA_BOOTSTRAP_SERVERS", kafka_bootstrap),
            ("OCOP_HOME", str(tmp_path)),
            ("COLUMNS", "200"),
        ):
            monkeypatch.setenv(name, value)
        command = [sys.executable, "-m", "estate.cli", "lag", "--file", str(tmp_path / "topics.yaml")]
        watch = Child("lag", [*command, "--serve", "--every", "0.2"], tmp_path / "lag.log", {"OCOP_PORT": str(port)})
        reader = Child(
            "reader",
            [sys.executable, "-m", "estate.drills.actor", "copies", kafka_bootstrap, mongodb_uri],
            tmp_path / "reader.log",
        )
        said = re.compile(rf'^ocop_consumer_lag{{group="{GROUP}",topic="{topic}"}} (\S+)$', re.M)

        async def announced(behind: float) -> None:
            found: list[str] = []
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
                for _ in range(200):
                    await asyncio.sleep(0.1)
                    try:
                        found = said.findall((await client.get("/metrics")).text)
                    except httpx.TransportError:
                        continue
                    if found and float(found[0]) == behind:
                        return
            pytest.fail(f"the lag is {found}, not {behind}\n{watch.last_words(10)}\n{reader.last_words(10)}")

        try:
            watch.start()
            reader.start()
            await publish(kafka_bootstrap, 1, 2, 3)
            await announced(0)
            reader.kill()
            await publish(kafka_bootstrap, 4, 5)
            await announced(2)
            await publish(kafka_bootstrap, 6)
            await announced(3)
            once = await asyncio.to_thread(CliRunner().invoke, app, ["--file", str(tmp_path / "topics.yaml")])
            assert re.search(rf"{GROUP} +{topic} +3\b", once.output), once.output
            watch.ask_to_end()
            assert await asyncio.to_thread(watch.process.wait, 5) == 0 if watch.process else False
        finally:
            reader.kill()
            watch.kill()
