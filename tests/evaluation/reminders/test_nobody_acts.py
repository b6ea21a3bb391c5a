"""Nobody acts: a day is set for every step of a council, somebody is reminded, and the office goes on."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from typing import Any

from law.rulebooks import shelf
from services.evaluation.reminders.timers import begin_terms
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    SECRETARY,
    Deployment,
    Estate,
    at_the_province,
    best,
    seal_all,
    seats,
)

REMINDED = "vn.ocop.evaluation.council.reminded.v1"
BEST = best(shelf().get("R26"), 1)


async def wait(province: Deployment, until: datetime) -> None:
    """Lets the time pass and what falls due be done, as the ticker does."""
    province.clock.set(until)
    await province.service.ticker.sweep_once()


async def formed(province: Deployment, estate: Estate) -> str:
    case = await at_the_province(province, estate)
    await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
    return case


async def due(province: Deployment, case: str) -> dict[str, Any]:
    return dict((await province.read(OFFICER, case))["step_due"])


def morning_after(day: str, days: int = 1) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=days)


class TestAStepThatNobodyTakes:
    async def test_has_a_day_is_reminded_of_and_then_overdue_on_top(self, province: Deployment, estate: Estate) -> None:
        case = await formed(province, estate)
        waits = await due(province, case)
        assert (waits["step"], waits["assumed"]) == ("open", True)
        page = html.unescape(await Browser(province, CHAIR).open(case.removeprefix("/api")))
        assert "mở chấm điểm, hạn" in page
        assert "mức chung" in page
        await wait(province, morning_after(waits["due_on"], 0))
        [first] = await province.facts(REMINDED)
        assert (first["overdue"], set(first["members"])) == (False, {CHAIR.id, SECRETARY.id})
        await wait(province, morning_after(waits["due_on"]))
        [_, second] = await province.facts(REMINDED)
        assert (second["overdue"], second["step"], second["due_on"]) == (True, "open", waits["due_on"])
        later = await at_the_province(province, estate, id="d-2")
        await province.send(OFFICER, f"{later}/council", seats(), version="case", method="PUT")
        work = html.unescape(await Browser(province, CHAIR).open("/work"))
        assert work.index(case.removeprefix("/api")) < work.index(later.removeprefix("/api"))
        assert "Quá hạn" in work
        await province.send(OFFICER, f"{case}/scoring", version="case")  # the office goes on
        assert (await due(province, case))["step"] == "score"

    async def test_names_who_owes_a_sheet_and_the_office_goes_on_without_them(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await formed(province, estate)
        await province.send(CHAIR, f"{case}/scoring", version="case")
        await seal_all(province, case, dict.fromkeys(MEMBERS[:3], BEST))
        waits = await due(province, case)
        await wait(province, morning_after(waits["due_on"]))
        [fact] = await province.facts(REMINDED)
        assert (fact["overdue"], set(fact["members"])) == (True, {CHAIR.id, MEMBERS[3].id, SECRETARY.id})
        body = {"leaves": CHAIR.id, "person_id": MEMBERS[0].id, "reason": "Không chấm"}
        await province.send(OFFICER, f"{case}/replacements", body)
        await province.send(MEMBERS[0], f"{case}/scoring/reveal")
        assert (await due(province, case))["step"] == "conclude"
        await province.send(MEMBERS[0], f"{case}/scoring/conclude")
        assert (await due(province, case))["step"] == "rule"

    async def test_that_was_taken_is_reminded_of_no_more(self, province: Deployment, estate: Estate) -> None:
        case = await formed(province, estate)
        waits = await due(province, case)
        await province.send(OFFICER, f"{case}/return", {"missing": ["Phiếu kiểm nghiệm"]}, version="case")
        await wait(province, morning_after(waits["due_on"], 2))
        assert await province.facts(REMINDED) == []
        assert (await province.read(OFFICER, case))["step_due"] is None

    async def test_left_by_a_release_without_terms_has_one_from_the_start(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await formed(province, estate)
        await province.service.database["cases"].update_many({}, {"$unset": {"step_due": "", "due_on": ""}})
        assert (await province.read(OFFICER, case))["step_due"] is None
        await begin_terms(province.service)
        assert (await due(province, case))["step"] == "open"

    async def test_that_ended_under_a_release_without_a_day_is_ordered_by_it_too(
        self, province: Deployment, estate: Estate
    ) -> None:
        await formed(province, estate)
        row = province.service.database["cases"]
        ended = {
            "state": "withdrawn",
            "due_on": None,
            "period": {"days": 75, "counted": "calendar", "due_on": "2026-10-31"},
        }
        await row.update_many({}, {"$set": ended})
        await begin_terms(province.service)
        assert {case["due_on"] async for case in row.find({})} == {"2026-10-31"}

    async def test_shows_its_producer_no_day(self, province: Deployment, estate: Estate) -> None:
        case = await formed(province, estate)
        await wait(province, morning_after((await due(province, case))["due_on"], 3))
        assert "step_due" not in await province.read(HUONG, case)
        work = html.unescape(await Browser(province, HUONG).open("/work"))
        assert "Quá hạn</strong>" not in work
        assert "Quá hạn (" not in work
