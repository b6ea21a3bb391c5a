"""What a person sees while the estate starts: one line per step, with its time, in Vietnamese and English."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


class Progress:
    """Speaks to the terminal; without one, in plain lines."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False, soft_wrap=True)

    @contextmanager
    def step(self, vi: str, en: str) -> Iterator[None]:
        """Shows a step while it runs, and how long it took when it is done."""
        began = time.monotonic()
        if self.console.is_terminal:
            with self.console.status(f"{vi} · [dim]{en}[/dim]"):
                yield
        else:
            yield
        self.console.print(f"[green]✓[/green] {vi} · [dim]{en}[/dim]  {time.monotonic() - began:.1f} s")

    def report(self, vi: str, en: str) -> None:
        """One thing that happened."""
        self.console.print(f"[yellow]![/yellow] {vi}\n  [dim]{en}[/dim]")
