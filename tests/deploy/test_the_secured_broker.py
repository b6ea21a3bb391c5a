"""The deployed broker as it is configured (TLS, a password per service, each under its own rights), run for real."""

from __future__ import annotations

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaConnectionError, KafkaError, TopicAuthorizationFailedError

from estate.commands.secrets import make
from estate.places import CACHE, PROJECT
from estate.processes.children import Child, free_port, wait_until_listening
from estate.servers import jars
from estate.servers.authority import Authority
from estate.servers.kafka import java
from kit.messaging.connection import for_aiokafka, for_confluent
from kit.messaging.manifest import load
from kit.messaging.passwords import Passwords
from kit.messaging.topics import administrator, apply
from kit.settings import ServiceSettings, development_settings
from services.reporting.service import build

pytestmark = pytest.mark.timeout(180)
FOLDER = PROJECT / "deploy" / "kafka"


@dataclass
class Secured:
    """The running broker, and the secrets of its deployment."""

    secrets: Path
    ports: dict[str, int]

    def settings(self, name: str, listener: str = "SERVICES", **more: object) -> ServiceSettings:
        """What compose gives to one of the services."""
        given: dict[str, object] = {
            "kafka_bootstrap_servers": f"127.0.0.1:{self.ports[listener]}",
            "kafka_security_protocol": "SASL_SSL",
            "kafka_ca_file": str(self.secrets / "tls" / "ca.pem"),
            "kafka_username": name,
            "kafka_password": (self.secrets / "kafka" / f"{name}.password").read_text(),
        }
        return development_settings(**{**given, **more})


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    home = tmp_path_factory.mktemp("secured")
    secrets = home / "secrets"
    list(make(secrets, "https://ocop.example.vn", "localhost"))
    ports = {name: free_port() for name in ("SERVICES", "GUESTS", "BROKERS", "CONTROLLER")}
    announced = (FOLDER / "server.properties").read_text()
    for name, port in zip(("BROKERS", "SERVICES", "CONTROLLER", "GUESTS"), (9091, 9092, 9093, 9094), strict=True):
        announced = announced.replace(f":{port}", f":{ports[name]}")
    announced = announced.replace("SERVICES://kafka:", "SERVICES://127.0.0.1:").replace(
        "SERVICES://:", "SERVICES://127.0.0.1:"
    )
    announced = announced.replace("GUESTS://:", "GUESTS://127.0.0.1:").replace("BROKERS://:", "BROKERS://127.0.0.1:")
    announced = announced.replace("/run/secrets/KAFKA_CERTIFICATE", str(secrets / "tls" / "kafka.pem"))
    announced = announced.replace("/run/secrets/OCOP_CA", str(secrets / "tls" / "ca.pem"))
    announced = announced.replace("/var/lib/kafka/data", str(home / "data"))
    properties = home / "server.properties"
    properties.write_text(announced)
    command = java(jars.fetch(CACHE))
    password = (secrets / "kafka" / "administrator.password").read_text()
    account = f"SCRAM-SHA-512=[name=administrator,password={password}]"
    format_it = ["kafka.tools.StorageTool", "format", "-t", "A" * 22, "-c", str(properties), "--add-scram", account]
    subprocess.run([*command, *format_it], check=True, capture_output=True)
    child = Child(
        "secured",
        [*command, "kafka.Kafka", str(properties)],
        home / "kafka.log",
        {"KAFKA_OPTS": "", "LOG_DIR": str(home)},
    )
    child.start()
    wait_until_listening(ports["SERVICES"], child)
    yield Secured(secrets, ports)
    child.stop(within=6)


@pytest.fixture(scope="module")
def applied(broker: Secured) -> Secured:
    """As the job `topics` leaves it."""
    settings = broker.settings("administrator")
    admin = administrator(settings.kafka_bootstrap_servers, {**for_confluent(settings), "log_level": "0"})
    apply(admin, load(PROJECT / "deploy" / "topics.yaml"), Passwords(broker.secrets / "kafka"))
    return broker


async def say(settings: ServiceSettings, topic: str) -> None:
    producer = AIOKafkaProducer(**for_aiokafka(settings), request_timeout_ms=10_000)
    await producer.start()
    try:
        await producer.send_and_wait(topic, b"{}")
    finally:
        await producer.stop()


def knock(port: int, tls: ssl.SSLContext) -> None:
    """A request without a certificate; raises when the other side does not take it."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as bare,
        tls.wrap_socket(bare, server_hostname="localhost") as connection,
    ):
        connection.sendall(b"\0\0\0\x10" + b"\0" * 16)
        if not connection.recv(1):
            raise ConnectionResetError


class TestTheBroker:
    async def test_takes_a_services_own_facts_and_nobody_elses(self, applied: Secured) -> None:
        await say(applied.settings("registry"), "ocop.registry.product")
        with pytest.raises(TopicAuthorizationFailedError):
            await say(applied.settings("evaluation"), "ocop.registry.product")
        with pytest.raises(TopicAuthorizationFailedError):
            await say(applied.settings("food-safety", "GUESTS"), "ocop.registry.product")

    @pytest.mark.parametrize("listener", ["SERVICES", "GUESTS"])
    async def test_lets_nobody_in_without_tls_or_with_another_password(self, applied: Secured, listener: str) -> None:
        for wrong in (
            {"kafka_security_protocol": "PLAINTEXT", "kafka_username": None},
            {"kafka_security_protocol": "SASL_PLAINTEXT"},
            {"kafka_password": "another"},
            {"kafka_security_protocol": "SSL", "kafka_username": None},
        ):
            with pytest.raises((KafkaError, KafkaConnectionError)):
                await say(applied.settings("registry", listener, **wrong), "ocop.registry.product")

    @pytest.mark.parametrize("listener", ["BROKERS", "CONTROLLER"])
    def test_is_spoken_to_as_a_broker_only_with_a_certificate(self, broker: Secured, listener: str) -> None:
        stranger = ssl.create_default_context(cafile=str(broker.secrets / "tls" / "ca.pem"))
        with pytest.raises((ssl.SSLError, ConnectionError)):
            knock(broker.ports[listener], stranger)

    def test_is_known_by_the_deployments_own_authority(self, broker: Secured) -> None:
        authority = Authority.kept_in(broker.secrets / "tls")
        for name in ("kafka", "mongodb", "keycloak", "proxy"):
            assert authority.signed((broker.secrets / "tls" / f"{name}.pem").read_bytes())


class TestAService:
    async def test_lives_under_its_own_principal(
        self, applied: Secured, mongodb_uri: str, fresh_name: str, tmp_path: Path
    ) -> None:
        more: dict[str, Any] = {"mongodb_uri": mongodb_uri, "mongodb_database": fresh_name, "home": tmp_path}
        service = build(applied.settings("reporting", **more))
        await service.start()
        try:
            ends = time.monotonic() + 60
            checks = await service.readiness()
            while not all(check.ok and not check.detail for check in checks) and time.monotonic() < ends:
                checks = await service.readiness()
            assert {check.name: check.detail for check in checks if not check.ok or check.detail} == {}
            assert await service.lag.measure()
        finally:
            await service.stop()


def test_the_start_script_formats_with_the_one_account_and_starts_the_same_file() -> None:
    script = (FOLDER / "start.sh").read_text()
    assert re.search(r"--add-scram \"SCRAM-SHA-512=\[name=administrator,password=", script)
    assert 'kafka-server-start.sh" "$properties"' in script
    subprocess.run(["bash", "-n", str(FOLDER / "start.sh")], check=True)
