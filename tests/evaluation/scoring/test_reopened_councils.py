"""A misprint is corrected after sheets were sealed: the council scores again under the later edition, and both stay told."""

from __future__ import annotations

import asyncio
from typing import Any

from law.explanation import recorded_of, recount
from law.rulebooks import shelf
from services.evaluation.scoring import store
from services.evaluation.scoring.sheet import is_genuine
from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SECRETARY,
    STRANGER,
    Deployment,
    Estate,
    at_the_province,
    best,
    ruled,
    scored,
    seal_all,
    seats,
)
from tests.evaluation.rulebooks.test_editions import ALL, R26, install, sheets
from tests.law.test_editions import corrected

__all__ = ["install"]

WHY = "Đính chính mức tối thiểu"


async def opened(province: Deployment, estate: Estate) -> str:
    case = await at_the_province(province, estate)
    await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
    await province.send(CHAIR, f"{case}/scoring", version="case")
    return case


async def reopen(province: Deployment, case: str, later: str, status: int = 200, who: Any = OFFICER) -> Any:
    body = {"hash": later, "reason": WHY}
    return await province.send(who, f"{case}/reopening", body, version="case", status=status)


async def confirm(province: Deployment, case: str, *who: Any) -> None:
    for one in who:
        await province.send(one, f"{case}/sheets/mine/confirmation", version=0)


class TestReopeningACouncil:
    async def test_leaves_what_was_sealed_as_it_was_and_has_each_member_confirm_or_seal_anew(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, {CHAIR: best(R26, 1), MEMBERS[0]: best(R26, 1)})
        was = await province.read(CHAIR, f"{case}/sheets/mine")
        later = install(R26=corrected())
        seen = await reopen(province, case, later)
        step = seen["steps"][-1]
        assert (step["verb"], step["by"]["id"], later[:12] in step["note"]) == ("reopen-council", OFFICER.id, True)
        mine = await province.read(CHAIR, f"{case}/sheets/mine")
        assert (mine["round"], mine["state"]["code"], mine["rulebook_hash"], mine["answers"]) == (
            2, "draft", later, was["answers"],
        )  # fmt: skip
        assert (mine["sealed_before"]["digest"], mine["sealed_before"]["may_confirm"]) == (was["digest"], True)
        before = await province.read(CHAIR, f"{case}/sheets/mine/1")
        assert {name: before[name] for name in ("digest", "rulebook_hash", "state", "answers", "tally")} == {
            name: was[name] for name in ("digest", "rulebook_hash", "state", "answers", "tally")
        }
        await province.send(SECRETARY, f"{case}/sheets/mine/1", method="GET", status=403)
        await province.send(MEMBERS[2], f"{case}/sheets/mine/1", method="GET", status=404)
        assert case.rpartition("/")[2] in str(await province.read(CHAIR, "/api/sheets/mine"))
        await confirm(province, case, CHAIR)
        again = await province.send(CHAIR, f"{case}/sheets/mine/confirmation", version=0, status=412)
        assert again["slug"] == "stale"
        refused = await province.send(MEMBERS[3], f"{case}/sheets/mine/confirmation", version=0, status=409)
        assert refused["slug"] == "sheet.nothing-to-confirm"
        await seal_all(province, case, dict.fromkeys(MEMBERS, best(R26, 1, worse=1)))
        await province.send(CHAIR, f"{case}/scoring/reveal")
        ruling = await ruled(province, case)
        assert (ruling["rulebook_hash"], {sheet["round"] for sheet in ruling["sheets"]}) == (later, {2})
        [announced] = [one["vi"] for one in ruling["steps"] if one["code"] == "edition-reopened"]
        assert all(part in announced for part in (R26.hash[:12], later[:12], WHY, "vòng 1", "vòng 2"))
        assert (await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []
        rows = await store.sheets.select(province.service.work.reading(), {"round": 1})
        assert {(one.state.value, is_genuine(one), one.rulebook_hash) for one in rows} == {("sealed", True, R26.hash)}

    async def test_after_it_concluded_has_it_sit_again_and_takes_the_result_back(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await at_the_province(province, estate)
        await scored(province, case, sheets())
        await province.send(CHAIR, f"{case}/scoring/conclude")
        later = install(R26=corrected())
        assert (await reopen(province, case, later))["state"]["code"] == "scoring"
        [*_, council] = await province.facts("vn.ocop.evaluation.council.reseated.v1")
        assert {seat["person_id"] for seat in council["seats"]} == {SECRETARY.id, *(one.id for one in ALL)}
        [*_, announced] = await province.facts("vn.ocop.evaluation.scoring.opened.v1")
        assert (announced["round"], announced["rulebook_hash"], announced["correction"]["from_hash"]) == (
            2,
            later,
            R26.hash,
        )
        [applied] = await province.facts("vn.ocop.evaluation.case.edition-applied.v1")
        assert (applied["applied"]["round"], applied["applied"]["case_id"]) == (2, case.rpartition("/")[2])
        shown = await province.read(CHAIR, f"{case}/scoring")
        assert (shown["result"], shown["progress"]["sealed"], len(shown["sheets"])) == (None, 0, len(ALL))
        refused = await province.send(CHAIR, f"{case}/ruling", {"decision_number": "1/QĐ"}, version="case", status=409)
        assert refused["slug"] == "ruling.scoring-not-concluded"
        await confirm(province, case, *ALL)
        await province.send(CHAIR, f"{case}/scoring/reveal")
        ruling = await ruled(province, case)
        [issued] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
        recorded = recorded_of(issued)
        assert (recorded.round, recorded.turn) == (2, 1)
        assert recount(shelf().get(recorded.rulebook_id, recorded.rulebook_hash), recorded).differences == ()
        assert ruling["rulebook_hash"] == later

    async def test_takes_no_round_of_dispute_away(self, province: Deployment, estate: Estate, install: Any) -> None:
        case = await opened(province, estate)
        far = {who: best(R26, 1, worse=0 if who is CHAIR else 12) for who in ALL}
        await seal_all(province, case, sheets())
        later = install(R26=corrected())
        await reopen(province, case, later)
        await seal_all(province, case, far)
        shown = await province.send(CHAIR, f"{case}/scoring/reveal")
        assert (shown["state"]["code"], shown["round"]) == ("disputed", 2)
        await province.send(CHAIR, f"{case}/scoring/again")
        await seal_all(province, case, sheets())
        await province.send(CHAIR, f"{case}/scoring/reveal")
        ruling = await ruled(province, case)
        assert (await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []

    async def test_is_refused_after_the_ruling_with_what_to_do(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await at_the_province(province, estate)
        await scored(province, case, sheets())
        await ruled(province, case)
        later = install(R26=corrected())
        for at in ("reopening", "edition"):
            body = {"hash": later, "reason": WHY}
            refused = await province.send(OFFICER, f"{case}/{at}", body, version="case", status=409)
            assert (refused["slug"], "thu hồi" in refused["detail"]) == ("edition.ruled-already", True)

    async def test_is_refused_before_the_first_seal_to_scorers_and_to_others(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await opened(province, estate)
        later = install(R26=corrected())
        assert (await reopen(province, case, later, 409))["slug"] == "edition.nothing-sealed"
        await seal_all(province, case, {CHAIR: best(R26, 1)})
        both = person(MEMBERS[3].id, f"member@{PROVINCE}", f"province-officer@{PROVINCE}")
        assert (await reopen(province, case, later, 403, who=both))["slug"] == "edition.scores-on-it"
        await reopen(province, case, later, 403, who=CHAIR)
        await province.send(STRANGER, f"{case}/reopening", {"hash": later, "reason": WHY}, version=1, status=404)
        assert (await reopen(province, case, R26.hash, 409))["slug"] == "edition.not-later"
        missing = await province.send(
            OFFICER, f"{case}/reopening", {"hash": later, "reason": " "}, version="case", status=422
        )
        assert missing["slug"] == "case.reason-missing"

    async def test_meets_a_seal_of_the_same_moment_and_neither_is_lost(
        self, province: Deployment, estate: Estate, install: Any
    ) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, {CHAIR: best(R26, 1)})
        draft = await province.send(
            MEMBERS[0], f"{case}/sheets/mine", {"answers": best(R26, 1)}, version=0, method="PUT"
        )
        later = install(R26=corrected())
        version = (await province.read(OFFICER, case))["version"]
        await asyncio.gather(
            province.send(OFFICER, f"{case}/reopening", {"hash": later, "reason": WHY}, version=version),
            province.send(MEMBERS[0], f"{case}/sheets/mine", version=draft["version"]),
            return_exceptions=True,  # whichever came second may be told to look again
        )
        assert (await province.read(OFFICER, case))["dossier"]["rulebook_hash"] == later
        async for row in province.service.database["sheets"].find({"member_id": MEMBERS[0].id}):
            assert (row["round"], row["rulebook_hash"]) in ((1, R26.hash), (2, later))
            assert row["state"] in ("sealed", "lapsed", "draft")
        mine = await province.read(MEMBERS[0], f"{case}/sheets/mine")
        assert mine["answers"] == best(R26, 1)
        scoring = await province.service.database["scorings"].find_one({})
        asked = {"round": scoring["rounds"][-1]["number"], "state": "sealed"}
        sealed = {row["member_id"] async for row in province.service.database["sheets"].find(asked)}
        assert set(scoring["sealed"]) == sealed

    async def test_has_pages(self, province: Deployment, estate: Estate, install: Any) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, {CHAIR: best(R26, 1)})
        page = case.removeprefix("/api")
        later = install(R26=corrected())
        officer, chair = Browser(province, OFFICER), Browser(province, CHAIR)
        assert f"{page}/reopening" in await officer.open(page)
        assert later in await officer.open(f"{page}/reopening")
        await officer.submit(f"{page}/reopening", {"hash": later, "reason": WHY})
        assert WHY in await officer.open(f"{page}/scoring")
        assert f"{page}/sheet/confirmation" in await chair.open(f"{page}/sheet")
        assert R26.hash[:12] in await chair.open(f"{page}/sheet/1")
        await chair.open(f"{page}/sheet")
        await chair.submit(f"{page}/sheet/confirmation", {})
        assert (await province.read(CHAIR, f"{case}/sheets/mine"))["state"]["code"] == "sealed"
