"""The estate a demonstration is played on: the one that runs, or one that is started for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from estate import state
from estate.processes.children import Child
from estate.processes.progress import Progress
from estate.province import marker
from estate.refusals import EstateWillNotStart

_WITHIN = 90.0
_PROVINCE_WITHIN = 300.0


@contextmanager
def estate(
    home: Path, port: int, *, apart: bool = False, checkouts: Mapping[str, Path] | None = None
) -> Iterator[state.Running]:
    """
    The estate of this home, ready; one that is started here is ended afterwards. Raises EstateWillNotStart.

    `checkouts`: services of one that is started here that run another release, by name (`ocop up --from`).
    """
    if before := state.running(home):
        running = before if before.ready else _await(home, before.pid, lambda: state.running(home) is not None)
        _await_province(home)
        yield running
        return
    command = [sys.executable, "-m", "estate.cli", "up", "--port", str(port), *(["--apart"] if apart else [])]
    command += [word for name, folder in (checkouts or {}).items() for word in ("--from", f"{name}={folder}")]
    child = Child("ocop up", command, home / "logs" / "up.log", {"OCOP_HOME": str(home), "OCOP_PROVINCE": "empty"})
    child.log.unlink(missing_ok=True)
    child.start()
    try:
        with Progress().step("Khởi động hệ thống", "starting an estate"):
            running = _await(home, child.pid, lambda: child.alive)
        yield running
    finally:
        child.stop(within=12)


def _await(home: Path, pid: int | None, alive: Callable[[], bool]) -> state.Running:
    ends = time.monotonic() + _WITHIN
    while time.monotonic() < ends and alive():
        running = state.last_known(home)
        if running and running.ready and running.pid == pid:
            return running
        time.sleep(0.2)
    raise EstateWillNotStart(said=_last_words(home / "logs" / "up.log"))


def _await_province(home: Path) -> None:
    """One clock for all: while the sample province is made on its days, nobody else plays. Raises EstateWillNotStart."""
    ends = time.monotonic() + _PROVINCE_WITHIN
    while (known := marker.read(home)) and known.state == "making" and state.running(home):
        if time.monotonic() > ends:
            raise EstateWillNotStart(said=("tỉnh mẫu vẫn đang được dựng", "the sample province is still being made"))
        time.sleep(0.5)


def _last_words(log: Path) -> tuple[str, str]:
    """What `ocop up` said at last: a refusal is its two last lines, in Vietnamese and in English."""
    lines = log.read_text(errors="replace").splitlines()[-2:] if log.exists() else []
    vi, en = lines if len(lines) == 2 else (str(log), str(log))
    return vi, en
