"""Where tests are: with the slice they are about; rules without a fixture; nothing edits `sys.path`."""

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
WITH_RULES = [one for one in sorted(set(house.slices())) if (house.ROOT / one / "rules.py").exists()]


@pytest.mark.parametrize("service", house.SERVICES)
class TestTheTestsOfAService:
    def test_lie_with_their_slice_or_say_that_they_go_through_several(self, service: str) -> None:
        folders = {one.name for one in house.slices() if one.parent.name == service} | {ACROSS}
        own = [file for file in TESTS if file.parts[1] == service and file.name.startswith("test_")]
        assert [str(file) for file in own if file.parent.name not in folders or len(file.parts) != 4] == []


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
