"""One word for each thing: what events and lifecycles are about is in the glossary, and what it avoids is in no name."""

from __future__ import annotations

import ast
import re

import pytest
from ocop_events import catalogue

from estate.handbook import lifecycles
from tests.architecture import house

TEXT = (house.ROOT / "docs/glossary.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| ")]
ROWS = [row for row in ROWS if row[0] != "Việt"]
CODE = {name for row in ROWS for name in re.findall(r"`([^`]+)`", row[2])}
OF_THE_CONTRACT = sorted(
    {type_.split(".")[3] for type_, event in catalogue.items() if event.__module__.startswith("ocop_events.")}
)
"""What the contract's events are about; drills of the same process declare others of their own."""
NEVER = ("Application", "Rating", "UserType", "Workflow", "DeadLetter", "Enterprise", "Notification")
"""Words the glossary avoids that would betray a second name for a thing, as they would stand in a class's name."""


class TestTheGlossary:
    def test_has_vietnamese_english_code_and_what_to_avoid_in_every_row(self) -> None:
        assert [row for row in ROWS if len(row) != 4 or not all(row[:3])] == []

    def test_gives_each_word_to_one_thing(self) -> None:
        for column in (0, 1):
            words = [row[column] for row in ROWS]
            assert sorted({word for word in words if words.count(word) > 1}) == []

    @pytest.mark.parametrize("subject", OF_THE_CONTRACT)
    def test_knows_what_an_event_is_about(self, subject: str) -> None:
        assert subject in CODE

    @pytest.mark.parametrize("one", lifecycles.declared(), ids=lambda one: one.module)
    def test_calls_a_lifecycles_subject_as_its_table_does(self, one: lifecycles.Declared) -> None:
        assert one.lifecycle.subject in {(row[0], row[1]) for row in ROWS}

    def test_words_to_avoid_are_in_no_class_of_ours(self) -> None:
        found = [
            f"{file}: {node.name}"
            for file in house.modules("services", "law", "contracts/src/ocop_events")
            for node in ast.walk(house.tree(file))
            if isinstance(node, ast.ClassDef) and any(word in node.name for word in NEVER)
        ]
        assert found == []
