"""
Releases side by side: one service at the last release and the others at head, then the reverse; the journeys pass, for old
services read new events and new ones read old events. What an upgrade of services "in any order" promises.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from estate.demo.clients import Clients
from estate.demo.playing import clients_of
from estate.demo.starting import estate
from estate.processes.releases import exported, last_release
from estate.services import NAMES
from tests.journeys.journeys_harness import authorities, played

pytestmark = [pytest.mark.prove, pytest.mark.timeout(400)]


@pytest.fixture(scope="session")
def released() -> Path:
    """The last release's source with its own environment."""
    return exported(last_release())


def others(name: str) -> list[str]:
    return [one for one in NAMES if one != name]


@pytest.mark.parametrize(
    "old",
    [
        *(pytest.param([name], id=f"{name}-of-the-last-release") for name in NAMES),
        *(pytest.param(others(name), id=f"only-{name}-at-head") for name in NAMES),
    ],
)
def test_the_journeys_pass(old: list[str], released: Path, tmp_path: Path) -> None:
    with estate(tmp_path, 0, checkouts=dict.fromkeys(old, released)) as running:
        assert {name for name in NAMES if str(released) in command_of(running.children[name])} == set(old)
        clients = clients_of(running, tmp_path)
        played(clients, "2026", "2023")
        assert authorities(clients) == [(3, "UBND cấp huyện"), (4, "Chủ tịch UBND cấp tỉnh")]
        assert {name: set_aside(clients, name) for name in NAMES} == dict.fromkeys(NAMES, 0)


def command_of(pid: int) -> str:
    """The command line of a process: which release's Python it is."""
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout


def set_aside(clients: Clients, service: str) -> float:
    """How many events wait on a service's desk because it could not read or apply them."""
    lines = clients.nobody().page(f"/{service}/metrics").splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith("ocop_parked_open{"))
