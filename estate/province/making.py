"""Making the sample province: part after part, each noted when it is done, with the clock put back whatever happens."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType

import httpx

from estate import state
from estate.demo.clients import Clients
from estate.demo.moving import give_clock, present
from estate.demo.playing import clients_of
from estate.province import marker
from estate.province.days import Days, days, morning
from estate.province.marker import Marker
from estate.province.parts import PARTS, Part
from kit.clock import LOCAL

_CLOCK = "/dev/api/clock"
_TRIES = 4


def make(home: Path) -> int:
    """Makes what is missing in the estate that runs in a home; 0 when nothing is."""
    running, known = state.running(home), marker.read(home)
    if running is None or known is None:
        return 1
    signal.signal(signal.SIGTERM, _end)
    return Making(home, clients_of(running, home), known).run()


class Making:
    """One run; `parts` are those of the province, or some of them in a test."""

    def __init__(self, home: Path, clients: Clients, known: Marker, parts: Sequence[Part] = PARTS) -> None:
        self.home, self.clients, self.marker, self.parts = home, clients, known, parts

    def run(self) -> int:
        """Goes on where the last run ended. What fails is noted for people, and 1 answered."""
        self.marker.state, self.marker.of, self.marker.failed = "making", len(self.parts), ""
        if not self.marker.began:
            self.marker.began = present(self.clients).isoformat()
        self._keep()
        finished = False
        try:
            for part in self.parts:
                if part.id not in self.marker.done:
                    self._make(part)
            self._put_back()
            finished = True
        except KeyboardInterrupt:
            self.marker.failed = "đã dừng giữa chừng · ended half way"
        except Exception as fault:  # whatever it is
            traceback.print_exc()
            self.marker.failed = f"{type(fault).__name__}: {fault}"[:500]
            print(self.marker.failed)
        finally:
            self.marker.state = "made" if finished else "failed"
            self._put_back_if_possible()
            self._keep()
        return 0 if finished else 1

    def _make(self, part: Part) -> None:
        self.marker.vi, self.marker.en = part.vi, part.en
        self._keep()
        laid_out = days(self._began())
        if part.on is not None:
            self._move(morning(part.on(laid_out)))
        else:
            self._put_back()
        self._do(part, laid_out)
        self.marker.done.append(part.id)
        self._keep()
        print(part.id)

    def _do(self, part: Part, laid_out: Days) -> None:
        """Plays a part; one whose answer did not come in time, as on a busy machine, is harmless to repeat."""
        for left in reversed(range(_TRIES)):
            try:
                part.do(self.clients, laid_out)
                return
            except httpx.TransportError as late:
                if not left:
                    raise
                print(f"{part.id}: {late!r}, again")

    def _began(self) -> date:
        return datetime.fromisoformat(self.marker.began).astimezone(LOCAL).date()

    def _move(self, to: datetime) -> None:
        self.marker.moved(present(self.clients), datetime.now(UTC))
        self._keep()
        if present(self.clients).astimezone(LOCAL).date() != to.date():
            self.clients.nobody().send("POST", _CLOCK, {"at": to.isoformat()})

    def _put_back(self) -> None:
        now = datetime.now(UTC)
        if at := self.marker.due(now):
            give_clock(self.clients, at, now)
            self.marker.present = self.marker.since = ""
            self._keep()

    def _put_back_if_possible(self) -> None:
        try:
            self._put_back()
        except Exception:  # noted in the marker: `ocop up` puts it back once this process has ended, or its next start
            return

    def _keep(self) -> None:
        marker.write(self.home, self.marker)


def _end(_sign: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt()
