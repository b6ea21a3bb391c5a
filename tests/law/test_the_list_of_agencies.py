"""The list of agencies says the same as the broker's file: each has a topic to write and one that only it reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from ocop_events.agencies.reports import TOPIC
from ocop_events.answers.report import TOPIC as ANSWERS
from pydantic import ValidationError

from kit.messaging.manifest import load
from law import lists
from law.agencies import Agencies, agencies, agency
from law.places import gazetteer
from law.rulebooks.checking.lists import faults_of

MANIFEST = load(Path(__file__).parents[2] / "deploy" / "topics.yaml")


def test_every_agency_has_its_two_topics_and_every_such_topic_its_agency() -> None:
    known = {one.id for one in agencies()}
    assert known == {name for name, entry in MANIFEST.principals.items() if "agencies" in entry.circles}
    for id in known:
        assert MANIFEST.writers(TOPIC.format(agency=id)) == (id,)
        assert set(MANIFEST.readers(TOPIC.format(agency=id))) == {"registry", id}
        assert MANIFEST.writers(ANSWERS.format(agency=id)) == ("registry",)
        assert MANIFEST.readers(ANSWERS.format(agency=id)) == (id,)
    begun = tuple(one.format(agency="") for one in (TOPIC, ANSWERS))
    assert {t for t in MANIFEST.topics if t.startswith(begun)} == {
        one.format(agency=id) for id in known for one in (TOPIC, ANSWERS)
    }


def test_the_list_is_checked_like_any_other() -> None:
    content = dict(lists.content("agencies"))
    assert faults_of(content) == []
    assert faults_of(content | {"agencies": [{"id": "Một cơ quan"}]})
    with pytest.raises(ValidationError, match="twice"):
        Agencies.model_validate(content | {"agencies": [*content["agencies"], content["agencies"][0]]})


def test_a_report_without_a_place_waits_at_an_office_there_is() -> None:
    for one in agencies():
        assert gazetteer().at(one.office, lists.edition("agencies").in_force.first)
    assert agency("nobody") is None
