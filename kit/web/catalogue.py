"""The English of a package's Vietnamese texts, read from its `locale/en.po` at start; nothing is compiled."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po


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


class Catalogue:
    """Some packages' English, the first package that has a text winning."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._texts: dict[str, str] = {}
        for path in reversed(list(paths)):
            self._texts.update(english(path))

    def translate(self, msgid: str) -> str:
        """The English of a Vietnamese text; the Vietnamese itself when nobody wrote it (a test forbids that)."""
        return self._texts.get(msgid, msgid)

    def add(self, path: Path) -> None:
        """This will add a package's texts where no other has them."""
        self._texts = {**english(path), **self._texts}
