"""`ocop parked`: the dead-letter queue at the command line, against a real service's database."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from ocop_events import examples
from ocop_events.envelope import Envelope
from typer.testing import CliRunner

from estate import services
from estate.commands import parked as commands
from estate.commands.parked import app
from kit.messaging.parked.dead_letter import Parked
from kit.messaging.parked.refusals import OwnRepair, ReasonMissing
from kit.messaging.parked.store import parked
from kit.messaging.received import Record
from kit.settings import ServiceSettings

TOPIC, TYPE = "ocop.registry.producer.state", "vn.ocop.registry.producer.state.v1"
GOOD = examples.example(TYPE)
KEY = GOOD["producer_id"]


@pytest.fixture
def dead_letters(mongodb_uri: str, fresh_name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of notifications with one producer parked for its data; gives the row's id."""
    monkeypatch.setenv("MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("MONGODB_DATABASE", fresh_name)
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
    monkeypatch.setenv("COLUMNS", "80")
    wrong = json.dumps({**GOOD, "producer_id": 7}, ensure_ascii=False).encode()
    asyncio.run(comes(wrong))
    return re.findall(r"[0-9a-f-]{36}", said("list", "notifications"))[0]


async def comes(value: bytes) -> None:
    service = services.build("notifications", ServiceSettings())
    await service.prepare()
    envelope = Envelope.model_validate(
        {"id": "1", "source": "/ocop/registry", "type": TYPE, "time": "2026-08-03T02:15:00Z", "subject": KEY}
        | {"partitionkey": KEY}
    )
    headers = tuple(envelope.headers())
    record = Record(topic=TOPIC, partition=0, offset=3, key=KEY.encode(), headers=headers, value=value)
    await service.consumer.process(TOPIC, [record])
    service.database.close()


def said(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


async def _row(id: str) -> Parked:
    service = services.build("notifications", ServiceSettings())
    try:
        return await parked.get(service.work.reading(), id)
    finally:
        service.database.close()


def row(id: str) -> Parked:
    return asyncio.run(_row(id))


class TestTheParkedCommands:
    def test_list_and_show_what_waits_and_why(self, dead_letters: str) -> None:
        listed = said("list", "notifications")
        assert TYPE in listed
        assert "không đúng lược đồ" in listed
        assert "do not match the schema" in listed
        assert listed.startswith(f"notifications {dead_letters} open "), "to be copied behind `ocop parked show`"
        shown: Any = said("show", "notifications", dead_letters)
        assert "/producer_id" in shown
        assert "ce_id: 1" in shown
        assert f"{TOPIC} / 0 / 3" in shown

    def test_repair_then_offer_has_the_effect_and_keeps_the_history(
        self, dead_letters: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        corrected = tmp_path / "corrected.json"
        corrected.write_text(json.dumps(GOOD, ensure_ascii=False))
        said("repair", "notifications", dead_letters, "--value", str(corrected), "--why", "mã chủ thể")
        with pytest.raises(OwnRepair):
            said("offer", "notifications", dead_letters, "--why", "đã sửa")
        shown = said("show", "notifications", dead_letters)
        assert f"/producer_id: 7 → {KEY}" in shown
        monkeypatch.setattr(commands, "account", lambda: "another")
        offered = said("offer", "notifications", dead_letters, "--why", "đã sửa")
        assert " applied " in offered
        settled = row(dead_letters)
        assert json.loads(settled.record.value or b"")["producer_id"] == 7
        assert [(step.did, step.why) for step in settled.history] == [("repair", "mã chủ thể"), ("release", "đã sửa")]
        assert all(step.by.startswith("cli:") for step in settled.history)
        said("offer", "notifications", dead_letters, "--why", "lần nữa")
        assert row(dead_letters) == settled, "a second offer changes nothing"

    def test_discard_wants_a_reason_and_takes_it_off_the_list(self, dead_letters: str) -> None:
        with pytest.raises(ReasonMissing):
            said("discard", "notifications", dead_letters, "--why", " ")
        said("discard", "notifications", dead_letters, "--why", "gửi nhầm")
        assert "Nothing is parked" in said("list", "notifications")
        assert dead_letters in said("list", "notifications", "--state", "discarded")
