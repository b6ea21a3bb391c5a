"""A draft finds the layout it was written by, whatever layouts came after it."""

from __future__ import annotations

from datetime import date

import pytest
import rfc8785

from law import lists, papers
from law.lists import content
from law.rulebooks.kept import TEXTS, packed, remember
from law.rulebooks.reading import hash_of

LAYOUT = papers.layout(date(2026, 8, 3))


def test_the_layout_in_force_is_found_by_its_digest() -> None:
    assert papers.layout_of(LAYOUT.id, LAYOUT.digest) == LAYOUT


def test_the_digest_says_what_the_file_says() -> None:
    wider = LAYOUT.model_copy(update={"fonts": (*LAYOUT.fonts, "Other")})
    assert wider.digest != LAYOUT.digest
    assert type(LAYOUT).model_validate(LAYOUT.model_dump(exclude_unset=True)).digest == LAYOUT.digest


def test_a_draft_of_before_digests_were_kept_takes_the_newest_of_its_id() -> None:
    assert papers.layout_of(LAYOUT.id) == LAYOUT


def test_one_that_only_the_database_keeps_is_read_from_there() -> None:
    told = dict(content("papers/layout"))
    first, *others = told["editions"]
    old = told | {"editions": [first | {"source": "An earlier print"}, *others]}
    [gone] = [one for one in papers.PaperLayouts.model_validate(old).editions if one.source == "An earlier print"]
    with pytest.raises(papers.LayoutNotHeld):
        papers.layout_of(gone.id, gone.digest)
    remember("papers/layout", hash_of(old), packed(rfc8785.dumps(old)), "list")
    try:
        assert papers.layout_of(gone.id, gone.digest) == gone
    finally:
        TEXTS.pop(("list", "papers/layout", hash_of(old)))
    assert lists.edition("papers/layout").hash != hash_of(old)
