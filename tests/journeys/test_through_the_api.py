"""Both journeys on one estate, through the public endpoints only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from estate.demo.clients import Clients
from estate.demo.steps import Journey
from estate.services import NAMES
from tests.journeys.journeys_harness import authorities, played

pytestmark = pytest.mark.timeout(180)
OCOP = Path(sys.executable).with_name("ocop")


def recognised(clients: Clients, place: str) -> list[dict[str, Any]]:
    """What the public is shown of a place, newest certificate last."""
    found = clients.nobody().get(f"/registry/api/public/products?place={place}&limit=100")["items"]
    return sorted(found, key=lambda one: one["certificate"]["product_code"])


@pytest.fixture(scope="module")
def both(clients: Clients) -> list[Journey]:
    return played(clients, "2026", "2023")


class TestOnOneEstate:
    def test_every_step_of_both_journeys_is_observed(self, both: list[Journey]) -> None:
        assert [len(journey.steps) > 10 for journey in both] == [True, True]

    def test_the_public_finds_the_product_of_2026_with_its_code_and_term(
        self, both: list[Journey], clients: Clients
    ) -> None:
        [product] = recognised(clients, "33/11977")
        certificate = product["certificate"]
        assert (product["name"], certificate["star"]) == ("Long nhãn Tân Hưng", 4)
        assert certificate["product_code"] == "33-11977-1-2026"
        assert (certificate["valid_from"], certificate["valid_until"]) == ("2026-08-03", "2029-08-03")

    def test_the_district_and_the_province_of_2023_each_recognised_their_own(
        self, both: list[Journey], clients: Clients
    ) -> None:
        assert authorities(clients) == [(3, "UBND cấp huyện"), (4, "Chủ tịch UBND cấp tỉnh")]

    def test_everybody_who_is_to_know_has_one_letter(self, both: list[Journey], clients: Clients) -> None:
        announced = [
            letter["recipients"][0].rpartition("<")[2]
            for letter in clients.nobody().get("/dev/api/mailbox")
            if "33-11977-1-2026" in letter["text"] and "công nhận" in letter["subject"]
        ]
        assert sorted(announced) == ["huong@htx-tanhung.example>", "minh@xa-tanhung.example>"]

    def test_the_standings_count_them_where_and_when_they_were_recognised(
        self, both: list[Journey], clients: Clients
    ) -> None:
        def stars(place: str, on: str) -> dict[str, int]:
            shown: dict[str, int] = clients.nobody().get(f"/reporting/api/standings?place={place}&on={on}")["stars"]
            return shown

        assert stars("33/330", "2023-06-05") == {"3": 1, "4": 1}
        assert stars("33/330", "2023-06-04") == {}
        assert stars("33", "2026-08-03") == {"4": 1}

    def test_nothing_was_set_aside(self, both: list[Journey], clients: Clients) -> None:
        for service in NAMES:
            metrics = clients.nobody().page(f"/{service}/metrics")
            open_ = [
                float(line.rpartition(" ")[2]) for line in metrics.splitlines() if line.startswith("ocop_parked_open{")
            ]
            assert open_, service
            assert sum(open_) == 0, service

    def test_the_clock_is_given_back(self, both: list[Journey], home: Path) -> None:
        assert '"shift_seconds": 0.0' in (home / "clock.json").read_text()

    def test_the_command_plays_again_on_the_same_estate(self, both: list[Journey], home: Path) -> None:
        environment = {**os.environ, "OCOP_HOME": str(home), "COLUMNS": "200"}
        done = subprocess.run(
            [str(OCOP), "demo", "--only", "2026"], env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "every step was observed" in done.stdout
        assert "33-11977-2-2026: 4★" in done.stdout
