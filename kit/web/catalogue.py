"""The English of a package's Vietnamese texts, read from its `locale/en.po` at start; nothing is compiled."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

from kit.language import Catalogue


@lru_cache(maxsize=64)
def _read(path: Path, _changed: float) -> dict[str, str]:
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en", charset="utf-8")
    return {
        message.id: message.string
        for message in catalogue
        if isinstance(message.id, str) and message.id and isinstance(message.string, str) and message.string
    }


def english(path: Path) -> dict[str, str]:
    """The translated texts of one file; fuzzy ones too, as babel gives them. Empty when there is no such file."""
    return _read(path, path.stat().st_mtime) if path.is_file() else {}


def catalogue_of(paths: Iterable[Path]) -> Catalogue:
    """The English of some files, the first file that has a text winning."""
    return Catalogue(*(english(path) for path in paths))
