"""An appeal from its lodging to its settlement: one life of it, by the doors of rulings and by its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    STRANGER,
    Deployment,
    best,
    ruled,
    scored,
)

OF = "vn.ocop.evaluation.appeal."
PAPER = {"paper_number": "61/QĐ-UBND", "paper_on": "2026-08-03"}


@pytest.fixture
async def ruling(province: Deployment, at_province: str) -> Any:
    answers = best(shelf().get("R26"), 1, worse=6)
    await scored(province, at_province, dict.fromkeys((CHAIR, *MEMBERS), answers))
    return await ruled(province, at_province)


async def contested(province: Deployment, ruling: Any) -> Any:
    """The appeal that the producer makes where the ruling is."""
    at = f"/api/rulings/{ruling['ruling_id']}"
    version = (await province.read(HUONG, at))["version"]
    await province.send(HUONG, f"{at}/appeals", {"grounds": "Chưa tính điểm câu chuyện"}, version=version)
    [one] = (await province.read(HUONG, "/api/appeals"))["items"]
    return one


async def step(province: Deployment, who: Any, appeal: Any, verb: str, body: Any, **more: Any) -> Any:
    return await province.send(who, f"/api/appeals/{appeal['id']}/{verb}", body, version=appeal["version"], **more)


class TestAnAppeal:
    async def test_is_lodged_accepted_and_upheld(self, province: Deployment, ruling: Any) -> None:
        appeal = await contested(province, ruling)
        assert (appeal["state"], appeal["due_on"], appeal["came_late"]) == ("lodged", "2026-08-13", False)
        appeal = await step(province, CHAIR, appeal, "acceptance", {"complex": True})
        assert (appeal["state"], appeal["due_on"]) == ("accepted", "2026-09-17")
        said = {"result": "upheld", "reason": "Điểm đã được tính đúng"}
        appeal = await step(province, CHAIR, appeal, "settlement", said)
        assert appeal["state"] == "settled"
        seen = await province.read(HUONG, f"/api/rulings/{ruling['ruling_id']}")
        assert (seen["state"]["code"], seen["appeals"][-1]["answer"]) == ("issued", "Điểm đã được tính đúng")
        types = [one["_type"] for one in await province.facts() if one["_type"].startswith(OF)]
        assert types == [f"{OF}lodged.v1", f"{OF}accepted.v1", f"{OF}settled.v1"]
        mine = await province.read(HUONG, f"/api/appeals/{appeal['id']}")
        assert mine["settlement"]["reason"] == "Điểm đã được tính đúng"
        assert "steps" not in mine, "who did what is the office's own"

    async def test_answered_where_the_ruling_is_is_the_same_appeal(self, province: Deployment, ruling: Any) -> None:
        appeal = await contested(province, ruling)
        at = f"/api/rulings/{ruling['ruling_id']}"
        version = (await province.read(CHAIR, at))["version"]
        await province.send(CHAIR, f"{at}/answer", {"answer": "Giữ nguyên"}, version=version)
        seen = await province.read(HUONG, f"/api/appeals/{appeal['id']}")
        assert (seen["state"], seen["settlement"]["result"]) == ("settled", "upheld")
        assert len(await province.facts(f"{OF}settled.v1")) == 1
        await step(province, CHAIR, seen, "settlement", {"result": "upheld", "reason": "x"}, status=409)

    async def test_that_is_granted_takes_the_line_out_of_its_decision(self, province: Deployment, ruling: Any) -> None:
        appeal = await contested(province, ruling)
        said = {"result": "annulled", "reason": "Chấm sai bộ tiêu chí", **PAPER}
        await step(province, CHAIR, appeal, "settlement", {**said, "paper_number": None}, status=422)
        await step(province, CHAIR, appeal, "settlement", said)
        [withdrawn] = await province.facts("vn.ocop.evaluation.ruling.withdrawn.v1")
        assert (withdrawn["reason"], withdrawn["withdrawn_by"]["number"]) == ("Chấm sai bộ tiêu chí", "61/QĐ-UBND")
        [out] = await province.facts("vn.ocop.evaluation.decision.line-withdrawn.v1")
        assert out["withdrawn_by"]["number"] == "61/QĐ-UBND"
        [settled] = await province.facts(f"{OF}settled.v1")
        assert settled["result"] == "annulled"
        assert (await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}"))["state"]["code"] == "withdrawn"

    async def test_that_is_granted_in_part_puts_the_number_right(self, province: Deployment, ruling: Any) -> None:
        appeal = await contested(province, ruling)
        said = {"result": "corrected", "reason": "Ghi nhầm số", "right_number": "101/QĐ-UBND", **PAPER}
        await step(province, CHAIR, appeal, "settlement", said)
        seen = await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}")
        assert (seen["state"]["code"], seen["decision_number"]) == ("issued", "101/QĐ-UBND")
        assert len(await province.facts("vn.ocop.evaluation.ruling.corrected.v1")) == 1

    async def test_may_be_refused_and_lodged_again(self, province: Deployment, ruling: Any) -> None:
        appeal = await contested(province, ruling)
        await step(province, CHAIR, appeal, "refusal", {"reason": "Không thuộc thẩm quyền"})
        [refused] = await province.facts(f"{OF}refused.v1")
        assert refused["reason"] == "Không thuộc thẩm quyền"
        assert await province.facts(f"{OF}settled.v1") == []
        again = await contested(province, ruling)
        taken = await step(province, HUONG, again, "withdrawal", {"reason": "Đã hiểu"})
        assert (taken["state"], taken["settlement"]["result"]) == ("settled", "withdrawn")

    async def test_is_settled_by_who_rules_and_by_nobody_of_the_producer(
        self, province: Deployment, ruling: Any
    ) -> None:
        appeal = await contested(province, ruling)
        said = {"result": "upheld", "reason": "x"}
        await step(province, HUONG, appeal, "settlement", said, status=403)
        await step(province, STRANGER, appeal, "settlement", said, status=404)
        await step(province, MEMBERS[0], appeal, "settlement", said, status=404)
        both = person("both", "province-officer@33", "producer@p-1")
        await step(province, both, appeal, "settlement", said, status=403)
        await step(province, OFFICER, appeal, "withdrawal", {"reason": "x"}, status=403)
        await step(province, CHAIR, appeal | {"version": 9}, "settlement", said, status=412)

    async def test_is_overdue_once_the_day_has_passed(self, province: Deployment, ruling: Any) -> None:
        appeal = await contested(province, ruling)
        province.clock.set(datetime(2026, 8, 13, 10, tzinfo=UTC))
        await province.service.ticker.sweep_once()
        assert await province.facts(f"{OF}overdue.v1") == []
        province.clock.set(datetime(2026, 8, 14, 2, tzinfo=UTC))
        await province.service.ticker.sweep_once()
        [late] = await province.facts(f"{OF}overdue.v1")
        assert (late["step"], late["was_due_on"], late["appeal_id"]) == ("acceptance", "2026-08-13", appeal["id"])
