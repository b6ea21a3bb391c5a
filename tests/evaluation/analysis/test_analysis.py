"""What those who rule see beyond the star: stability, edges, where the sides differ, and who leans which way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from law.analysis import NearEdge
from law.rulebooks import shelf
from services.evaluation.analysis import store, use_cases
from services.evaluation.analysis.leaning import SAMPLE
from services.evaluation.analysis.marks import Below, Marks
from services.evaluation.analysis.steadiness import decides
from services.evaluation.cases.dossier import Layer
from services.evaluation.rulings import store as ruling_store
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    DISTRICT,
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    SECRETARY,
    STRANGER,
    Deployment,
    Estate,
    at_the_province,
    best,
    ruled,
    scored,
)


def sheets(worse: dict[Any, int]) -> dict[Any, dict[str, str]]:
    return {who: best(shelf().get("R26"), 1, worse=number) for who, number in worse.items()}


class TestBeforeARuling:
    async def test_the_chair_sees_whether_one_sheet_decides_and_the_edge_it_is_near(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        await province.read(CHAIR, f"{case}/steadiness", status=409)
        await scored(province, case, sheets({CHAIR: 4, MEMBERS[0]: 4, MEMBERS[1]: 4, MEMBERS[2]: 4}))
        await province.send(CHAIR, f"{case}/scoring/conclude")
        found = await province.read(CHAIR, f"{case}/steadiness")
        assert found["margin"] == "1"
        assert {one["member_id"] for one in found["without"]} == {"chair", "member-1", "member-2", "member-3"}
        assert found["total"] == found["median"]
        assert found["stable"] is True
        for who in (SECRETARY, OFFICER, MEMBERS[3]):
            assert await province.read(who, f"{case}/steadiness") == found
        for who in (HUONG, STRANGER, SCREENER):
            await province.read(who, f"{case}/steadiness", status=404)


class TestAnEdge:
    @pytest.mark.parametrize(
        ("star", "above", "warned"), [(4, False, True), (3, False, False), (5, True, True), (4, True, False)]
    )
    def test_is_warned_of_only_where_crossing_it_could_change_the_star(
        self, star: int, above: bool, warned: bool
    ) -> None:
        assert decides(NearEdge(Decimal(90), 5, Decimal(1), above), star) is warned


class TestAnOfficersComparison:
    @pytest.fixture
    async def year(self, province: Deployment, estate: Estate) -> None:
        """Five cases: the chair scores four points above the others, the fourth member sits on one case only."""
        for number in range(SAMPLE):

            async def add(unit: Any, number: int = number) -> None:
                totals = {"chair": "84", "member-1": "80", "member-2": "80"}
                if number == 0:
                    totals["member-4"] = "99"
                await store.marks.add(
                    unit,
                    Marks(
                        id=f"r-{number}", office=PROVINCE, decided_on=date(2026, 7, number + 1), totals=totals,
                        names={who: who.title() for who in totals}, total="81.33",
                        below=Below(office=DISTRICT, total="88.33"),
                    ),
                )  # fmt: skip

            await province.service.work.run(add)

    @pytest.mark.usefixtures("year")
    async def test_names_who_leans_and_nobody_on_too_few_cases(self, province: Deployment) -> None:
        found = await province.read(OFFICER, f"/api/leaning?office={PROVINCE}")
        by_name = {one["who"]: one for one in found["members"]}
        assert found["rulings"] == SAMPLE
        assert by_name["member-1"]["mean"].startswith("-")
        assert float(by_name["chair"]["mean"]) > 0
        assert (by_name["member-4"]["sample"], by_name["member-4"]["mean"]) == (1, None)
        [office] = found["offices"]
        assert (office["who"], office["mean"]) == (DISTRICT, "7")
        earlier = await province.read(OFFICER, f"/api/leaning?office={PROVINCE}&until=2026-07-02")
        assert [one["mean"] for one in earlier["members"]] == [None] * 4

    @pytest.mark.usefixtures("year")
    async def test_is_for_officers_of_the_office_or_above_it(self, province: Deployment) -> None:
        await province.read(person("ministry", "central-officer@vn"), f"/api/leaning?office={PROVINCE}")
        for who in (CHAIR, SECRETARY, MEMBERS[0], HUONG, STRANGER, SCREENER):
            await province.read(who, f"/api/leaning?office={PROVINCE}", status=404)
        await province.read(None, f"/api/leaning?office={PROVINCE}", status=401)

    async def test_grows_with_every_ruling(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        await scored(province, case, sheets({CHAIR: 0, MEMBERS[0]: 2, MEMBERS[1]: 2, MEMBERS[2]: 2}))
        ruling = await ruled(province, case, "1/QĐ-UBND")
        unit = province.service.work.reading()
        [kept] = await store.of_office(unit, PROVINCE, since=date(2026, 1, 1), until=date(2026, 12, 31))
        assert kept.totals == {sheet["member_id"]: sheet["total"] for sheet in ruling["sheets"]}
        assert kept.below is None

    async def test_sets_the_office_below_beside_its_own_total(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        await scored(province, case, sheets({CHAIR: 0, MEMBERS[0]: 2, MEMBERS[1]: 2, MEMBERS[2]: 2}))
        ruling = await ruled(province, case, "1/QĐ-UBND")
        held = await ruling_store.rulings.get(province.service.work.reading(), ruling["ruling_id"])
        layer = Layer(
            office=DISTRICT, tier="district", case_id="c", outcome="forwarded", total="90", star=5, rulebook_id="R148"
        )
        again = held.model_copy(update={"id": "r-again", "layers": (layer,)})
        await province.service.work.run(lambda unit: use_cases.note_marks(unit, again))
        unit = province.service.work.reading()
        kept = await store.marks.get(unit, "r-again")
        assert kept.below == Below(office=DISTRICT, total="90")


class TestRulebooksForMachines:
    async def test_are_open_to_anybody_with_their_assumptions(self, province: Deployment) -> None:
        books = await province.read(None, "/api/rulebooks")
        assert [book["id"] for book in books] == ["R26", "R1489", "R148", "R1048"]
        assert books[0]["hash"] == shelf().get("R26").hash
        assumed = await province.read(None, "/api/rulebooks/R26/assumptions?verified=no")
        assert len(assumed) == books[0]["assumptions"] > 5
        assert all(one["verified"] == "no" and one["value"][0] for one in assumed)
        verify = await province.read(None, "/api/rulebooks/R26/assumptions?verified=partial")
        assert any(one["path"].startswith("/sheets/") for one in verify)
        sheet = await province.read(None, "/api/rulebooks/R26/sheets/7")
        assert sheet["set_no"] == 7
        assert (await province.read(None, "/api/rulebooks/R148"))["bands"][1] == {
            "star": 4,
            "least": "70",
            "recognised": True,
        }
        await province.read(None, "/api/rulebooks/R1/assumptions", status=404)
