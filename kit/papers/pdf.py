"""A paper as PDF, set by typst: the same description, layout and clock give the same bytes on the same fonts."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

import typst

from kit.clock import LOCAL
from kit.papers.fonts import fonts
from kit.papers.layout import Layout
from kit.papers.paper import Paper
from kit.papers.sheet import sheet


def pdf(paper: Paper, layout: Layout, *, at: datetime, draft: bool, mark: str = "") -> bytes:
    """
    The paper as PDF (1.7). `at`: the clock written into the document, never the machine's. `mark` (`marked`) says in its
    properties which paper it is.

    A page takes some tens of milliseconds, an annex of 500 lines a second: run it in a thread.
    """
    clock = at.astimezone(LOCAL)
    content = sheet(paper, layout, draft=draft)
    content["mark"] = mark
    content["clock"] = [clock.year, clock.month, clock.day, clock.hour, clock.minute, clock.second]
    inputs = {
        "paper": json.dumps(content, ensure_ascii=False),
        "layout": json.dumps(_looks(layout), ensure_ascii=False),
    }
    made = typst.compile(
        _template(), format="pdf", sys_inputs=inputs, timestamp=int(at.timestamp()), font_paths=fonts()
    )
    assert isinstance(made, bytes)
    return made


def _looks(layout: Layout) -> dict[str, Any]:
    return {
        "fonts": [font.lower() for font in layout.fonts],
        "page": {name.removesuffix("_mm"): choice.use for name, choice in layout.page.items()},
        "size": {name: choice.use for name, choice in layout.size_pt.items()},
        "rules": {name: choice.use for name, choice in layout.rules.items()},
        "first_page": layout.page_numbers.first_page,
        "body": {
            "indent": layout.body["indent_mm"].use,
            "between": layout.body["between_pt"].use,
            "line_spacing": layout.body["line_spacing"].use,
        },
    }


@lru_cache(maxsize=1)
def _template() -> bytes:
    return (files("kit.papers") / "templates" / "paper.typ").read_bytes()
