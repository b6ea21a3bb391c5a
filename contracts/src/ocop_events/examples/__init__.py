"""
One example and one Vietnamese sentence per event type, out of one story: the data stand in the JSON files beside this.

In them `"@name"` stands for a part of `parts.json`, and `{"@": "name", …}` for that part with some fields of its own.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def _told() -> dict[str, dict[str, Any]]:
    files = sorted(file for file in _FOLDER.glob("*.json") if file.stem != "parts")
    return {type_: told for file in files for type_, told in _read(file).items()}


@cache
def _parts() -> dict[str, Any]:
    return _read(_FOLDER / "parts.json")


def example(type_: str) -> dict[str, Any]:
    """The data of one event of this type, as JSON; raises KeyError where there is none."""
    made: dict[str, Any] = _whole(_told()[type_]["data"])
    return made


def in_vietnamese(type_: str) -> str:
    """What the event says, in one sentence."""
    said: str = _told()[type_]["vi"]
    return said


def types() -> set[str]:
    """The types an example is told of."""
    return set(_told())


def _whole(node: Any) -> Any:
    if isinstance(node, str) and node.startswith("@"):
        return _whole(_parts()[node[1:]])
    if isinstance(node, list):
        return [_whole(one) for one in node]
    if not isinstance(node, dict):
        return node
    whole = dict(_whole(_parts()[node["@"]])) if "@" in node else {}
    return whole | {key: _whole(value) for key, value in node.items() if key != "@"}


def _read(file: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read
