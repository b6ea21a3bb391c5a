"""Decided cases under another rulebook: nothing changes under their own, and every difference has its reason."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from law.rulebooks import CouncilRegulation, Rulebook, shelf
from law.rulebooks.regulations import Regulations
from law.scoring import Filled, council_result
from law.whatif import MalformedCase, read_cases, what_if
from law.whatif.command import app
from law.whatif.rerun import BY_PARTS
from tests.law.filling import FULL, by_parts, seats

PARTS = shelf().get("R148")
MEMBERS = "abcde"


def ruling(rulebook: Rulebook, set_no: int, sheets: dict[str, Filled], level: str = "province") -> dict[str, Any]:
    result = council_result(rulebook, level, set_no, sheets, seats(*sheets), round=2)
    return {
        "ruling_id": f"r-{set_no}",
        "product": {"name": "Long nhãn", "set_no": set_no},
        "office": "33",
        "tier": level,
        "outcome": result.route.outcome,
        "star": result.star,
        "total": str(result.total),
        "rulebook_id": rulebook.id,
        "rulebook_hash": rulebook.hash,
        "council_size": len(sheets),
        "chair_id": next(iter(sheets)),
        "sheets": [
            {"member_id": m, "round": 2, "answers": dict(f.answers), "parts": {k: str(v) for k, v in f.parts.items()}}
            for m, f in sheets.items()
        ],
    }


def rulings(number: int) -> Iterator[dict[str, Any]]:
    """Full sheets of all sets by five members who differ a little, the same each time."""
    luck = random.Random(26)
    for count in range(number):
        set_no = FULL.sets[count % len(FULL.sets)]
        choice = {leaf.id: luck.randrange(len(leaf.options)) for leaf in FULL.sheet(set_no).leaves}
        choice = {c: max(n, 1) if len(FULL.sheet(set_no).by_criterion[c].options) > 1 else n for c, n in choice.items()}
        sheets = {
            member: Filled(
                answers={
                    leaf.id: leaf.options[max(1, choice[leaf.id] - (luck.random() < 0.1))].id
                    for leaf in FULL.sheet(set_no).leaves
                }
            )
            for member in MEMBERS
        }
        yield {**ruling(FULL, set_no, sheets), "ruling_id": f"r-{count}"}


def lines(*cases: dict[str, Any]) -> list[str]:
    return [json.dumps(case) for case in cases]


def stricter(rulebook: Rulebook, edge: str) -> Rulebook:
    """The same act with four stars from a higher total."""
    bands = tuple(b.model_copy(update={"least": Decimal(edge)}) if b.star == 4 else b for b in rulebook.bands)
    return rulebook.model_copy(update={"bands": bands})


def council(total_c: str) -> dict[str, Filled]:
    return {member: by_parts("30", "20", total_c) for member in MEMBERS}


class TestTheSameRulebook:
    def test_changes_nothing(self) -> None:
        summary = what_if(read_cases(lines(*rulings(52))), FULL, shelf())
        assert summary.changes == {"same": 52}
        assert summary.changed == []
        assert all(before == after for before, after in summary.moves)


class TestAStricterRulebook:
    def test_takes_a_star_from_those_it_reaches_and_no_other(self) -> None:
        cases = lines(ruling(PARTS, 1, council("22")), ruling(PARTS, 2, council("25.5")))
        summary = what_if(read_cases(cases), stricter(PARTS, "75"), shelf())
        assert summary.changes == {"loses": 1, "same": 1}
        assert summary.moves == {(4, 3): 1, (4, 4): 1}
        assert summary.changed[0].total == Decimal(72)


class TestAnotherTierOfTheSameStar:
    def test_is_another_route(self) -> None:
        """Three stars were the district's own to recognise; under the next act nobody recognises in a district."""
        decided = ruling(PARTS, 1, council("10"), level="district")
        assert (decided["star"], decided["outcome"]) == (3, "recognised")
        summary = what_if(read_cases(lines({**decided, "outcome": "forwarded"})), PARTS, shelf())
        assert summary.changes == {"other-route": 1}


class TestSheetsTheOtherRulebookCannotRead:
    def test_are_reported_with_the_reason(self) -> None:
        summary = what_if(read_cases(lines(ruling(PARTS, 1, council("20")))), FULL, shelf())
        assert summary.changes == {"not-comparable": 1}
        assert summary.changed[0].why is not None
        assert all(summary.changed[0].why)

    def test_are_read_by_parts_where_the_other_scores_parts(self) -> None:
        decided = next(rulings(1))
        summary = what_if(read_cases(lines(decided)), PARTS, shelf())
        rerun = summary.changed[0] if summary.changed else None
        assert summary.changes["not-comparable"] == 0
        assert rerun is None or rerun.total == Decimal(decided["total"])

    def test_do_not_fit_a_part_whose_maximum_shrank(self) -> None:
        """40/25/35 into 35/25/40: nothing is scaled."""
        sheets = {member: by_parts("38", "20", "20") for member in MEMBERS}
        summary = what_if(read_cases(lines(ruling(PARTS, 1, sheets))), shelf().get("R1048"), shelf())
        assert summary.changes == {"not-comparable": 1}

    def test_by_parts_say_so(self) -> None:
        summary = what_if(read_cases(lines(ruling(PARTS, 1, council("20")))), FULL, shelf())
        [rerun] = summary.changed
        assert rerun.why == BY_PARTS


class TestAnotherAuthority:
    def test_is_a_change_of_its_own(self) -> None:
        decided = {**next(rulings(1)), "authority": "Giám đốc Sở"}
        [rerun] = what_if(read_cases(lines(decided)), FULL, shelf()).changed
        assert (rerun.change, rerun.authority is not None) == ("other-authority", True)
        same = {**decided, "authority": rerun.authority.vi if rerun.authority else ""}
        assert what_if(read_cases(lines(same)), FULL, shelf()).changes == {"same": 1}

    def test_of_a_tier_that_is_gone_is_another_route(self) -> None:
        decided = ruling(PARTS, 1, council("10"), level="district")
        [rerun] = what_if(read_cases(lines(decided)), shelf().get("R1489"), shelf()).changed
        assert rerun.change == "other-route"


class TestAnOfficesOwnRegulation:
    def test_holds_for_cases_of_its_office_on_its_days(self) -> None:
        strict = CouncilRegulation.model_validate(
            {
                "id": "33",
                "office": "33",
                "decision": {"vi": "Quy chế", "en": "Regulation"},
                "in_force": {"first": "2024-01-01"},
                "rulebooks": ["R148"],
                "council": {"rounds_at_most": 3, "spread_limit": 1},
            }
        )
        sheets = {**council("20"), "a": by_parts("30", "20", "24")}  # four points apart, in the second round
        decided = ruling(PARTS, 1, sheets)
        for own, on, office, change in (
            (Regulations(), "2024-06-01", "33", "same"),
            (Regulations([strict]), "2024-06-01", "33", "other-route"),
            (Regulations([strict]), "2023-06-01", "33", "same"),
            (Regulations([strict]), "2024-06-01", "34", "same"),
        ):
            cases = read_cases(lines({**decided, "decided_on": on, "office": office}))
            assert what_if(cases, PARTS, shelf(), own=own).changes == {change: 1}, (on, office)


class TestAFileOfCases:
    @pytest.mark.parametrize("line", ["{", "[]", '{"ruling_id": "x"}', '{"product": {"set_no": 1}, "tier": 3}'])
    def test_is_refused_with_the_line_that_is_no_ruling(self, line: str) -> None:
        with pytest.raises(MalformedCase) as refused:
            list(read_cases(["", *lines(ruling(PARTS, 1, council("20"))), line]))
        assert "3" in refused.value.say("vi")

    def test_reads_points_exactly(self) -> None:
        decided = {**ruling(PARTS, 1, council("20")), "total": 69.1}
        assert next(read_cases(lines(decided))).ruling.total == Decimal("69.1")


class TestTheCommand:
    def run(self, *arguments: str) -> Any:
        return CliRunner().invoke(app, list(arguments))

    def test_tells_the_counts(self, tmp_path: Path) -> None:
        cases = tmp_path / "cases.jsonl"
        cases.write_text("\n".join(lines(ruling(PARTS, 1, council("20")))), encoding="utf-8")
        said = self.run("--rulebook", "R148", "--cases", str(cases), "--in", "en")
        assert said.exit_code == 0
        assert "Unchanged" in said.output

    def test_says_outcomes_in_words_of_the_language(self, tmp_path: Path) -> None:
        cases = tmp_path / "cases.jsonl"
        cases.write_text("\n".join(lines(ruling(PARTS, 1, council("10"), level="district"))), encoding="utf-8")
        for language, words in (("vi", "chuyển"), ("en", "forwarded")):
            said = self.run("--rulebook", "R1048", "--cases", str(cases), "--in", language)
            assert said.exit_code == 0
            assert words in said.output

    def test_fails_in_words_on_a_rulebook_nobody_has(self, tmp_path: Path) -> None:
        cases = tmp_path / "cases.jsonl"
        cases.write_text("", encoding="utf-8")
        said = self.run("--rulebook", "R99", "--cases", str(cases))
        assert said.exit_code == 1
        assert "R99" in said.output


class TestTheStart:
    def test_loads_what_it_compares_by_and_no_more(self) -> None:
        """Under 3 s on the wall: no calendar, no checker of files that are not there, nothing of a service or a broker."""
        code = "import sys, estate.commands.whatif; from law.rulebooks import shelf; shelf(); print(*sys.modules)"
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        idle = {"holidays", "law.calendar", "law.rulebooks.checking.files", "kit.storage", "services", "ocop_events"}
        assert set(said.split()) & {*idle, "aiokafka", "motor", "fastapi", "numpy", "estate.commands.topic"} == set()


class TestFifteenThousandRulings:
    @pytest.mark.timeout(300)
    def test_take_less_than_a_minute_of_one_core(self) -> None:
        """Measured on a tenth of them, in processor time, so that a busy machine does not decide."""
        cases = lines(*rulings(1500))
        began = time.process_time()
        summary = what_if(read_cases(cases), FULL, shelf())
        assert summary.cases == 1500
        assert (time.process_time() - began) * 10 < 60
