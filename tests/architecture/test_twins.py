"""The twins of the doors: what the JSON API does and what a page does are one command, under one limit."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from tests.architecture import house

DOORS = ("api.py", "pages.py")
WRITES = ("post", "put", "delete", "patch")


def _doors(service: str) -> dict[str, dict[tuple[str, str], str]]:
    """Use case → its doors (file, function), each with the limit it declares."""
    found: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for file in house.modules(f"services/{service}"):
        if not file.name.endswith(DOORS):
            continue
        for door in ast.walk(ast.parse(Path(file).read_text(encoding="utf-8"))):
            if isinstance(door, ast.AsyncFunctionDef) and _writes(door):
                for use_case in _use_cases(door):
                    found[f"{file.parent.name}.{use_case}"][file.name, door.name] = _limit(door)
    return found


def _writes(door: ast.AsyncFunctionDef) -> bool:
    called = [one.func for one in door.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Attribute) and one.attr in WRITES for one in called)


def _use_cases(door: ast.AsyncFunctionDef) -> set[str]:
    """What is run by `act(use_cases.x, …)` or `change(use_cases.x, …)`."""
    calls = [one for one in ast.walk(door) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    run = [one.args[0] for one in calls if one.func.id in ("act", "change") and one.args]  # type: ignore[attr-defined]
    return {one.attr for one in run if isinstance(one, ast.Attribute)}


def _limit(door: ast.AsyncFunctionDef) -> str:
    for one in door.decorator_list:
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "takes":
            return ast.unparse(one.args[0])
    return ""


@pytest.mark.parametrize("service", house.SERVICES)
class TestACommandAtTwoDoors:
    def test_may_be_as_long_at_the_one_as_at_the_other(self, service: str) -> None:
        apart = {name: doors for name, doors in _doors(service).items() if len(set(doors.values())) > 1}
        assert apart == {}

    def test_is_found_at_all(self, service: str) -> None:
        if service != "reporting":  # which only answers
            assert sum(len(doors) > 1 for doors in _doors(service).values()) >= 3
