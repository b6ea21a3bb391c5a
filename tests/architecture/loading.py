"""What pure modules load, each measured in a process of its own: `python -m tests.architecture.loading` prints it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture import house

PURE = {"rules", "lifecycle", "commands", "refusals"}
BASES = {"Aggregate", "Stateful"}
DRIVERS_AND_FRAMEWORKS = ("motor", "pymongo", "bson", "fastapi", "starlette", "aiokafka", "faststream", "jinja2")
MOST = 450
"""Modules that a pure one may load, those of Python and pydantic included."""


@dataclass(frozen=True)
class Loaded:
    """What came along with a module: how many modules, and which of them are infrastructure."""

    module: str
    modules: int
    infrastructure: tuple[str, ...]


def pure_modules() -> list[str]:
    """Every rules, `<noun>_rules`, lifecycle, commands, refusals and aggregate module of every slice."""
    return sorted(".".join(file.with_suffix("").parts) for file in _files())


def _files() -> Iterator[Path]:
    slices = set(house.slices())
    for file in house.modules("services"):
        named = file.stem in PURE or file.stem.endswith("_rules")
        if file.parent in slices and (named or _holds_an_aggregate(file)):
            yield file


def _holds_an_aggregate(file: Path) -> bool:
    classes = (node for node in house.tree(file).body if isinstance(node, ast.ClassDef))
    return any(isinstance(base, ast.Name) and base.id in BASES for node in classes for base in node.bases)


BEFORE = "kit.command kit.history kit.identity kit.lifecycle kit.mapped kit.refusal law.lists law.rulebooks programme.names"
"""Pure modules that most others load: loaded once, before the processes part, where the count of each is not to be exact."""

_MEASURE = """
import importlib, os, sys
import pydantic.main
for module in os.environ["BEFORE"].split():
    importlib.import_module(module)
for module in sys.argv[1:]:
    if child := os.fork():
        if os.waitpid(child, 0)[1]:
            sys.exit(f"{module} cannot be imported")
    else:
        importlib.import_module(module)
        print(module, len(sys.modules), *sys.modules, flush=True)
        os._exit(0)
"""
"""Every pure module loads pydantic, which takes longest and is none of ours: each is measured in a fork of a process with it alone."""


def measured(modules: list[str], before: str = BEFORE) -> list[Loaded]:
    """
    Each module imported in a process of its own; raises CalledProcessError when one cannot be. What `before` loads, counts with
    each.
    """
    command = [sys.executable, "-c", _MEASURE, *modules]
    known = {**os.environ, "BEFORE": before}
    done = subprocess.run(command, cwd=house.ROOT, capture_output=True, text=True, check=True, env=known)
    rows = [line.split() for line in done.stdout.splitlines()]
    return [
        Loaded(module, int(count), tuple(sorted(set(names) & set(DRIVERS_AND_FRAMEWORKS))))
        for module, count, *names in rows
    ]


def main() -> None:
    """Prints what each pure module loads."""
    for one in measured(pure_modules(), before=""):
        print(f"{one.modules:5} {one.module} {' '.join(one.infrastructure)}".rstrip())


if __name__ == "__main__":
    main()
