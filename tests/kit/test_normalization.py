"""Normalization never costs more than a linear scan, and changes nothing that it refuses."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from kit import normalization
from kit.normalization import MARKS_LIMIT, MarksPiled, check_marks, nfc, nfd

PILES = ["\u0316", "\u0344", "\u0344\u0f71\u0316", "\u0f73", "\u0f75\u0316", "\u0f81", "\U000101fd", "\U0001e8d0\u0301"]


def decomposed_run(text: str) -> int:
    """The longest run of combining marks after decomposition, counted the slow way."""
    longest = run = 0
    for sign in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.combining(sign) else 0
        longest = max(longest, run)
    return longest


class TestARunOfMarks:
    @pytest.mark.parametrize("pile", PILES)
    @pytest.mark.parametrize("before", ["", "a", "ệ", "Mật ong ", "\U0001d15e"])
    def test_is_taken_up_to_the_limit_and_refused_beyond(self, pile: str, before: str) -> None:
        for count in range(1, 50):
            text = before + pile * count + "b"
            if decomposed_run(text) > MARKS_LIMIT:
                with pytest.raises(MarksPiled):
                    nfc(text)
                with pytest.raises(MarksPiled):
                    nfd(text)
            else:
                assert nfc(text) == unicodedata.normalize("NFC", text)
                assert nfd(text) == unicodedata.normalize("NFD", text)

    def test_is_said_with_its_place_in_both_languages(self) -> None:
        with pytest.raises(MarksPiled) as refused:
            nfc("Mật ong rừng" + "\u0316" * 31)
        assert "sau «Mật ong rừng» (ký tự thứ 13)" in refused.value.say("vi")
        assert "after “Mật ong rừng” (character 13)" in refused.value.say("en")

    def test_may_be_of_any_sign_that_decomposes_into_marks(self) -> None:
        signs = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
        marks = {
            sign
            for sign in signs
            if (unicodedata.combining(sign) or unicodedata.decomposition(sign))
            and all(unicodedata.combining(part) for part in unicodedata.normalize("NFD", sign))
        }
        assert marks == set(normalization.WEIGHT)


@pytest.mark.parametrize(
    "text",
    ["a" + "\u0316" * 30, "a" + "\u0316" * 13, "Tương Bần Yên Nhân ", "😀", "\U000101fd😀", "\u1109\u1161", "\u0344a"],
)
def test_twice_the_text_takes_about_twice_the_time(text: str) -> None:
    def seconds(count: int) -> float:
        made, best = text * (count // len(text)), 9.0
        for _ in range(5):
            began = time.process_time()
            check_marks(made)
            best = min(best, time.process_time() - began)
        return best

    # Quadratic work would take sixteen times as long.
    assert seconds(400_000) < 8 * seconds(100_000) + 0.005


def test_it_is_done_in_one_place() -> None:
    root = Path(normalization.__file__).parents[1]
    files = [file for part in ("kit", "law", "services", "estate") for file in (root / part).rglob("*.py")]
    calls = [file.name for file in files if re.search(r"unicodedata\.(normalize|is_normalized)\(", file.read_text())]
    assert calls == ["normalization.py"]
