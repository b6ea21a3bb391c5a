"""Counts by round: what evaluation places, and what became of it; each office sees its own and those below."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ocop_events.evaluation.case import CasePlacedV1
from ocop_events.evaluation.round import CarriedOver, RoundClosedV1, RoundOpenedV1

from kit.identity import Principal
from tests.callers import person
from tests.records import record_of
from tests.reporting.reporting_cases import of, opened, publish, ruled
from tests.reporting.reporting_harness import Reporting

TODAY = date(2026, 8, 3)
NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
OFFICER = person("officer", "province-officer@33")
ROUND = {"round_id": "r-1", "office": "33"}


async def a_round(reporting: Reporting) -> None:
    days = {"opens_on": date(2026, 5, 1), "proposals_by": date(2026, 10, 30), "ends_by": date(2026, 12, 30)}
    await reporting.consume(RoundOpenedV1(**ROUND, name="Đợt 2 năm 2026", **days))


def placed(case: str, version: int, **more: Any) -> Any:
    event = CasePlacedV1(**of(case, "33", "province"), **{"round_id": "r-1", **more}, placed_on=TODAY)
    return record_of(event, NOW, version)


async def the_round(reporting: Reporting, who: Principal = OFFICER) -> Any:
    [one] = (await reporting.read("/api/rounds", who))["items"]
    return one


async def test_cases_are_counted_where_they_are_now(reporting: Reporting) -> None:
    await a_round(reporting)
    for case in ("a-c", "b-c", "c-c"):
        await publish(reporting, (TODAY, opened(case, TODAY, None, office="33", tier="province")))
        await reporting.consume(placed(case, 2, late=case == "c-c"))
    found = await the_round(reporting)
    assert (found["cases"], found["waiting"], found["late"]) == (3, 3, 1)
    await reporting.consume(placed("b-c", 5, round_id="r-2", was_round_id="r-1", reason="Chờ"))
    await reporting.consume(placed("a-c", 1, round_id="r-0"))  # an older word
    assert (await the_round(reporting))["cases"] == 2
    await publish(reporting, (TODAY, ruled("a-c", "recognised", TODAY)))
    found = await the_round(reporting)
    assert (found["waiting"], found["recognised"]) == (1, 1)


async def test_a_closed_round_says_what_it_left_to_the_next(reporting: Reporting) -> None:
    await a_round(reporting)
    over = RoundClosedV1(
        **ROUND,
        closed_on=TODAY,
        counts={"recognised": 2, "carried-over": 1},
        carried_over=[CarriedOver(case_id="b-c", reason="Chờ", to_round_id="r-2")],
    )
    await reporting.consume(record_of(over, NOW, 2))
    found = await the_round(reporting)
    assert (found["closed_on"], found["carried_over"]) == (TODAY.isoformat(), 1)


async def test_others_see_none_of_it(reporting: Reporting) -> None:
    await a_round(reporting)
    assert (await reporting.read("/api/rounds", person("other", "province-officer@17")))["items"] == []
    await reporting.read("/api/rounds", person("member", "member@33"), status=403)
    assert len((await reporting.read("/api/rounds", person("centre", "central-officer@vn")))["items"]) == 1
