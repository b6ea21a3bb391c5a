"""A paper with every line ready to be set, by whichever of the two writers."""

from __future__ import annotations

from typing import Any

from kit.papers import wording
from kit.papers.layout import Layout
from kit.papers.paper import Block, Numbered, Paper


def sheet(paper: Paper, layout: Layout, *, draft: bool) -> dict[str, Any]:
    """The lines of a paper as plain data. `draft`: it says so across every page. Raises KeyError for an unknown kind."""
    kind = wording.kind_line(paper, layout)
    several = len(paper.annexes) > 1
    word = layout.words["annex"]
    return {
        "title": f"{kind} {paper.subject}".strip(),
        "superior": paper.superior,
        "issuer": paper.issuer,
        "national_title": layout.words["national_title"],
        "motto": layout.words["motto"],
        "number": wording.number_line(paper, layout),
        "place_and_date": wording.place_and_date(paper, layout),
        "letter_subject": "" if kind else layout.words["letter_subject"].format(subject=paper.subject),
        "kind": kind,
        "subject": paper.subject if kind else "",
        "addressees_head": layout.words["addressees"],
        "addressees": list(paper.addressees),
        "decides_as": paper.decides_as,
        "grounds": wording.grounds_lines(paper),
        "blocks": [_block(one) for one in paper.blocks],
        "signatures": [one.model_dump() for one in paper.signatures],
        "recipients_head": layout.words["recipients"],
        "recipients": list(paper.recipients),
        "draft": layout.words["draft"] if draft else "",
        "annexes": [
            {
                "head": f"{word} {_roman(at)}" if several else word,
                "title": annex.title,
                "reference": wording.annex_reference(paper, layout),
                "wide": annex.wide,
                "blocks": [_block(one) for one in annex.blocks],
            }
            for at, annex in enumerate(paper.annexes, 1)
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Numbered):
        marked = [(wording.marks_of(block.marks, at), text) for at, text in enumerate(block.items)]
        return {"kind": "numbered", "items": marked}
    return block.model_dump()


def _roman(number: int) -> str:
    made = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            made, number = made + sign, number - value
    return made
