"""Published lists as files: rows of CSV, with the columns of their sources kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from importlib.resources import files

import yaml

from services.registry.recognitions import rules


def rows_of(text: str) -> Iterator[dict[str, str | None]]:
    """The rows of a list. Raises ColumnsMissing before the first one, ListBroken where it is no CSV."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    try:
        rules.check_columns(list(reader.fieldnames or []))
        for row in reader:
            yield {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
    except csv.Error as broken:  # a field without an end swallows the rest of the file
        raise rules.ListBroken(line=reader.line_num) from broken


def shipped(name: str) -> list[dict[str, str | None]]:
    """A list of the package."""
    return list(rows_of((files("services.registry") / "data" / name).read_text(encoding="utf-8")))


def shipped_sets() -> dict[str, int]:
    """The product set attributed to each product of the shipped lists, by name."""
    content = yaml.safe_load((files("services.registry") / "data" / "product-sets.yaml").read_text(encoding="utf-8"))
    return {name: int(number) for number, names in content["sets"].items() for name in names}
