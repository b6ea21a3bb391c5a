"""Processes forked from the house share what it imported, and nothing that would be wrong to share."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from estate.processes.children import free_port
from estate.processes.forked import Forked
from estate.processes.supervisor import Supervisor

PROBE = """
import gc, json, multiprocessing, os, sys
from estate.processes import forked

def look(told):
    import estate.processes.house as house
    from law.places import gazetteer
    from law.rulebooks import shelf
    from uuid_utils import uuid7
    told.put({
        "threads": house.threads_at_fork,
        "imported": "services.registry.service" in sys.modules and "estate.front.front" in sys.modules,
        "frozen": gc.get_freeze_count(),
        "of the installation": shelf.cache_info().currsize + gazetteer.cache_info().currsize,
        "id": str(uuid7())[14:],
    })

if __name__ == "__main__":
    forked.open_house()
    context = multiprocessing.get_context("forkserver")
    told = context.SimpleQueue()
    for process in [context.Process(target=look, args=(told,)) for _ in range(2)]:
        process.start()
        print(json.dumps(told.get()), flush=True)
        process.join()
"""
KEEPER = """
import sys, time
from pathlib import Path
from estate.processes.forked import Forked

if __name__ == "__main__":
    child = Forked("reporting", ["reporting"], Path(sys.argv[1]), {"OCOP_PORT": sys.argv[2]})
    child.start()
    print(child.pid, flush=True)
    time.sleep(60)
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")


def until(what: Callable[[], bool], within: float = 40) -> None:
    ends = time.monotonic() + within
    while not what():
        assert time.monotonic() < ends, "not in time"
        time.sleep(0.05)


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/reporting/livez", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def is_gone(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture(params=["forked", "anew"])
def child(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Forked]:
    """A service on servers that are away: it serves all the same."""
    monkeypatch.setenv("OCOP_FORK", "1" if request.param == "forked" else "0")
    yield from serving(tmp_path)


@pytest.fixture
def forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Forked]:
    monkeypatch.setenv("OCOP_FORK", "1")
    yield from serving(tmp_path)


def serving(folder: Path) -> Iterator[Forked]:
    port = free_port()
    environment = {
        "OCOP_PORT": str(port),
        "OCOP_HOME": str(folder),
        "MONGODB_URI": "mongodb://127.0.0.1:9/",
        "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
    }
    made = Forked("reporting", ["reporting"], folder / "reporting.log", environment)
    made.start()
    try:
        until(lambda: answers(port) or not made.alive)
        assert made.alive, made.last_words(20)
        yield made
    finally:
        made.kill()


def house_of(child: Forked) -> int:
    status = Path(f"/proc/{child.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("PPid:")).split()[1])


class TestTheHouse:
    def test_has_one_thread_when_it_forks_and_shares_only_what_ships(self, tmp_path: Path) -> None:
        probe = tmp_path / "probe.py"
        probe.write_text(PROBE)
        environment = {name: value for name, value in os.environ.items() if name != "OCOP_FORK"}
        done = subprocess.run([sys.executable, str(probe)], env=environment, capture_output=True, text=True, timeout=90)
        seen: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(seen) == 2, done.stderr
        for one in seen:
            assert one["threads"] == 1
            assert one["imported"]
            assert one["frozen"] > 100_000
            assert one["of the installation"] == 0
        assert seen[0]["id"] != seen[1]["id"]


class TestAProcess:
    def test_is_one_of_its_own_with_its_own_log_and_name_and_ends_as_asked(self, child: Forked) -> None:
        assert child.pid is not None
        assert os.getsid(child.pid) == child.pid
        shown = subprocess.run(["ps", "-o", "command=", "-p", str(child.pid)], capture_output=True, text=True).stdout
        assert shown.strip() == "ocop: reporting"
        assert json.loads(child.last_words(1))["service"] == "reporting"
        reported: list[str] = []
        supervisor = Supervisor(lambda vi, en: reported.append(en))
        supervisor.watch(child)
        child.ask_to_end()
        until(lambda: not child.alive)
        supervisor.look()
        assert reported[0].startswith("reporting was asked to end; started again in 0.5 s")


class TestAForkedProcess:
    def test_dies_with_the_house_and_the_next_has_a_new_one(self, forked: Forked) -> None:
        first, house = forked.pid, house_of(forked)
        assert first is not None
        os.kill(house, signal.SIGKILL)
        until(lambda: not forked.alive)
        until(lambda: is_gone(first), within=5)
        forked.start()
        assert forked.alive
        assert house_of(forked) != house

    def test_ends_with_its_supervisor(self, tmp_path: Path) -> None:
        keeper, port = tmp_path / "keeper.py", free_port()
        keeper.write_text(KEEPER)
        environment = {**os.environ, "OCOP_HOME": str(tmp_path), "MONGODB_URI": "mongodb://127.0.0.1:9/"}
        command = [sys.executable, str(keeper), str(tmp_path / "log"), str(port)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as supervisor:
            assert supervisor.stdout
            pid = int(supervisor.stdout.readline())
            until(lambda: answers(port))
            house = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
            supervisor.kill()
        until(lambda: is_gone(pid) and is_gone(house), within=15)
