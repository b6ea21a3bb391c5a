"""The twins of the endpoints: what the JSON API does and what a page does are one command, under one limit."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from tests.architecture import house

ENDPOINTS = ("api.py", "pages.py")
WRITES = ("post", "put", "delete", "patch")


def _endpoints(service: str) -> dict[str, dict[tuple[str, str], str]]:
    """Use case → its endpoints (file, function), each with the limit it declares."""
    found: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for file in house.modules(f"services/{service}"):
        if not file.name.endswith(ENDPOINTS):
            continue
        for endpoint in ast.walk(ast.parse(Path(file).read_text(encoding="utf-8"))):
            if isinstance(endpoint, ast.AsyncFunctionDef) and _writes(endpoint):
                for use_case in _use_cases(endpoint):
                    found[f"{file.parent.name}.{use_case}"][file.name, endpoint.name] = _limit(endpoint)
    return found


def _writes(endpoint: ast.AsyncFunctionDef) -> bool:
    called = [one.func for one in endpoint.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Attribute) and one.attr in WRITES for one in called)


def _use_cases(endpoint: ast.AsyncFunctionDef) -> set[str]:
    """What is run by `act(use_cases.x, …)` or `change(use_cases.x, …)`."""
    calls = [one for one in ast.walk(endpoint) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    run = [one.args[0] for one in calls if one.func.id in ("act", "change") and one.args]  # type: ignore[attr-defined]
    return {one.attr for one in run if isinstance(one, ast.Attribute)}


def _limit(endpoint: ast.AsyncFunctionDef) -> str:
    """What it declares; nothing, of a page whose form carries a file beside, which the API takes at an endpoint of its own."""
    if any(_copies(one) for one in ast.walk(endpoint)):
        return ""
    for one in endpoint.decorator_list:
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "takes":
            return ast.unparse(one.args[0])
    return ""


def _copies(node: ast.AST) -> bool:
    """Whether it is `act(use_cases.x, …, await _copy(…))`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("act", "change")):
        return False
    return any(isinstance(one, ast.Name) and one.id == "_copy" for arg in node.args for one in ast.walk(arg))


@pytest.mark.parametrize("service", house.SERVICES)
class TestACommandAtTwoEndpoints:
    def test_may_be_as_long_at_the_one_as_at_the_other(self, service: str) -> None:
        apart = {name: endpoints for name, endpoints in _endpoints(service).items() if len(set(endpoints.values())) > 1}
        assert apart == {}

    def test_is_found_at_all(self, service: str) -> None:
        if service != "reporting":  # which only answers
            assert sum(len(endpoints) > 1 for endpoints in _endpoints(service).values()) >= 3
