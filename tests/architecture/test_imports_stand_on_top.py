"""What a module needs stands at its top; an import inside a function is one of these, each with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import house

COMMANDS = ("estate/cli.py", "estate/commands/", "bench/run.py")
"""A command line starts fast: what a command needs is loaded when it is called."""
LATE = {
    "estate/processes/serve.py": "a name for its process, the front and a room: a child loads its own only",
    "kit/lists/workbook.py": "three hundred modules, for whoever reads or writes a workbook",
    "kit/telemetry/tracing.py": "an exporter, where there is a collector",
    "kit/telephone.py": "thousands of number ranges, when the first number comes",
    "kit/web/assets/__main__.py": "not in an installation: the machine's own stands in",
    "kit/web/assets/chromium.py": "not in an installation: the machine's own stands in",
    "kit/web/inspection/film.py": "may be absent: a film is kept then without a picture of it",
    "law/lists.py": "the checker, which reads lists: asked where there are files of the installation",
    "law/rulebooks/shelf.py": "the checker, which reads a shelf: asked where there are files of the installation",
}


def late() -> Iterator[Path]:
    for file in house.modules("kit", "law", "programme", "services", "estate", "bench"):
        if str(file).startswith(COMMANDS):
            continue
        for function in ast.walk(house.tree(file)):
            is_one = isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
            if is_one and any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(function)):
                yield file


def test_only_these_import_within_a_function() -> None:
    assert {str(file) for file in late()} == set(LATE)
