"""What a running estate tells other commands about itself, and the lock that keeps it the only one of its home."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import IO, Any


@dataclass
class Process:
    """One process of an estate."""

    since: float
    """When it was started, or ended; seconds since 1970."""
    pid: int | None = None
    """None: it has ended, and is due to be started again."""
    port: int | None = None
    restarts: int = 0
    log: str = ""


@dataclass
class Running:
    """One running estate."""

    pid: int
    url: str
    issuer: str = ""
    kafka: str = ""
    mongodb: str = ""
    smtp: str = ""
    evaluations: dict[str, str] = field(default_factory=dict)
    """With `--apart`: the address of each evaluation of its own, by the offices it serves."""
    children: dict[str, int] = field(default_factory=dict)
    """The process id of each child, by name."""
    watched: dict[str, str] = field(default_factory=dict)
    """What the watchdogs did last, by the name of the child; nothing while nothing was frozen."""
    ready: bool = False
    guests: str = ""
    """The broker's authenticated listener, where other agencies' programs connect; empty where the broker is not ours."""
    processes: dict[str, Process] = field(default_factory=dict)
    """More about each child, those that are to be started again among them; by name."""

    def environment(self) -> dict[str, str]:
        """The settings with which a command reaches this estate's servers; nothing while it only begins to start."""
        if not self.kafka:
            return {}
        return {"KAFKA_BOOTSTRAP_SERVERS": self.kafka, "MONGODB_URI": self.mongodb, "OIDC_ISSUER": self.issuer}


def write(home: Path, running: Running) -> None:
    """Says what runs; readers see the old text or the new one, never half of it."""
    draft = _file(home).with_suffix(".new")
    draft.write_text(json.dumps(asdict(running), indent=1))
    draft.replace(_file(home))


def last_known(home: Path) -> Running | None:
    """What the last estate of this home said, running or not."""
    try:
        recorded = _known(Running, json.loads(_file(home).read_text()))
        recorded["processes"] = {
            name: Process(**_known(Process, row)) for name, row in recorded.get("processes", {}).items()
        }
        return Running(**recorded)
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return None


def _known(kind: type[Running | Process], recorded: dict[str, Any]) -> dict[str, Any]:
    """What another release has written, without what this one knows nothing of."""
    return {one.name: recorded[one.name] for one in fields(kind) if one.name in recorded}


def running(home: Path) -> Running | None:
    """The estate that runs in this home now."""
    lock = Lock(home)
    if not home.exists() or lock.take():
        lock.release()
        return None
    return last_known(home)


class Lock:
    """Held by the process that runs the estate; the kernel lets go of it however that process ends."""

    def __init__(self, home: Path) -> None:
        self._path = home / "estate.lock"
        self._held: IO[str] | None = None

    def take(self) -> bool:
        """Takes the lock; False when another process has it. Raises OSError on a read-only folder."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = self._path.open("a")
        os.set_inheritable(handle.fileno(), False)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return False
        self._held = handle
        return True

    def release(self) -> None:
        """Lets go."""
        if self._held:
            self._held.close()
            self._held = None


def _file(home: Path) -> Path:
    return home / "estate.json"
