"""The sample province on a real estate: what people find in it, and that making it again adds nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from estate.demo.clients import Clients
from estate.demo.playing import clients_of
from estate.demo.starting import estate
from estate.province import marker
from estate.province.making import Making
from estate.province.marker import Marker

pytestmark = [pytest.mark.prove, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("province")


@pytest.fixture(scope="module")
def clients(home: Path) -> Iterator[Clients]:
    with estate(home, 0) as running:
        made = clients_of(running, home)
        marker.write(home, Marker("making"))
        assert Making(home, made, Marker("making")).run() == 0
        yield made


def cases(clients: Clients) -> list[dict[str, Any]]:
    return list(clients.as_("province.officer").get("/evaluation/api/cases?limit=200")["items"])


def standings(clients: Clients) -> dict[str, Any]:
    return dict(clients.nobody().get("/reporting/api/standings?place=33"))


def test_has_recognitions_that_are_counted(clients: Clients) -> None:
    ends = time.monotonic() + 30
    while standings(clients)["total"] < 70 and time.monotonic() < ends:
        time.sleep(0.5)
    shown = standings(clients)
    assert shown["total"] >= 70
    assert shown["undecided_total"] == 0
    assert sum(1 for group in shown["groups"] if group["total"]) > 40


def test_has_cases_at_every_step_one_due_and_one_overdue(clients: Clients) -> None:
    found = cases(clients)
    assert {"opened", "returned", "handed-over", "scoring", "recognised"} <= {one["state"]["code"] for one in found}
    assert [one["product"] for one in found if one["overdue"]] == ["Tinh bột sắn dây Tân Hưng"]
    soonest = min(
        one["due_on"] for one in found if one["due_on"] and not one["overdue"] and one["state"]["code"] == "opened"
    )
    assert datetime.fromisoformat(soonest).date() >= datetime.now(UTC).date()


def test_made_again_adds_nothing(clients: Clients, home: Path) -> None:
    before = {(one["id"], one["state"]["code"]) for one in cases(clients)}, standings(clients)["total"]
    assert Making(home, clients, Marker("making")).run() == 0
    assert ({(one["id"], one["state"]["code"]) for one in cases(clients)}, standings(clients)["total"]) == before
