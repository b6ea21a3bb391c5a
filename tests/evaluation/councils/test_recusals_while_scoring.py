"""Standing aside reaches the scoring in the same transaction: a sheet is left out, or the whole is refused."""

from __future__ import annotations

from law.rulebooks import shelf
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    OFFICER,
    Deployment,
    Estate,
    at_the_province,
    best,
    scored,
    seats,
)

WHY = {"reason": "Cùng hộ gia đình với chủ thể"}
RECUSED = "vn.ocop.evaluation.member.recused.v1"


class TestStandingAside:
    async def test_takes_the_member_out_of_an_open_scoring(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        before = await province.send(CHAIR, f"{case}/scoring", version="case")
        await province.send(MEMBERS[0], f"{case}/recusals", WHY)
        after = await province.read(CHAIR, f"{case}/scoring")
        assert after["progress"]["scorers"] == before["progress"]["scorers"] - 1

    async def test_is_refused_as_a_whole_once_the_scoring_is_over(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        answers = best(shelf().get("R26"), 1)
        await scored(province, case, dict.fromkeys((CHAIR, *MEMBERS[:3]), answers))
        await province.send(CHAIR, f"{case}/scoring/conclude")
        before = await province.read(CHAIR, f"{case}/council")
        refused = await province.send(MEMBERS[0], f"{case}/recusals", WHY, status=409)
        assert refused["slug"] == "lifecycle.step-refused"
        assert await province.read(CHAIR, f"{case}/council") == before
        assert await province.facts(RECUSED) == []
        assert await province.service.database["recusals"].count_documents({}) == 0
