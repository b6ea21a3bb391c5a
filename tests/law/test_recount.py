"""A recorded ruling is counted again; whatever was altered is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from law.explanation import explain, recorded_of, recount
from law.explanation.command import NotARuling, app
from law.scoring import Seats, council_result
from tests.law.filling import FULL, best, with_answer

MEMBERS = ("a", "b", "c", "d")
SHEET = FULL.sheet(7)


def ruling() -> dict[str, Any]:
    """The data of a ruling.issued event, as evaluation publishes it."""
    sheets = {"a": best(SHEET), "b": best(SHEET), "c": with_answer(best(SHEET), "3.5", "3.5.a")}
    seats = Seats(members=MEMBERS, chair="a", recused=("z",))
    result = council_result(FULL, "province", 7, sheets, seats)
    return {
        "ruling_id": "r1",
        "product": {"id": "p", "name": "Nhãn", "set_no": 7},
        "tier": "province",
        "outcome": result.route.outcome,
        "star": result.star,
        "total": str(result.total),
        "rulebook_id": FULL.id,
        "rulebook_hash": FULL.hash,
        "regulation": result.settings.as_text(),
        "council_size": 4,
        "chair_id": "a",
        "recused": ["z"],
        "sheets": [
            {"member_id": m, "member_name": m.upper(), "round": 1, "answers": dict(s.answers), "total": str(result.tallies[m].total)}
            for m, s in sheets.items()
        ],
        "explanation": explain(FULL, result, {m: m.upper() for m in sheets}).as_event(),
    }  # fmt: skip


class TestARecount:
    def test_bears_out_an_unaltered_record(self) -> None:
        found = recount(FULL, recorded_of(ruling()))
        assert found.differences == ()
        assert found.result.route.outcome == "forwarded"

    @pytest.mark.parametrize(
        ("field", "value", "paths"),
        [
            ("star", 4, {"/star"}),
            ("total", "91", {"/total"}),
            ("outcome", "recognised", {"/outcome"}),
            ("rulebook_hash", "0" * 64, {"/rulebook_hash"}),
            ("council_size", 3, {"/explanation/1"}),
        ],
    )
    def test_names_what_was_altered(self, field: str, value: object, paths: set[str]) -> None:
        altered = {**ruling(), field: value}
        assert {d.path for d in recount(FULL, recorded_of(altered)).differences} == paths

    def test_names_a_sheet_changed_afterwards(self) -> None:
        altered = ruling()
        altered["sheets"][1]["answers"]["1.1"] = "1.1.a"
        differences = {d.path: d for d in recount(FULL, recorded_of(altered)).differences}
        assert {"/total", "/sheets/1/total"} <= set(differences)
        assert differences["/sheets/1/total"].what.vi == "Tổng phiếu của B"
        assert (differences["/sheets/1/total"].recorded, differences["/sheets/1/total"].recounted) == ("100", "98")

    def test_counts_only_the_last_round(self) -> None:
        again = ruling()
        first = {**again["sheets"][0], "answers": {}, "total": "0"}
        again["sheets"] = [first, *({**sheet, "round": 2} for sheet in again["sheets"])]
        assert recount(FULL, recorded_of(again)).differences == ()


class TestTheCommand:
    def test_exits_with_nothing_when_the_record_holds(self, tmp_path: Path) -> None:
        run = CliRunner().invoke(app, [_file(tmp_path, ruling())])
        assert run.exit_code == 0
        assert "Khớp với hồ sơ lưu." in run.output

    def test_exits_with_one_and_says_both_numbers_when_it_does_not(self, tmp_path: Path) -> None:
        run = CliRunner().invoke(app, [_file(tmp_path, {**ruling(), "star": 3}), "--in", "en"])
        assert run.exit_code == 1
        assert "≠ /star Star: recorded “3”, counted “5”" in run.output

    def test_refuses_what_is_no_ruling(self, tmp_path: Path) -> None:
        contents: tuple[object, ...] = ({"star": 3}, {}, [])
        for content in contents:
            run = CliRunner().invoke(app, [_file(tmp_path, content)])
            assert isinstance(run.exception, NotARuling)


def _file(folder: Path, content: object) -> str:
    file = folder / "ruling.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return str(file)
