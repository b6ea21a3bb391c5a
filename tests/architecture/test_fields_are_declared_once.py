"""A field that a command asks is written by hand at most three times, contract and database queries aside (ADR 43)."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Annotated

import pytest

from kit.aggregate import Aggregate
from kit.command import Command, Fields, Label, Name
from tests.architecture import house, repetitions
from tests.architecture.repetitions import Asked

MOST = 3
"""Declared; and twice where a rule, a view or a template has something of its own to say of it."""
BEING_CONVERTED = {
    "evaluation/cases": {
        *("Dossier.note", "Layer.findings", "Layer.note", "MemberSheet.note", "Screening.findings", "Screening.note"),
        *("Screening.proposes", "Supplement.note"),
    },
    "evaluation/councils": {
        *("Council.decision_number", "Council.office", "Council.seats", "Departure.reason", "Person.body"),
        *("Person.name", "Person.office", "Person.person_id", "Person.producers", "Recusal.reason"),
        *("Seat.body", "Seat.name", "Seat.part", "Seat.person_id"),
    },
    "evaluation/documents": {"Document.kind", "Signatory.post", "Signatory.signing"},
    "evaluation/rulings": {
        *("Appeal.answer", "Appeal.grounds", "Correction.decision_number", "Correction.what", "Layer.decided_on"),
        *("Ruling.decided_on", "Ruling.decision_number"),
    },
    "evaluation/scoring": {
        *("EditionApplied.reason", "Sheet.answers", "Sheet.case_of", "Sheet.note", "Sheet.parts", "Sheet.raised"),
    },
    "notifications/recipients": {
        *("Contact.email", "Contact.name", "Contact.opted_out", "Contact.person_id", "Office.contacts"),
        *("Person.email", "Person.name", "Producer.email", "Producer.language", "Producer.name", "Producer.opted_out"),
    },
}
"""Fields of slices that are not converted yet, and are written more often. Whoever converts one takes it off; none is added."""


@cache
def written(folder: Path) -> dict[str, list[str]]:
    return {str(one): one.where for one in repetitions.written(folder)}


@pytest.mark.parametrize("folder", sorted(set(house.slices())), ids=str)
class TestAFieldOfASlice:
    def test_is_written_by_hand_at_most_three_times(self, folder: Path) -> None:
        excused = BEING_CONVERTED.get(_key(folder), set())
        often = {name: where for name, where in written(folder).items() if len(where) > MOST and name not in excused}
        assert often == {}

    def test_is_excused_only_while_it_is_written_more_often(self, folder: Path) -> None:
        excused = BEING_CONVERTED.get(_key(folder), set())
        assert {name for name in excused if len(written(folder).get(name, ())) <= MOST} == set()


class TestWhatIsExcused:
    def test_is_of_slices_that_are_there_and_none_of_the_registrys(self) -> None:
        assert set(BEING_CONVERTED) <= {_key(folder) for folder in house.slices()}
        assert [slice for slice in BEING_CONVERTED if slice.startswith(("registry/", "reporting/"))] == []


class TestTheCount:
    def test_finds_the_fields_of_commands(self) -> None:
        found = {_key(folder): written(folder) for folder in house.slices()}
        assert {"Dossier.kind", "Evidence.criterion"} <= set(found["registry/dossiers"])
        assert found["registry/products"]["Product.description"] == ["product.ProductFields"]
        assert found["registry/dossiers"]["Filled.answers"][-1].startswith("_criteria.html:")


class VisitFields(Fields):
    name: Annotated[Name, Label("Tên", "Name")]


class VisitCommand(VisitFields, Command): ...


class Visit(VisitFields, Aggregate): ...


class Guest(Aggregate):
    name: str


NAMES = {"VisitCommand": VisitCommand, "Visit": Visit, "Guest": Guest}


def lines(source: str, *, endpoint: bool = False) -> list[int]:
    asked = [Asked(Visit, "name", {VisitFields})]
    return [line for _, line in repetitions.passed_on(ast.parse(source), NAMES, asked, endpoint=endpoint)]


class TestARepetition:
    @pytest.mark.parametrize(
        "source",
        [
            "def rule(command: VisitCommand): return Visit(name=command.name)",
            "def rule(visit: Visit): return visit.moved(name=visit.name or '')",
            "def event(visit: Visit): return {'name': shown(visit.name)}",
            "def event(visit: Visit): return visit.model_dump(include={'name'})",
            "async def endpoint(name): return use_case(name=name)",
            "async def endpoint(name: Annotated[str, Form()]): ...",
            "def rows(visits: list[Visit]): return [{'name': one.name} for one in visits]",
        ],
    )
    def test_is_a_field_passed_on_under_its_own_name(self, source: str) -> None:
        assert lines(source) == [1]

    def test_is_seen_in_an_endpoint_whatever_it_has_loaded(self) -> None:
        source = "async def page(unit):\n visit = await found(unit)\n return {'name': visit.name}"
        assert (lines(source, endpoint=True), lines(source)) == ([3], [])

    @pytest.mark.parametrize(
        "source",
        [
            "def rule(command: VisitCommand): return Visit(**dict(command))",
            "def event(visit: Visit): return mapped(VisitedV1, visit)",
            "def greeted(guest: Guest): return {'name': guest.name}",
            "def said(visit: Visit): return _('{name}', name=visit.name)",
            "def rule(visit: Visit): return plain(visit.name)",
        ],
    )
    def test_is_not_what_goes_on_whole_or_is_of_something_else(self, source: str) -> None:
        assert lines(source) == []

    @pytest.mark.parametrize(
        ("template", "times"),
        [
            ('{{ text_field("name", _("Tên")) }}', 1),
            ('{{ govukInput({"id": "name", "name": "name"}) }}', 1),
            ('{{ facts([(_("Tên"), visit.name)]) }}', 1),
            ("{{ fields(asked) }} {{ facts(rows) }} <h1>{{ visit.name }}</h1>", 0),
        ],
    )
    def test_is_a_field_that_a_template_draws_or_labels_itself(self, template: str, times: int) -> None:
        assert len(list(repetitions.drawn(template, [Asked(Visit, "name", {VisitFields})]))) == times


def _key(folder: Path) -> str:
    return str(folder.relative_to("services"))
