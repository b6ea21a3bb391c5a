"""Every template that code shows is there, and every macro that a template takes from another: else a page is a fault."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import house

NAMED = re.compile(r"(?!templates/)[a-z_]+(?:/[a-z_]+)+\.html")
TAKEN = re.compile(r"""\{%-?\s*from\s+"([^"]+)"\s+import\s+([^%]+?)(?:\s+with(?:out)? context)?\s*-?%\}""")
PARTS = re.compile(r"""\{%-?\s*(?:extends|include|import)\s+"([^"]+)\"""")
TEMPLATES = [file for file in house.kept() if file.suffix in (".html", ".jinja") and "templates" in file.parts]


def place_of(name: str) -> Path:
    """Where the template lies that pages call `registry/products/list.html`, `kit/parts.html` or `dev/mailbox/letters.html`."""
    owner, *between, file = name.split("/")
    if owner == "kit":
        return Path("kit/web/templates", name)
    if owner == "dev":
        return Path("estate/front", *between, "templates", file)
    return Path("services", owner, *between, "templates", file)


def shown() -> Iterator[tuple[Path, str]]:
    for file in house.modules("kit", "services", "estate"):
        for node in ast.walk(house.tree(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMED.fullmatch(node.value):
                yield file, node.value


def ours(name: str) -> bool:
    """Of the pages that the kit shows: not of the provider for development, whose templates stand by themselves."""
    return "/" in name and not name.startswith("govuk_frontend_jinja/") and "<<" not in name


def test_of_a_page_is_there() -> None:
    assert [(str(file), name) for file, name in shown() if not (house.ROOT / place_of(name)).is_file()] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_takes_only_what_is_there(template: Path) -> None:
    text = (house.ROOT / template).read_text("utf-8")
    parts = [name for name in PARTS.findall(text) if ours(name)]
    assert [name for name in parts if not (house.ROOT / place_of(name)).is_file()] == []
    for name, macros in TAKEN.findall(text):
        if ours(name):
            defined = set(re.findall(r"\{%-?\s*macro\s+(\w+)", (house.ROOT / place_of(name)).read_text("utf-8")))
            taken = {one.split(" as ")[0].strip() for one in macros.split(",")}
            assert taken <= defined, f"{name} has no {sorted(taken - defined)}"
