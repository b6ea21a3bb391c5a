"""Opinions in writing on a re-evaluation: asked, sealed in secret, opened together, and what a ruling rests on then."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from ocop_events.vocabulary import FilledSheet, Recognition

from law.rulebooks import shelf
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    FINDINGS,
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    Deployment,
    Estate,
    best,
    confirmed,
    dossier,
    seats,
    submitted,
)

OF = "vn.ocop.evaluation.opinion."
SCORERS = (CHAIR, *MEMBERS)
BACK_BY = {"answer_by": "2026-08-20"}


async def brought(province: Deployment, estate: Estate, *, worse: int = 4, star: int = 4) -> str:
    """A re-evaluation before the province's council, its own sheet whole."""
    answers = best(shelf().get("R26"), 1, worse=worse)
    before = Recognition(certificate_id="c-1", star=star, valid_until=date(2027, 1, 20))
    content = dossier(kind="re-evaluation").model_copy(
        update={"self_assessment": FilledSheet(answers=answers, total="92", star=4), "previous": before}
    )
    await estate.publish(submitted(content))
    lines = (await province.read(SCREENER, "/api/cases"))["items"]
    commune = f"/api/cases/{lines[0]['id']}"
    await province.send(SCREENER, f"{commune}/screening", {"findings": FINDINGS, "proposes": True}, version="case")
    await province.send(SCREENER, f"{commune}/forwarding", {}, version="case")
    await estate.settle()
    lines = (await province.read(OFFICER, f"/api/cases?office={PROVINCE}&state=opened"))["items"]
    case = f"/api/cases/{lines[0]['id']}"
    await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
    return case


async def asked(province: Deployment, case: str) -> Any:
    return await province.send(CHAIR, f"{case}/opinions", BACK_BY, version="case")


async def answer(province: Deployment, case: str, who: Any, opinion: str = "keep", **more: Any) -> Any:
    return await province.send(who, f"{case}/opinions/mine", {"opinion": opinion, "reason": f"Vì {opinion}"}, **more)


async def conclude(province: Deployment, case: str, body: Any = None, **more: Any) -> Any:
    version = (await province.read(CHAIR, f"{case}/opinions"))["version"]
    return await province.send(CHAIR, f"{case}/opinions/conclusion", body or {}, version=version, **more)


class TestOpinionsInWriting:
    async def test_keep_a_star_and_the_ruling_rests_on_them(self, province: Deployment, estate: Estate) -> None:
        case = await brought(province, estate, worse=5, star=3)
        await asked(province, case)
        for who in SCORERS:
            await answer(province, case, who)
        done = await conclude(province, case)
        assert (done["result"], {one["opinion"] for one in done["said"]}) == ("keep", {"keep"})
        for who in (CHAIR, MEMBERS[0], OFFICER):
            page = await Browser(province, who).open(f"/{case.removeprefix('/api/')}/scoring")
            assert "không chấm từng phiếu" in page
            assert f"{case.removeprefix('/api')}/opinions" in page
        await confirmed(province, case)
        ruling = await province.send(CHAIR, f"{case}/ruling", {"decision_number": "100/QĐ-UBND"}, version="case")
        assert ruling["star"] == 3
        assert "Hội đồng cho ý kiến bằng văn bản" in ruling["steps"][-1]["vi"]
        assert "7.6" in ruling["steps"][-1]["article"]
        [issued] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
        assert (issued["basis"]["kind"], issued["opinion_id"]) == ("written-opinions", done["id"])
        recount = await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount")
        assert recount["holds"], recount
        types = [one["_type"] for one in await province.facts() if one["_type"].startswith(OF)]
        assert types == [f"{OF}asked.v1", *[f"{OF}sealed.v1"] * len(SCORERS), f"{OF}concluded.v1"]

    async def test_are_secret_until_all_are_opened_together(self, province: Deployment, estate: Estate) -> None:
        case = await brought(province, estate)
        await asked(province, case)
        mine = await answer(province, case, MEMBERS[0], "lower")
        assert mine["mine"]["opinion"] == "lower"
        for who in (CHAIR, OFFICER, MEMBERS[1]):
            seen = await province.read(who, f"{case}/opinions")
            assert (seen["returned"], seen["mine"], seen["said"]) == (1, None, [])
            assert "Vì lower" not in str(seen)
        await province.read(HUONG, f"{case}/opinions", status=404)
        [sealed] = await province.facts(f"{OF}sealed.v1")
        assert not {"opinion", "reason"} & sealed.keys()
        await conclude(province, case, status=409)
        await answer(province, case, MEMBERS[0], "keep", status=409)
        await answer(province, case, OFFICER, "keep", status=403)

    async def test_that_differ_have_the_council_meet(self, province: Deployment, estate: Estate) -> None:
        case = await brought(province, estate)
        await asked(province, case)
        for who in SCORERS:
            await answer(province, case, who, "lower" if who is CHAIR else "keep")
        done = await conclude(province, case)
        assert (done["result"], done["reasons"]) == ("meeting", ["differ"])
        assert (await province.read(CHAIR, case))["state"]["code"] == "council"
        await province.send(CHAIR, f"{case}/scoring", version="case")

    async def test_note_silence_once_the_day_is_over(self, province: Deployment, estate: Estate) -> None:
        case = await brought(province, estate)
        await asked(province, case)
        for who in SCORERS[:-1]:
            await answer(province, case, who)
        province.clock.set(datetime(2026, 8, 21, 2, tzinfo=UTC))
        await answer(province, case, SCORERS[-1], status=409)
        done = await conclude(province, case, {"unclear": True, "because": "Xưởng mới chưa được kiểm tra"})
        assert (done["result"], done["reasons"]) == ("visit", ["unclear"])
        assert [one["opinion"] for one in done["said"]].count("silent") == 1
        for name in ("summary.docx", "summary.pdf"):
            answered = await province.at(CHAIR).get(f"{case}/opinions/{name}")
            assert answered.status_code == 200, answered.text
            assert len(answered.content) > 2000

    async def test_are_asked_once_at_a_time_and_of_re_evaluations_only(
        self, province: Deployment, estate: Estate, at_province: str
    ) -> None:
        await province.send(OFFICER, f"{at_province}/council", seats(), version="case", method="PUT")
        await province.send(CHAIR, f"{at_province}/opinions", BACK_BY, version="case", status=409)

    async def test_are_given_up_when_the_council_scores(self, province: Deployment, estate: Estate) -> None:
        case = await brought(province, estate)
        await asked(province, case)
        await province.send(CHAIR, f"{case}/opinions", BACK_BY, version="case", status=409)
        await province.send(CHAIR, f"{case}/scoring", version="case")
        assert (await province.read(CHAIR, f"{case}/opinions"))["state"] == "cancelled"
        await answer(province, case, CHAIR, status=409)

    @pytest.mark.parametrize("day", ["2026-08-03", "2027-08-03"])
    async def test_are_due_within_the_whole(self, province: Deployment, estate: Estate, day: str) -> None:
        case = await brought(province, estate)
        await province.send(CHAIR, f"{case}/opinions", {"answer_by": day}, version="case", status=422)
