"""One estate through its life: it comes up, refuses a second, loses a process, is killed, comes back, and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from estate import state
from estate.processes import health
from estate.services import NAMES

pytestmark = pytest.mark.timeout(240)
OCOP = Path(sys.executable).with_name("ocop")
T = TypeVar("T")


@dataclass
class Run:
    """One `ocop up`."""

    process: subprocess.Popen[bytes]
    home: Path

    def ready(self, within: float = 90) -> state.Running:
        """What it said when it was ready."""

        def said() -> state.Running | None:
            assert self.process.poll() is None, self.said()
            running = state.last_known(self.home)
            return running if running and running.ready and running.pid == self.process.pid else None

        return until(said, within)

    def said(self) -> str:
        return (self.home / "said").read_text()


def until(what: Callable[[], T | None], within: float) -> T:
    ends = time.monotonic() + within
    while not (found := what()):
        assert time.monotonic() < ends, "not in time"
        time.sleep(0.1)
    return found


def start(home: Path) -> Run:
    with (home / "said").open("wb") as said:
        command = [str(OCOP), "up", "--port", "0"]
        environment = {**os.environ, "OCOP_HOME": str(home), "COLUMNS": "200"}
        return Run(subprocess.Popen(command, env=environment, stdout=said, stderr=said), home)


def ocop(run: Run, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "OCOP_HOME": str(run.home), "COLUMNS": "80"}
    return subprocess.run([str(OCOP), *words], env=environment, capture_output=True, text=True, timeout=120)


def asked(running: state.Running, name: str) -> httpx.Response:
    """A service's first page, at the address of all."""
    return httpx.get(f"{running.url}/{name}/", timeout=10)


def restarts(run: Run, name: str) -> int:
    known = state.last_known(run.home)
    return known.processes[name].restarts if known else 0


def is_back(run: Run, name: str) -> state.Running | None:
    known = state.last_known(run.home)
    return known if known and name in known.children and health.is_ready(name, known.processes[name]) else None


def is_alive(pid: int) -> bool:
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


@pytest.fixture(scope="module")
def home(on_disk: Path) -> Path:
    return on_disk  # what this estate keeps must outlive its being killed


@pytest.fixture(scope="module")
def first(home: Path) -> Iterator[Run]:
    run = start(home)
    run.ready()
    yield run
    if run.process.poll() is None:
        run.process.kill()
        run.process.wait(10)


@pytest.fixture(scope="module")
def second(home: Path, first: Run) -> Iterator[Run]:
    """The one started after the first was killed with -9 in the middle of its life."""
    before = state.last_known(home)
    assert before is not None
    first.process.kill()
    first.process.wait(10)
    run = start(home)
    run.ready()
    yield run
    if run.process.poll() is None:
        run.process.kill()
        run.process.wait(10)


class TestAnEstate:
    def test_says_ready_on_a_line_of_its_own(self, first: Run) -> None:
        url = first.ready().url
        until(lambda: "make demo" in first.said() or None, 10)
        assert first.said().splitlines().count(f"ready: {url}/") == 1

    def test_keeps_what_it_writes_from_other_users(self, first: Run, home: Path) -> None:
        first.ready()
        open_ones = {
            str(path.relative_to(home))
            for path in [home, *home.rglob("*")]
            if not path.is_symlink() and path.exists() and path.stat().st_mode & 0o077
        }
        assert open_ones <= {"said"}, "written by this test itself"

    def test_shows_its_first_page_in_both_languages(self, first: Run) -> None:
        url = first.ready().url
        assert "Ba việc nên thử" in httpx.get(url + "/", headers={"accept-language": "vi"}).text
        assert "Three things to try" in httpx.get(url + "/?lang=en").text

    def test_answers_for_every_service_under_its_prefix(self, first: Run) -> None:
        url = first.ready().url
        for name in NAMES:
            assert httpx.get(f"{url}/{name}/readyz", timeout=20).json()["ready"], name
            assert httpx.get(f"{url}/{name}/openapi.json", timeout=20).status_code == 200  # made when first asked

    def test_refuses_a_second_in_the_same_home(self, first: Run, home: Path) -> None:
        environment = {**os.environ, "OCOP_HOME": str(home)}
        done = subprocess.run([str(OCOP), "up"], env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 1
        assert f"An estate is already running at {first.ready().url}" in done.stderr

    def test_shows_every_process_within_eighty_columns(self, first: Run) -> None:
        first.ready()
        shown = ocop(first, "status")
        assert shown.returncode == 0, shown.stdout
        lines = shown.stdout.splitlines()
        assert max(map(len, lines)) <= 80
        for name in ("ocop", "house", "kafka", "database", *NAMES, "front"):
            assert [line for line in lines if line.startswith(name + " ")], shown.stdout
        assert sum("sẵn sàng · ready" in line for line in lines) == 5


class TestAServiceOfAnEstate:
    """Each is a process of its own: what happens to one is seen by nobody who asks another."""

    @pytest.mark.parametrize("name", NAMES)
    def test_that_was_killed_is_started_again_alone(self, first: Run, name: str) -> None:
        before = first.ready()
        os.kill(before.children[name], signal.SIGKILL)
        others = [other for other in NAMES if other != name]
        until(lambda: asked(before, name).status_code == 503 or restarts(first, name), 20)
        assert {asked(before, other).status_code for other in others} <= {200, 303}
        now = until(lambda: restarts(first, name) and is_back(first, name), 60)
        assert {other for other, pid in now.children.items() if pid != before.children[other]} == {name}
        assert f"{name} ended unexpectedly" in first.said()

    def test_that_hangs_holds_up_no_other(self, first: Run) -> None:
        running = first.ready()
        os.kill(running.children["evaluation"], signal.SIGSTOP)
        try:
            for other in ("registry", "notifications", "reporting"):
                assert asked(running, other).status_code in (200, 303)
            assert httpx.get(running.url + "/", timeout=5).status_code == 200
            shown = ocop(first, "status")
            assert shown.returncode == 1
            assert "im lặng · silent" in shown.stdout
            assert "✗ evaluation.process: no answer within 6 s" in shown.stdout
        finally:
            os.kill(running.children["evaluation"], signal.SIGCONT)

    def test_is_restarted_by_a_command(self, first: Run) -> None:
        before = first.ready()
        done = ocop(first, "restart", "notifications")
        assert done.returncode == 0, done.stderr
        now = until(lambda: is_back(first, "notifications"), 5)
        assert {name for name, pid in now.children.items() if pid != before.children[name]} == {"notifications"}
        assert "notifications was asked to end" in first.said()

    def test_of_another_name_is_refused_with_those_there_are(self, first: Run) -> None:
        first.ready()
        done = ocop(first, "restart", "accounts")
        assert done.returncode == 1
        assert "It has: kafka, database, registry, evaluation, notifications, reporting, front." in done.stderr


class TestAnEstateKilledWithoutWarning:
    def test_comes_back_with_the_clock_it_had_been_given(self, first: Run, home: Path) -> None:
        url = first.ready().url
        httpx.post(f"{url}/dev/api/clock", json={"at": "2023-06-05T09:00:00+07:00"}).raise_for_status()

    def test_leaves_no_process_behind_and_starts_again(self, second: Run) -> None:
        at = httpx.get(f"{second.ready().url}/dev/api/clock").json()["at"]
        assert at.startswith("2023-06-05")

    def test_ends_within_ten_seconds_of_being_asked(self, second: Run) -> None:
        children = second.ready().children
        began = time.monotonic()
        second.process.send_signal(signal.SIGINT)
        assert second.process.wait(15) == 0
        assert time.monotonic() - began < 10
        assert [name for name, pid in children.items() if is_alive(pid)] == []
