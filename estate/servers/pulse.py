"""One question asked of a server over and over in a thread of its own, and for how long it has had no answer."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kit.storage.mongo import Apart

EVERY = 1.0
WORK_SECONDS = 30.0
"""How long one unit of work may take and still count as done."""


@dataclass
class Pulse:
    """`ask` returns when it was answered and raises when it was not; `now` is a monotonic clock in seconds."""

    name: str
    ask: Callable[[], object]
    every: float = EVERY
    now: Callable[[], float] = time.monotonic
    answered: float = field(init=False)
    _ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.answered = self.now()

    def start(self) -> None:
        """Begins to ask; the thread never keeps the process from ending."""
        threading.Thread(target=self._run, name=self.name, daemon=True).start()

    def stop(self) -> None:
        """Asks no more; a question that hangs is left behind."""
        self._ended.set()

    def beat(self) -> None:
        """Asks once, and notes when it was answered."""
        try:
            self.ask()
        except Exception:  # away, hung, or starting: whatever it is, it was not answered
            return
        self.answered = self.now()

    def _run(self) -> None:
        while not self._ended.is_set():
            self.beat()
            self._ended.wait(self.every)


def database_works(uri: str) -> Callable[[], object]:
    """A unit of work for a database: a row written and read, in a database and over a connection of its own."""
    apart = Apart(uri, "ocop_watchdog", seconds=WORK_SECONDS, threads=1)

    def work() -> object:
        at = time.time_ns()
        apart.ask("beats", "replace_one", {"_id": "estate"}, {"_id": "estate", "at": at}, upsert=True)
        return apart.ask("beats", "find_one", {"_id": "estate"})

    return work


def database_answers(uri: str) -> Callable[[], object]:
    """A ping: a server that does no work any more may still answer it."""
    apart = Apart(uri, "ocop_watchdog", seconds=5.0, threads=1)
    return lambda: apart.command("ping")


def broker_answers(port: int, within: float = 10.0) -> Callable[[], object]:
    """The Kafka protocol's first question, ApiVersions version 0, over a connection of its own each time."""
    request = struct.pack(">hhih", 18, 0, 1, -1)  # key, version, correlation, no client id

    def ask() -> object:
        with socket.create_connection(("127.0.0.1", port), timeout=within) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            if not connection.recv(4):
                raise ConnectionError("closed without an answer")
        return True

    return ask
