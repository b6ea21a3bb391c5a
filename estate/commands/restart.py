"""`ocop restart PROCESS`: one process of the running estate, alone."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress

from estate import state
from estate.places import home
from estate.processes.health import is_ready
from estate.processes.progress import Progress
from estate.refusals import NoSuchProcess, NotBackInTime, NothingRuns
from estate.state import Process

_TO_END = 10.0
_TO_BE_BACK = 60.0


def restart(name: str) -> None:
    """
    Ask it to end, end it when it does not, and wait until the supervisor has it back and it is ready.

    Raises NothingRuns, NoSuchProcess, NotBackInTime.
    """
    runs = state.running(home())
    if runs is None:
        raise NothingRuns()
    if name not in runs.processes:
        raise NoSuchProcess(name=name, known=", ".join(runs.processes))
    with Progress().step(f"Khởi động lại {name}", f"restarting {name}"):
        before = runs.processes[name].pid
        if before is not None:
            _end(name, before)
        ends = time.monotonic() + _TO_BE_BACK
        while not _is_back(name, before):
            if time.monotonic() > ends:
                raise NotBackInTime(name=name, seconds=int(_TO_BE_BACK), log=runs.processes[name].log)
            time.sleep(0.2)


def _end(name: str, pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    ends = time.monotonic() + _TO_END
    while _now(name).pid == pid:
        if time.monotonic() > ends:  # its loop is blocked, or it is stopped: nothing is lost by this either
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            return
        time.sleep(0.1)


def _is_back(name: str, before: int | None) -> bool:
    now = _now(name)
    return now.pid not in (None, before) and is_ready(name, now)


def _now(name: str) -> Process:
    runs = state.running(home())
    if runs is None:
        raise NothingRuns()
    return runs.processes[name]
