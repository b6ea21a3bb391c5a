"""
2027, what became of the star of 2026, on an estate of its own: through public endpoints and an agency's topic only. What one
service makes of it: tests/registry/across_slices/test_what_became_of_the_star.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from estate.demo.agencies import Agency
from estate.demo.clients import Clients
from estate.demo.playing import clients_of
from estate.demo.starting import estate
from estate.demo.steps import Journey
from estate.services import NAMES
from tests.journeys.journeys_harness import played

pytestmark = [pytest.mark.prove, pytest.mark.timeout(600)]
OCOP = Path(sys.executable).with_name("ocop")
CODE, PLACE = "33-11977-1-2026", "33/11977"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its own, new; the empty home of a running one in OCOP_TEST_ESTATE is played on instead."""
    if given := os.environ.get("OCOP_TEST_ESTATE"):
        return Path(given)
    return tmp_path_factory.mktemp("after-the-star")


@pytest.fixture(scope="module")
def clients(home: Path) -> Iterator[Clients]:
    with estate(home, 0) as running:
        yield clients_of(running, home)


@pytest.fixture(scope="module")
def journeys(clients: Clients) -> list[Journey]:
    return played(clients, "2026", "2023", "2027")


def ended(clients: Clients, on: str) -> dict[str, int]:
    shown: dict[str, int] = clients.nobody().get(f"/reporting/api/standings?place={PLACE}&on={on}")["ended"]
    return shown


def subjects(clients: Clients, address: str) -> list[str]:
    """What somebody was written, the first letter first."""
    letters = [one for one in clients.nobody().get("/dev/api/mailbox") if address in str(one["recipients"])]
    return [one["subject"] for one in reversed(letters)]


class TestAfterTheStar:
    def test_the_star_of_2026_is_the_one_that_is_followed(self, journeys: list[Journey]) -> None:
        assert len(journeys) == 3
        assert any(CODE in step.observed for step in journeys[-1].steps[:3])

    def test_everybody_reads_that_it_was_revoked_why_and_by_whom(
        self, journeys: list[Journey], clients: Clients
    ) -> None:
        certificate: dict[str, Any] = clients.nobody().get(f"/registry/api/product-codes/{CODE}")
        assert (certificate["state"], certificate["mark_right"]) == ("revoked", "ended")
        revoked = certificate["revoked"]
        assert [one["article"] for one in revoked["grounds"]] == ["QĐ 26/2026/QĐ-TTg, Điều 8.1.c"]
        assert (revoked["revoked_on"], revoked["recognition_line"], revoked["collected_by"]) == ("2027-08-05", 1, PLACE)

    def test_two_people_made_the_decision(self, journeys: list[Journey], clients: Clients) -> None:
        officer = clients.as_("province.officer")
        [decision] = officer.get("/registry/api/certificate-decisions")["items"]
        assert (decision["state"], decision["signed_on"]) == ("issued", "2027-08-05")
        step = next(one for one in journeys[-1].steps if decision["number"] in one.observed)
        assert step.observed.startswith("province.officer.2")

    def test_a_revocation_and_a_lapse_are_counted_apart(self, journeys: list[Journey], clients: Clients) -> None:
        days = ("2027-05-15", "2027-05-16", "2027-08-05", "2027-08-06")
        counts = [ended(clients, day) for day in days]
        lapsed, revoked = ([one[name] for one in counts] for name in ("lapsed", "revoked"))
        assert [one - lapsed[0] for one in lapsed] == [0, 1, 1, 1]
        assert (revoked[0], revoked[1], revoked[-1]) == (0, 0, 1)
        assert {one["revoked_after_end"] for one in counts} == {0}

    def test_its_producer_was_told_of_each_thing_in_turn(self, journeys: list[Journey], clients: Clients) -> None:
        told = iter(subjects(clients, "huong@htx-tanhung.example"))
        for words in (
            "Còn 90 ngày: Chứng nhận VietGAP",
            "Đã hết hạn: Chứng nhận VietGAP",
            "Đã có giấy mới: Chứng nhận VietGAP",
            "Thụ lý vi phạm",
            "Yêu cầu khắc phục",
            "Quá hạn khắc phục",
            "Tạm dừng quyền sử dụng nhãn hiệu",
            "Yêu cầu giải trình",
            "Thu hồi giấy chứng nhận OCOP",
        ):
            assert any(words in subject for subject in told), words

    def test_the_agency_has_one_answer_to_each_report(self, journeys: list[Journey], clients: Clients) -> None:
        agency = Agency(clients, "food-safety")
        answered = [agency.answer(f"{kind}-{CODE}") for kind in ("CN", "ATTP")]
        assert [one["answer"] if one else None for one in answered] == ["matched", "matched"]

    def test_nothing_was_set_aside(self, journeys: list[Journey], clients: Clients) -> None:
        for service in NAMES:
            metrics = clients.nobody().page(f"/{service}/metrics").splitlines()
            open_ = [float(line.rpartition(" ")[2]) for line in metrics if line.startswith("ocop_parked_open{")]
            assert open_, service
            assert sum(open_) == 0, service

    def test_the_clock_is_given_back(self, journeys: list[Journey], home: Path) -> None:
        assert '"shift_seconds": 0.0' in (home / "clock.json").read_text()

    def test_the_command_plays_it_all_again_on_the_same_estate(self, journeys: list[Journey], home: Path) -> None:
        environment = {**os.environ, "OCOP_HOME": str(home), "COLUMNS": "200"}
        done = subprocess.run([str(OCOP), "demo"], env=environment, capture_output=True, text=True, timeout=400)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "every step was observed" in done.stdout
        assert "certificate.revoked.v1: 33-11977-2-2026" in done.stdout
