"""A frozen server is told from a slow one, ended so that it is started again, and a person is asked when that does not help."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from estate.processes.children import Child
from estate.processes.watchdog import CALM_AFTER, LONGEST, PATIENCE, Watchdog, is_stopped
from estate.servers.pulse import Pulse


class World:
    """A clock moved by hand, a server that works or not, and what was told."""

    def __init__(self, child: Child) -> None:
        self.at, self.works, self.pings, self.moved = 1000.0, True, True, 0
        self.reported: list[str] = []
        self.child = child
        self.dog = Watchdog(
            child,
            Pulse("work", lambda: self._answer(self.works), now=self.now),
            lambda vi, en: self.reported.append(en),
            answers=Pulse("ping", lambda: self._answer(self.pings), now=self.now),
            progress=lambda: self.moved,
            now=self.now,
        )

    def now(self) -> float:
        return self.at

    def passes(self, seconds: float) -> None:
        """Time, in steps of half a second, with everybody asking and looking at each."""
        for _ in range(int(seconds * 2)):
            self.at += 0.5
            for pulse in self.dog.pulses():
                pulse.beat()
            self.dog.look()

    def restart(self) -> None:
        self.child.start()
        self.dog.look()

    @staticmethod
    def _answer(well: bool) -> None:
        if not well:
            raise TimeoutError


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    child = Child("database", [sys.executable, "-c", "import time; time.sleep(60)"], tmp_path / "database.log")
    child.start()
    made = World(child)
    made.passes(1)
    yield made
    child.kill()


class TestAServer:
    def test_that_works_is_left_alone(self, world: World) -> None:
        world.passes(60)
        assert world.child.alive
        assert world.reported == []

    def test_that_does_no_work_is_ended_though_it_answers_pings(self, world: World) -> None:
        world.works = False
        world.passes(PATIENCE - 1)
        assert world.child.alive
        world.passes(2)
        assert not world.child.alive
        assert "it answers pings" in world.reported[-1]
        assert world.dog.word.endswith(world.reported[-1])
        assert "watchdog: database is frozen" in world.child.log.read_text()

    def test_that_is_seen_to_move_is_slow_and_left_alone(self, world: World) -> None:
        world.works = False
        for _ in range(60):
            world.moved += 1
            world.passes(1)
        assert world.child.alive
        assert world.reported == ["database answers slowly; watching it"]
        world.works = True
        world.passes(1)
        assert world.reported[-1] == "database answers as usual again"

    def test_that_moves_for_ever_without_doing_work_is_ended_all_the_same(self, world: World) -> None:
        world.works = False
        for _ in range(int(LONGEST) + 2):
            world.moved += 1
            world.passes(1)
        assert not world.child.alive

    def test_that_was_stopped_by_a_signal_is_said_to_be(self, world: World) -> None:
        pid = world.child.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        os.waitid(os.P_PID, pid, os.WSTOPPED)
        assert is_stopped(pid)
        world.works = world.pings = False
        world.passes(PATIENCE + 1)
        assert not world.child.alive
        assert "SIGSTOP" in world.reported[-1]

    def test_that_is_dead_is_the_supervisors(self, world: World) -> None:
        world.child.kill()
        world.works = False
        world.passes(60)
        assert world.reported == []


class TestRestarting:
    def test_waits_twice_as_long_each_time_and_then_asks_a_person_once(self, world: World) -> None:
        world.works = world.pings = False
        took = []
        for _ in range(3):
            began = world.at
            while world.child.alive:
                world.passes(0.5)
            took.append(world.at - began)
            world.restart()
        assert took == pytest.approx([PATIENCE, 2 * PATIENCE, 4 * PATIENCE], abs=1.5)
        world.passes(300)
        assert world.child.alive
        assert [line for line in world.reported if "not restarted again" in line] == world.reported[-1:]

    def test_is_forgotten_after_a_calm_time(self, world: World) -> None:
        world.works = False
        world.passes(PATIENCE + 1)
        world.works = True
        world.restart()
        world.passes(CALM_AFTER + 5)
        world.works = False
        world.passes(PATIENCE + 1)
        assert not world.child.alive
