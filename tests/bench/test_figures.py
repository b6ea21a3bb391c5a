"""The arithmetic of the bench: everyone in turn, medians, ratios round by round, goals reached or not."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable

import pytest
from typer.testing import CliRunner

from bench.figures import Figure, Goal, in_turn
from estate.commands.bench import NothingToMeasureWith, app


class TestInTurn:
    async def test_everyone_runs_once_a_round_and_each_round_begins_with_another(self) -> None:
        order: list[str] = []

        def contestant(name: str) -> Callable[[], Awaitable[float]]:
            async def run() -> float:
                order.append(name)
                return float(len(order))

            return run

        runs = await in_turn({name: contestant(name) for name in "abc"}, rounds=3)
        assert {name: len(found) for name, found in runs.items()} == {"a": 3, "b": 3, "c": 3}
        assert ["".join(order[n : n + 3]) for n in range(3, 12, 3)] == ["abc", "bca", "cab"]
        assert min(min(found) for found in runs.values()) == 4, "the first round warms up and is not counted"


class TestAFigure:
    FIGURE = Figure("x", "events/s", {"ours": [80.0, 300.0, 90.0], "raw": [100.0, 100.0, 300.0]})

    def test_says_median_and_spread(self) -> None:
        assert (self.FIGURE.median("ours"), self.FIGURE.spread("ours")) == (90.0, (80.0, 300.0))

    def test_compares_within_each_round(self) -> None:
        assert self.FIGURE.reached(Goal("raw", 0.8, "more")) == pytest.approx(0.8)
        assert self.FIGURE.holds(Goal("raw", 0.8, "more")) is True
        assert self.FIGURE.holds(Goal("raw", 0.81, "more")) is False
        assert self.FIGURE.holds(Goal("raw", 0.7, "less")) is False

    def test_judges_an_absolute_goal_by_the_median(self) -> None:
        assert self.FIGURE.holds(Goal("", 90, "less")) is True
        assert self.FIGURE.holds(Goal("", 91, "more")) is False

    def test_does_not_judge_what_was_not_measured(self) -> None:
        assert self.FIGURE.holds(Goal("peer", 3, "more")) is None


class TestTheCommand:
    def test_says_how_to_get_what_it_needs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "bench", None)
        answer = CliRunner().invoke(app, [])
        assert isinstance(answer.exception, NothingToMeasureWith)
        assert "make bench" in answer.exception.say("vi")

    def test_knows_its_measures(self) -> None:
        answer = CliRunner().invoke(app, ["--only", "nonsense"])
        assert answer.exit_code == 2
        assert "relay, projection" in answer.output.replace("\n", " ")
