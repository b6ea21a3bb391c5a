"""Forms of returns: those that ship are whole; every mistake is named where it is, in both languages; a new form is a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from law import lists
from law.forms import form, form_with, forms_in_force
from law.forms.command import app
from law.lists import ListFaulty, UnknownListEdition
from law.rulebooks.checking.lists import faults_of

TEXT = {"vi": "x", "en": "x"}


def content(**more: Any) -> dict[str, Any]:
    """A form without a fault."""
    made = {
        "list": "returns/trial",
        "in_force": {"first": "2026-01-01"},
        "source": TEXT,
        "verified": "no",
        "title": TEXT,
        "owed": {"level": "commune", "periods": ["quarter"]},
        "sections": [{"id": "1", "title": TEXT, "cells": [counted("a", "breaches"), typed("b"), typed("c")]}],
    }
    return {**made, **more}


def counted(code: str, figure: str, **more: Any) -> dict[str, Any]:
    return {"code": code * 2, "label": TEXT, "figure": figure, **more}


def typed(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code * 2, "label": TEXT, "typed": "number", **more}


def with_cells(*cells: dict[str, Any]) -> dict[str, Any]:
    return content(sections=[{"id": "1", "title": TEXT, "cells": list(cells)}])


def with_check(**check: Any) -> dict[str, Any]:
    return content(checks=[{"id": "one", "cell": "aa", **check}])


def test_what_ships_is_whole_and_in_force_in_its_years() -> None:
    assert {one.id for one, _ in forms_in_force(date(2023, 6, 14))} == {"district-2023", "province"}
    assert {one.id for one, _ in forms_in_force(date(2026, 6, 14))} == {"commune-2026", "province"}
    for one, hash in forms_in_force(date(2026, 6, 14)):
        assert form_with(one.id, hash) == one == form(one.id, date(2026, 6, 14))[0]
        assert one.verified == "no"
    with pytest.raises(UnknownListEdition):
        form_with("province", "0" * 64)


def test_a_form_without_a_fault_has_none() -> None:
    assert faults_of(content()) == []


@pytest.mark.parametrize(
    ("made", "path", "kind"),
    [
        (content(owed={"level": "hamlet"}), "/owed/level", "unknown-level"),
        (content(owed={"level": "commune", "periods": ["week"]}), "/owed/periods/0", "form-unknown-period"),
        (content(consolidates=["trial"]), "/consolidates/0", "form-consolidates-itself"),
        (with_cells(counted("a", "no-such-figure")), "/sections/0/cells/0/figure", "form-unknown-figure"),
        (
            with_cells(counted("a", "trees-planted", typed="number")),
            "/sections/0/cells/0/figure",
            "form-figure-to-come",
        ),
        (with_cells(counted("a", "breaches", by=["star"])), "/sections/0/cells/0/by/0", "form-no-division"),
        (with_cells(typed("a", by=["place"])), "/sections/0/cells/0/by", "form-broken-down"),
        (with_cells(typed("a"), typed("a")), "/sections/0/cells/1", "duplicate-id"),
        (with_cells({"code": "aa", "label": TEXT}), "/sections/0/cells/0", "form-cell-kind"),
        (with_cells(typed("a", formula={"plus": ["aa"]})), "/sections/0/cells/0", "form-cell-kind"),
        (
            with_cells({"code": "aa", "label": TEXT, "formula": {"plus": ["bb"]}}),
            "/sections/0/cells/0/formula/plus/0",
            "form-no-number",
        ),
        (
            with_cells(
                {"code": "aa", "label": TEXT, "formula": {"plus": ["bb"]}},
                {"code": "bb", "label": TEXT, "formula": {"plus": ["aa"]}},
            ),
            "/sections",
            "form-circle",
        ),
        (with_check(rule="sum"), "/checks/0", "missing"),
        (with_check(rule="sum", of=["zz"]), "/checks/0/of/0", "form-no-number"),
        (with_check(rule="at-most", of=["bb", "cc"]), "/checks/0/of", "form-one-limit"),
        (with_check(rule="range"), "/checks/0", "missing"),
        (with_check(rule="range", least=2, most=1), "/checks/0", "form-range-reversed"),
        (with_check(rule="before"), "/checks/0", "missing"),
        (with_check(rule="outlier"), "/checks/0", "missing"),
        (with_check(rule="outlier", deviations=3.5), "/checks/0/deviations", "binary-float"),
        (content(sections=[]), "/sections", "wrong-value"),
        (content(title={"vi": "x"}), "/title/en", "missing-language"),
    ],
)
def test_each_mistake_is_named_at_its_place(made: dict[str, Any], path: str, kind: str) -> None:
    assert (path, kind) in [(one.path, one.kind) for one in faults_of(made)]


class TestTheCommand:
    def test_says_every_fault_in_the_language_asked_for(self, tmp_path: Path) -> None:
        file = tmp_path / "form.yaml"
        file.write_text(yaml.safe_dump(with_cells(counted("a", "no-such-figure"), typed("b", by=["place"]))))
        for language, said in (("vi", "Không có chỉ tiêu"), ("en", "There is no figure")):
            answer = CliRunner().invoke(app, ["check", str(file), "--in", language])
            assert (answer.exit_code, answer.output.count("/sections/0/cells/")) == (1, 2)
            assert said in answer.output

    def test_takes_what_is_only_pointed_out(self, tmp_path: Path) -> None:
        file = tmp_path / "form.yaml"
        file.write_text(yaml.safe_dump(with_cells(counted("a", "trees-planted", typed="number"))))
        answer = CliRunner().invoke(app, ["check", str(file)])
        assert (answer.exit_code, "trees-planted" in answer.output) == (0, True)


def started_anew() -> None:
    """As a process that starts anew finds what is installed."""
    lists.editions.cache_clear()
    lists.members.cache_clear()


class TestAnInstalledForm:
    @pytest.fixture(autouse=True)
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        (tmp_path / "lists").mkdir()
        monkeypatch.setenv("OCOP_LAW", str(tmp_path))
        started_anew()
        yield tmp_path / "lists"
        started_anew()

    def test_of_a_new_name_is_owed_from_its_day(self, home: Path) -> None:
        (home / "trial.yaml").write_text(yaml.safe_dump(content()))
        assert "returns/trial" in lists.names()
        assert "trial" in {one.id for one, _ in forms_in_force(date(2026, 1, 1))}
        assert "trial" not in {one.id for one, _ in forms_in_force(date(2025, 12, 31))}

    def test_of_a_shipped_name_is_an_edition_beside_it(self, home: Path) -> None:
        before, hash = form("province", date(2026, 6, 14))
        (home / "p.yaml").write_text(yaml.safe_dump(content(list="returns/province", in_force={"first": "2026-06-01"})))
        started_anew()
        assert form("province", date(2026, 6, 14))[1] != hash
        assert form("province", date(2026, 5, 31))[1] == hash
        assert form_with("province", hash) == before

    def test_with_something_pointed_out_is_taken(self, home: Path) -> None:
        (home / "trial.yaml").write_text(yaml.safe_dump(with_cells(counted("a", "trees-planted", typed="number"))))
        assert "trial" in {one.id for one, _ in forms_in_force(date(2026, 1, 1))}

    def test_with_a_fault_is_refused_not_half_believed(self, home: Path) -> None:
        (home / "trial.yaml").write_text(yaml.safe_dump(with_check(rule="sum", of=["zz"])))
        with pytest.raises(ListFaulty):
            forms_in_force(date(2026, 1, 1))
