"""How the code is written: docstrings in the present tense everywhere, the kit's own imports at the top."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import house

_SAYS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def promising(tree: ast.AST) -> Iterator[int]:
    """The lines of the docstrings that promise instead of saying."""
    for node in ast.walk(tree):
        if isinstance(node, _SAYS) and (ast.get_docstring(node) or "").startswith("This will"):
            yield node.body[0].lineno


class TestADocstring:
    def test_never_begins_with_a_promise(self) -> None:
        found = [f"{file}:{line}" for file in house.modules() for line in promising(house.tree(file))]
        assert found == []

    def test_that_did_would_be_noticed(self) -> None:
        made = Path(__file__).stem
        assert list(promising(ast.parse(f'def {made}():\n    """This will begin."""'))) == [2]


class TestAnImport:
    def test_of_the_kit_by_the_kit_stands_at_the_top_of_its_file(self) -> None:
        found = [
            f"{file}:{inner.lineno}"
            for file in house.modules("kit")
            for node in ast.walk(house.tree(file))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.If))
            for inner in ast.walk(node)
            if isinstance(inner, ast.ImportFrom) and (inner.module or "").startswith("kit")
        ]
        assert found == []
