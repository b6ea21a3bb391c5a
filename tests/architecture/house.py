"""The house as files: what is kept under version control, and the slices of each service."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("kit", "law", "programme", "services", "estate", "contracts/src/ocop_events")
MADE = {".venv", ".ocop", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
SERVICES = ("registry", "evaluation", "notifications", "reporting")
SHARED = (Path("services/editions"), Path("services/recusals"))
"""Slices that several services have in the same form: each takes them in in its `service.py`."""


@cache
def kept() -> tuple[Path, ...]:
    """Every file under version control, from the root of the house."""
    if not (ROOT / ".git").exists():  # unpacked from an archive: everything but what setting up and running made
        found = (file.relative_to(ROOT) for file in ROOT.rglob("*") if file.is_file())
        return tuple(sorted(file for file in found if not MADE & set(file.parts)))
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file())


def built() -> list[str]:
    """The services that can be put together."""
    return [service for service in SERVICES if (ROOT / "services" / service / "service.py").is_file()]


def modules(*rooms: str) -> Iterator[Path]:
    """The Python files of some rooms (of all when none is named), tests left out."""
    for file in kept():
        if file.suffix == ".py" and any(file.is_relative_to(room) for room in rooms or ROOMS):
            yield file


def slices() -> Iterator[Path]:
    """The folders of the slices: `services/<service>/<slice>`, those that are packages, and the shared ones."""
    for file in kept():
        if (
            file.name == "__init__.py" and len(file.parts) == 4 and file.parts[0] == "services"
        ) or file.parent in SHARED:
            yield file.parent


def tree(file: Path) -> ast.Module:
    """A module, read."""
    return ast.parse((ROOT / file).read_text("utf-8"))
