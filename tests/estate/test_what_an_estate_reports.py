"""What a running estate writes down of itself is read by commands of this release, of the last, and of the next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from estate import state
from estate.commands.status import Row
from estate.processes.health import SILENT
from estate.state import Process, Running

YESTERDAY: dict[str, Any] = {
    "pid": 19511,
    "url": "http://127.0.0.1:8080",
    "issuer": "http://127.0.0.1:8081",
    "kafka": "127.0.0.1:9092",
    "mongodb": "mongodb://127.0.0.1:27017/?directConnection=true",
    "smtp": "smtp://127.0.0.1:1025",
    "evaluations": {},
    "children": {"kafka": 19604, "database": 19961, "house": 20082},
    "ready": True,
}


class TestWhatIsWrittenDown:
    def test_is_read_as_it_was(self, tmp_path: Path) -> None:
        processes = {"registry": Process(since=1.5, pid=3, port=8091, restarts=2, log="x"), "front": Process(since=2.0)}
        announced = Running(1, "http://127.0.0.1:8080", children={"registry": 3}, ready=True, processes=processes)
        state.write(tmp_path, announced)
        assert state.last_known(tmp_path) == announced

    def test_by_the_last_release_is_read_too(self, tmp_path: Path) -> None:
        (tmp_path / "estate.json").write_text(json.dumps(YESTERDAY))
        known = state.last_known(tmp_path)
        assert known == Running(**YESTERDAY)

    def test_by_the_next_release_is_read_as_far_as_it_is_known(self, tmp_path: Path) -> None:
        row = {"since": 1.0, "pid": 3, "mood": "good"}
        (tmp_path / "estate.json").write_text(json.dumps({**YESTERDAY, "weather": 1, "processes": {"front": row}}))
        known = state.last_known(tmp_path)
        assert known
        assert known.processes == {"front": Process(since=1.0, pid=3)}

    def test_in_half_is_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "estate.json").write_text('{"pid": 1, "url": "ht')
        assert state.last_known(tmp_path) is None


class TestAProcess:
    def test_is_in_one_of_six_states(self) -> None:
        silent = {"ready": False, "checks": [{"name": "process", "ok": False, "detail": SILENT}]}
        failing = {"ready": False, "checks": [{"name": "database", "ok": False, "detail": "away"}]}
        ready = {"ready": True, "checks": []}
        rows = [
            Row("registry", Process(since=0, pid=None)),
            Row("kafka", Process(since=0, pid=1)),
            Row("registry", Process(since=0, pid=1), ready),
            Row("registry", Process(since=4_000_000_000, pid=1), failing),
            Row("registry", Process(since=0, pid=1), silent),
            Row("registry", Process(since=0, pid=1), failing),
        ]
        assert [row.state[1] for row in rows] == ["restarting", "running", "ready", "starting", "silent", "failing"]
        assert list(rows[-1].wrong()) == [("registry.database", "away")]
