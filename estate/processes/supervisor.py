"""Keeps the estate's processes alive: one that dies is started again, later each time, and that is said."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from estate.processes.children import Child
from estate.state import Process

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_STEADY_AFTER = 60.0
"""Seconds a child must live for its earlier deaths to be forgotten."""

Report = Callable[[str, str], None]
"""Says one thing in Vietnamese and in English."""


@dataclass
class Watched:
    """A child under supervision."""

    child: Child
    started: float
    deaths: int = 0
    due: float | None = None
    """When it is started again; None while it lives."""
    restarts: int = 0
    since: float = field(default_factory=time.time)
    """When it was last started or found ended, in seconds since 1970, for people."""


@dataclass
class Supervisor:
    """Watches children; `now` is a monotonic clock in seconds."""

    report: Report
    changed: Callable[[], None] = lambda: None
    now: Callable[[], float] = time.monotonic
    watched: list[Watched] = field(default_factory=list)

    def watch(self, child: Child) -> None:
        """Keeps a running child alive from now on."""
        self.watched.append(Watched(child, self.now()))

    def look(self) -> None:
        """Notices who died and starts again whoever is due."""
        for one in self.watched:
            if one.due is not None:
                if self.now() >= one.due:
                    self._start(one)
            elif not one.child.alive:
                self._plan(one)

    def pids(self) -> dict[str, int]:
        """The process of each child that lives."""
        return {one.child.name: one.child.pid for one in self.watched if one.child.pid is not None}

    def rows(self, ports: Mapping[str, int]) -> dict[str, Process]:
        """What is told of each child, by its name."""
        return {
            (name := one.child.name): Process(
                one.since, one.child.pid, ports.get(name), one.restarts, str(one.child.log)
            )
            for one in self.watched
        }

    def stop(self, waves: Sequence[Sequence[Child]], within: float) -> None:
        """Ends every child, one wave after the other, killing what is left when a wave's time is over."""
        self.watched.clear()
        for wave in waves:
            for child in wave:
                child.ask_to_end()
            ends = self.now() + within / len(waves)
            for child in wave:
                child.stop(within=max(0.0, ends - self.now()))

    def _plan(self, one: Watched) -> None:
        if self.now() - one.started > _STEADY_AFTER:
            one.deaths = 0
        asked = one.child.ended_as_asked
        pause = _FIRST_PAUSE if asked else min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**one.deaths)
        one.deaths += not asked
        one.due = self.now() + pause
        one.since = time.time()
        self.changed()
        vi, en = ("đã dừng theo yêu cầu", "was asked to end") if asked else ("đã dừng đột ngột", "ended unexpectedly")
        name, log = one.child.name, one.child.log
        self.report(
            f"{name} {vi}; khởi động lại sau {pause:g} giây (nhật ký: {log})",
            f"{name} {en}; started again in {pause:g} s (log: {log})",
        )

    def _start(self, one: Watched) -> None:
        one.due = None
        one.started = self.now()
        one.since = time.time()
        one.restarts += 1
        one.child.start()
        self.changed()
        self.report(f"{one.child.name} đã được khởi động lại", f"{one.child.name} was started again")
