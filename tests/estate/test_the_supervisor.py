"""A process that dies is started again, later each time, and people are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from estate.processes.children import Child
from estate.processes.supervisor import Supervisor


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    sleeper = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"], tmp_path / "sleeper.log")
    sleeper.start()
    yield sleeper
    sleeper.kill()


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def reported() -> list[str]:
    return []


@pytest.fixture
def supervisor(child: Child, clock: Hands, reported: list[str]) -> Supervisor:
    made = Supervisor(report=lambda vi, en: reported.append(en), now=clock)
    made.watch(child)
    return made


class TestAChildThatDies:
    def test_is_started_again_after_the_pause_and_not_before(
        self, supervisor: Supervisor, child: Child, clock: Hands
    ) -> None:
        first = child.pid
        child.kill()
        supervisor.look()
        clock.at += 0.4
        supervisor.look()
        assert not child.alive
        clock.at += 0.2
        supervisor.look()
        assert child.alive
        assert child.pid != first

    def test_is_said_with_the_place_of_its_log(self, supervisor: Supervisor, child: Child, reported: list[str]) -> None:
        child.kill()
        supervisor.look()
        assert reported == [f"sleeper ended unexpectedly; started again in 0.5 s (log: {child.log})"]

    def test_waits_longer_each_time(
        self, supervisor: Supervisor, child: Child, clock: Hands, reported: list[str], pauses: Callable[[], list[str]]
    ) -> None:
        for _ in range(4):
            child.kill()
            supervisor.look()
            clock.at += 10
            supervisor.look()
        assert pauses() == ["0.5", "1", "2", "4"]

    def test_waits_the_shortest_pause_again_after_a_steady_minute(
        self, supervisor: Supervisor, child: Child, clock: Hands, pauses: Callable[[], list[str]]
    ) -> None:
        for steady in (10, 61):
            child.kill()
            supervisor.look()
            clock.at += 1
            supervisor.look()
            clock.at += steady
        child.kill()
        supervisor.look()
        assert pauses() == ["0.5", "1", "0.5"]


class TestEnding:
    def test_ends_every_child_and_starts_none_again(self, supervisor: Supervisor, child: Child, clock: Hands) -> None:
        supervisor.stop([[child]], within=5)
        assert not child.alive
        clock.at += 60
        supervisor.look()
        assert not child.alive

    def test_kills_a_child_that_does_not_listen(self, supervisor: Supervisor, tmp_path: Path) -> None:
        deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
        stubborn = Child("stubborn", [sys.executable, "-c", deaf], tmp_path / "stubborn.log")
        stubborn.start()
        while "deaf" not in stubborn.last_words():
            assert stubborn.alive
        supervisor.stop([[stubborn]], within=0.5)
        assert not stubborn.alive


@pytest.fixture
def pauses(reported: list[str]) -> Callable[[], list[str]]:
    return lambda: [line.split(" in ")[1].split(" s ")[0] for line in reported if "ended" in line]
