"""Processes forked from the house; where forking is not safe, the same ones started anew."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from typing import IO

from estate.processes import serve
from estate.processes.children import Child, Launched


def forks() -> bool:
    """Whether processes are forked: on Linux, unless OCOP_FORK=0. macOS' own libraries do not survive a fork."""
    return sys.platform == "linux" and os.environ.get("OCOP_FORK") != "0"


def open_house() -> None:
    """Start the house, so that it imports while other things are waited for; without forks there is none."""
    # Freed memory goes back to the machine: one arena instead of one per thread. Read once, when a process begins.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    if forks():
        forkserver.set_forkserver_preload(["estate.processes.house"])
        forkserver.ensure_running()


class Forked(Child):
    """A child whose command is the words that `python -m estate.processes.serve` takes."""

    def launch(self, log: IO[bytes]) -> Launched:
        """
        Have it forked from the house; a house that has died is opened anew first.

        One that cannot be opened is done without: the process then imports by itself, and its log says what is wrong.
        """
        with suppress(EOFError, OSError):
            open_house()
            return self._begun("forkserver" if forks() else "spawn")
        return self._begun("spawn")

    def _begun(self, method: str) -> Launched:
        given = (self.name, list(self.command), {**os.environ, **self.environment}, str(self.log))
        # mypy knows the contexts by their names only.
        process = multiprocessing.get_context(method).Process(  # type: ignore[attr-defined]
            target=serve.begin, args=given, name=self.name, daemon=True
        )
        process.start()
        return _Launched(process)


@dataclass
class _Launched:
    """What is asked of a process that subprocess started, asked of one that multiprocessing started."""

    process: BaseProcess

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self.process.join(timeout)
        if self.process.exitcode is None:
            raise subprocess.TimeoutExpired(self.process.name, timeout or 0)
        return self.process.exitcode

    def send_signal(self, sign: int) -> None:
        if self.process.exitcode is None:
            os.kill(self.pid, sign)
