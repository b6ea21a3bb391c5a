"""A round from its first case to its end: by the act and by an office's plan; what comes late, who sees and does what."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.evaluation.rounds.timers import place_pending
from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.campaigns.campaigns_harness import OLD, let_pass
from tests.evaluation.conftest import Opening
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    OFFICER,
    PROVINCE,
    SCREENER,
    SECRETARY,
    STRANGER,
    Deployment,
    Estate,
    at_the_province,
    dossier,
    submitted,
)

DISTRICT = person("district", "district-officer@33/330")
OPENED = "vn.ocop.evaluation.round.opened.v1"
CLOSED = "vn.ocop.evaluation.round.closed.v1"
ENDANGERED = "vn.ocop.evaluation.round.endangered.v1"
PLACED = "vn.ocop.evaluation.case.placed.v1"
PLAN = {
    "office": "33/330",
    "name": "Đợt 1 năm 2023",
    "opens_on": "2023-03-01",
    "proposals_by": "2023-04-30",
    "ends_by": "2023-06-30",
}
NEXT = {
    "office": "33/330",
    "name": "Đợt 2 năm 2023",
    "opens_on": "2023-07-01",
    "proposals_by": "2023-08-31",
    "ends_by": "2023-10-31",
}


async def refused(deployment: Deployment, who: Any, path: str, body: Any = None, **more: Any) -> str:
    """Sends what must be refused, and answers why: the slug."""
    headers = {"if-match": f'"{more["version"]}"'} if "version" in more else {}
    answer = await deployment.at(who).post(path, json=body, headers=headers)
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["type"].rpartition("/")[2])


async def the_round(deployment: Deployment, who: Any = OFFICER) -> Any:
    [one] = (await deployment.read(who, "/api/rounds"))["items"]
    return one


class TestARoundOfTheAct:
    async def test_opens_with_the_first_case_and_takes_the_next_too(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        round = await the_round(province)
        assert (round["proposals_by"], round["ends_by"]) == ("2026-10-30", "2026-12-30")
        await at_the_province(province, estate, id="d-2", place="33/11977")
        assert (await the_round(province))["id"] == round["id"]
        found = await province.read(OFFICER, f"/api/rounds/{round['id']}/cases")
        assert [one["late"] for one in found["items"]] == [False, False]
        assert case.rpartition("/")[2] in {one["case_id"] for one in found["items"]}
        [opened] = await province.facts(OPENED)
        assert (opened["office"], opened["by_rule"]) == (PROVINCE, "QĐ 26/2026/QĐ-TTg, Điều 5.1")
        assert len(await province.facts(PLACED)) == 2

    async def test_is_followed_by_the_next_and_what_comes_late_is_told_its_day(
        self, province: Deployment, estate: Estate
    ) -> None:
        await at_the_province(province, estate)
        await let_pass(province, date(2026, 10, 31))
        assert len(await province.facts(OPENED)) == 2
        await at_the_province(province, estate, id="d-2", on=date(2026, 10, 31))
        late = (await province.facts(PLACED))[-1]
        assert (late["late"], late["round"], late["ends_by"]) == (True, "Đợt 1 năm 2027", "2027-06-30")

    async def test_is_closed_when_every_case_is_decided_or_carried_over_with_a_reason(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        round = await the_round(province)
        at, id = f"/api/rounds/{round['id']}", case.rpartition("/")[2]
        assert (await refused(province, OFFICER, f"{at}/closing", version=round["version"])) == (
            "round.takes-proposals"
        )
        await let_pass(province, date(2026, 12, 28))
        shown = await province.read(OFFICER, at)
        assert (await refused(province, OFFICER, f"{at}/closing", version=shown["version"])) == (
            "round.cases-not-decided"
        )
        over = {"cases": [id], "reason": "Chờ phiếu kiểm nghiệm"}
        left = await province.send(OFFICER, f"{at}/carry-overs", over, version=shown["version"])
        assert left["carried_over"] == 1
        moved = (await province.facts(PLACED))[-1]
        assert (moved["was_round_id"], moved["reason"], moved["ends_by"]) == (
            round["id"],
            "Chờ phiếu kiểm nghiệm",
            "2027-06-30",
        )
        done = await province.send(OFFICER, f"{at}/closing", version=left["version"])
        assert (done["state"], done["counts"]) == ("closed", {"carried-over": 1})
        [closed] = await province.facts(CLOSED)
        assert closed["carried_over"] == [
            {"case_id": id, "reason": "Chờ phiếu kiểm nghiệm", "to_round_id": moved["round_id"]}
        ]

    async def test_says_once_a_look_that_its_end_is_endangered(self, province: Deployment, estate: Estate) -> None:
        await at_the_province(province, estate)
        await let_pass(province, date(2026, 11, 30))
        await let_pass(province, date(2026, 12, 1))
        [said] = await province.facts(ENDANGERED)
        assert (said["open_cases"], said["by_stage"], said["noticed_on"]) == (1, {"opened": 1}, "2026-11-30")
        round = (await province.read(OFFICER, "/api/rounds"))["items"][0]
        page = await Browser(province, OFFICER).open(f"/rounds/{round['id']}")
        assert "Với tiến độ hiện tại" in page

    async def test_is_seen_by_offices_and_not_by_the_producer(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        round = await the_round(province)
        at = f"/api/rounds/{round['id']}"
        for who in (OFFICER, SECRETARY, SCREENER):
            assert (await province.read(who, at))["id"] == round["id"]
        assert (await province.read(SCREENER, f"{at}/cases"))["items"] == []  # the case is the province's
        for who in (HUONG, person("else", "province-officer@17")):
            assert (await province.at(who).get(at)).status_code == 404
            assert (await province.read(who, "/api/rounds"))["items"] == []
        over = {"cases": [case.rpartition("/")[2]], "reason": "Muộn"}
        for who in (SCREENER, CHAIR, STRANGER):
            why = await refused(province, who, f"{at}/carry-overs", over, version=round["version"])
            assert why in ("forbidden", "not-found", "case.in-conflict", "in-conflict")

    async def test_is_neither_closed_nor_left_by_who_acts_for_a_producer_in_it(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        round, own = await the_round(province), person("own", f"province-officer@{PROVINCE}", "producer@p-1")
        at, over = f"/api/rounds/{round['id']}", {"cases": [case.rpartition("/")[2]], "reason": "Muộn"}
        why = await refused(province, own, f"{at}/carry-overs", over, version=round["version"])
        assert why in ("forbidden", "not-found", "case.in-conflict", "in-conflict")
        await let_pass(province, date(2026, 11, 2))
        shown = await province.read(own, at)
        assert (await refused(province, own, f"{at}/closing", version=shown["version"])) == "round.own-case"

    async def test_takes_up_what_a_release_without_rounds_left(self, province: Deployment, estate: Estate) -> None:
        await at_the_province(province, estate)
        database = province.service.database
        await database["cases"].update_many({}, {"$unset": {"placed": ""}})
        await place_pending(province.service)
        round = await the_round(province)
        assert len((await province.read(OFFICER, f"/api/rounds/{round['id']}/cases"))["items"]) == 1


class TestAPlannedRound:
    async def test_takes_what_waits_and_what_comes_later_waits_for_the_next(self, evaluation: Opening) -> None:
        deployment = await evaluation(on=date(2023, 3, 6))
        estate = Estate([deployment])
        await estate.publish(submitted(dossier(date(2023, 3, 6), place=OLD)))
        assert await deployment.facts(PLACED) == []
        round = await deployment.send(DISTRICT, "/api/rounds", PLAN)
        assert round["state"] == "open"
        [placed] = await deployment.facts(PLACED)
        assert (placed["round_id"], placed["late"]) == (round["id"], False)
        await let_pass(deployment, date(2023, 5, 4))
        late = dossier(date(2023, 5, 4), place=OLD, id="d-2")
        await estate.publish(submitted(late))
        assert len(await deployment.facts(PLACED)) == 1  # no next one is planned
        page = await Browser(deployment, DISTRICT).open("/rounds")
        assert "1 hồ sơ của đơn vị chưa thuộc đợt nào" in page
        after = await deployment.send(DISTRICT, "/api/rounds", NEXT)
        assert after["state"] == "planned"
        told = (await deployment.facts(PLACED))[-1]
        assert (told["late"], told["round"], told["proposals_by"]) == (True, "Đợt 2 năm 2023", "2023-08-31")
        await let_pass(deployment, date(2023, 7, 1))
        assert (await deployment.read(DISTRICT, f"/api/rounds/{after['id']}"))["state"] == "open"
        assert [one["name"] for one in await deployment.facts(OPENED)] == [PLAN["name"], NEXT["name"]]

    async def test_is_planned_by_the_offices_own_officer_where_no_act_sets_one(self, evaluation: Opening) -> None:
        deployment = await evaluation(on=date(2023, 3, 6))
        for who in (OFFICER, CHAIR, HUONG):
            assert (await refused(deployment, who, "/api/rounds", PLAN)) == "round.not-an-office"
        now = await evaluation(on=date(2026, 8, 3))
        plan = {**PLAN, "office": PROVINCE, "opens_on": "2026-08-10", "proposals_by": "2026-09-10"}
        why = await refused(now, OFFICER, "/api/rounds", plan | {"ends_by": "2026-11-30"})
        assert why == "round.by-the-act"

    async def test_may_not_be_planned_twice_for_the_same_days(self, evaluation: Opening) -> None:
        deployment = await evaluation(on=date(2023, 3, 6))
        await deployment.send(DISTRICT, "/api/rounds", PLAN)
        assert (await refused(deployment, DISTRICT, "/api/rounds", PLAN)) == "round.overlap"

    async def test_is_changed_until_it_opens_and_says_the_new_days(self, evaluation: Opening) -> None:
        deployment = await evaluation(on=date(2023, 3, 6))
        await Estate([deployment]).publish(submitted(dossier(date(2023, 3, 6), place=OLD)))
        plan = PLAN | {"opens_on": "2023-03-10"}
        round = await deployment.send(DISTRICT, "/api/rounds", plan)
        later = {"name": "Đợt xuân", "opens_on": "2023-03-13", "proposals_by": "2023-05-05", "ends_by": "2023-07-07"}
        at = f"/rounds/{round['id']}"
        browser = Browser(deployment, DISTRICT)
        assert PLAN["name"] in await browser.open(f"{at}/plan")
        await browser.submit(f"{at}/plan", later | {
            "opens_on": "13/03/2023", "proposals_by": "05/05/2023", "ends_by": "07/07/2023"
        })  # fmt: skip
        shown = await deployment.read(DISTRICT, f"/api{at}")
        assert {name: shown[name] for name in later} == later
        told = (await deployment.facts(PLACED))[-1]
        assert (told["round"], told["proposals_by"], told["ends_by"]) == ("Đợt xuân", "2023-05-05", "2023-07-07")
        early = later | {"opens_on": "2023-03-01", "proposals_by": "2023-03-05", "ends_by": "2023-07-07"}
        assert await changed(deployment, round["id"], early, shown["version"]) == "round.cases-come-later"
        await let_pass(deployment, date(2023, 3, 10))
        assert (await deployment.read(DISTRICT, f"/api{at}"))["state"] == "planned"
        await let_pass(deployment, date(2023, 3, 13))
        shown = await deployment.read(DISTRICT, f"/api{at}")
        assert shown["state"] == "open"
        assert [one["opens_on"] for one in await deployment.facts(OPENED)] == ["2023-03-13"]
        assert await changed(deployment, round["id"], later, shown["version"]) == "lifecycle.step-refused"

    async def test_opens_at_once_when_its_first_day_is_moved_to_a_day_that_has_come(self, evaluation: Opening) -> None:
        deployment = await evaluation(on=date(2023, 3, 6))
        round = await deployment.send(DISTRICT, "/api/rounds", PLAN | {"opens_on": "2023-03-10"})
        days = {name: value for name, value in PLAN.items() if name != "office"}
        assert await changed(deployment, round["id"], days, round["version"]) == "open"
        assert len(await deployment.facts(OPENED)) == 1

    async def test_is_discarded_and_what_it_held_goes_to_the_next(self, evaluation: Opening) -> None:
        deployment = await evaluation(on=date(2023, 3, 6))
        await Estate([deployment]).publish(submitted(dossier(date(2023, 3, 6), place=OLD)))
        round = await deployment.send(DISTRICT, "/api/rounds", PLAN | {"opens_on": "2023-03-10"})
        at, why = f"/api/rounds/{round['id']}", {"reason": "Hội đồng chưa được kiện toàn"}
        assert await refused(deployment, DISTRICT, f"{at}/discard", why, version=round["version"]) == (
            "round.nowhere-to-go"
        )
        assert (await deployment.read(DISTRICT, at))["state"] == "planned"
        after = await deployment.send(DISTRICT, "/api/rounds", NEXT)
        assert "chuyển sang đợt sau" in await Browser(deployment, DISTRICT).open(f"/rounds/{round['id']}/discard")
        gone = await deployment.send(DISTRICT, f"{at}/discard", why, version=round["version"])
        assert gone["state"] == "discarded"
        told = (await deployment.facts(PLACED))[-1]
        assert (told["round_id"], told["was_round_id"], told["reason"]) == (after["id"], round["id"], why["reason"])
        await let_pass(deployment, date(2023, 3, 10))
        assert await deployment.facts(OPENED) == []
        assert why["reason"] in await Browser(deployment, DISTRICT).open(f"/rounds/{round['id']}")
        again = await deployment.send(DISTRICT, "/api/rounds", PLAN)
        assert again["state"] == "open"

    async def test_is_changed_and_discarded_by_its_offices_officer_only(self, evaluation: Opening) -> None:
        deployment = await evaluation(on=date(2023, 3, 6))
        round = await deployment.send(DISTRICT, "/api/rounds", PLAN | {"opens_on": "2023-03-10"})
        at, why = f"/api/rounds/{round['id']}/discard", {"reason": "Nhầm"}
        assert await refused(deployment, OFFICER, at, why, version=round["version"]) == "forbidden"
        assert await refused(deployment, HUONG, at, why, version=round["version"]) == "not-found"


async def changed(deployment: Deployment, id: str, plan: dict[str, str], version: int) -> str:
    """Changes a round's plan; answers its state, or the slug of the refusal."""
    headers = {"if-match": f'"{version}"'}
    answer = (await deployment.at(DISTRICT).put(f"/api/rounds/{id}", json=plan, headers=headers)).json()
    return str(answer.get("state") or answer["type"].rpartition("/")[2])


class TestThePages:
    async def test_show_and_carry_and_close(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        await let_pass(province, date(2026, 11, 2))
        [round, *_] = (await province.read(OFFICER, "/api/rounds"))["items"]
        browser, id = Browser(province, OFFICER), case.rpartition("/")[2]
        assert "Đợt 2 năm 2026" in await browser.open(f"/cases/{id}")
        assert "Đợt 2 năm 2026" in await browser.open("/rounds")
        assert "Cơ quan: Mới tiếp nhận" in await browser.open(f"/rounds/{round['id']}/cases")
        await browser.open(f"/rounds/{round['id']}/carry-overs")
        await browser.submit(f"/rounds/{round['id']}/carry-overs", {"cases": id, "reason": "Chờ kiểm nghiệm"})
        assert "Chờ kiểm nghiệm" in await browser.open(f"/cases/{id}")
        await browser.open(f"/rounds/{round['id']}")
        await browser.submit(f"/rounds/{round['id']}/closing", {})
        assert "Chuyển sang đợt sau" in await browser.open(f"/rounds/{round['id']}")
