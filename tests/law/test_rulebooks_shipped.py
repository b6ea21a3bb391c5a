"""The four regimes as shipped: what the acts say, written here by hand, against what the files say."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from law.rulebooks import NoRulebookInForce, UnknownRulebook, UnknownSet, hash_of, shelf
from law.rulebooks.checking.files import check_file
from law.rulebooks.schema import as_file, regulation_schema, rulebook_schema

DATA = Path(__file__).parents[2] / "law" / "data"
FILES = sorted((DATA / "rulebooks").glob("*.json"))


class TestTheRulebookInForce:
    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            (date(2019, 8, 21), "R1048"),
            (date(2023, 2, 23), "R1048"),
            (date(2023, 2, 24), "R148"),
            (date(2025, 7, 5), "R148"),
            (date(2025, 7, 6), "R1489"),
            (date(2026, 5, 21), "R1489"),
            (date(2026, 5, 22), "R26"),
            (date(2040, 1, 1), "R26"),
        ],
    )
    def test_is_that_of_the_day(self, on: date, expected: str) -> None:
        assert shelf().in_force(on).id == expected

    def test_is_refused_before_the_programme_began(self) -> None:
        with pytest.raises(NoRulebookInForce):
            shelf().in_force(date(2019, 8, 20))

    def test_is_found_by_id_and_never_guessed(self) -> None:
        assert shelf().get("R148").id == "R148"
        with pytest.raises(UnknownRulebook, match="R1048, R148, R1489, R26"):
            shelf().get("R27")

    def test_lets_pending_dossiers_finish_by_the_old_rules(self) -> None:
        old = shelf().get("R1489")
        assert shelf().finish_by(old, "first") == date(2026, 7, 21)
        assert shelf().finish_by(old, "upgrade") == date(2026, 7, 21)
        assert shelf().finish_by(old, "re-evaluation") == date(2026, 6, 21)
        assert shelf().finish_by(shelf().get("R26"), "first") is None


class TestTiers:
    @pytest.mark.parametrize(
        ("rulebook", "tiers"),
        [
            ("R1048", [("district", "scores", (), 50), ("province", "scores", (4, 3), 90), ("centre", "scores", (5,), None)]),
            ("R148", [("district", "scores", (3,), 70), ("province", "scores", (4,), 90), ("centre", "scores", (5,), None)]),
            ("R1489", [("commune", "screens", (), None), ("province", "scores", (4, 3), 90), ("centre", "scores", (5,), None)]),
            ("R26", [("commune", "screens", (), None), ("province", "scores", (4, 3), 90), ("centre", "scores", (5,), None)]),
        ],
    )  # fmt: skip
    def test_recognise_and_forward_as_the_act_says(self, rulebook: str, tiers: list[tuple[object, ...]]) -> None:
        found = [(t.level, t.acts, t.stars, t.forward_at) for t in shelf().get(rulebook).tiers]
        assert found == tiers

    def test_a_commune_screens_within_fifteen_working_days(self) -> None:
        (deadline,) = shelf().get("R26").tier("commune").deadlines
        assert (deadline.act, deadline.days, deadline.counted) == ("screening", 15, "working")

    def test_the_recogniser_of_a_star_is_one_tier(self) -> None:
        rulebook = shelf().get("R148")
        recognisers = [tier.level if (tier := rulebook.recogniser_of(star)) else None for star in (1, 2, 3, 4, 5)]
        assert recognisers == [None, None, "district", "province", "centre"]


class TestSheets:
    def test_of_the_current_act_are_complete(self) -> None:
        rulebook = shelf().get("R26")
        leaves = [leaf for sheet in rulebook.sheets for leaf in sheet.leaves]
        assert len(rulebook.sheets) == 26
        assert len(leaves) == 787
        assert sum(len(leaf.options) for leaf in leaves) == 2579
        with_minimum = [sum(star in leaf.least_for for leaf in leaves) for star in (3, 4, 5)]
        assert with_minimum == [179, 288, 106]

    @pytest.mark.parametrize("rulebook", shelf().all(), ids=lambda r: r.id)
    def test_add_up_to_one_hundred_in_every_regime(self, rulebook) -> None:  # type: ignore[no-untyped-def]
        for set_no in rulebook.sets:
            assert rulebook.sheet(set_no).max == Decimal(100)

    def test_have_the_parts_of_their_time(self) -> None:
        assert [part.max for part in shelf().get("R1048").sheet(1).parts] == [35, 25, 40]
        for later in ("R148", "R1489", "R26"):
            assert [part.max for part in shelf().get(later).sheet(1).parts] == [40, 25, 35]

    def test_of_an_unknown_set_are_refused(self) -> None:
        with pytest.raises(UnknownSet):
            shelf().get("R26").sheet(27)
        with pytest.raises(UnknownSet):
            shelf().get("R148").sheet(0)


class TestTheFiles:
    @pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
    def test_have_no_fault(self, file: Path) -> None:
        assert [one for one in check_file(file) if not one.only_pointed_out] == []

    def test_cite_other_acts_where_nothing_of_their_own_is_known(self) -> None:
        found = {(file.stem, one.path) for file in FILES for one in check_file(file)}
        assert found == {
            ("R1048", "/grounds/3/source"),  # ended by the act that replaced it
            ("R1048", "/grounds/12/source"),  # a letter on re-evaluating an earlier decision
            ("R148", "/grounds/27/source"),  # the list of evidence of earlier software
            ("R1489", "/grounds/27/source"),
        }

    @pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
    def test_fit_the_published_schema(self, file: Path) -> None:
        from jsonschema import Draft202012Validator

        schema = json.loads((DATA / "rulebook.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        assert list(Draft202012Validator(schema).iter_errors(json.loads(file.read_text(encoding="utf-8")))) == []

    def test_the_published_schemas_are_those_of_the_code(self) -> None:
        assert (DATA / "rulebook.schema.json").read_text(encoding="utf-8") == as_file(rulebook_schema())
        assert (DATA / "regulation.schema.json").read_text(encoding="utf-8") == as_file(regulation_schema())

    @pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
    def test_are_named_by_their_content_not_by_their_layout(self, file: Path) -> None:
        content = json.loads(file.read_text(encoding="utf-8"))
        turned = dict(reversed(list(content.items())))
        assert hash_of(turned) == hash_of(content) == shelf().get(file.stem).hash
        content["validity_months"] += 1
        assert hash_of(content) != shelf().get(file.stem).hash

    def test_load_within_two_seconds_of_a_fresh_process_s_own_time(self) -> None:
        """Processor time, so that a busy machine does not decide."""
        code = (
            "import time; started = time.process_time();"
            "from law.rulebooks import shelf; shelf().all();"
            "print(time.process_time() - started)"
        )
        timings = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(2)]
        assert min(timings) < 2.0
