"""Three sides of a field: both sides of every line."""

from __future__ import annotations

import pytest

from kit.drafts.merging import (
    IDENTITY,
    Change,
    changed,
    mark,
    merged,
    read_marks,
    with_identities,
    written_marks,
)


class TestTwoSidesOfAField:
    @pytest.mark.parametrize(
        ("shown", "mine", "kept", "answer"),
        [
            ("a", "a", "a", (False, False)),
            ("a", "b", "a", (True, False)),
            ("a", "a", "c", (False, False)),
            ("a", "b", "b", (False, False)),
            ("a", "b", "c", (True, True)),
            ("", "b", "c", (True, True)),
            ("a", "", "c", (True, True)),
            ("a", "", "a", (True, False)),
        ],
        ids=["untouched", "mine", "theirs", "alike", "both", "both-new", "emptied-here", "emptied"],
    )
    def test_are_told_apart_by_what_the_page_had_shown(
        self, shown: str, mine: str, kept: str, answer: tuple[bool, bool]
    ) -> None:
        assert merged(Change(values=(mine,), base=mark([shown])), [kept]) == answer

    def test_are_mine_alone_where_the_page_did_not_say_what_it_had_shown(self) -> None:
        assert merged(Change(values=("b",)), ["c"]) == (True, False)

    def test_are_alike_however_their_lines_end(self) -> None:
        assert mark(["một\r\nhai "]) == mark(["một\nhai"])
        assert mark([]) == mark([""]) == mark([None])


class TestWhatAPageHadShown:
    def test_comes_back_from_its_field(self) -> None:
        shown = {"answers-1.1": mark(["1.1.a"]), "note": mark([])}
        assert read_marks(written_marks(shown)) == shown

    def test_is_nothing_when_it_is_none_of_ours(self) -> None:
        assert read_marks("&".join(f"a{n}=b" for n in range(2_000))) == {}

    def test_says_which_fields_were_changed(self) -> None:
        shown = {"name": mark(["a"]), "note": mark([]), "seats-0-person_id": IDENTITY + mark(["p"])}
        assert changed({"name": ["b"], "seats-0-person_id": ["q"]}, shown) == ["name"]

    def test_says_whom_a_changed_row_is_about(self) -> None:
        shown = {"seats-0-person_id": IDENTITY + mark(["p"]), "seats-0-part": mark([]), "seats-1-person_id": "=x"}
        assert with_identities(["seats-0-part"], shown) == ["seats-0-part", "seats-0-person_id"]
