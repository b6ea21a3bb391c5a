"""What is published of a council: who sits and who stood aside, whole each time, by id; never a name, never why."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ocop_events.registry.dossier import DossierWithdrawnV1

from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SECRETARY,
    Deployment,
    Estate,
    at_the_province,
    best,
    ruled,
    scored,
    seats,
)

FIFTH = person("member-5", f"member@{PROVINCE}")
WHY = "Cùng hộ gia đình với chủ thể"


@pytest.fixture
async def case(province: Deployment, estate: Estate) -> str:
    path = await at_the_province(province, estate)
    await province.know(FIFTH)
    await province.send(OFFICER, f"{path}/council", seats(), version="case", method="PUT")
    return path


async def announced(deployment: Deployment) -> list[tuple[str, list[str], list[str]]]:
    """What was published of councils: (what, who sits and did not stand aside, who stood aside)."""
    facts = [fact for fact in await deployment.facts() if "council_id" in fact and "seats" in fact]
    return [
        (
            fact["_type"].removeprefix("vn.ocop.evaluation.").removesuffix(".v1"),
            [seat["person_id"] for seat in fact["seats"] if not seat["recused"]],
            fact["recused"],
        )
        for fact in facts
    ]


EVERYBODY = ["chair", "secretary", *(member.id for member in MEMBERS)]
LESS_ONE = [one for one in EVERYBODY if one != "member-1"]


class TestACouncil:
    async def test_is_published_when_formed_when_somebody_stands_aside_and_when_another_takes_the_seat(
        self, province: Deployment, case: str
    ) -> None:
        await province.send(MEMBERS[0], f"{case}/recusals", {"reason": WHY})
        others = seats(members=[*MEMBERS[1:], FIFTH])
        await province.send(OFFICER, f"{case}/council", others, version="case", method="PUT")
        assert await announced(province) == [
            ("council.formed", EVERYBODY, []),
            ("member.recused", LESS_ONE, ["member-1"]),
            ("council.reseated", [*LESS_ONE, "member-5"], ["member-1"]),
        ]

    async def test_is_published_without_names_and_reasons(self, province: Deployment, case: str) -> None:
        await province.send(MEMBERS[0], f"{case}/recusals", {"reason": WHY})
        text = json.dumps([fact for fact in await province.facts() if "seats" in fact], ensure_ascii=False)
        for hidden in (WHY, MEMBERS[0].name, CHAIR.name, SECRETARY.name):
            assert hidden not in text

    async def test_is_published_to_be_over_when_it_has_concluded(self, province: Deployment, case: str) -> None:
        answers = best(shelf().get("R26"), 1)
        await province.send(MEMBERS[3], f"{case}/recusals", {"reason": WHY})
        await scored(province, case, dict.fromkeys((CHAIR, *MEMBERS[:3]), answers))
        await ruled(province, case)
        assert (await announced(province))[-1] == ("council.dissolved", [], ["member-4"])

    @pytest.mark.parametrize("opened", [False, True], ids=["formed", "sitting"])
    async def test_is_published_to_be_over_when_the_dossier_is_taken_back(
        self, province: Deployment, estate: Estate, case: str, opened: bool
    ) -> None:
        if opened:
            await province.send(CHAIR, f"{case}/scoring", version="case")
        dossier = (await province.read(OFFICER, case))["dossier"]
        await estate.publish(withdrawn(dossier))
        assert (await announced(province))[-1] == ("council.dissolved", [], [])
        assert (await province.read(MEMBERS[0], "/api/sheets/mine"))["items"] == []
        if opened:
            late = f"{case}/sheets/mine"
            refused = await province.send(MEMBERS[0], late, {"answers": {}}, version=0, method="PUT", status=409)
            assert "hồ sơ đã rút" in refused["detail_vi"]
            assert (await province.read(CHAIR, f"{case}/scoring"))["sheets"] == []
        [withdrawn_here] = await province.facts("vn.ocop.evaluation.case.withdrawn.v1")  # the commune's part was done
        assert (withdrawn_here["office"], withdrawn_here["reason"]) == (PROVINCE, "Chưa đủ giấy tờ")
        assert (await province.read(OFFICER, f"{case}/council"))["state"] == "dissolved"

    async def test_that_refuses_a_change_publishes_nothing_of_it(self, province: Deployment, case: str) -> None:
        await province.send(
            OFFICER, f"{case}/council", seats(members=MEMBERS[:1]), version="case", method="PUT", status=422
        )
        assert [what for what, _, _ in await announced(province)] == ["council.formed"]


class TestWhoStoodAside:
    async def test_sees_nothing_of_the_case_when_another_took_the_seat_either(
        self, province: Deployment, case: str
    ) -> None:
        """A chair sees every case of the office: but not this one any more."""
        other = person("second-chair", f"chair@{PROVINCE}")
        await province.know(other)
        await province.send(CHAIR, f"{case}/recusals", {"reason": WHY})
        await province.send(OFFICER, f"{case}/council", seats(chair=other), version="case", method="PUT")
        await province.read(CHAIR, case, status=404)
        assert (await province.read(CHAIR, "/api/cases"))["items"] == []
        await province.read(other, case)

    async def test_still_stands_aside_when_seated_again(self, province: Deployment, case: str) -> None:
        await province.send(MEMBERS[0], f"{case}/recusals", {"reason": WHY})
        for members in ([*MEMBERS[1:], FIFTH], [*MEMBERS, FIFTH]):
            body = seats(members=members)
            await province.send(OFFICER, f"{case}/council", body, version="case", method="PUT")
        await province.read(MEMBERS[0], case, status=404)
        assert (await announced(province))[-1] == ("council.reseated", [*LESS_ONE, "member-5"], ["member-1"])


def withdrawn(dossier: dict[str, Any]) -> DossierWithdrawnV1:
    announced = {name: dossier[name] for name in ("dossier_id", "product", "producer")}
    return DossierWithdrawnV1.model_validate(announced | {"reason": "Chưa đủ giấy tờ", "withdrawn_on": "2026-08-20"})
