"""`ocop status`: what runs and how it is."""

from __future__ import annotations

import httpx
from rich.console import Console
from rich.table import Table

from estate import state
from estate.places import home
from estate.refusals import NothingRuns


def show() -> int:
    """This will print it; 0 when everything is ready, 1 when something is not. Raises NothingRuns."""
    runs = state.running(home())
    if runs is None:
        raise NothingRuns()
    console = Console()
    console.print(f"{runs.url}/  kafka {runs.kafka}  mongodb {runs.mongodb}", highlight=False)
    processes = Table("process", "pid", "memory (MB)", box=None)
    for name, pid in {"ocop": runs.pid, **runs.children}.items():
        processes.add_row(name, str(pid), _megabytes(pid))
    console.print(processes)
    for word in runs.watched.values():
        console.print(f"! {word}", highlight=False, markup=False, soft_wrap=True)
    checks = Table("check", "", "", box=None)
    ready = True
    for url in (runs.url, *runs.evaluations.values()):
        try:
            answer = httpx.get(f"{url}/readyz", timeout=10).json()
        except (httpx.HTTPError, ValueError) as fault:
            answer = {"ready": False, "checks": [{"name": url, "ok": False, "detail": type(fault).__name__}]}
        ready = ready and answer["ready"]
        for check in answer["checks"]:
            checks.add_row(check["name"], "[green]✓[/green]" if check["ok"] else "[red]✗[/red]", check["detail"])
    console.print(checks)
    return 0 if ready else 1


def _megabytes(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/status") as file:
            found = next((line.split()[1] for line in file if line.startswith("VmRSS")), "")
    except OSError:  # not Linux, or just ended
        return ""
    return f"{int(found) / 1024:.0f}" if found else ""
