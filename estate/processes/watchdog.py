"""
Tells a server that is frozen from one that is slow, and ends the frozen one, which the supervisor then starts again.

Slow is a server that answers late, or that is seen to move meanwhile. Frozen is one whose process lives and that has done no
unit of work for `patience` seconds while nothing of it moved, whether it still answers pings or not. Each time it did not
help the patience doubles; after three times a person is asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from estate.processes.children import Child
from estate.processes.supervisor import Report
from estate.servers.pulse import Pulse

SLOW_AFTER = 4.0
PATIENCE = 10.0
LONGEST = 120.0
"""Seconds without a single unit of work after which a server counts as frozen whatever else moves."""
RESTARTS = 3
CALM_AFTER = 600.0
"""Seconds without a restart after which the earlier ones are forgotten."""


@dataclass
class Watchdog:
    """
    Watches one server; `look` is called often and never waits.

    `works` is its unit of work and `answers` its ping, where it has one; `progress` is a number that changes while the
    server gets anything done.
    """

    child: Child
    works: Pulse
    report: Report
    answers: Pulse | None = None
    progress: Callable[[], int] = lambda: 0
    patience: float = PATIENCE
    now: Callable[[], float] = time.monotonic
    word: str = ""
    """What it did last, for `ocop status`; empty while there was nothing to do."""
    _pid: int | None = None
    _since: float = 0.0
    _seen: int = 0
    _moved: float = 0.0
    _slow: bool = False
    _given_up: bool = False
    _restarts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Begins to ask."""
        for pulse in self.pulses():
            pulse.start()

    def stop(self) -> None:
        """Asks no more."""
        for pulse in self.pulses():
            pulse.stop()

    def look(self) -> None:
        """Looks how the server is, and ends it when it is frozen."""
        if self.child.pid is None:
            return  # dead or being started: that is the supervisor's
        now = self.now()
        if self.child.pid != self._pid:
            self._pid, self._since, self._moved, self._seen = self.child.pid, now, now, self.progress()
        silent = now - max(self.works.answered, self._since)
        if silent < SLOW_AFTER:
            self._is_well(now)
            return
        if (seen := self.progress()) != self._seen:
            self._seen, self._moved = seen, now
        patience = self.patience * 2 ** len(self._restarts)
        if silent < LONGEST and min(silent, now - self._moved) < patience:
            self._is_slow()
        elif len(self._restarts) < RESTARTS:
            self._end_it(now, silent)
        elif not self._given_up:
            self._give_up()

    def pulses(self) -> list[Pulse]:
        """What must beat: the database's work, and its answers where somebody asks for them."""
        return [self.works, *([self.answers] if self.answers else [])]

    def _is_well(self, now: float) -> None:
        if self._slow:
            self._slow = False
            self._say(
                f"{self.child.name} đã trả lời bình thường trở lại",
                f"{self.child.name} answers as usual again",
                keep=False,
            )
        if self._restarts and now - self._restarts[-1] > CALM_AFTER:
            self._restarts.clear()
            self._given_up = False

    def _is_slow(self) -> None:
        if not self._slow:
            self._slow = True
            self._say(
                f"{self.child.name} trả lời chậm; đang theo dõi",
                f"{self.child.name} answers slowly; watching it",
                keep=False,
            )

    def _end_it(self, now: float, silent: float) -> None:
        self._restarts.append(now)
        self._slow = False
        vi, en = self._how(now)
        self._say(
            f"{self.child.name} bị treo ({vi}, không làm được việc nào trong {silent:.0f} giây): buộc dừng và khởi động lại, "
            f"lần {len(self._restarts)}. Việc đã nhận vẫn còn nguyên.",
            f"{self.child.name} is frozen ({en}, no work done for {silent:.0f} s): killed and started again, "
            f"time {len(self._restarts)}. What was accepted is kept.",
        )
        self.child.kill()

    def _give_up(self) -> None:
        self._given_up = True
        log = self.child.log
        self._say(
            f"{self.child.name} vẫn bị treo sau {RESTARTS} lần khởi động lại: không tự khởi động lại nữa. Nhấn Ctrl-C, xem nhật ký "
            f"{log} và dung lượng đĩa, rồi chạy lại `make up`; dữ liệu đã ghi vẫn còn.",
            f"{self.child.name} is still frozen after {RESTARTS} restarts: it is not restarted again. Press Ctrl-C, look at {log} "
            f"and at the room on the disk, then run `make up` again; what was kept is still there.",
        )

    def _how(self, now: float) -> tuple[str, str]:
        if is_stopped(self.child.pid):
            return "tiến trình bị dừng (SIGSTOP)", "its process is stopped (SIGSTOP)"
        if self.answers and now - self.answers.answered < SLOW_AFTER:
            return "vẫn trả lời ping", "it answers pings"
        return "không trả lời", "it answers nothing"

    def _say(self, vi: str, en: str, *, keep: bool = True) -> None:
        at = f"{datetime.now():%Y-%m-%d %H:%M:%S}"
        if keep:
            self.word = f"{at} {en}"
        with self.child.log.open("a") as log:
            log.write(f"{at} watchdog: {en}\n")
        self.report(vi, en)


def is_stopped(pid: int | None) -> bool:
    """Whether a process was stopped by a signal; False where the system has no /proc."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state in "Tt"
