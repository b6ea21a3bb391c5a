"""docs/asvs.md judges every requirement of level 1, once, and shows evidence where it says "met"; the counts are its own."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.architecture import house

TEXT = (house.ROOT / "docs/asvs.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+) \|$", TEXT, re.MULTILINE)
LEVEL_1 = {
    "2": 27,
    "3": 12,
    "4": 8,
    "5": 27,
    "6": 1,
    "7": 3,
    "8": 7,
    "9": 3,
    "10": 3,
    "11": 5,
    "12": 11,
    "13": 6,
    "14": 15,
}
"""How many requirements of level 1 each chapter of ASVS 4.0.3 has."""


class TestTheTable:
    def test_judges_every_requirement_once(self) -> None:
        numbers = [row[0] for row in ROWS]
        assert len(set(numbers)) == len(numbers)
        assert Counter(number.partition(".")[0] for number in numbers) == LEVEL_1

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
    def test_gives_a_verdict_and_a_reason(self, row: tuple[str, str, str, str]) -> None:
        number, _, verdict, evidence = row
        assert verdict in {"met", "not met", "operator", "not applicable"}, number
        assert len(evidence) > 7

    def test_counts_itself_rightly(self) -> None:
        announced = re.search(r"Level 1: (\d+) met, (\d+) not met, (\d+) by the operator, (\d+) not applicable", TEXT)
        found = Counter(row[2] for row in ROWS)
        assert announced
        assert [int(n) for n in announced.groups()] == [
            found[v] for v in ("met", "not met", "operator", "not applicable")
        ]

    def test_judges_level_2_by_chapter(self) -> None:
        assert re.findall(r"^\| V(\d+) ", TEXT, re.MULTILINE) == [str(number) for number in range(1, 15)]


def test_the_threat_model_names_what_is_left_and_whom_to_tell() -> None:
    text = (house.ROOT / "docs/security.md").read_text("utf-8")
    for part in ("Reporting a fault", "What is worth protecting", "Who acts", "Trust lines", "What is left"):
        assert part in text
    assert "/.well-known/security.txt" in text
