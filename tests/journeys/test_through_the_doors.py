"""Both journeys on one estate, and that of 2023 with district and province apart: through the public doors only."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from estate.demo.doors import Doors
from estate.demo.playing import play_on
from estate.demo.steps import Journey

pytestmark = pytest.mark.timeout(180)
OCOP = Path(sys.executable).with_name("ocop")


def played(doors: Doors, *names: str) -> list[Journey]:
    said = io.StringIO()
    journeys = play_on(doors, Console(file=said, width=200), list(names))
    assert all(journey.complete for journey in journeys), said.getvalue() + str(
        [(step.en, step.failed) for journey in journeys for step in journey.steps if step.failed]
    )
    return journeys


def recognised(doors: Doors, place: str) -> list[dict[str, Any]]:
    """What the public is shown of a place, newest certificate last."""
    found = doors.nobody().get(f"/registry/api/public/products?place={place}&limit=100")["items"]
    return sorted(found, key=lambda one: one["certificate"]["product_code"])


def authorities(doors: Doors) -> list[tuple[int, str]]:
    """Star and authority of the first two certificates of the commune of 2023."""
    codes = [f"33-330-12265-{serial}-2023" for serial in (1, 2)]
    certificates = [doors.nobody().get(f"/registry/api/product-codes/{code}") for code in codes]
    return [(one["star"], one["authority"]) for one in certificates]


@pytest.fixture(scope="module")
def both(doors: Doors) -> list[Journey]:
    return played(doors, "2026", "2023")


@pytest.fixture(scope="module")
def both_apart(doors_apart: Doors) -> list[Journey]:
    return played(doors_apart, "2023", "2026")


class TestOnOneEstate:
    def test_every_step_of_both_journeys_is_observed(self, both: list[Journey]) -> None:
        assert [len(journey.steps) > 10 for journey in both] == [True, True]

    def test_the_public_finds_the_product_of_2026_with_its_code_and_term(
        self, both: list[Journey], doors: Doors
    ) -> None:
        [product] = recognised(doors, "33/11977")
        certificate = product["certificate"]
        assert (product["name"], certificate["star"]) == ("Long nhãn Tân Hưng", 4)
        assert certificate["product_code"] == "33-11977-1-2026"
        assert (certificate["valid_from"], certificate["valid_until"]) == ("2026-08-03", "2029-08-03")

    def test_the_district_and_the_province_of_2023_each_recognised_their_own(
        self, both: list[Journey], doors: Doors
    ) -> None:
        assert authorities(doors) == [(3, "UBND cấp huyện"), (4, "Chủ tịch UBND cấp tỉnh")]

    def test_nothing_was_set_aside(self, both: list[Journey], doors: Doors) -> None:
        for service in ("registry", "evaluation"):
            metrics = doors.nobody().page(f"/{service}/metrics")
            open_ = [
                float(line.rpartition(" ")[2]) for line in metrics.splitlines() if line.startswith("ocop_parked_open{")
            ]
            assert open_, service
            assert sum(open_) == 0, service

    def test_the_clock_is_given_back(self, both: list[Journey], home: Path) -> None:
        assert '"shift_seconds": 0.0' in (home / "clock.json").read_text()

    def test_the_command_plays_them_again_on_the_same_estate(self, both: list[Journey], home: Path) -> None:
        environment = {**os.environ, "OCOP_HOME": str(home), "COLUMNS": "200"}
        done = subprocess.run([str(OCOP), "demo"], env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "every step was observed" in done.stdout
        assert "33-11977-2-2026: 4★" in done.stdout


class TestApart:
    """The district's and the province's evaluation: own processes, own databases, one Kafka."""

    def test_the_same_offices_recognise_the_same_stars(self, both_apart: list[Journey], doors_apart: Doors) -> None:
        assert authorities(doors_apart) == [(3, "UBND cấp huyện"), (4, "Chủ tịch UBND cấp tỉnh")]

    @pytest.mark.parametrize(
        ("office", "own", "other"),
        [("33/330", "district.officer", "province.officer"), ("33", "province.officer", "district.officer")],
    )
    def test_a_deployment_knows_cases_of_its_own_offices_only(
        self, both_apart: list[Journey], doors_apart: Doors, office: str, own: str, other: str
    ) -> None:
        def offices(who: str) -> set[str]:
            items = doors_apart.as_(who).get("/evaluation/api/cases?limit=200", office=office)["items"]
            return {line["office"] for line in items}

        assert office in offices(own)
        assert offices(other) <= offices(own)
