"""A return from the day it is owed to the day it is locked, at real endpoints."""

from __future__ import annotations

import asyncio
from datetime import date, time

from tests.deployment import Deploy
from tests.reporting.reporting_harness import Reporting
from tests.reporting.returns.returns_harness import (
    CLERK,
    COLLEAGUE,
    DEPARTMENT,
    DISTRICT,
    MINISTRY,
    OTHER,
    PROVINCE,
    SECOND,
    Returns,
    breach,
    cell,
    inspection,
)

CLOSED, DUE = date(2023, 6, 15), date(2023, 6, 16)


class TestOwed:
    async def test_every_office_of_the_level_owes_it_once_a_week_before_the_period_closes(
        self, returns: Returns
    ) -> None:
        found = await returns.reporting.read("/api/return-table", MINISTRY, form="district-2023", period="2023-Q2")
        assert (found["expected"], found["received"], found["missing"]) == (10, 0, 0)
        assert {one["due_on"] for one in found["offices"]} == {"2023-06-16"}
        before = len(await returns.events("due"))
        await returns.on(date(2023, 6, 8))
        assert len(await returns.events("due")) == before == 11  # ten districts and the province

    async def test_its_office_is_reminded_then_it_is_overdue_and_both_once(self, returns: Returns) -> None:
        await returns.on(CLOSED)
        await returns.on(CLOSED, time(15))
        assert sum(bool(one.get("reminder")) for one in await returns.events("due")) == 11
        await returns.on(date(2023, 6, 17), time(0, 0, 1))
        await returns.on(date(2023, 6, 20))
        assert len(await returns.events("overdue")) == 11
        found = await returns.reporting.read("/api/return-table", MINISTRY, form="district-2023", period="2023-Q2")
        assert (found["missing"], found["offices"][0]["days_late"]) == (10, 4)


class TestFilledIn:
    async def test_by_what_happened_at_every_opening_until_it_is_handed_in(self, returns: Returns) -> None:
        await returns.reporting.consume(breach("b-1", date(2023, 6, 1)), inspection("i-1", date(2023, 4, 1)))
        one = await returns.of(DISTRICT, who=CLERK)
        assert [cell(one, code)["value"] for code in ("breaches", "inspections-planned")] == [1, 1]
        await returns.reporting.consume(breach("b-2", date(2023, 3, 15)), breach("b-0", date(2023, 3, 14)))
        assert cell(await returns.of(DISTRICT, who=CLERK), "breaches")["value"] == 2
        assert cell(await returns.of(OTHER, who=COLLEAGUE), "breaches")["value"] == 0

    async def test_by_the_same_events_in_any_order_and_twice_to_the_same_figures(self, returns: Returns) -> None:
        said = [breach(f"b-{no}", date(2023, 6, 1)) for no in range(4)] + [inspection("i-1", date(2023, 4, 1))]
        await returns.reporting.consume(*said)
        once = (await returns.of(DISTRICT, who=CLERK))["cells"]
        await returns.reporting.consume(*said[::-1], said[2])
        assert (await returns.of(DISTRICT, who=CLERK))["cells"] == once

    async def test_every_figure_opens_to_its_rows(self, returns: Returns) -> None:
        await returns.reporting.consume(breach("b-1", date(2023, 6, 1)))
        rows = cell(await returns.of(DISTRICT, who=CLERK), "breaches")["rows"]
        path, _, query = rows.partition("?")
        found = await returns.reporting.read(f"/api{path}?{query}", CLERK)
        assert len(found["items"]) == 1

    async def test_what_is_learned_after_closing_is_none_of_it_and_an_adjustment_of_the_next(
        self, returns: Returns
    ) -> None:
        await returns.reporting.consume(breach("b-1", date(2023, 6, 1)))
        await returns.on(CLOSED)
        first = await returns.handed_in()
        late = breach("b-2", date(2023, 6, 14), learned=returns.reporting.clock.now())
        await returns.reporting.consume(late)
        assert cell(await returns.of(DISTRICT, who=CLERK), "breaches")["value"] == 1
        await returns.do(first, "approval", DEPARTMENT)
        await returns.on(date(2023, 9, 8))
        following = await returns.of(DISTRICT, "2023-Q3", CLERK)
        assert (cell(following, "breaches")["value"], cell(following, "breaches")["late"]) == (0, 1)
        [said] = following["adjustments"]
        assert (said["of_period"], said["code"], said["was"], said["now"]) == ("2023-Q2", "breaches", 1, 2)
        await returns.on(date(2023, 9, 15))
        await returns.handed_in(period="2023-Q3")
        await returns.on(date(2023, 12, 8))
        assert (await returns.of(DISTRICT, "2023-Q4", CLERK))["adjustments"] == []  # said once

    async def test_another_figure_than_the_platforms_needs_a_reason_and_stays_visible(self, returns: Returns) -> None:
        await returns.on(CLOSED)
        one = await returns.fill(await returns.of(DISTRICT, who=CLERK), CLERK, values={"breaches": 2})
        refused = await returns.do(one, "submission", CLERK, status=422)
        assert "breaches" in str(refused)
        one = await returns.fill(one, CLERK, values={"breaches": 2}, reasons={"breaches": "Hai vụ ghi sổ giấy"})
        await returns.do(one, "submission", CLERK)
        shown = cell(await returns.of(DISTRICT, who=DEPARTMENT), "breaches")
        assert (shown["value"], shown["counted"], shown["differs"], shown["why"]) == (
            2,
            0,
            True,
            "Hai vụ ghi sổ giấy",
        )
        [said] = [one for one in (await returns.events("submitted"))[0]["notes"] if one["cell"] == "breaches"]
        assert (said["cell"], said["counted"]) == ("breaches", "0")

    async def test_nothing_is_handed_in_before_the_period_is_over(self, returns: Returns) -> None:
        one = await returns.fill(await returns.of(DISTRICT, who=CLERK), CLERK)
        await returns.on(date(2023, 6, 14), time(23, 59, 59))
        assert (await returns.do(one, "submission", CLERK, status=409))["type"].endswith("return.period-not-over")
        await returns.on(CLOSED, time(0))
        await returns.do(one, "submission", CLERK)

    async def test_above_nobody_reads_what_is_written_before_it_is_handed_in(self, returns: Returns) -> None:
        await returns.fill(await returns.of(DISTRICT, who=CLERK), CLERK)
        seen = await returns.of(DISTRICT, who=DEPARTMENT)
        assert (seen["state"], seen["cells"], seen["written"]) == ("filling", [], {})

    async def test_a_neighbour_finds_none(self, returns: Returns) -> None:
        one = await returns.of(DISTRICT, who=CLERK)
        await returns.reporting.read(f"/api/returns/{one['id']}", COLLEAGUE, status=404)
        await returns.do(one, "cells", DEPARTMENT, {}, 403, "PUT")


class TestHandedIn:
    async def test_at_23_59_59_of_the_last_day_it_is_on_time_and_a_second_later_late(self, returns: Returns) -> None:
        await returns.on(DUE, time(23, 59, 59))
        assert (await returns.handed_in())["on_time"] is True
        await returns.on(date(2023, 6, 17), time(0))
        assert (await returns.handed_in(OTHER, COLLEAGUE))["on_time"] is False
        found = await returns.reporting.read("/api/return-table", DEPARTMENT, form="district-2023", period="2023-Q2")
        assert [found[name] for name in ("received", "on_time", "late", "missing")] == [2, 1, 1, 8]

    async def test_it_is_sent_back_with_reasons_by_cell_and_stays_as_late_as_it_first_was(
        self, returns: Returns
    ) -> None:
        await returns.on(DUE)
        one = await returns.handed_in()
        reasons = {"reason": "Thiếu số liệu", "cells": {"trainings": "Chưa khớp danh sách"}}
        one = await returns.do(one, "sending-back", DEPARTMENT, reasons)
        [said] = await returns.events("sent-back")
        assert said["cells"][0]["cell"] == "trainings"
        await returns.on(date(2023, 6, 20))
        one = await returns.do(await returns.fill(one, CLERK, values={"trainings": 4}), "submission", CLERK)
        assert (one["state"], one["on_time"]) == ("submitted", True)
        assert (await returns.do(one, "approval", DEPARTMENT))["state"] == "approved"

    async def test_of_two_who_decide_on_one_version_one_is_told(self, returns: Returns) -> None:
        await returns.on(CLOSED)
        one = await returns.handed_in()
        await returns.do(one, "approval", DEPARTMENT)
        await returns.do(one, "sending-back", SECOND, {"reason": "Khác"}, 412)
        assert (await returns.of(DISTRICT))["state"] == "approved"

    async def test_of_two_who_decide_at_the_same_moment_one_is_told(self, returns: Returns) -> None:
        await returns.on(CLOSED)
        one = await returns.handed_in()
        sent = {"headers": {"if-match": f'"{one["version"]}"'}}
        answers = await asyncio.gather(
            returns.reporting.at(DEPARTMENT).post(f"/api/returns/{one['id']}/approval", **sent),
            returns.reporting.at(SECOND).post(
                f"/api/returns/{one['id']}/sending-back", json={"reason": "Khác"}, **sent
            ),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 412]
        assert len(await returns.events("approved")) + len(await returns.events("sent-back")) == 1

    async def test_on_paper_it_is_entered_by_the_office_above_marked_with_its_scan(
        self, returns: Returns, pdf: bytes
    ) -> None:
        await returns.on(date(2023, 6, 20))
        one = await returns.of(OTHER, who=DEPARTMENT)
        sent = await returns.reporting.at(DEPARTMENT).post(
            f"/api/returns/{one['id']}/paper",
            data={"received_on": "2023-06-16"},
            files={"file": ("bao-cao.pdf", pdf, "application/pdf")},
            headers={"if-match": f'"{one["version"]}"'},
        )
        assert sent.status_code == 200, sent.text
        await returns.do(sent.json(), "cells", COLLEAGUE, {}, 403, "PUT")
        one = await returns.do(await returns.fill(sent.json(), DEPARTMENT), "submission", DEPARTMENT)
        assert (one["on_paper"], one["on_time"], one["submitted_on"]) == (True, True, "2023-06-16")
        shown = await returns.of(OTHER)
        assert len(shown["scan_sha256"]) == 64
        scan = await returns.reporting.at(DEPARTMENT).get(f"/api/returns/{one['id']}/scan")
        assert scan.content == pdf
        assert (await returns.events("submitted"))[0]["on_paper"] is True

    async def test_paper_is_not_taken_of_an_office_that_fills_it_in_itself(self, returns: Returns, pdf: bytes) -> None:
        await returns.on(CLOSED)
        one = await returns.fill(await returns.of(DISTRICT, who=CLERK), CLERK)
        sent = await returns.reporting.at(DEPARTMENT).post(
            f"/api/returns/{one['id']}/paper",
            data={"received_on": "2023-06-15"},
            files={"file": ("a.pdf", pdf, "application/pdf")},
            headers={"if-match": f'"{one["version"]}"'},
        )
        assert (sent.status_code, "filled-by-its-office" in sent.text) == (409, True)


class TestConsolidated:
    async def test_districts_add_up_to_what_the_province_counts_and_are_locked_when_it_is_approved(
        self, returns: Returns
    ) -> None:
        await returns.reporting.consume(
            *(breach(f"b-{no}", date(2023, 6, 1), DISTRICT if no % 3 else OTHER) for no in range(7))
        )
        await returns.reporting.consume(inspection("i-own", date(2023, 5, 2), PROVINCE))
        await returns.on(CLOSED)
        for office, who in ((DISTRICT, CLERK), (OTHER, COLLEAGUE)):
            await returns.do(await returns.handed_in(office, who), "approval", DEPARTMENT)
        whole = await returns.of(PROVINCE, who=DEPARTMENT, form="province")
        found = cell(whole, "breaches")
        assert (found["value"], found["counted"], found["below"], found["differs"]) == (7, 7, 7, False)
        assert cell(whole, "inspections-planned")["value"] == 1
        assert cell(whole, "trainings")["value"] == 6
        assert len(whole["lacking"]) == 8
        one = await returns.do(whole, "submission", DEPARTMENT)
        await returns.do(one, "approval", MINISTRY)
        await returns.on(CLOSED, time(10))
        assert {(await returns.of(office))["state"] for office in (DISTRICT, OTHER)} == {"locked"}
        assert len(await returns.events("locked")) == 2

    async def test_a_correction_after_locking_is_an_edition_beside_the_old(self, returns: Returns) -> None:
        await returns.on(CLOSED)
        await returns.do(await returns.handed_in(), "approval", DEPARTMENT)
        whole = await returns.of(PROVINCE, who=DEPARTMENT, form="province")
        await returns.do(await returns.do(whole, "submission", DEPARTMENT), "approval", MINISTRY)
        await returns.on(CLOSED, time(10))
        one = await returns.of(DISTRICT)
        await returns.do(one, "cells", CLERK, {"values": {"trainings": 9}}, 409, "PUT")
        body = {"values": {"trainings": 5}, "reason": "Bổ sung quyết định"}
        await returns.do(one, "correction", CLERK, body, 403)
        await returns.do(one, "correction", DEPARTMENT, body)
        shown = await returns.of(DISTRICT)
        assert (shown["edition"], cell(shown, "trainings")["value"]) == (2, 5)
        assert cell(shown["earlier"][0], "trainings")["value"] == 3
        [said] = await returns.events("corrected")
        assert (said["figures"], said["was"], said["edition"]) == ({"trainings": "5"}, {"trainings": "3"}, 2)
        await returns.on(date(2023, 9, 8))
        following = await returns.of(DISTRICT, "2023-Q3", CLERK)
        assert [(a["code"], a["was"], a["now"], a["corrected"]) for a in following["adjustments"]] == [
            ("trainings", 3, 5, True)
        ]


class TestThenAndNow:
    async def test_a_dissolved_office_owes_nothing_more_and_is_found_under_its_successor(
        self, returns: Returns
    ) -> None:
        await returns.on(CLOSED)
        await returns.do(await returns.handed_in(), "approval", DEPARTMENT)
        await returns.on(date(2026, 3, 10))
        found = await returns.reporting.read("/api/returns", MINISTRY, period="2026-Q1", limit=200)
        assert {one["form"] for one in found["items"]} == {"commune-2026", "province"}
        assert len(found["items"]) == 105
        under = await returns.reporting.read("/api/returns", MINISTRY, office="33", form="district-2023", limit=200)
        assert "2023-Q2" in {one["period"] for one in under["items"]}
        sides = {"one": "district-2023:2023-Q2", "other": "commune-2026:2026-Q1"}
        beside = await returns.reporting.read("/api/return-comparison", MINISTRY, **sides)
        assert (beside["one"]["expected"], beside["other"]["expected"]) == (10, 104)
        [trainings] = [one for one in beside["cells"] if one["code"] == "trainings"]
        assert (trainings["one"], trainings["other"]) == (3, None)


async def test_a_district_alone_owes_its_own_and_hands_it_in(deploy: Deploy) -> None:
    alone = Returns(Reporting(await deploy("reporting", on=date(2023, 6, 7), offices="33/330/*")))
    await alone.on(CLOSED)
    found = await alone.reporting.read("/api/returns", MINISTRY)
    assert [one["office"] for one in found["items"]] == [DISTRICT]
    assert (await alone.handed_in())["state"] == "submitted"
    [said] = await alone.events("submitted")
    assert (said["office"], said["to_office"], said["figures"]["trainings"]) == (DISTRICT, PROVINCE, "3")


class TestTheGauges:
    async def test_count_what_waits_by_level_and_state_and_how_late_the_oldest_is(self, returns: Returns) -> None:
        await returns.on(date(2023, 6, 20))
        await returns.handed_in()
        await returns.on(date(2023, 6, 22))
        service = returns.reporting.service
        read = service.metrics.registry.get_sample_value
        await service.figures.refresh("returns")
        assert read("ocop_returns_waiting", {"level": "district", "state": "due"}) == 9
        assert read("ocop_returns_waiting", {"level": "district", "state": "submitted"}) == 1
        assert read("ocop_returns_oldest_overdue_seconds", {"level": "district"}) == 6 * 86_400
        assert read("ocop_returns_oldest_undecided_seconds", {"level": "district"}) == 2 * 86_400
        await returns.do(await returns.of(DISTRICT), "approval", DEPARTMENT)
        await service.figures.refresh("returns")
        assert read("ocop_returns_waiting", {"level": "district", "state": "submitted"}) is None
        assert read("ocop_returns_oldest_undecided_seconds", {"level": "district"}) is None
