"""The journeys of 2023, with districts: in one deployment, and in two that share nothing but the events."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from ocop_events.registry.dossier import DossierWithdrawnV1

from kit.identity import Principal
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    DISTRICT,
    OLD_COMMUNE,
    PROVINCE,
    Deployment,
    Estate,
    confirmed,
    dossier,
    seats,
    submitted,
)

ON = date(2023, 6, 5)


class Team:
    """The people of one office."""

    def __init__(self, office: str, role: str) -> None:
        name = office.replace("/", "-")
        self.office = office
        self.officer = person(f"officer-{name}", f"{role}@{office}")
        self.chair = person(f"chair-{name}", f"chair@{office}")
        self.secretary = person(f"secretary-{name}", f"secretary@{office}")
        self.members = [person(f"member-{name}-{n}", f"member@{office}") for n in (1, 2, 3)]

    @property
    def scorers(self) -> list[Principal]:
        return [self.chair, *self.members]


DISTRICT_TEAM, PROVINCE_TEAM = Team(DISTRICT, "district-officer"), Team(PROVINCE, "province-officer")


async def one_case(deployment: Deployment, team: Team) -> str:
    [line] = (await deployment.read(team.officer, f"/api/cases?office={team.office}"))["items"]
    return f"/api/cases/{line['id']}"


async def judge(deployment: Deployment, team: Team, parts: tuple[str, str, str], number: str | None) -> Any:
    """Has an office's council score every part alike, and rule."""
    case = await one_case(deployment, team)
    await deployment.know(team.chair, team.secretary, *team.members)
    council = seats(chair=team.chair, secretary=team.secretary, members=team.members)
    await deployment.send(team.officer, f"{case}/council", council, version="case", method="PUT")
    await deployment.send(team.chair, f"{case}/scoring", version="case")
    for scorer in team.scorers:
        filled = {"parts": dict(zip("ABC", parts, strict=True))}
        draft = await deployment.send(scorer, f"{case}/sheets/mine", filled, version=0, method="PUT")
        await deployment.send(scorer, f"{case}/sheets/mine", version=draft["version"])
    await deployment.send(team.chair, f"{case}/scoring/reveal")
    await deployment.send(team.chair, f"{case}/scoring/conclude")
    await confirmed(deployment, case, team.chair)
    return await deployment.send(team.chair, f"{case}/ruling", {"decision_number": number}, version="case")


@pytest.fixture(params=["one deployment", "two deployments"])
async def offices(request: pytest.FixtureRequest, evaluation: Any) -> tuple[Estate, Deployment, Deployment]:
    if request.param == "one deployment":
        both = await evaluation(on=ON)
        return Estate([both]), both, both
    district, province = await evaluation(DISTRICT, on=ON), await evaluation(PROVINCE, on=ON)
    return Estate([district, province]), district, province


class TestADossierOf2023:
    async def test_scored_65_is_recognised_with_three_stars_by_the_district(
        self, offices: tuple[Estate, Deployment, Deployment]
    ) -> None:
        estate, district, province = offices
        await estate.publish(submitted(dossier(ON, place=OLD_COMMUNE)))
        ruling = await judge(district, DISTRICT_TEAM, ("27", "15", "23"), "7/QĐ-UBND")
        await estate.settle()
        assert (ruling["outcome"]["code"], ruling["star"], ruling["total"]) == ("recognised", 3, "65")
        assert ruling["authority"] == "UBND cấp huyện"
        assert ruling["validity_months"] == 36
        assert (await province.read(PROVINCE_TEAM.officer, f"/api/cases?office={PROVINCE}"))["items"] == []

    async def test_scored_74_is_forwarded_and_recognised_with_four_stars_by_the_province(
        self, offices: tuple[Estate, Deployment, Deployment]
    ) -> None:
        estate, district, province = offices
        await estate.publish(submitted(dossier(ON, place=OLD_COMMUNE)))
        below = await judge(district, DISTRICT_TEAM, ("30", "18", "26"), None)
        assert (below["outcome"]["code"], below["star"], below["to_office"]) == ("forwarded", 4, PROVINCE)
        await estate.settle()
        sent = await one_case(district, DISTRICT_TEAM)
        assert (await district.read(DISTRICT_TEAM.officer, sent))["state"]["code"] == "handed-over"

        ruling = await judge(province, PROVINCE_TEAM, ("30", "19", "26"), "55/QĐ-UBND")
        assert (ruling["outcome"]["code"], ruling["star"], ruling["total"]) == ("recognised", 4, "75")
        found = [(layer["tier"], layer["total"], len(layer["sheets"])) for layer in ruling["layers"]]
        assert found == [("district", "74", 4), ("province", "75", 4)]
        again = await province.read(PROVINCE_TEAM.chair, f"/api/rulings/{ruling['ruling_id']}/recount")
        assert again["differences"] == []

    async def test_scored_below_seventy_by_the_province_goes_back_and_the_district_recognises_it(
        self, offices: tuple[Estate, Deployment, Deployment]
    ) -> None:
        estate, district, province = offices
        await estate.publish(submitted(dossier(ON, place=OLD_COMMUNE)))
        await judge(district, DISTRICT_TEAM, ("30", "18", "26"), None)
        await estate.settle()
        above = await judge(province, PROVINCE_TEAM, ("28", "16", "24"), None)
        assert (above["outcome"]["code"], above["star"]) == ("returned", 3)
        await estate.settle()

        back = await one_case(district, DISTRICT_TEAM)
        assert (await district.read(DISTRICT_TEAM.officer, back))["state"]["code"] == "referred-back"
        ruling = await district.send(
            DISTRICT_TEAM.chair, f"{back}/ruling", {"decision_number": "8/QĐ-UBND"}, version="case"
        )
        assert (ruling["outcome"]["code"], ruling["star"], ruling["total"]) == ("recognised", 3, "68")
        assert [layer["total"] for layer in ruling["layers"]] == ["74", "68", "68"]
        again = await district.read(DISTRICT_TEAM.chair, f"/api/rulings/{ruling['ruling_id']}/recount")
        assert again["differences"] == []

    async def test_ends_when_the_producer_withdraws_what_came_back(
        self, offices: tuple[Estate, Deployment, Deployment]
    ) -> None:
        estate, district, province = offices
        content = dossier(ON, place=OLD_COMMUNE)
        await estate.publish(submitted(content))
        await judge(district, DISTRICT_TEAM, ("30", "18", "26"), None)
        await estate.settle()
        await judge(province, PROVINCE_TEAM, ("28", "16", "24"), None)
        await estate.settle()
        back = await one_case(district, DISTRICT_TEAM)
        await estate.publish(
            DossierWithdrawnV1(
                dossier_id=content.dossier_id,
                product=content.product,
                producer=content.producer,
                reason="Thay đổi sản phẩm",
                withdrawn_on=ON,
            )
        )
        assert (await district.read(DISTRICT_TEAM.officer, back))["state"]["code"] == "withdrawn"


class TestADeployment:
    async def test_ignores_dossiers_of_offices_it_does_not_serve(self, evaluation: Any) -> None:
        other = await evaluation("33/325", on=ON)
        await Estate([other]).publish(submitted(dossier(ON, place=OLD_COMMUNE)))
        assert await other.facts() == []
