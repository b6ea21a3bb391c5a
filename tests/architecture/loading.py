"""What pure modules load, each measured in a fresh process: `python -m tests.architecture.loading` prints it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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
    """Every rules, lifecycle, commands, refusals and aggregate module of every slice."""
    return sorted(".".join(file.with_suffix("").parts) for file in _files())


def _files() -> Iterator[Path]:
    slices = set(house.slices())
    for file in house.modules("services"):
        if file.parent in slices and (file.stem in PURE or _holds_an_aggregate(file)):
            yield file


def _holds_an_aggregate(file: Path) -> bool:
    classes = (node for node in house.tree(file).body if isinstance(node, ast.ClassDef))
    return any(isinstance(base, ast.Name) and base.id in BASES for node in classes for base in node.bases)


def loaded_with(module: str) -> Loaded:
    """Imports one module in a process of its own; raises CalledProcessError when it cannot be imported."""
    code = f"import sys; import {module}; print(len(sys.modules), *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=house.ROOT, capture_output=True, text=True, check=True)
    count, *names = done.stdout.split()
    return Loaded(module, int(count), tuple(sorted(set(names) & set(DRIVERS_AND_FRAMEWORKS))))


def measured(modules: list[str]) -> list[Loaded]:
    """Each module measured, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(loaded_with, modules))


def main() -> None:
    """Prints what each pure module loads."""
    for one in measured(pure_modules()):
        print(f"{one.modules:5} {one.module} {' '.join(one.infrastructure)}".rstrip())


if __name__ == "__main__":
    main()
