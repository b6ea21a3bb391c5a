"""The district's and the province's evaluation as two deployments: own processes, own databases, one Kafka."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from estate.demo.clients import Clients
from estate.demo.playing import clients_of
from estate.demo.starting import estate
from estate.demo.steps import Journey
from tests.journeys.journeys_harness import authorities, played

pytestmark = [pytest.mark.prove, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clients]:
    home = tmp_path_factory.mktemp("apart")
    with estate(home, 0, apart=True) as running:
        yield clients_of(running, home)


@pytest.fixture(scope="module")
def both(clients: Clients) -> list[Journey]:
    return played(clients, "2023", "2026")


class TestApart:
    def test_the_same_offices_recognise_the_same_stars(self, both: list[Journey], clients: Clients) -> None:
        assert authorities(clients) == [(3, "UBND cấp huyện"), (4, "Chủ tịch UBND cấp tỉnh")]

    @pytest.mark.parametrize(
        ("office", "own", "other"),
        [("33/330", "district.officer", "province.officer"), ("33", "province.officer", "district.officer")],
    )
    def test_a_deployment_knows_cases_of_its_own_offices_only(
        self, both: list[Journey], clients: Clients, office: str, own: str, other: str
    ) -> None:
        def offices(who: str) -> set[str]:
            items = clients.as_(who).get("/evaluation/api/cases?limit=200", office=office)["items"]
            return {line["office"] for line in items}

        assert office in offices(own)
        assert offices(other) <= offices(own)
