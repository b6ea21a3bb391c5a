"""Published lists as files: kept like any upload, by their digest, and read as rows of CSV with their sources' columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import yaml
from starlette.datastructures import UploadFile

from kit.service import Service
from kit.web.files import FileStore
from kit.web.refusals import TooManyParts
from kit.web.uploads import keep_upload
from services.registry.recognitions import rules
from services.registry.recognitions.refusals import ListBroken, NotText

LIMIT = 5_000_000
"""Bytes of one list."""
LINES = 20_000
"""Lines of one list; the whole country recognises fewer products in a year."""


@dataclass(frozen=True)
class PublishedList:
    """The text of a list, and the SHA-256 by which its bytes are kept."""

    text: str
    sha256: str


async def list_of(service: Service, upload: UploadFile) -> PublishedList:
    """
    The list, kept as it was sent.

    Raises FileAbsent, FileTooLarge, FileKindRefused, FileRenamed, FileHarmful, ScannerAway, NotText, TooManyParts.
    """
    store = FileStore.of(service)
    kept = await keep_upload(store, upload, limit=LIMIT, kinds={"text/plain"}, pointer="/file")
    pieces = [piece async for piece in store.read(kept.sha256)]
    try:
        text = b"".join(pieces).decode("utf-8-sig")
    except UnicodeDecodeError as unreadable:
        raise NotText(pointer="/file") from unreadable
    if text.count("\n") > LINES:
        raise TooManyParts(pointer="/file", limit=LINES, what=("dòng", "lines"))
    return PublishedList(text, kept.sha256)


def rows_of(text: str) -> Iterator[dict[str, str | None]]:
    """The rows of a list. Raises ColumnsMissing before the first one, ListBroken where it is no CSV."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    try:
        rules.check_columns(list(reader.fieldnames or []))
        for row in reader:
            yield {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
    except csv.Error as broken:  # a field without an end swallows the rest of the file
        raise ListBroken(line=reader.line_num) from broken


def shipped(name: str) -> list[dict[str, str | None]]:
    """A list of the package."""
    return list(rows_of((files("services.registry") / "data" / name).read_text(encoding="utf-8")))


def shipped_sets() -> dict[str, int]:
    """The product set attributed to each product of the shipped lists, by name."""
    content = yaml.safe_load((files("services.registry") / "data" / "product-sets.yaml").read_text(encoding="utf-8"))
    return {name: int(number) for number, names in content["sets"].items() for name in names}
