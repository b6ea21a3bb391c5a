"""`ocop status`: which processes run, how each is, and what is wrong."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Column, Table

from estate import state
from estate.places import home
from estate.processes.health import SILENT, readiness
from estate.processes.welcome import guests
from estate.province import marker
from estate.province.marker import Marker
from estate.refusals import NothingRuns
from estate.state import Process, Running
from kit.clock import LOCAL

_STARTS_WITHIN = 30.0
"""Seconds in which a process that is not ready yet is said to be starting."""


@dataclass(frozen=True)
class Row:
    """One process and what it says of itself."""

    name: str
    process: Process
    answer: dict[str, Any] | None = None

    @property
    def state(self) -> tuple[str, str]:
        """In one word of either language."""
        checks = {check["name"]: check["detail"] for check in self.answer["checks"]} if self.answer else {}
        if self.process.pid is None:
            return "chạy lại", "restarting"
        if self.answer is None:
            return "chạy", "running"
        # The front is not ready while a service is not; which one that is says the service's own row.
        if self.answer["ready"] or (self.name == "front" and "process" not in checks):
            return "sẵn sàng", "ready"
        if checks.get("process") == SILENT:
            return "im lặng", "silent"
        is_young = time.time() - self.process.since < _STARTS_WITHIN
        return ("đang lên", "starting") if is_young else ("có lỗi", "failing")

    def wrong(self) -> Iterator[tuple[str, str]]:
        """Each check that fails, with what it says."""
        for check in self.answer["checks"] if self.answer and self.process.pid else ():
            if not check["ok"]:
                is_repeated = self.name == "front" and check["name"] != "process"
                yield check["name"] if is_repeated else f"{self.name}.{check['name']}", check["detail"]


def show() -> int:
    """Print it; 0 when everything is ready, 1 when something is not. Raises NothingRuns."""
    runs = state.running(home())
    if runs is None:
        raise NothingRuns()
    rows = _rows(runs)
    console = Console(highlight=False)
    console.print(f"{runs.url}/  kafka {runs.kafka}\nmongodb {runs.mongodb}")
    for line in guests(runs.guests, runs.issuer):
        console.print(line, markup=False, soft_wrap=True)
    console.print("giờ Việt Nam · Vietnamese time (UTC+7)")
    console.print(_table(rows))
    for word in runs.watched.values():
        console.print(f"! {word}", markup=False, soft_wrap=True)
    if said := _province(marker.read(home())):
        console.print(said, markup=False, soft_wrap=True)
    wrong = dict(one for row in reversed(rows) for one in row.wrong())  # the front's word, then the services' own
    for name, detail in wrong.items():
        console.print(f"[red]✗[/red] {name}: {detail}")
    well = not wrong and all(row.process.pid for row in rows) and runs.ready
    if well:
        console.print("[green]✓[/green] mọi kiểm tra đều đạt · every check passes")
    return 0 if well else 1


def _province(known: Marker | None) -> str:
    """How far the sample province is; nothing of one that is made, or that nobody wanted."""
    if known is None or known.state in ("made", "empty"):
        return ""
    far = f"{len(known.done)}/{known.of or '…'}"
    if known.state == "making":
        return f"tỉnh mẫu đang được dựng · the sample province is being made: {far}, {known.vi} · {known.en}"
    return f"! tỉnh mẫu chưa xong · the sample province is not finished: {far}, {known.failed}"


def _rows(runs: Running) -> list[Row]:
    known = runs.processes or {name: Process(0, pid) for name, pid in runs.children.items()}
    with ThreadPoolExecutor(len(known) or 1) as pool:  # each may take its time, and all take it at once
        answer = list(pool.map(lambda one: readiness(*one), known.items()))
    rows = [Row(name, process, its) for (name, process), its in zip(known.items(), answer, strict=True)]
    began = (home() / "estate.lock").stat().st_mtime
    own = [Row("ocop", Process(began, runs.pid))]
    front = known.get("front")
    house = _parent(front.pid) if front and front.pid else None
    if house and house != runs.pid:
        own.append(Row("house", Process(began, house)))
    return own + rows


def _table(rows: list[Row]) -> Table:
    right = {"justify": "right", "no_wrap": True}
    table = Table(
        Column("tiến trình\nprocess"),
        Column("pid", **right),  # type: ignore[arg-type]
        Column("cổng\nport", **right),  # type: ignore[arg-type]
        Column("trạng thái\nstate"),
        Column("từ\nsince", no_wrap=True),
        Column("MB", **right),  # type: ignore[arg-type]
        Column("lần chạy lại\nrestarts", **right),  # type: ignore[arg-type]
        box=None,
        pad_edge=False,
    )
    for row in rows:
        one = row.process
        table.add_row(
            row.name,
            str(one.pid or "–"),
            str(one.port or ""),
            " · ".join(row.state),
            datetime.fromtimestamp(one.since, LOCAL).strftime("%H:%M:%S") if one.since else "",
            _megabytes(one.pid) if one.pid else "",
            str(one.restarts or ""),
        )
    return table


def _megabytes(pid: int) -> str:
    """Its share of the memory, where pages that several processes have are divided among them."""
    found = _line(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") or _line(Path(f"/proc/{pid}/status"), "VmRSS:")
    return f"{int(found) / 1024:.0f}" if found else ""


def _parent(pid: int) -> int | None:
    found = _line(Path(f"/proc/{pid}/status"), "PPid:")
    return int(found) if found else None


def _line(file: Path, name: str) -> str:
    try:
        return next((line.split()[1] for line in file.read_text().splitlines() if line.startswith(name)), "")
    except OSError:  # not Linux, or just ended
        return ""
