"""docs/integrate.md as an agency lives it: its own snippets, word for word, against the authenticated listener."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Consumer, Producer
from ocop_events import catalogue
from ocop_events.agencies.reports import InspectionReportedV1
from ocop_events.asyncapi import example_headers
from ocop_events.envelope import Envelope, decode
from ocop_events.examples import example

from estate.places import CACHE
from estate.servers.kafka import Kafka
from kit.messaging.manifest import load
from kit.messaging.passwords import Passwords
from kit.messaging.topics import administrator, apply
from law.agencies import agencies
from tests.deployment import deploy
from tests.registry.agencies.agency_harness import certified as certified_product
from tests.registry.registry_harness import Registry

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "integrate.md").read_text(encoding="utf-8")
SNIPPETS = {
    name: (tongue, text) for name, tongue, text in re.findall(r"<!-- run: (\S+) -->\n```(\w+)\n(.*?)```", GUIDE, re.S)
}
REPORTS = {
    name: (kind, text)
    for name, kind, text in re.findall(r"<!-- report: (\S+) (\S+) -->\n```json\n(.*?)```", GUIDE, re.S)
}
"""The example of each agency: its type and its data."""
OWN, PRODUCTS = "ocop.agencies.food-safety", "ocop.registry.product"
CERTIFIED = "vn.ocop.registry.product.certified.v1"
needs_kcat = pytest.mark.skipif(
    not shutil.which("kcat"), reason="kcat (Debian's package `kcat`) is not on this machine"
)


@dataclass
class Agency:
    """The food safety agency's desk: an empty folder, its password, and the estate's broker."""

    folder: Path
    environment: dict[str, str]
    kafka: Kafka

    def does(self, name: str, *command: str, until: str = "", given: Sequence[str] = ()) -> str:
        """What the snippet prints; one that runs for ever is ended when it has said `until`. `given`: what is typed behind it."""
        tongue, text = SNIPPETS[name]
        file = self.folder / f"{name}.{ {'sh': 'sh', 'js': 'mjs', 'python': 'py'}[tongue] }"
        file.write_text(text, encoding="utf-8")
        going = subprocess.Popen(
            [*command, str(file), *given],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        said = ""
        ends = time.monotonic() + 60
        assert going.stdout is not None
        for line in going.stdout:
            said += line
            if until and until in line:
                going.terminate()
                break
            assert time.monotonic() < ends, said
        code = going.wait(timeout=20)
        assert until or code == 0, said
        return said

    def sent(self, report: str) -> Any:
        """The record with this key on the agency's topic, as the estate reads it."""
        consumer = Consumer(
            {"bootstrap.servers": self.kafka.bootstrap, "group.id": report, "auto.offset.reset": "earliest"}
        )
        consumer.subscribe([OWN])
        ends = time.monotonic() + 20
        try:
            while time.monotonic() < ends:
                record = consumer.poll(0.5)
                if record is not None and record.key() == report.encode():
                    return record
        finally:
            consumer.close()
        raise AssertionError(f"{report} did not arrive")


@pytest.fixture(scope="module")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kafka]:
    """A broker of its own: what is written here under the real names must not reach the session's services."""
    broker = Kafka(tmp_path_factory.mktemp("guide-kafka"), CACHE)
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture(scope="module")
def agency(kafka: Kafka, tmp_path_factory: pytest.TempPathFactory) -> Agency:
    """Its account as `make up` makes it, and one certified product to learn of."""
    folder = tmp_path_factory.mktemp("agency")
    passwords = Passwords(folder / ".ocop" / "principals")
    apply(administrator(kafka.bootstrap), load(ROOT / "deploy" / "topics.yaml"), passwords)
    announced, event = example(CERTIFIED), catalogue[CERTIFIED]
    producer = Producer({"bootstrap.servers": kafka.bootstrap})
    headers = [(name, value.encode()) for name, value in example_headers(event).items()]
    producer.produce(
        PRODUCTS, json.dumps(announced, ensure_ascii=False).encode(), str(announced[event.event_key]), headers=headers
    )
    producer.flush(20)
    (block,) = re.findall(r"```sh\n(export OCOP_KAFKA.*?)```", GUIDE, re.S)
    shown = subprocess.run(["bash", "-c", f"{block}\nenv -0"], cwd=folder, capture_output=True, text=True, check=True)
    environment = dict(line.split("=", 1) for line in shown.stdout.split("\0") if "=" in line)
    assert environment["OCOP_KAFKA"] == "127.0.0.1:9093"
    return Agency(folder, {**environment, "OCOP_KAFKA": kafka.secured.bootstrap, "PYTHONWARNINGS": "ignore"}, kafka)


@pytest.fixture
def kcat_of_today(agency: Agency) -> Iterator[Agency]:
    """Where kcat's library is too old for SCRAM with this Kafka, the guide's own way out of it."""
    said = subprocess.run(["kcat", "-V"], capture_output=True, text=True, check=True).stdout
    (version,) = re.findall(r"librdkafka (\d+)\.(\d+)\.(\d+)", said)
    if tuple(map(int, version)) >= (2, 6, 1):
        yield agency
        return
    (block,) = re.findall(r"<!-- kcat-older -->\n```sh\npip install confluent-kafka\n(.*?)```", GUIDE, re.S)
    path = f"{Path(sys.executable).parent}{os.pathsep}{agency.environment['PATH']}"
    shown = subprocess.run(
        ["bash", "-e", "-c", f'{block}\nprintf %s "$LD_PRELOAD"'],
        env={**agency.environment, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(shown.stdout).is_file()
    yield replace(agency, environment={**agency.environment, "LD_PRELOAD": shown.stdout})


def is_a_report(record: Any, report: str) -> None:
    """It is what our services take: a whole envelope, and data that match their type."""
    envelope = Envelope.from_headers(record.headers())
    assert (envelope.type, envelope.subject, envelope.source) == (
        InspectionReportedV1.event_type,
        report,
        "/food-safety",
    )
    assert envelope.id == f"food-safety-{report}"
    data = decode(envelope.type, record.value())
    assert isinstance(data, InspectionReportedV1)
    assert (data.report_id, data.agency) == (report, "food-safety")
    assert any(letter in data.finding for letter in "ếồạ"), data.finding


def certified() -> str:
    announced = example(CERTIFIED)
    return f"{announced['product']['name']}: {announced['star']} sao"


class TestSending:
    @needs_kcat
    def test_by_kcat(self, kcat_of_today: Agency) -> None:
        kcat_of_today.does("send-kcat", "bash", "-e")
        is_a_report(kcat_of_today.sent("ATTP-2026-00017"), "ATTP-2026-00017")

    def test_by_kafkajs(self, agency: Agency, node_with: Callable[[Path], str]) -> None:
        assert "sent ATTP-2026-00018" in agency.does("send-kafkajs", node_with(agency.folder))
        is_a_report(agency.sent("ATTP-2026-00018"), "ATTP-2026-00018")

    def test_by_python(self, agency: Agency) -> None:
        assert "sent ATTP-2026-00019" in agency.does("send-python", sys.executable)
        is_a_report(agency.sent("ATTP-2026-00019"), "ATTP-2026-00019")


class TestReceiving:
    @needs_kcat
    def test_by_kcat(self, kcat_of_today: Agency) -> None:
        said = kcat_of_today.does("receive-kcat", "bash", "-e")
        assert f"ce_type={CERTIFIED}" in said
        assert example(CERTIFIED)["product"]["name"] in said

    def test_by_kafkajs(self, agency: Agency, node_with: Callable[[Path], str]) -> None:
        agency.does("receive-kafkajs", node_with(agency.folder), until=certified())

    def test_by_python(self, agency: Agency) -> None:
        agency.does("receive-python", sys.executable, until=certified())


class TestEachAgency:
    """Its own program, its own account; the registry at work on the same broker, with the product that the examples name."""

    @pytest.fixture
    async def at_work(self, kafka: Kafka, mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Registry]:
        one = await deploy("registry", mongodb_uri, fresh_name, tmp_path, kafka_bootstrap_servers=kafka.bootstrap)
        await one.prepare()
        registry = Registry(one)
        issued = await certified_product(registry)
        assert issued["product_code"] == "33-11977-1-2026", "which the guide names"
        await one.start()
        yield registry
        await one.stop()

    async def test_is_answered_by_its_own_topic(self, agency: Agency, at_work: Registry) -> None:
        passwords = Passwords(agency.folder / ".ocop" / "principals")
        assert set(REPORTS) == {one.id for one in agencies()}
        for name, (kind, text) in REPORTS.items():
            given = {"OCOP_USER": name, "OCOP_PASSWORD": passwords.of(name)}
            own = replace(agency, environment={**agency.environment, **given})
            (agency.folder / f"{name}.json").write_text(text, encoding="utf-8")
            number = json.loads(text)["report_id"]
            sent = await asyncio.to_thread(own.does, "send-report", sys.executable, given=[kind, f"{name}.json"])
            assert f"sent {number}" in sent
            answer = "accepted" if kind == "promotion.held" else "matched"
            await asyncio.to_thread(own.does, "receive-answers", sys.executable, until=f"{number}: {answer}")
        assert await at_work.parked() == []


class TestTheGuide:
    def test_has_all_six_ways(self) -> None:
        ways = {f"{act}-{tool}" for act in ("send", "receive") for tool in ("kcat", "kafkajs", "python")}
        assert set(SNIPPETS) == ways | {"send-report", "receive-answers"}

    def test_names_reasons_that_our_services_give(self) -> None:
        from kit.messaging.parked import reasons

        source = Path(str(reasons.__file__)).read_text(encoding="utf-8")
        for slug in re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.M):
            assert f'slug="{slug}"' in source, slug

    def test_checks_a_report_before_it_is_sent(self, tmp_path: Path) -> None:
        (line,) = re.findall(r"`(python -m jsonschema -i report\.json \S+)`", GUIDE)
        (report,) = re.findall(r"cat > report\.json <<END\n(.*?)\nEND", SNIPPETS["send-kcat"][1], re.S)
        command = line.replace("contracts/", f"{ROOT}/contracts/").split()
        for text, code in ((report, 0), (report.replace('"passed": true', '"passed": "maybe"'), 1)):
            (tmp_path / "report.json").write_text(text, encoding="utf-8")
            done = subprocess.run(
                [sys.executable, *command[1:]], cwd=tmp_path, capture_output=True, env=dict(os.environ)
            )
            assert done.returncode == code, done.stderr
