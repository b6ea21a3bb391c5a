"""Published lists by their columns: which there are, how else they are called, and those that come with the product."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kit.language import current_language
from kit.lists import Columns, List, columns, read
from services.registry.recognitions.row import COLUMNS


def columns_of(found: List) -> Columns:
    """The lines of a list by column. Raises ColumnsMissing, ColumnTwice."""
    also = {said: name for name, words in words_of_lists()["columns"].items() for said in words}
    return columns(found, COLUMNS, also, more=["set_no"])


def name_of(column: str) -> tuple[str, str]:
    """What a column is called, in Vietnamese and English: as lists have it, and as it is called here."""
    words = words_of_lists()["columns"].get(column)
    return (f"{words[0]} ({column})" if words else column), column


def headings() -> list[str]:
    """The columns of a list as its line of names may have them, in the page's language."""
    names = [*COLUMNS, "set_no"]
    return names if current_language() == "en" else [words_of_lists()["columns"].get(one, [one])[0] for one in names]


@cache
def words_of_lists() -> dict[str, dict[str, list[str]]]:
    """What lists call `columns` and `stages`, by what each is called here."""
    content: dict[str, dict[str, list[str]]] = _content("list-words.yaml")
    return content


def shipped(name: str) -> list[dict[str, str | None]]:
    """A list of the package."""
    return [{**cells} for _, cells in columns_of(read((files("services.registry") / "data" / name).read_bytes())).rows]


def shipped_sets() -> dict[str, int]:
    """The product set attributed to each product of the shipped lists, by name."""
    return {name: int(number) for number, names in _content("product-sets.yaml")["sets"].items() for name in names}


def _content(name: str) -> Any:
    return yaml.safe_load((files("services.registry") / "data" / name).read_text(encoding="utf-8"))
