"""`ocop rulebook` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from law.commands import app
from law.rulebooks import shelf
from law.rulebooks.assumptions import assumptions
from tests.law.breaking import DATA, valid


def run(*arguments: str):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, list(arguments))


class TestCheck:
    def test_of_a_sound_file_exits_with_nothing(self) -> None:
        result = run("check", str(DATA / "R26.json"))
        assert (result.exit_code, result.output) == (0, "Không có lỗi.\n")

    def test_of_a_broken_file_says_each_fault_with_its_path_and_exits_with_one(self, tmp_path: Path) -> None:
        content = valid()
        content["bands"][4]["least"] = 10
        content["tiers"][2]["forward_at"] = 95
        file = tmp_path / "broken.json"
        file.write_text(json.dumps(content), encoding="utf-8")
        result = run("check", str(file), "--in", "en")
        assert result.exit_code == 1
        assert result.output.splitlines() == [
            "/bands/4/least: The lowest band starts at 10 points, so lower totals have no star. Start at 0.",
            "/tiers/2/forward_at: The highest tier has nowhere to forward to.",
        ]
        assert "/bands/4/least: Khung thấp nhất bắt đầu từ 10 điểm" in run("check", str(file)).output


class TestAssumptions:
    def test_list_every_statement_that_is_not_verified(self) -> None:
        output = run("assumptions", "--in", "en").output
        for rulebook in shelf().all():
            for ground in rulebook.grounds:
                line = f"{rulebook.id} {ground.path} [{ground.verified}]"
                assert (line in output) is (ground.verified != "yes")

    def test_list_the_doubtful_places_of_the_sheets(self) -> None:
        found = {one.what.en for one in assumptions(shelf().get("R26"))}
        assert {"Set 7, criterion 3.1", "Set 19, option 2.3.a", "Set 23, option 6.2.b", "Set 26, part A"} <= found

    def test_put_what_is_written_nowhere_first(self) -> None:
        marks = [one.verified for one in assumptions(shelf().get("R1048"))]
        assert marks == sorted(marks)
        assert set(marks) == {"no", "partial"}
        only = assumptions(shelf().get("R1048"), also_partial=False)
        assert {one.verified for one in only} == {"no"}


class TestListAndSchema:
    def test_list_names_all_rulebooks_with_their_period(self) -> None:
        output = run("list", "--in", "en").output
        for rulebook in shelf().all():
            assert f"{rulebook.id}\t{rulebook.in_force.first} – " in output
        assert "District → Province → Centre" in output

    def test_schema_is_json(self) -> None:
        assert json.loads(run("schema").output)["title"] == "Rulebook"
        assert json.loads(run("schema", "--regulation").output)["title"] == "CouncilRegulation"
