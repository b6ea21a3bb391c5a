"""A ruling is explained from the events that were kept, and one number changed among them is found."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.evaluation.scoring import ScorecardSealedV1
from typer.testing import CliRunner, Result

from estate.commands.explain import app
from law.explanation import recorded_of, recount
from law.rulebooks import shelf
from tests.evaluation.evaluation_harness import CHAIR, MEMBERS, Deployment, Estate, at_the_province, best, ruled, scored


@pytest.fixture
async def ruling(province: Deployment, estate: Estate) -> dict[str, Any]:
    """The data of the ruling.issued event of a case that went through all endpoints."""
    case = await at_the_province(province, estate)
    book = shelf().get("R26")
    sheets = {CHAIR: 0, MEMBERS[0]: 2, MEMBERS[1]: 3, MEMBERS[2]: 1}
    await scored(province, case, {who: best(book, 1, worse=worse) for who, worse in sheets.items()})
    await ruled(province, case, "7/QĐ-UBND")
    [announced] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
    return announced


@pytest.fixture
async def topics(kafka_bootstrap: str) -> AsyncIterator[AIOKafkaProducer]:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    await admin.start()
    for kind in (RulingIssuedV1, ScorecardSealedV1):
        with contextlib.suppress(TopicAlreadyExistsError):
            await admin.create_topics([NewTopic(kind.event_topic, 1, 1)])
    await admin.close()
    producer = AIOKafkaProducer(bootstrap_servers=kafka_bootstrap)
    await producer.start()
    yield producer
    await producer.stop()


async def publish(
    province: Deployment, producer: AIOKafkaProducer, changed: Callable[[str, dict[str, Any]], Any]
) -> None:
    """Puts everything of the outbox on the topics, as the relay does, but for what `changed` does to it."""
    async for row in province.service.database["outbox"].find({}).sort([("order", 1), ("version", 1)]):
        if row["topic"] not in (RulingIssuedV1.event_topic, ScorecardSealedV1.event_topic):
            continue
        data = json.loads(bytes(row["value"]))
        changed(row["type"], data)
        headers = [(name, bytes(value)) for name, value in row["headers"]]
        value = json.dumps(data).encode()
        await producer.send_and_wait(row["topic"], value, key=row["key"].encode(), headers=headers)


class TestAStoredRuling:
    def explain(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    async def test_holds_and_says_why(
        self,
        province: Deployment,
        ruling: dict[str, Any],
        topics: AIOKafkaProducer,
        kafka_bootstrap: str,
        mongodb_uri: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", kafka_bootstrap)
        monkeypatch.setenv("MONGODB_URI", mongodb_uri)
        await publish(province, topics, lambda type_, data: None)
        done = await asyncio.to_thread(self.explain, ruling["ruling_id"])
        assert done.exit_code == 0, done.output
        assert "Khớp với hồ sơ lưu." in done.output
        assert "Phiếu của Chair" in done.output

        def lift(type_: str, data: dict[str, Any]) -> None:
            if type_ == RulingIssuedV1.event_type:
                data["sheets"][0]["total"] = "99"

        await publish(province, topics, lift)
        done = await asyncio.to_thread(self.explain, ruling["ruling_id"], "--in", "en")
        assert done.exit_code == 1
        assert "/sheets/0/total" in done.output

    async def test_is_refused_its_sheets_when_they_are_not_what_was_sealed(
        self, province: Deployment, ruling: dict[str, Any]
    ) -> None:
        sealed = await province.facts("vn.ocop.evaluation.scorecard.sealed.v1")
        seals = {(one["member_id"], one["round"]): one["digest"] for one in sealed}
        book = shelf().get("R26")
        assert recount(book, recorded_of(ruling), seals).differences == ()
        seals["chair", 1] = "0" * 64
        assert [d.path for d in recount(book, recorded_of(ruling), seals).differences] == ["/sheets/0/digest"]
