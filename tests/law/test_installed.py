"""A new decree, regulation or map of communes is a new file in a folder: checked, then in force on its own day."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from law.places import PeriodFaulty, gazetteer, periods_in
from law.places.command import app as places_app
from law.rulebooks import RulebookFaulty, shelf_with, shipped
from law.rulebooks.checking.files import check_content
from tests.law.breaking import valid
from tests.law.test_places_checking import next_period


def next_act() -> dict[str, Any]:
    """A decree of 2028: four stars begin at 75."""
    content = valid()
    content["id"], content["in_force"] = "R28", {"first": "2028-01-01"}
    content["bands"][1]["least"] = 75
    return content


def write(folder: Path, name: str, content: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return folder / name


class TestANewAct:
    def test_replaces_the_one_without_a_last_day_and_is_no_overlap(self) -> None:
        assert check_content(next_act(), shipped()) == []

    def test_governs_from_its_own_day_and_no_dossier_before(self, tmp_path: Path) -> None:
        held = shelf_with([write(tmp_path, "R28.json", next_act())])
        assert [held.in_force(date(year, 12, 31)).id for year in (2025, 2026, 2027, 2028)] == [
            "R1489", "R26", "R26", "R28",
        ]  # fmt: skip
        assert held.get("R26").hash == shipped().get("R26").hash
        assert held.finish_by(held.get("R26"), "first") == date(2028, 3, 1)

    def test_begins_where_another_begins_and_is_refused(self, tmp_path: Path) -> None:
        twin = {**next_act(), "in_force": {"first": "2026-05-22"}}
        with pytest.raises(RulebookFaulty, match="In force together with R26"):
            shelf_with([write(tmp_path, "R28.json", twin)])

    def test_is_checked_beside_the_other_new_ones(self, tmp_path: Path) -> None:
        first, second = next_act(), {**next_act(), "id": "R29", "in_force": {"first": "2029-01-01"}}
        gap = {**first, "in_force": {"first": "2028-01-01", "last": "2028-11-30"}}
        paths = [write(tmp_path, "a.json", first), write(tmp_path, "b.json", second)]
        assert [r.id for r in shelf_with(paths).all()][-2:] == ["R28", "R29"]
        paths[0] = write(tmp_path, "a.json", gap)
        with pytest.raises(RulebookFaulty, match="nothing is in force from 2028-12-01 to 2028-12-31"):
            shelf_with(paths)


class TestAnInstallation:
    def run(self, law: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        code = f"import sys; sys.argv = {['ocop', *arguments]!r}; from estate.cli import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "OCOP_LAW": str(law)}, capture_output=True, text=True
        )

    def test_lists_its_own_acts_beside_the_shipped(self, tmp_path: Path) -> None:
        write(tmp_path / "rulebooks", "R28.json", next_act())
        done = self.run(tmp_path, "rulebook", "list")
        assert done.returncode == 0
        assert [line.split("\t")[0] for line in done.stdout.splitlines() if not line.startswith("\t")] == [
            "R1048", "R148", "R1489", "R26", "R28",
        ]  # fmt: skip

    def test_with_a_faulty_file_says_which_and_can_still_check_it(self, tmp_path: Path) -> None:
        content = next_act()
        content["bands"][4]["least"] = 10
        file = write(tmp_path / "rulebooks", "R28.json", content)
        listed = self.run(tmp_path, "rulebook", "list")
        assert listed.returncode == 1
        assert "R28.json" in listed.stderr
        assert "Traceback" not in listed.stderr
        checked = self.run(tmp_path, "rulebook", "check", str(file))
        assert (checked.returncode, checked.stderr) == (1, "")
        assert checked.stdout.startswith("/bands/4/least: ")


def written(folder: Path, units: list[dict[str, str]], crosswalk: list[dict[str, str]]) -> tuple[Path, Path]:
    folder.mkdir(exist_ok=True)
    files = folder / "units-2030-01-01.csv", folder / "crosswalk-2030-01-01.csv"
    for path, rows in zip(files, (units, crosswalk), strict=True):
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return files


class TestANewPeriod:
    def test_is_a_pair_of_files_that_is_checked_and_loaded(self, tmp_path: Path) -> None:
        files = written(tmp_path, *next_period())
        done = CliRunner().invoke(places_app, ["check", *map(str, files), "--in", "en"])
        assert (done.exit_code, done.output) == (
            0,
            "No faults. From 2030-01-01: merged 1, split 0, abolished 0, created 0.\n",
        )
        places = periods_in(tmp_path, gazetteer())
        assert len(places.children("33", date(2030, 1, 1))) == len(gazetteer().children("33", date(2029, 1, 1))) - 1

    def test_with_a_fault_names_file_and_line_and_is_not_loaded(self, tmp_path: Path) -> None:
        units, crosswalk = next_period()
        units[3]["name"] = " "
        files = written(tmp_path, units, crosswalk)
        done = CliRunner().invoke(places_app, ["check", *map(str, files)])
        assert done.exit_code == 1
        assert done.output.startswith("units:5: Đơn vị ")
        with pytest.raises(PeriodFaulty, match="units:5"):
            periods_in(tmp_path, gazetteer())

    def test_without_its_crosswalk_is_refused(self, tmp_path: Path) -> None:
        _, crosswalk = written(tmp_path, *next_period())
        crosswalk.unlink()
        with pytest.raises(PeriodFaulty, match="crosswalk: The file has no rows"):
            periods_in(tmp_path, gazetteer())

    def test_is_none_where_there_is_no_folder(self, tmp_path: Path) -> None:
        assert periods_in(tmp_path / "none", gazetteer()) is gazetteer()
