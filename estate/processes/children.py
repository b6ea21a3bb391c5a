"""Processes the estate starts: each writes its own log, and none outlives the process that started it."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

_PR_SET_PDEATHSIG = 1


class Launched(Protocol):
    """A process that was started, however: what `subprocess.Popen` answers."""

    @property
    def pid(self) -> int:
        """Its process id."""
        ...

    def poll(self) -> int | None:
        """Its exit code, or minus the signal that ended it; None while it lives."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises TimeoutExpired."""
        ...

    def send_signal(self, sign: int) -> None:
        """Send it a signal."""
        ...


@dataclass
class Child:
    """One process by name: its command, its environment, and the file its words go to."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    directory: Path | None = None
    process: Launched | None = None

    def start(self) -> None:
        """Starts the process; Ctrl-C at the terminal reaches only us, so that we end things in order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = self.launch(log)

    def launch(self, log: IO[bytes]) -> Launched:
        """The command, started in a session of its own."""
        return subprocess.Popen(
            list(self.command),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **self.environment},
            cwd=self.directory,
            start_new_session=True,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )

    @property
    def alive(self) -> bool:
        """Whether the process was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int | None:
        """The process id while it lives."""
        return self.process.pid if self.process and self.alive else None

    @property
    def ended_as_asked(self) -> bool:
        """Whether it ended by the polite signal, in whichever way the program puts that (a JVM: 128 + 15)."""
        return self.process is not None and self.process.poll() in (0, -signal.SIGTERM, 128 + signal.SIGTERM)

    def ask_to_end(self) -> None:
        """Sends the polite signal and does not wait."""
        if self.process and self.alive:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGTERM)

    def stop(self, within: float = 8) -> None:
        """Asks the process to end and kills it when it has not within the seconds given."""
        if not self.process:
            return
        self.ask_to_end()
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Ends the process and its own children at once, as a crash would (kill -9)."""
        if self.process and self.alive:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:  # it has ended, or was forked this moment and leads no group yet
                with contextlib.suppress(ProcessLookupError):
                    self.process.send_signal(signal.SIGKILL)
            self.process.wait(5)

    def last_words(self, lines: int = 5) -> str:
        """The end of its log, for a person who has to know why it died."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def free_port(preferred: int | None = None) -> int:
    """A port nobody listens on: the preferred one when it is free and nobody is about to take it, else any."""
    for wanted in (preferred, 0):
        if wanted is None or not _claimed(wanted):
            continue
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                s.bind(("127.0.0.1", wanted))
                return int(s.getsockname()[1])
    raise OSError("no free port on 127.0.0.1")


_claims: dict[int, int] = {}


def _claimed(port: int) -> bool:
    """
    Keeps other estates of this machine from a port until our process ends; False when another keeps it.

    Between looking and listening lie seconds: two estates that start together would both find the port free, and the
    slower one would work, without a word, against the other's database.
    """
    if port == 0 or port in _claims:
        return True
    path = Path(tempfile.gettempdir()) / f"ocop-port-{port}.lock"
    try:
        made = not path.exists()
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | (os.O_CREAT if made else 0), 0o644)
        if made:  # whatever our umask: another user's estate must see it too, and there is nothing in it
            os.fchmod(file, 0o644)
    except OSError:
        return True  # no such place on this machine: the kernel's word must do
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return False
    _claims[port] = file
    return True


def is_listening(port: int) -> bool:
    """Whether something accepts connections on the port."""
    with socket.socket() as s:
        s.settimeout(0.3)
        return s.connect_ex(("127.0.0.1", port)) == 0


def wait_until_listening(port: int, child: Child, within: float = 60) -> None:
    """Waits for the child's port; raises ChildDiedError with its last words when it ends first."""
    ends = time.monotonic() + within
    while not is_listening(port):
        if not child.alive:
            raise ChildDiedError(f"{child.name} ended while starting:\n{child.last_words()}")
        if time.monotonic() > ends:
            raise ChildDiedError(f"{child.name} does not answer after {within:.0f} s; its log: {child.log}")
        time.sleep(0.05)


class ChildDiedError(Exception):
    """A process of the estate did not come up."""


def die_with_parent(sign: int = signal.SIGTERM) -> None:
    """A parent killed with -9 cannot end its children: on Linux the kernel does it for it."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, sign)
