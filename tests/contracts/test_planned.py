"""What is agreed and not yet published says so, and what a service publishes does not; open vocabularies are described."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from ocop_events import catalogue, manual, words
from ocop_events.asyncapi import contract, document
from ocop_events.envelope import EventData
from ocop_events.schemas import schema_of

from law.identifiers import is_identity_number

ROOT = Path(__file__).parents[2]
page = cache(manual.page)
"""docs/events.md as the code says it: a second to write, so once for all."""
OTHERS_WRITE = "ocop.agencies."


def published() -> set[str]:
    """The classes that some service makes an event of, or names to whatever makes one; subscribers only read them."""
    names = {event.__name__ for event in contract()}
    found: set[str] = set()
    for file in (ROOT / "services").rglob("*.py"):
        if file.stem != "subscriptions":
            calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
            made = [one for call in calls for one in (_callee(call.func), *call.args) if isinstance(one, ast.Name)]
            found |= {one.id for one in made if one.id in names}
    return found


def _callee(function: ast.expr) -> ast.expr:
    return function.value if isinstance(function, ast.Attribute) else function


class TestAPlannedType:
    def test_is_published_by_nobody_and_every_other_type_is(self) -> None:
        said = published()
        ours = [event for event in contract() if not event.event_topic.startswith(OTHERS_WRITE)]
        assert sorted(event.__name__ for event in ours if event.event_planned and event.__name__ in said) == []
        assert sorted(e.__name__ for e in ours if not e.event_planned and e.__name__ not in said) == []

    def test_is_marked_so_for_people_and_machines(self) -> None:
        text, messages = page(), document()["components"]["messages"]
        sections = {one.split("`")[0]: one for one in text.split("\n### `")[1:]}
        for type_, event in ((event.event_type, event) for event in contract()):
            assert ("*Dự kiến:" in sections[type_]) == event.event_planned, type_
            assert messages[type_].get("x-planned", False) == event.event_planned, type_

    def test_is_not_known_by_its_schema(self) -> None:
        """Publishing the first one is no change of the contract."""
        assert not any("planned" in str(key) for key in schema_of("vn.ocop.registry.health.changed.v1"))


def test_no_report_of_an_agency_asks_for_a_persons_number() -> None:
    reports = [event for event in contract() if event.event_topic.startswith(OTHERS_WRITE)]
    assert reports
    for event in reports:
        said = schema_of(event.event_type)["properties"]["tax_code"]
        assert "Never a person's identity number (12 digits)" in said["description"], event.event_type
        assert not is_identity_number(event.exemplified().get("tax_code") or "")


def test_no_two_types_share_a_class_name() -> None:
    assert [name for name, times in Counter(e.__name__ for e in catalogue.values()).items() if times > 1] == []


VOCABULARIES = {name: one for name, one in vars(words).items() if isinstance(one, words.Words)}


@pytest.mark.parametrize("name", sorted(VOCABULARIES))
class TestAVocabulary:
    def test_has_a_meaning_in_both_languages_for_each_value(self, name: str) -> None:
        for value, (vi, en) in VOCABULARIES[name].meanings.items():
            assert value == value.lower()
            assert vi != en
            assert vi.strip()
            assert en.strip()

    def test_is_used_by_a_type_whose_page_explains_it(self, name: str) -> None:
        first = next(iter(VOCABULARIES[name].meanings))
        vi, en = VOCABULARIES[name].meanings[first]
        assert f"`{first}` {vi} · {en}" in page()


def test_an_answer_is_written_to_the_topic_of_its_agency() -> None:
    answered: type[EventData] = catalogue["vn.ocop.answers.report.answered.v1"]
    assert answered.is_written_to("ocop.answers.ip-office")
    assert answered.speaker("ocop.answers.ip-office") == "/ocop/registry"
    said = answered.model_validate(
        {"report_id": "7", "agency": "ip-office", "event_id": "e", "answer": "accepted", "answered_on": "2027-01-02"}
    )
    assert said.written_to == "ocop.answers.ip-office"
