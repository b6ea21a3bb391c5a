"""The boards are read as Grafana's own types have them: what these do not know, Grafana would drop without a word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard

BOARDS = sorted((Path(__file__).parents[2] / "deploy/grafana/dashboards").glob("*.json"))
BY_GRAFANA_ITSELF = {"definition"}
"""Of a variable: what its editor shows of the query; no part of the published schema."""


def lost(given: Any, read: Any, at: str = "") -> Iterator[str]:
    """Where what was read says less than, or something else than, what was given; empty lists and objects aside."""
    if isinstance(given, dict) and isinstance(read, dict):
        for name, value in given.items():
            if name not in BY_GRAFANA_ITSELF and (name in read or value not in (None, [], {})):
                yield from lost(value, read.get(name), f"{at}/{name}")
    elif isinstance(given, list) and isinstance(read, list) and len(given) == len(read):
        for place, (one, other) in enumerate(zip(given, read, strict=True)):
            yield from lost(one, other, f"{at}/{place}")
    elif given != read:
        yield f"{at}: {given!r} became {read!r}"


def read(board: dict[str, Any]) -> Any:
    register_default_plugins()
    return json.loads(json.dumps(Dashboard.from_json(board), cls=JSONEncoder))


@pytest.mark.parametrize("file", BOARDS, ids=lambda file: file.stem)
def test_a_board_is_read_whole(file: Path) -> None:
    assert list(lost(json.loads(file.read_text()), read(json.loads(file.read_text())))) == []


def test_a_misspelt_field_would_be_lost() -> None:
    board = json.loads(BOARDS[0].read_text())
    panel = next(one for one in board["panels"] if one["type"] == "timeseries")
    panel["fieldConfig"]["defaults"]["tresholds"] = {"mode": "absolute"}
    found = list(lost(board, read(json.loads(json.dumps(board)))))
    assert [one.partition(":")[0].rpartition("/")[2] for one in found] == ["tresholds"]
