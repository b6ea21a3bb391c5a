"""A field that a command asks is written by hand at most three times, contract and database queries aside (ADR 43)."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Annotated

import pytest
from pydantic import BaseModel

from kit.aggregate import Aggregate
from kit.command import Command, Fields, Label, Name
from kit.history import Stateful
from kit.mapped import mapped
from tests.architecture import house, repetitions
from tests.architecture.asked import Asked, made_with

MOST = 3
"""Declared; and twice where a rule, a view or a template has something of its own to say of it."""


@cache
def written(folder: Path) -> dict[str, list[str]]:
    return {str(one): one.where for one in repetitions.written(folder)}


@pytest.mark.parametrize("folder", sorted(set(house.slices())), ids=str)
class TestAFieldOfASlice:
    def test_is_written_by_hand_at_most_three_times(self, folder: Path) -> None:
        assert {name: where for name, where in written(folder).items() if len(where) > MOST} == {}


class TestTheCount:
    def test_finds_the_fields_of_commands(self) -> None:
        found = {_key(folder): written(folder) for folder in house.slices()}
        assert {"Dossier.kind", "Evidence.criterion"} <= set(found["registry/dossiers"])
        assert found["registry/dossiers"]["Evidence.expires_on"] == ["dossier.EvidenceFields"]
        assert found["registry/dossiers"]["Filled.answers"][-1].startswith("_criteria.html:")


class VisitFields(Fields):
    name: Annotated[Name, Label("Tên", "Name")]


class VisitCommand(VisitFields, Command): ...


class Visit(VisitFields, Aggregate): ...


class Guest(Aggregate):
    name: str


class Noted(Stateful):
    note: str | None = None


class NotedCommand(Command):
    note: str | None = None


class Party(BaseModel):
    guests: tuple[Guest, ...]
    visit: Visit

    def first(self) -> Guest:
        return self.guests[0]


def visit_of(guest: Guest) -> Visit:
    return Visit(id="1", name=guest.name)


NAMES = {
    **{one.__name__: one for one in (VisitCommand, Visit, Guest, Party)},
    **{"visit_of": visit_of, "mapped": mapped, "Stateful": Stateful},
}


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
            "def rows(party: Party): return {'name': party.visit.name}",
            "def row(guest: Guest): visit = visit_of(guest); return {'name': visit.name}",
            "def row(guest: Guest): visit = mapped(Visit, guest); return {'name': visit.name}",
            "def rule(visit: Visit, name: str): return visit.model_copy(name=name)",
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
            "def greeted(visit: Visit, party: Party): return {'name': party.first().name}",
            "def greeted(visit: Visit, party: Party): return [{'name': one.name} for one in reversed(party.guests)]",
            "def greeted(visit: Visit, party: Party): one = next(iter(party.guests)); return shown(name=one.name)",
            "def rule(visit: Visit, guest: Guest, name: str): return Guest(name=name)",
            "def said(visit: Visit): return _('{name}', name=visit.name)",
            "def rule(visit: Visit): return plain(visit.name)",
        ],
    )
    def test_is_not_what_goes_on_whole_or_is_of_something_else(self, source: str) -> None:
        assert lines(source) == []

    def test_is_not_what_a_step_takes_by_a_parameter_of_its_own(self) -> None:
        asked = [Asked(Noted, "note", {Noted})]
        names = {"Noted": Noted, "NotedCommand": NotedCommand}
        own, of_it = (
            list(repetitions.passed_on(ast.parse(source), names, asked, endpoint=False))
            for source in (
                "def rule(noted: Noted, note: str): return noted.stepped(VERB, note=note)",
                "def rule(noted: Noted, command: NotedCommand): return noted.stepped(VERB, note=noted.note)",
            )
        )
        assert (own, len(of_it)) == ([], 1)

    @pytest.mark.parametrize(
        ("template", "times"),
        [
            ('{{ text_field("name", _("Tên")) }}', 1),
            ('{{ govukInput({"id": "name", "name": "name"}) }}', 1),
            ('{{ facts([(_("Tên"), visit.name)]) }}', 1),
            ('{{ facts([(_("Tên"), one.name)]) }}', 1),
            ('{{ facts([(_("Tên"), guest.name)]) }}', 0),
            ("{{ fields(asked) }} {{ facts(rows) }} <h1>{{ visit.name }}</h1>", 0),
        ],
    )
    def test_is_a_field_that_a_template_draws_or_labels_itself(self, template: str, times: int) -> None:
        assert len(list(repetitions.drawn(template, [Asked(Visit, "name", {VisitFields})], [Visit, Guest]))) == times


RULES = ModuleType("visits.rules")


class TestWhatACommandAsks:
    """Of which aggregate a command asks a field: of what is given or made where the command is given."""

    @pytest.mark.parametrize(
        ("rule", "made"),
        [
            ("def rule(command: VisitCommand) -> Visit: ...", {(Visit, "")}),
            ("def rule(command: VisitCommand): return mapped(Visit, command)", {(Visit, "")}),
            ("def rule(command: VisitCommand): return Visit(**dict(command))", {(Visit, "")}),
            ("def rule(command: VisitCommand): return Visit(name=command.name)", {(Visit, "name")}),
            ("def rule(command: VisitCommand, of: Guest): return of.model_copy(update={'id': '2'})", {(Guest, "id")}),
            ("def rule(command: VisitCommand, of: Guest): return of.model_copy(update=dict(command))", {(Guest, "")}),
            ("def rule(command: VisitCommand, party: Party): party.first()", set()),
            ("def rule(visit: Visit): return Guest(name=visit.name)", None),
        ],
    )
    def test_is_of_what_is_made_where_it_is_given(
        self, rule: str, made: set[tuple[type, str]] | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        vars(RULES).update(NAMES, __file__="rules.py")
        monkeypatch.setattr(house, "tree", lambda file: ast.parse(rule))
        assert made_with(VisitCommand, [RULES]) == made


def _key(folder: Path) -> str:
    return str(folder.relative_to("services"))
