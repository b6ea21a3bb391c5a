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


ASKS = re.compile(r"form\(link\(((?:[^()]|\([^()]*\))*)\)[^%]*?\bask=")


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


def asking() -> Iterator[tuple[Path, str]]:
    """The slices' forms that ask before something is done for good: template, and the last words of where it is sent."""
    for template in TEMPLATES:
        if template.parts[0] == "services":
            for address in ASKS.findall((house.ROOT / template).read_text("utf-8")):
                yield template, re.findall(r'"([^"]+)"', address)[-1]


def posted(folder: Path) -> dict[str, set[str]]:
    """Of a service's pages that take forms: the types of what the endpoint is handed, by path."""
    found = {}
    for file in (house.ROOT / folder).glob("*/*pages.py"):
        for node in ast.walk(house.tree(file)):
            if isinstance(node, ast.AsyncFunctionDef):
                handed = {ast.unparse(one.annotation) for one in node.args.args if one.annotation}
                for made in node.decorator_list:
                    if isinstance(made, ast.Call) and ast.unparse(made.func) == "pages.post":
                        found[ast.literal_eval(made.args[0])] = handed
    return found


def test_that_asks_first_is_sent_where_the_command_waits_for_the_answer() -> None:
    """`Act` and `Change` raise the question when all else holds; an endpoint without them would do it unasked."""
    forms = list(asking())
    assert len(forms) > 15
    for template, words in forms:
        paths = {path: handed for path, handed in posted(template.parents[2]).items() if words in path}
        assert paths, (str(template), words)
        assert [path for path, handed in paths.items() if not handed & {"Act", "Change"}] == [], str(template)


LONG = ("cases/screening", "cases/return", "scoring/sheet", "dossiers/sheet", "inspections/checklist", "cards/form")
"""Forms that are filled in over hours: what was sent before is kept for its writer (ADR 45)."""


@pytest.mark.parametrize("name", LONG)
def test_of_a_long_form_keeps_what_was_sent_before(name: str) -> None:
    slice_, form = name.split("/")
    [template] = [one for one in TEMPLATES if one.stem == form and one.parts[-3] == slice_]
    assert "history=true" in (house.ROOT / template).read_text("utf-8")
