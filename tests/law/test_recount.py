"""A recorded ruling is counted again; whatever was altered is named."""

from __future__ import annotations

import contextlib
import copy
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from kit.refusal import Refusal
from law.explanation import explain, recorded_of, recount
from law.explanation.command import NotARuling, app
from law.rulebooks import shelf
from law.scoring import Filled, Sealed, Seats, SentBack, council_result, seal_of
from tests.law.filling import FULL, best, by_parts, with_answer
from tests.law.test_explanation import OWN

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
        "case_id": "c1",
        "tier": "province",
        "outcome": result.route.outcome,
        "star": result.star,
        "total": str(result.total),
        "rulebook_id": FULL.id,
        "rulebook_hash": FULL.hash,
        "regulation": result.settings.as_text(),
        "own_regulation": None,
        "authority": None,
        "validity_months": None,
        "council_size": 4,
        "chair_id": "a",
        "recused": ["z"],
        "sheets": [
            sealed({"member_id": m, "member_name": m.upper(), "round": 1, "answers": dict(s.answers), "star": 5 if m != "c" else 3, "total": str(result.tallies[m].total)})
            for m, s in sheets.items()
        ],
        "explanation": explain(FULL, result, {m: m.upper() for m in sheets}).as_event(),
    }  # fmt: skip


def sealed(sheet: dict[str, Any]) -> dict[str, Any]:
    """A sheet as it was sealed: with the digest that binds it to its rulebook."""
    sheet = {**sheet, "nonce": "00ff"}
    by = Sealed(
        case_id="c1", member_id=sheet["member_id"], round=sheet["round"],
        rulebook_id=FULL.id, rulebook_hash=FULL.hash, note=None, nonce="00ff",
    )  # fmt: skip
    digest = seal_of(Filled(answers=sheet["answers"]), by)
    return {**sheet, "digest": digest}


def numbers(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every number of a record, written as a number or as text, with its path."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from numbers(item, f"{path}/{name}")
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from numbers(item, f"{path}/{at}")
    elif not isinstance(value, bool) and re.fullmatch(r"\d+(\.\d+)?", str(value)):
        yield path, value


def with_number(record: dict[str, Any], path: str, number: Any) -> dict[str, Any]:
    altered = copy.deepcopy(record)
    holder: Any = altered
    *way, last = path.split("/")[1:]
    for step in way:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    holder[last] = number
    return altered


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
            ("rulebook_hash", "0" * 64, {"/rulebook_hash", *(f"/sheets/{n}/digest" for n in range(3))}),
            ("council_size", 3, {"/explanation/1"}),
            ("validity_months", 36, {"/validity_months"}),
            ("authority", "Chủ tịch UBND cấp tỉnh", {"/authority"}),
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

    def test_finds_any_one_number_changed(self) -> None:
        """Each number of the record in turn, one more than it was."""
        record = ruling()
        found = list(numbers(record))
        assert len(found) > 10
        for path, number in found:
            more = number + 1 if isinstance(number, int) else str(Decimal(number) + 1)
            with contextlib.suppress(
                Refusal, ValidationError
            ):  # such a council could not have ruled at all: said, and exit 1
                assert recount(FULL, recorded_of(with_number(record, path, more))).differences, path

    def test_finds_any_one_answer_changed(self) -> None:
        record = ruling()
        for number, sheet in enumerate(record["sheets"]):
            for leaf in SHEET.leaves:
                other = next(o.id for o in leaf.options if o.id != sheet["answers"][leaf.id])
                altered = with_number(record, f"/sheets/{number}/answers", {**sheet["answers"], leaf.id: other})
                assert recount(FULL, recorded_of(altered)).differences, leaf.id

    def test_finds_a_word_of_the_explanation_changed_in_either_language(self) -> None:
        for field in ("vi", "en", "article", "code"):
            altered = ruling()
            altered["explanation"][4][field] = "khác"
            assert [d.path for d in recount(FULL, recorded_of(altered)).differences] == ["/explanation/4"]

    def test_takes_an_earlier_wording_for_what_it_says_and_not_for_more(self) -> None:
        former = ruling()
        step = next(step for step in former["explanation"] if step["code"] == "quorum")
        step["vi"] = step["vi"].replace("thành viên có quyền chấm", "người được chấm")
        assert "người được chấm" in step["vi"]
        assert recount(FULL, recorded_of(former)).differences == ()
        step["vi"] = step["vi"].replace("Có 3 phiếu", "Có 4 phiếu")
        assert [d.path for d in recount(FULL, recorded_of(former)).differences] == ["/explanation/1"]

    def test_takes_what_an_earlier_release_cited_as_an_assumption_and_nothing_else(self) -> None:
        former = ruling()
        step = next(step for step in former["explanation"] if step["code"] == "quorum")
        step["article"] = "Quy chế Tây Ninh: ≥75% và có Chủ tịch (cần xác nhận)"
        assert recount(FULL, recorded_of(former)).differences == ()
        step["article"] = "Quy chế Tây Ninh: ≥75% và có Chủ tịch"
        assert [d.path for d in recount(FULL, recorded_of(former)).differences] == ["/explanation/1"]

    def test_finds_a_sheet_that_is_not_what_was_sealed(self) -> None:
        """Changed together with its total and its own digest: what was told at sealing gives it away."""
        record = ruling()
        announced = {(sheet["member_id"], 1): sheet["digest"] for sheet in record["sheets"]}
        assert recount(FULL, recorded_of(record), announced).differences == ()
        sheet = record["sheets"][1]
        record["sheets"][1] = sealed({**sheet, "answers": {**sheet["answers"], "1.1": "1.1.a"}, "total": "98"})
        differences = {d.path for d in recount(FULL, recorded_of(record), announced).differences}
        assert "/sheets/1/digest" in differences

    def test_counts_only_the_last_round_and_still_checks_the_sheets_of_those_before(self) -> None:
        again = ruling()
        first = {**again["sheets"][0], "answers": {}, "total": "0", "star": 1, "digest": None}
        again["sheets"] = [first, *(sealed({**sheet, "round": 2}) for sheet in again["sheets"])]
        assert recount(FULL, recorded_of(again)).differences == ()
        again["sheets"][0] = {**first, "total": "1"}
        assert [d.path for d in recount(FULL, recorded_of(again)).differences] == ["/sheets/0/total"]

    def test_takes_the_settings_of_an_offices_own_regulation_and_no_others(self) -> None:
        sheets = {"a": best(SHEET), "b": best(SHEET), "c": with_answer(best(SHEET), "3.5", "3.5.a")}
        result = council_result(FULL, "province", 7, sheets, Seats(MEMBERS, "a"), settings=OWN.over(FULL.council))
        own = json.loads(OWN.model_dump_json())
        record = {
            **ruling(),
            "regulation": result.settings.as_text(),
            "own_regulation": {**own, "council": OWN.council.as_text()},
            "authority": result.route.authority.vi if result.route.authority else None,
            "explanation": explain(FULL, result, {m: m.upper() for m in sheets}, OWN).as_event(),
        }
        assert recount(FULL, recorded_of(record)).differences == ()
        record["own_regulation"] = None
        paths = {d.path for d in recount(FULL, recorded_of(record)).differences}
        assert {"/regulation/spread_limit", "/regulation/at_forward"} <= paths

    def test_of_a_case_sent_back_follows_the_higher_councils_score(self) -> None:
        old = shelf().get("R148")
        sheets = dict.fromkeys("abc", by_parts("31", "18", "25"))
        result = council_result(old, "district", 1, sheets, Seats(("a", "b", "c"), "a"))
        back = SentBack("province", Decimal("68.25"), 3)
        record = {
            "product": {"set_no": 1}, "tier": "district", "outcome": "recognised", "star": 3, "total": "68.25",
            "authority": "UBND cấp huyện", "validity_months": 36, "rulebook_id": old.id, "rulebook_hash": old.hash,
            "regulation": result.settings.as_text(), "council_size": 3, "chair_id": "a",
            "sheets": [{"member_id": m, "parts": {"A": "31", "B": "18", "C": "25"}, "total": "74"} for m in sheets],
            "layers": [{"tier": "province", "outcome": "returned", "total": "68.25", "star": 3}],
            "explanation": explain(old, result, {}, back=back).as_event(),
        }  # fmt: skip
        assert recount(old, recorded_of(record)).differences == ()
        record["star"] = 4
        assert [d.path for d in recount(old, recorded_of(record)).differences] == ["/star"]


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
