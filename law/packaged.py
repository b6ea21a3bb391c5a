"""The data that ships inside the package: read by name, wherever the package is installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def read_text(name: str) -> str:
    """Text of a file under `law/data`."""
    return files("law").joinpath("data", *name.split("/")).read_text(encoding="utf-8")


def names_in(folder: str) -> Iterator[str]:
    """Names of the files in a folder under `law/data`, sorted."""
    yield from sorted(f.name for f in files("law").joinpath("data", *folder.split("/")).iterdir() if f.is_file())
