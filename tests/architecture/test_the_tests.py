"""Where tests are, and what none does: edit `sys.path`, reach into what is private, wait for luck."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import house

ACROSS = "across_slices"
"""Journeys, pages and whole services: what goes through several slices."""
TESTS = [file for file in house.kept() if file.parts[0] == "tests" and file.suffix == ".py"]
OTHER_PEOPLES = {
    "_add_error_label": "pymongo: how its own tests make a labelled fault",
    "_collector_to_names": "prometheus_client: a registry lists its metrics nowhere else",
    "_element": "python-docx: the XML of a part",
    "_EXECUTOR": "motor: its threads",
    "_labelnames": "prometheus_client",
    "_max_workers": "concurrent.futures",
    "_name": "prometheus_client",
    "_tbl": "python-docx",
    "_TRACER_PROVIDER": "opentelemetry: it can be set once a process",
    "_transport": "httpx: a client of a sample, behind another address",
    "_value": "prometheus_client",
}
"""Private names of libraries that give no other way."""
WAITS = ("asyncio.sleep", "time.sleep", "wait_for_timeout")
WITH_RULES = [one for one in sorted(set(house.slices())) if (house.ROOT / one / "rules.py").exists()]


@pytest.mark.parametrize("service", house.SERVICES)
class TestTheTestsOfAService:
    def test_lie_with_their_slice_or_say_that_they_go_through_several(self, service: str) -> None:
        folders = {one.name for one in house.slices() if one.parent.name == service} | {ACROSS}
        own = [file for file in TESTS if file.parts[1] == service and file.name.startswith("test_")]
        assert [str(file) for file in own if file.parent.name not in folders or len(file.parts) != 4] == []


@pytest.mark.parametrize("slice", sorted({one for one in house.slices() if len(one.parts) == 3}), ids=str)
def test_a_slice_has_tests_of_its_own(slice: Path) -> None:
    own = [file for file in TESTS if file.parent.parts[1:] == slice.parts[1:] and file.name.startswith("test_")]
    assert own, f"write tests/{'/'.join(slice.parts[1:])}/test_….py"


@pytest.mark.parametrize("slice", WITH_RULES, ids=str)
class TestTheRulesOfASlice:
    def test_are_tested_without_a_fixture(self, slice: Path) -> None:
        own = [file for file in TESTS if file.parent.parts[1:] == slice.parts[1:]]
        files = [file for file in own if re.fullmatch(r"test_\w+_rules\.py", file.name)]
        assert files, f"write tests/{'/'.join(slice.parts[1:])}/test_<noun>_rules.py"
        asked = [f"{file}: {name}" for file in files for name in _fixtures(house.tree(file))]
        assert asked == []


class TestNoTest:
    def test_edits_the_path_python_imports_from(self) -> None:
        found = [str(file) for file in TESTS if "sys.path" + ".insert" in (house.ROOT / file).read_text("utf-8")]
        assert found == []

    def test_touches_what_is_private(self) -> None:
        """What a test needs has a public name, or is seen by what the code does."""
        found = [f"{file}:{line}: {name}" for file in TESTS for line, name in _private(house.tree(file))]
        assert [one for one in found if one.rpartition(" ")[2] not in OTHER_PEOPLES] == []

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("relay._mark()", "_mark"),
            ("patch.setattr(relay, '_mark', none)", "_mark"),
            ("from kit.web.tokens import _x", "_x"),
            ("def f(self):\n    self._own = relay.mark()", None),
        ],
    )
    def test_that_touches_it_goes_unnoticed(self, code: str, name: str | None) -> None:
        assert [found for _, found in _private(ast.parse(code))] == ([name] if name else [])

    def test_waits_a_fixed_time_without_saying_why(self) -> None:
        """A wait in a loop asks again; one beside it is a guess of how long something takes, and says why it must be one."""
        found = [
            f"{file}:{line}"
            for file in TESTS
            for line in _waits(house.tree(file))
            if "#" not in (house.ROOT / file).read_text("utf-8").splitlines()[line - 1]
        ]
        assert found == [], "say why on the line, or wait for what is meant to happen"

    @pytest.mark.parametrize(
        ("code", "waits"),
        [
            ("async def f():\n    await asyncio.sleep(0.3)", [2]),
            ("def f():\n    with a:\n        time.sleep(1)", [3]),
            ("async def f():\n    while True:\n        await asyncio.sleep(0.3)", []),
            ("async def f():\n    await asyncio.sleep(0)", []),
        ],
    )
    def test_that_waits_goes_unnoticed(self, code: str, waits: list[int]) -> None:
        assert list(_waits(ast.parse(code))) == waits


def _private(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, name) of each private attribute of something else than the test itself, by whatever way it is reached."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) not in ("self", "cls"):
            names = [node.attr]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("setattr", "getattr", "delattr")):
            names = [
                one.value for one in node.args[1:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
        elif isinstance(node, ast.ImportFrom):
            names = [one.name for one in node.names]
        for name in names:
            if name.startswith("_") and not name.startswith("__"):
                yield getattr(node, "lineno", 0), name


def _waits(node: ast.AST, looped: bool = False) -> Iterator[int]:
    """Lines of waits for a fixed time outside of every loop of their function."""
    for child in ast.iter_child_nodes(node):
        within = isinstance(child, ast.While | ast.For | ast.AsyncFor) or (
            looped and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        )
        if isinstance(child, ast.Call) and ast.unparse(child.func).endswith(WAITS) and not within:
            nothing = [one.value == 0 for one in child.args if isinstance(one, ast.Constant)]
            if not any(nothing):
                yield child.lineno
        yield from _waits(child, within)


def _fixtures(tree: ast.Module) -> Iterator[str]:
    """Arguments of tests that come from nowhere in the file, and fixtures made in it."""
    for node in ast.walk(tree):
        outer = node.decorator_list if isinstance(node, ast.ClassDef) else []
        for test in node.body if isinstance(node, ast.ClassDef | ast.Module) else []:
            if not isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            given = " ".join(ast.unparse(one) for one in (*test.decorator_list, *outer))
            if "fixture" in given:
                yield test.name
            if test.name.startswith("test_") and "given(" not in given:
                wanted = [one.arg for one in (*test.args.args, *test.args.kwonlyargs) if one.arg != "self"]
                yield from (f"{test.name}({name})" for name in wanted if not re.search(rf"\b{name}\b", given))
