"""Each service alone, as its image runs it: settings from the environment, all its endpoints, and the truth about its servers."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from estate.places import CACHE, PROJECT
from estate.processes.children import Child, free_port
from estate.servers.database import EmbeddedDatabase
from estate.servers.kafka import Kafka
from estate.services import NAMES
from kit.messaging.topics import ensure_topics

pytestmark = [pytest.mark.prove, pytest.mark.timeout(300)]


@dataclass
class Alone:
    """The four, each a process of its own, on servers that a test may stop."""

    kafka: Kafka
    database: EmbeddedDatabase
    ports: dict[str, int]
    home: Path

    def get(self, name: str, path: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.ports[name]}/{name}{path}", timeout=20)

    def wrong(self, name: str) -> set[str]:
        """The checks a service says have failed, within the time a load balancer gives it."""
        began = time.monotonic()
        announced: dict[str, Any] = self.get(name, "/readyz").json()
        assert time.monotonic() - began < 10
        return {check["name"] for check in announced["checks"] if not check["ok"]}

    def until(self, what: Callable[[str], bool], within: float = 120.0) -> None:
        """Waits until it holds of every service."""
        ends = time.monotonic() + within
        while not all(map(what, NAMES)):
            assert time.monotonic() < ends, {name: self.get(name, "/readyz").text for name in NAMES}
            time.sleep(0.2)

    def is_ready(self, name: str) -> bool:
        try:
            return self.get(name, "/readyz").status_code == 200
        except httpx.TransportError:
            return False


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alone]:
    home = tmp_path_factory.mktemp("alone")
    kafka, database = Kafka(home / "kafka", CACHE), EmbeddedDatabase(home / "database")
    kafka.start()
    database.start()
    asyncio.run(ensure_topics(kafka.bootstrap, PROJECT / "deploy" / "topics.yaml", home / "principals"))
    ports = {name: free_port() for name in NAMES}
    children = [_child(name, port, home, kafka, database) for name, port in ports.items()]
    for child in children:
        child.start()
    running = Alone(kafka, database, ports, home)
    try:
        running.until(running.is_ready)
        yield running
    finally:
        for child in children:
            child.ask_to_end()
        for child in children:
            child.stop()
        database.stop()
        kafka.stop()


def _child(name: str, port: int, home: Path, kafka: Kafka, database: EmbeddedDatabase) -> Child:
    environment = {
        "KAFKA_BOOTSTRAP_SERVERS": kafka.bootstrap,
        "KAFKA_SESSION_SECONDS": "6",
        "MONGODB_URI": database.uri,
        "OIDC_ISSUER": "http://127.0.0.1:9",
        "OCOP_HOME": str(home / name),
        "OCOP_PORT": str(port),
        "OCOP_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    return Child(name, [sys.executable, "-m", f"services.{name}"], home / f"{name}.log", environment)


class TestAServiceAlone:
    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/openapi.json", "/asyncapi.json"])
    def test_answers_under_its_prefix(self, alone: Alone, name: str, path: str) -> None:
        assert alone.get(name, path).status_code == 200

    @pytest.mark.parametrize("name", NAMES)
    def test_describes_itself_and_nothing_else(self, alone: Alone, name: str) -> None:
        described = alone.get(name, "/openapi.json").json()
        prefixes = {server["url"] for server in described.get("servers", [])} or set(described["paths"])
        assert all(prefix.startswith(f"/{name}") for prefix in prefixes), prefixes
        assert alone.get(name, "/asyncapi.json").json()["asyncapi"].startswith("3.")

    def test_says_when_the_database_is_away_and_when_it_is_back(self, alone: Alone) -> None:
        alone.database.stop()
        alone.until(lambda name: "database" in alone.wrong(name))
        assert {alone.get(name, "/livez").status_code for name in NAMES} == {200}
        assert {alone.get(name, "/readyz").status_code for name in NAMES} == {503}
        alone.database.start()
        alone.until(alone.is_ready)

    def test_says_when_the_broker_is_away_and_when_it_is_back(self, alone: Alone) -> None:
        alone.kafka.stop()
        alone.until(lambda name: "broker" in alone.wrong(name))
        assert {alone.get(name, "/livez").status_code for name in NAMES} == {200}
        assert {alone.get(name, "/readyz").status_code for name in NAMES} == {503}
        alone.kafka.start()
        alone.until(alone.is_ready)

    @pytest.mark.parametrize("name", NAMES)
    def test_has_logged_all_this_as_json_lines(self, alone: Alone, name: str) -> None:
        lines = (alone.home / f"{name}.log").read_text().splitlines()
        assert lines
        assert all(json.loads(line)["event"] for line in lines)
