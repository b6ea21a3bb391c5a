"""The sample province as `ocop up` sees it: whether this home gets one, the process that makes it, and what became of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from estate.processes.children import Child
from estate.province import marker
from estate.province.marker import Marker
from kit.clock import FileClock

Wanted = Literal["living", "empty"]


@dataclass
class Beginning:
    """One start of an estate. `report` says one thing in Vietnamese and in English."""

    home: Path
    wanted: Wanted
    report: Callable[[str, str], None]
    child: Child | None = None

    def prepare(self, *, used: bool) -> None:
        """
        Before anything of the estate runs: a home that somebody `used` without a province stays as it is, and a clock
        that a broken-off run left on another day is put back.
        """
        known = marker.read(self.home)
        if known is None:
            known = Marker("empty" if used or self.wanted == "empty" else "making")
            marker.write(self.home, known)
        if known.state == "making" and self.wanted == "empty":  # begun by an earlier start, and not wanted now
            known.state, known.failed = "failed", "chưa dựng xong · not finished"
            marker.write(self.home, known)
        self._put_clock_back(known)

    def begin(self) -> None:
        """Has made what is missing, in a process of its own: nobody's `ready:` waits for it."""
        known = marker.read(self.home)
        if known is None or known.state in ("made", "empty") or self.wanted == "empty":
            return
        command = [sys.executable, "-m", "estate.province"]
        self.child = Child("province", command, self.home / "logs" / "province.log", {"OCOP_HOME": str(self.home)})
        self.child.start()
        self.report(
            "Đang dựng tỉnh mẫu (khoảng một phút); trang đầu cho biết đã đến đâu",
            "A sample province is being made (about a minute); the first page says how far it is",
        )

    def look(self) -> None:
        """Says what became of it, once."""
        if self.child is None or self.child.alive:
            return
        child, self.child = self.child, None
        known = marker.read(self.home)
        if known:
            self._put_clock_back(known)  # it was killed, or could not: the estate goes on, and people live in its day
        if known and known.state == "made":
            self.report(
                "Tỉnh mẫu đã dựng xong: hồ sơ ở mọi bước, việc sau công nhận, có việc đến hạn, quá hạn và một sự kiện cần sửa",
                "The sample province is made: dossiers at every step, what follows a star, things due and overdue, one event to repair",
            )
            return
        why = (known.failed if known else "") or child.last_words(1) or "?"
        if known and known.state == "making":  # it was killed, and could not say so itself
            known.state, known.failed = "failed", why
            marker.write(self.home, known)
        self.report(
            f"Chưa dựng xong tỉnh mẫu: {why}. Lần khởi động sau dựng tiếp; nhật ký: {child.log}",
            f"The sample province is not finished: {why}. The next start goes on; log: {child.log}",
        )

    def stop(self) -> None:
        """Ends what is being made; it puts the clock back first."""
        if self.child is not None:
            self.child.stop(within=5)

    def _put_clock_back(self, known: Marker) -> None:
        now = datetime.now(UTC)
        if at := known.due(now):
            FileClock(self.home / "clock.json").shift_to(marker.belongs(at, now))
            known.present = known.since = ""
            marker.write(self.home, known)
