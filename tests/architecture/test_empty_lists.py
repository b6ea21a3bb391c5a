"""Every list says what to do next when it is empty: a sentence and a link, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from tests.architecture.house import ROOT

ENVIRONMENT = Environment(extensions=["jinja2.ext.do"])
COMPONENT = ROOT / "kit/web/templates/kit/lists.html"
WANTED = ["text", "href", "action"]


def lists() -> Iterator[tuple[Path, nodes.Call]]:
    for folder in ("kit", "services", "estate"):
        for file in sorted((ROOT / folder).rglob("*.html")):
            if file != COMPONENT:
                for call in ENVIRONMENT.parse(file.read_text("utf-8")).find_all(nodes.Call):
                    if isinstance(call.node, nodes.Name) and call.node.name == "listing":
                        yield file, call


LISTS = list(lists())


def ways(given: nodes.Expr | None) -> Iterator[nodes.Expr | None]:
    """What an empty list may say: both branches of a condition."""
    if isinstance(given, nodes.CondExpr):
        yield from ways(given.expr1)
        yield from ways(given.expr2)
    else:
        yield given


def english(file: Path) -> dict[str, str]:
    """The English of the package a template is in, and of the kit."""
    catalogues = [next(up / "locale/en.po" for up in file.parents if (up / "locale/en.po").exists())]
    catalogues.append(ROOT / "kit/web/locale/en.po")
    return {str(m.id): str(m.string) for po in catalogues for m in read_po(po.open("rb")) if m.id and m.string}


def test_there_are_lists_to_look_at() -> None:
    assert len(LISTS) >= 11


@pytest.mark.parametrize(("file", "call"), LISTS, ids=[str(file.relative_to(ROOT)) for file, _ in LISTS])
def test_each_says_what_to_do_next_in_both_languages(file: Path, call: nodes.Call) -> None:
    given = next((one.value for one in call.kwargs if one.key == "empty"), call.args[5] if len(call.args) > 5 else None)
    words = english(file)
    for way in ways(given):
        assert isinstance(way, nodes.Dict), "a text alone does not say what to do"
        said = {str(pair.key.as_const()): pair.value for pair in way.items}
        assert list(said) == WANTED
        for name in ("text", "action"):
            text = said[name]
            assert isinstance(text, nodes.Call)
            assert isinstance(text.node, nodes.Name)
            assert text.node.name == "_"
            assert words.get(str(text.args[0].as_const())), f"no English: {text.args[0]}"
