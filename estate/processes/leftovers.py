"""What an estate that was killed left running: ended before the next one starts on the same data."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time

from estate.state import Running


def end_leftovers(before: Running | None, within: float = 6.0) -> None:
    """
    Ends the children that the last estate of this home recorded and that still run.

    A process id may have been given to a stranger since: only a process that still looks like ours is touched.
    """
    ours = [pid for name, pid in (before.children if before else {}).items() if _looks_like_ours(pid, name)]
    for pid in ours:
        _send(pid, signal.SIGTERM)
    ends = time.monotonic() + within
    while any(_alive(pid) for pid in ours):
        if time.monotonic() > ends:
            for pid in ours:
                _send(pid, signal.SIGKILL)
            return
        time.sleep(0.05)


def _looks_like_ours(pid: int, name: str) -> bool:
    done = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    marks = {"kafka": "kafka.Kafka", "database": "secantusd"}
    # An estate of an earlier release ran its services so.
    earlier = "-m estate.house" if name == "house" else "-m services."
    return any(mark in done.stdout for mark in (marks.get(name, f"ocop: {name}"), earlier))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _send(pid: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, what)
