"""The steps of a journey: what was to be seen, what was seen, and how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
from confluent_kafka import KafkaException
from rich.console import Console
from rich.table import Table

from estate.demo.clients import NotAsExpectedError


@dataclass
class Step:
    """One thing that has to be observed."""

    vi: str
    en: str
    seconds: float = 0.0
    observed: str = ""
    failed: str = ""

    def saw(self, what: object) -> None:
        """Notes what was observed; without it a step does not count."""
        self.observed = f"{self.observed}; {what}" if self.observed else str(what)


class BrokenOffError(Exception):
    """A step failed; those after it cannot be played."""


@dataclass
class Journey:
    """One journey, step by step."""

    vi: str
    en: str
    console: Console
    steps: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, vi: str, en: str) -> Iterator[Step]:
        """Plays one step; raises BrokenOffError when what it says was not observed."""
        step = Step(vi, en)
        self.steps.append(step)
        began = time.monotonic()
        try:
            yield step
            if not step.observed:
                step.failed = "không quan sát được gì · nothing was observed"
        except (NotAsExpectedError, httpx.HTTPError, LookupError, ValueError, KafkaException) as fault:
            step.failed = (
                f"{type(fault).__name__}: {fault}" if not isinstance(fault, NotAsExpectedError) else str(fault)
            )
        step.seconds = time.monotonic() - began
        mark = "[red]✗[/red]" if step.failed else "[green]✓[/green]"
        self.console.print(f"{mark} {vi} · [dim]{en}[/dim]", highlight=False, soft_wrap=True)
        if step.failed:
            raise BrokenOffError(step.failed)

    @property
    def complete(self) -> bool:
        """Whether every step that was begun was observed."""
        return bool(self.steps) and not any(step.failed for step in self.steps)

    def table(self) -> Table:
        """What is printed at the end."""
        table = Table(title=f"{self.vi} · {self.en}", title_justify="left")
        table.add_column("")
        table.add_column("Bước · step", overflow="fold")
        table.add_column("Quan sát được · observed", overflow="fold")
        table.add_column("s", justify="right")
        for number, step in enumerate(self.steps, 1):
            seen = f"[red]{step.failed}[/red]" if step.failed else step.observed
            table.add_row(str(number), f"{step.vi}\n[dim]{step.en}[/dim]", seen, f"{step.seconds:.1f}")
        return table
