"""Figures as officers meet them: counted from events, opened to their rows, as known at an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from ocop_events.envelope import EventData
from ocop_events.examples import example
from ocop_events.registry.inspection import InspectionCancelledV1, InspectionCompletedV1, InspectionPlannedV1
from ocop_events.registry.linkage import LinkageEndedV1, LinkageRecordedV1
from ocop_events.reporting.resource import ResourceCorrectedV1

from kit.messaging.received import Record
from law.figures import figure_rules
from services.reporting.figures.happenings import happenings
from services.reporting.figures.subscriptions import EVERYTHING
from tests.callers import person
from tests.records import record_of
from tests.reporting.reporting_harness import Reporting, certified

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
OFFICER = person("officer", "province-officer@33")
COMMUNE = person("commune", "commune-officer@33/11977")


def of(event: type[EventData], **more: Any) -> EventData:
    """The event's own example, with something said otherwise."""
    return event.model_validate({**example(event.event_type), **more})


def at(event: EventData, version: int = 1, when: datetime = NOW) -> Record:
    return record_of(event, when, version)


@pytest.mark.parametrize("event", EVERYTHING, ids=lambda one: one.event_type.removeprefix("vn.ocop."))
def test_every_event_says_something_that_the_list_of_figures_knows(event: type[EventData]) -> None:
    listed = figure_rules()
    said = [*happenings(of(event), 1)]
    # A correction whose example names no entry says nothing that is counted anew.
    assert said or event is ResourceCorrectedV1
    for one in said:
        kind = listed.happening(one.kind)
        assert kind is not None, one.kind
        assert set(one.by) <= set(kind.by), one.kind
        assert set(one.amounts) <= set(kind.amounts), one.kind


async def value(reporting: Reporting, code: str, who: Any = OFFICER, **asked: Any) -> int:
    found = await reporting.read(f"/api/figures/{code}", who, **(YEAR | asked))
    for parts in found["parts"].values():
        assert sum(parts.values()) == found["value"]
    return int(found["value"])


async def test_an_inspection_is_counted_at_the_office_that_held_it_and_a_cancelled_one_no_more(
    reporting: Reporting,
) -> None:
    planned = [of(InspectionPlannedV1, inspection_id=id, planned_on="2026-03-15") for id in ("i-1", "i-2")]
    await reporting.consume(*[at(one) for one in planned])
    assert await value(reporting, "inspections-planned") == 2
    await reporting.consume(at(of(InspectionCancelledV1, inspection_id="i-2", cancelled_on="2026-03-10"), 2))
    held = of(InspectionCompletedV1, inspection_id="i-1", completed_on="2026-03-15")
    await reporting.consume(at(held, 2), at(held, 2))
    assert await value(reporting, "inspections-planned") == 1
    assert await value(reporting, "inspections-held") == 1
    assert await value(reporting, "inspections-held", until=date(2026, 3, 14)) == 0
    rows = (await reporting.read("/api/figures/inspections-held/rows", OFFICER, **YEAR))["items"]
    assert [row["occurrence"] for row in rows] == ["inspection-held:i-1"]


async def test_a_figure_of_march_is_in_december_what_was_known_in_march(reporting: Reporting) -> None:
    await reporting.consume(at(of(InspectionCompletedV1, inspection_id="i-1", completed_on="2026-03-15"), 1, NOW))
    late = of(InspectionCompletedV1, inspection_id="i-2", completed_on="2026-03-20")
    await reporting.consume(at(late, 1, NOW + timedelta(days=100)))
    march = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}
    assert await value(reporting, "inspections-held", **march, as_of=(NOW + timedelta(days=1)).isoformat()) == 1
    assert await value(reporting, "inspections-held", **march, as_of=(NOW + timedelta(days=101)).isoformat()) == 2


async def test_a_contract_counts_as_long_as_it_holds(reporting: Reporting) -> None:
    terms = example("vn.ocop.registry.linkage.recorded.v1")["terms"] | {"from_on": "2026-01-01", "until": "2026-12-31"}
    await reporting.consume(at(of(LinkageRecordedV1, terms=terms), 1))
    assert await value(reporting, "linkage-contracts", until=date(2026, 6, 30)) == 1
    assert await value(reporting, "linkage-contracts", since=date(2027, 1, 1), until=date(2027, 1, 1)) == 0
    await reporting.consume(at(of(LinkageEndedV1, terms=terms, ended_on="2026-05-31"), 2))
    assert await value(reporting, "linkage-contracts", until=date(2026, 6, 30)) == 0


async def test_products_alive_are_those_of_the_standings(reporting: Reporting) -> None:
    await reporting.consume(certified("c-1", date(2026, 5, 2)), certified("c-2", date(2026, 5, 2), star=3))
    assert await value(reporting, "products-alive") == 2
    assert await value(reporting, "products-alive-3") == 1
    assert await value(reporting, "products-recognised", area="33/11977") == 2
    await reporting.read("/api/figures/products-alive/rows", OFFICER, status=422, **YEAR)


async def test_an_officer_sees_the_own_territory_and_nothing_beside_it(reporting: Reporting) -> None:
    await reporting.consume(certified("c-1", date(2026, 5, 2)))
    assert await value(reporting, "products-recognised", COMMUNE) == 1
    await reporting.read("/api/figures/products-recognised", COMMUNE, status=404, area="33")
    await reporting.read("/api/figures/products-recognised", COMMUNE, status=404, area="33/12286")
    await reporting.read("/api/figures/products-recognised", person("seller", "producer@p"), status=403)
    await reporting.read("/api/figures/no-such-figure", OFFICER, status=404)
    await reporting.read("/api/figures/breaches", OFFICER, status=422, since=date(2026, 5, 2), until=date(2026, 5, 1))


async def test_the_pages_show_every_figure_and_the_rows_behind_one(reporting: Reporting) -> None:
    await reporting.consume(at(of(InspectionCompletedV1, inspection_id="i-1", completed_on="2026-03-15")))
    listed = await reporting.at(OFFICER).get("/figures", params={"since": "2026-01-01", "until": "2026-12-31"})
    assert listed.status_code == 200
    assert "Cuộc kiểm tra đã tiến hành" in listed.text
    rows = await reporting.at(OFFICER).get(
        "/figures/inspections-held", params={"since": "2026-01-01", "until": "2026-12-31"}
    )
    assert rows.status_code == 200
    assert "/inspections/i-1" in rows.text


async def test_who_acts_for_a_producer_finds_nothing_of_it(reporting: Reporting) -> None:
    planned = of(InspectionPlannedV1, inspection_id="i-1", planned_on="2026-03-15")
    await reporting.consume(at(planned))
    producer = planned.model_dump()["producer"]["id"]
    assert await value(reporting, "inspections-planned") == 1
    own = person("officer.own", "province-officer@33", f"producer@{producer}")
    assert await value(reporting, "inspections-planned", own) == 0
    rows = await reporting.read("/api/figures/inspections-planned/rows", own, **YEAR)
    assert rows["items"] == []
    for path in ("/figures", "/figures/inspections-planned"):
        asked = {name: day.isoformat() for name, day in YEAR.items()}
        page = await reporting.at(own).get(path, params=asked)
        assert "i-1" not in page.text
