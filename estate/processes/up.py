"""`ocop up`: everything on one machine, until Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import httpx

from estate import state
from estate.places import CACHE
from estate.processes import listener, welcome
from estate.processes.children import Child, ChildDiedError, free_port, is_listening
from estate.processes.forked import open_house
from estate.processes.leftovers import end_leftovers
from estate.processes.plan import Plan
from estate.processes.progress import Progress
from estate.processes.supervisor import Supervisor
from estate.processes.watchdog import Watchdog
from estate.province.beginning import Beginning, Wanted
from estate.refusals import ChildWillNotStart, HomeNotWritable, PortTaken, RegistryAway, RunsAlready, ServerAway
from estate.servers import topics
from estate.servers.database import EmbeddedDatabase
from estate.servers.jars import BrokerJarsError
from estate.servers.kafka import Kafka
from estate.servers.pulse import Pulse, broker_answers, database_answers, database_works
from kit.private import close_to_others, write_privately
from kit.storage.mongo import Database, PyMongoError

_WITHIN = 60.0
"""Seconds in which everything must be ready; a cold laptop needs a third of it."""
_STOP_WITHIN = 8.0
_BROKER_PATIENCE = 20.0
"""A broker may collect its garbage for a while; nobody's page waits for it."""


@dataclass
class Estate:
    """One run of an estate, from the lock to the last child's end."""

    home: Path
    port: int
    apart: bool
    checkouts: Mapping[str, Path] = field(default_factory=dict)
    """Services of another release, as `Plan` takes them."""
    province: Wanted = "empty"
    """Whether a new home is given the sample province."""
    progress: Progress = field(default_factory=Progress)
    supervisor: Supervisor = field(init=False)
    _beginning: Beginning = field(init=False)
    _kafka: Kafka | None = None
    _database: EmbeddedDatabase | None = None
    _processes: list[Child] = field(default_factory=list)
    _watchdogs: list[Watchdog] = field(default_factory=list)
    _ended: bool = False
    _starting: bool = True

    def __post_init__(self) -> None:
        self.port = self.port or free_port()
        self.supervisor = Supervisor(self.progress.report, lambda: self._record(True))
        self._beginning = Beginning(self.home, self._possible(), self.progress.report)

    def run(self) -> None:
        """Starts everything, says `ready`, and keeps it alive until asked to end. Raises the start's refusals."""
        write_privately()
        lock = state.Lock(self.home)
        self._take(lock)
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._ask_to_end)
        try:
            self._start()
            self._starting = False
            while not self._ended:
                self.supervisor.look()
                for watchdog in self._watchdogs:
                    watchdog.look()
                self._beginning.look()
                time.sleep(0.2)
        except Ended:
            pass
        finally:
            self._starting = False  # a second Ctrl-C must not break off the ending
            self._stop()
            lock.release()

    def _take(self, lock: state.Lock) -> None:
        try:
            taken = lock.take()
            if taken:
                close_to_others(self.home)
                end_leftovers(state.last_known(self.home))
                probe = self.home / ".writable"
                probe.touch()
                probe.unlink()
        except OSError as closed:
            raise HomeNotWritable(home=self.home) from closed
        if not taken:
            before = state.last_known(self.home)
            raise RunsAlready(url=before.url if before else "?", pid=before.pid if before else "?")
        # From here on the record is ours: what the last estate said of itself is over.
        state.write(self.home, state.Running(os.getpid(), f"http://127.0.0.1:{self.port}"))
        if is_listening(self.port) or free_port(self.port) != self.port:
            lock.release()
            raise PortTaken(port=self.port, who=listener.on(self.port), other=free_port())

    def _possible(self) -> Wanted:
        """The sample province is for an estate that is all its own: its servers, its people, one evaluation."""
        named = ("KAFKA_BOOTSTRAP_SERVERS", "MONGODB_URI", "OIDC_ISSUER")
        own = not self.apart and not self.checkouts and not any(os.environ.get(name) for name in named)
        return self.province if own else "empty"

    def _start(self) -> None:
        self._beginning.prepare(used=(self.home / "database").exists())
        open_house()  # it imports what the services need while their servers start
        with self.progress.step("Apache Kafka", "the event broker"):
            kafka = self._named_kafka() or self._start_kafka()
        with self.progress.step("Cơ sở dữ liệu", "the database"):
            mongodb = self._named_database() or self._start_database()
        self._plan = Plan(self.home, self.port, self.apart, kafka, mongodb, self.checkouts)
        with self.progress.step("Các chủ đề sự kiện", "topics"):
            topics.create(kafka)
        with self.progress.step("Bốn dịch vụ", "the four services"):
            self._processes = self._plan.processes()
            for process in self._processes:
                self._begin(process)
            self._await_ready()
        self._record(True)
        welcome.say(self.progress.console, self._plan, self._kafka.secured.bootstrap if self._kafka else "")
        self._beginning.begin()

    def _start_kafka(self) -> str:
        self._kafka = Kafka(self.home / "kafka", CACHE, ports=(9092, 9093))
        try:
            self._kafka.start()
        except BrokerJarsError as absent:
            raise RegistryAway(what="Apache Kafka", detail=str(absent).splitlines()[-1][:200]) from absent
        except ChildDiedError as died:
            raise _will_not_start(self._kafka.nodes[0].child) from died
        for node in self._kafka.nodes:
            self.supervisor.watch(node.child)
            asked = Pulse(f"watch {node.child.name}", broker_answers(node.port))
            self._keep_from_freezing(Watchdog(node.child, asked, self._report, patience=_BROKER_PATIENCE))
        return self._kafka.bootstrap

    def _start_database(self) -> str:
        self._database = EmbeddedDatabase(self.home / "database", port=27017)
        try:
            self._database.start()
        except ChildDiedError as died:
            raise _will_not_start(self._database.child) from died
        self.supervisor.watch(self._database.child)
        self._keep_from_freezing(
            Watchdog(
                self._database.child,
                Pulse("watch database", database_works(self._database.uri)),
                self._report,
                answers=Pulse("ping database", database_answers(self._database.uri)),
                progress=self._database.written,
            )
        )
        return self._database.uri

    def _keep_from_freezing(self, watchdog: Watchdog) -> None:
        watchdog.start()
        self._watchdogs.append(watchdog)

    def _report(self, vi: str, en: str) -> None:
        self.progress.report(vi, en)
        if not self._starting:
            self._record(True)  # `ocop status` shows what the watchdogs did

    def _named_kafka(self) -> str | None:
        servers = os.environ.get("KAFKA_BOOTSTRAP_SERVERS")
        if servers and not any(_answers(server) for server in servers.split(",")):
            raise ServerAway(what="Kafka", address=servers, setting="KAFKA_BOOTSTRAP_SERVERS")
        return servers

    def _named_database(self) -> str | None:
        uri = os.environ.get("MONGODB_URI")
        if uri:
            try:
                asyncio.run(_ping(uri))
            except PyMongoError as away:
                raise ServerAway(what="MongoDB", address=_without_password(uri), setting="MONGODB_URI") from away
        return uri

    def _begin(self, process: Child) -> None:
        process.start()
        self.supervisor.watch(process)
        self._record(False)

    def _await_ready(self) -> None:
        ends = time.monotonic() + _WITHIN
        endpoints = [f"{url}/readyz" for url in (self._plan.url, *self._plan.evaluation_urls().values())]
        while not all(_is_ready(endpoint) for endpoint in endpoints):
            for process in self._processes:
                if not process.alive or time.monotonic() > ends:
                    self._refuse_taken_port(process)
                    raise _will_not_start(process)
            time.sleep(0.2)

    def _refuse_taken_port(self, process: Child) -> None:
        """Another program took the port between our looking and our listening: that is the cause, and is named."""
        port = self._plan.ports().get(process.name)
        if port and not process.alive and is_listening(port):
            raise PortTaken(port=port, who=listener.on(port), other=free_port())

    def _record(self, ready: bool) -> None:
        plan = self._plan
        recorded = state.Running(os.getpid(), plan.url, plan.issuer, plan.kafka, plan.mongodb, plan.smtp)
        recorded.evaluations, recorded.children, recorded.ready = plan.evaluation_urls(), self.supervisor.pids(), ready
        recorded.watched = {dog.child.name: dog.word for dog in self._watchdogs if dog.word}
        recorded.guests = self._kafka.secured.bootstrap if self._kafka else ""
        recorded.processes = self.supervisor.rows(plan.ports())
        state.write(self.home, recorded)

    def _ask_to_end(self, _sign: int, _frame: FrameType | None) -> None:
        self._ended = True
        if self._starting:
            raise Ended()

    def _stop(self) -> None:
        self._beginning.stop()
        for watchdog in self._watchdogs:
            watchdog.stop()
        servers = [node.child for node in self._kafka.nodes if hasattr(node, "child")] if self._kafka else []
        servers += [self._database.child] if self._database else []
        started = [[child for child in wave if child.process] for wave in (self._processes, servers)]
        if any(started):
            with self.progress.step("Đang dừng", "ending"):
                self.supervisor.stop(started, _STOP_WITHIN)


def _answers(server: str) -> bool:
    host, _, port = server.strip().rpartition(":")
    with suppress(OSError, ValueError), socket.create_connection((host, int(port)), timeout=3):
        return True
    return False


async def _ping(uri: str) -> None:
    database = Database(uri, "admin")
    try:
        await database.ping()
    finally:
        database.close()


def _without_password(uri: str) -> str:
    return re.sub(r"//[^/@]*@", "//…@", uri)


class Ended(Exception):
    """The start was broken off."""


def _is_ready(endpoint: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(endpoint, timeout=5).status_code == 200
    return False


def _will_not_start(child: Child) -> ChildWillNotStart:
    return ChildWillNotStart(name=child.name, log=child.log)
