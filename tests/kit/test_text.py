"""Text in the one form, and one rule for an address."""

from __future__ import annotations

import unicodedata

import pytest

from kit.text import is_address, one_form


class TestTheOneForm:
    @pytest.mark.parametrize(
        "written",
        [
            "Gà ĐÔNG Tảo đen",
            unicodedata.normalize("NFD", "Gà ĐÔNG Tảo đen"),
            "Gà ÐÔNG Tảo đen",
            "Gà ƉÔNG Tảo ðen",
            "\ufeffGà ĐÔ\u200bNG Tả\u00ado đ\u2060en\u200d",
            "Gà \u202eĐÔNG\u2066 Tảo\x07 đen\U000e0041",
        ],
    )
    def test_is_the_same_for_what_looks_the_same(self, written: str) -> None:
        assert one_form(written) == "Gà ĐÔNG Tảo đen"

    def test_leaves_what_joins_pictures(self) -> None:
        assert one_form("👩\u200d🌾") == "👩\u200d🌾"

    def test_leaves_lines_and_tabs_of_a_text(self) -> None:
        assert one_form("a\tb\r\nc") == "a\tb\r\nc"


class TestAnAddress:
    @pytest.mark.parametrize("text", ["a@b.vn", "huong.nt+ocop@htx-tanhung.example"])
    def test_is_one_that_mail_reaches(self, text: str) -> None:
        assert is_address(text)

    @pytest.mark.parametrize(
        "text", ["hương@htx.vn", "a@b", "a b@c.vn", "a@b..vn", "a@b.vn\n", "a,b@c.vn", f"{'a' * 250}@b.vn"]
    )
    def test_is_none_that_is_refused_on_the_way(self, text: str) -> None:
        assert not is_address(text)
