"""Districts ended on 30 June 2025: nobody acts for one afterwards, no commune stands in, and no case is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from ocop_events.registry.dossier import DossierSupplementedV1

from kit.work import Due
from law.lists import editions
from law.places import offices
from services.evaluation.cases import legal
from services.evaluation.cases import use_cases as case_use_cases
from services.evaluation.cases.dossier import Layer
from services.evaluation.successions.use_cases import when_the_office_has_ended
from tests.callers import person
from tests.evaluation.across_slices.test_journey_2023 import DISTRICT_TEAM, PROVINCE_TEAM, one_case
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    COMMUNE,
    DISTRICT,
    OFFICER,
    OLD_COMMUNE,
    PROVINCE,
    Deployment,
    Estate,
    dossier,
    seats,
    submitted,
)

JUNE, JULY = date(2025, 6, 20), date(2025, 7, 10)
LAST_OF_R148 = date(2025, 7, 3)


def noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 5, tzinfo=UTC)


@pytest.fixture
async def both(evaluation: Any) -> tuple[Estate, Deployment]:
    one = await evaluation(on=JUNE)
    return Estate([one]), one


async def ticked(deployment: Deployment, on: date) -> None:
    """The day comes: whatever fell due until then is done."""
    deployment.clock.set(noon(on))
    async for row in deployment.service.database["deadlines"].find({"what": case_use_cases.OFFICE_ENDED}):
        if row["due_at"] <= noon(on):
            due = Due(what=row["what"], subject=row["subject"], due_at=row["due_at"])
            await deployment.service.work.run(when_the_office_has_ended, due)


@pytest.fixture
def act_says_province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An act that names the province as heir of the districts, installed as an operator would."""
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "offices-2025.yaml").write_text(
        "list: offices\nin_force: {first: 2025-07-01}\nsuccessions:\n"
        "- {level: district, to: province, source: {vi: Văn bản thử, en: A test act}, verified: 'no'}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("OCOP_LAW", str(tmp_path))
    editions.cache_clear()
    offices.heirs.cache_clear()
    yield
    editions.cache_clear()
    offices.heirs.cache_clear()


class TestADossierOfTheFirstDaysOfJuly:
    async def test_goes_to_no_commune_and_waits(self, both: tuple[Estate, Deployment]) -> None:
        estate, one = both
        one.clock.set(noon(LAST_OF_R148))
        content = dossier(LAST_OF_R148, place=COMMUNE)
        assert content.rulebook_id == "R148"
        with pytest.raises(AssertionError):  # something is parked
            await estate.publish(submitted(content))
        [parked] = await one.parked()
        assert parked["reason"]["slug"] == "case.no-office-on-that-day"
        assert [case async for case in one.service.database["cases"].find({})] == []

    async def test_goes_where_the_act_says(self, both: tuple[Estate, Deployment], act_says_province: None) -> None:
        estate, one = both
        one.clock.set(noon(LAST_OF_R148))
        await estate.publish(submitted(dossier(LAST_OF_R148, place=COMMUNE)))
        [line] = (await one.read(OFFICER, "/api/cases"))["items"]
        assert (line["office"], line["tier"]) == (PROVINCE, "province")


class TestACaseOfADistrictThatEnded:
    async def test_is_acted_on_by_nobody_there(self, both: tuple[Estate, Deployment]) -> None:
        estate, one = both
        await estate.publish(submitted(dossier(JUNE, place=OLD_COMMUNE)))
        case = await one_case(one, DISTRICT_TEAM)
        await one.know(DISTRICT_TEAM.chair, DISTRICT_TEAM.secretary, *DISTRICT_TEAM.members)
        council = seats(chair=DISTRICT_TEAM.chair, secretary=DISTRICT_TEAM.secretary, members=DISTRICT_TEAM.members)
        await one.send(DISTRICT_TEAM.officer, f"{case}/council", council, version="case", method="PUT")
        await one.send(DISTRICT_TEAM.chair, f"{case}/scoring", version="case")
        filled = {"parts": {"A": "30", "B": "20", "C": "30"}}
        draft = await one.send(DISTRICT_TEAM.chair, f"{case}/sheets/mine", filled, version=0, method="PUT")
        one.clock.set(noon(JULY))
        for who, verb, path, body, version in (
            (DISTRICT_TEAM.officer, "POST", "return", {"missing": ["x"]}, "case"),
            (DISTRICT_TEAM.chair, "PUT", "sheets/mine", filled, draft["version"]),
            (DISTRICT_TEAM.chair, "POST", "sheets/mine", None, draft["version"]),
            (DISTRICT_TEAM.chair, "POST", "scoring/reveal", None, None),
            (DISTRICT_TEAM.chair, "POST", "ruling", {"decision_number": "1/QĐ"}, "case"),
        ):
            refused = await one.send(who, f"{case}/{path}", body, version=version, method=verb, status=409)
            assert refused["slug"] == "case.office-ended", (path, refused)

    async def test_waits_for_a_person_where_the_act_is_silent_and_is_taken_over_with_a_reason(
        self, both: tuple[Estate, Deployment]
    ) -> None:
        estate, one = both
        await estate.publish(submitted(dossier(JUNE, place=OLD_COMMUNE)))
        case = await one_case(one, DISTRICT_TEAM)
        refused = await one.send(OFFICER, f"{case}/succession", {"reason": "x"}, version="case", status=409)
        assert refused["slug"] == "case.office-still-there"
        await ticked(one, JULY)
        seen = await one.read(OFFICER, case)
        assert (seen["state"]["code"], seen["steps"][-1]["verb"]) == ("opened", "await-heir")
        page = case.removeprefix("/api")
        assert f"{page}/succession" in await Browser(one, OFFICER).open(page)
        assert await Browser(one, OFFICER).open(f"{page}/succession")
        stranger = person("other", "province-officer@17")
        await one.send(stranger, f"{case}/succession", {"reason": "x"}, version=1, status=404)
        await one.send(DISTRICT_TEAM.officer, f"{case}/succession", {"reason": "x"}, version="case", status=403)
        missing = await one.send(OFFICER, f"{case}/succession", {"reason": " "}, version="case", status=422)
        assert missing["slug"] == "case.reason-missing"
        passed = await one.send(OFFICER, f"{case}/succession", {"reason": "Theo công văn 12"}, version="case")
        assert (passed["state"]["code"], passed["to_office"]) == ("forwarded", PROVINCE)
        assert (passed["steps"][-1]["by"]["id"], passed["steps"][-1]["note"]) == (OFFICER.id, "Theo công văn 12")
        await estate.settle()
        announced = (await one.facts("vn.ocop.evaluation.case.forwarded.v1"))[-1]
        assert (announced["reason"], announced["to_office"]) == ("office-ended", PROVINCE)
        [theirs] = (await one.read(PROVINCE_TEAM.officer, f"/api/cases?office={PROVINCE}"))["items"]
        assert (theirs["office"], theirs["state"]["code"]) == (PROVINCE, "opened")
        assert (await one.read(OFFICER, case))["state"]["code"] == "handed-over"

    async def test_waits_for_a_person_also_when_its_last_day_passed_while_the_producer_had_the_dossier(
        self, both: tuple[Estate, Deployment]
    ) -> None:
        estate, one = both
        content = dossier(JUNE, place=OLD_COMMUNE)
        await estate.publish(submitted(content))
        case = await one_case(one, DISTRICT_TEAM)
        await one.send(DISTRICT_TEAM.officer, f"{case}/return", {"missing": ["Phiếu kiểm nghiệm"]}, version="case")
        await ticked(one, JULY)
        assert (await one.read(OFFICER, case))["state"]["code"] == "returned"
        await one.service.database["deadlines"].delete_many({"what": case_use_cases.OFFICE_ENDED})  # as once it is done
        again = content.model_copy(update={"supplement": 1})
        await estate.publish(DossierSupplementedV1(dossier_id=again.dossier_id, dossier=again))
        await ticked(one, JULY)
        seen = await one.read(OFFICER, case)
        assert (seen["state"]["code"], seen["steps"][-1]["verb"]) == ("opened", "await-heir")

    async def test_passes_by_itself_where_the_act_names_the_heir(
        self, both: tuple[Estate, Deployment], act_says_province: None
    ) -> None:
        estate, one = both
        await estate.publish(submitted(dossier(JUNE, place=OLD_COMMUNE)))
        case = await one_case(one, DISTRICT_TEAM)
        await ticked(one, JULY)
        await estate.settle()
        seen = await one.read(OFFICER, case)
        assert (seen["state"]["code"], seen["to_office"]) == ("handed-over", PROVINCE)
        [theirs] = (await one.read(OFFICER, f"/api/cases?office={PROVINCE}"))["items"]
        assert theirs["state"]["code"] == "opened"

    async def test_that_is_learned_of_too_late_waits_for_its_heir_too(self, both: tuple[Estate, Deployment]) -> None:
        estate, one = both
        one.clock.set(noon(JULY))
        await estate.publish(submitted(dossier(JUNE, place=OLD_COMMUNE)))
        [line] = (await one.read(OFFICER, "/api/cases"))["items"]
        assert line["office"] == DISTRICT
        await ticked(one, JULY)
        assert (await one.read(OFFICER, f"/api/cases/{line['id']}"))["steps"][-1]["verb"] == "await-heir"

    async def test_stays_where_it_is_while_the_office_is_there(self, both: tuple[Estate, Deployment]) -> None:
        estate, one = both
        await estate.publish(submitted(dossier(JUNE, place=OLD_COMMUNE)))
        await ticked(one, date(2025, 6, 30))
        [line] = (await one.read(DISTRICT_TEAM.officer, f"/api/cases?office={DISTRICT}"))["items"]
        assert line["state"]["code"] == "opened"


class TestAUnitThatMerged:
    async def test_has_its_case_taken_over_by_the_heir_the_lists_name_and_by_nobody_else(
        self, evaluation: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = await evaluation()
        estate = Estate([one])
        await estate.publish(submitted(dossier()))
        [row] = [row async for row in one.service.database["cases"].find({})]
        case = f"/api/cases/{row['_id']}"
        sibling, other = "33/11998", "33/12004"
        heir, stranger = person("heir", f"commune-officer@{sibling}"), person("other", f"commune-officer@{other}")
        await one.send(heir, f"{case}/succession", {"reason": "Sáp nhập"}, version=1, status=404)
        # Lists that were installed after the day on which nobody could name an heir.
        monkeypatch.setattr(legal, "is_there", lambda office, on: office != COMMUNE)
        dead_letters = legal.TierOffice(tier=row["tier"], office=sibling, screens=True)
        monkeypatch.setattr(legal, "named_heir", lambda rulebook, case, on: dead_letters)
        await one.send(stranger, f"{case}/succession", {"reason": "Sáp nhập"}, version=1, status=404)
        await one.send(heir, f"{case}/succession", {"reason": " "}, version=1, status=422)
        assert await Browser(one, heir).open(f"{case.removeprefix('/api')}/succession")
        await one.send(heir, f"{case}/succession", {"reason": "Sáp nhập"}, version=1)
        await estate.settle()
        [theirs] = (await one.read(heir, "/api/cases"))["items"]
        assert (theirs["office"], theirs["state"]["code"]) == (sibling, "opened")


class TestACaseSentBackToAnOfficeThatEnded:
    async def test_waits_for_its_heir_and_is_passed_on(self, both: tuple[Estate, Deployment]) -> None:
        estate, one = both
        await estate.publish(submitted(dossier(JUNE, place=OLD_COMMUNE)))
        case = await one_case(one, DISTRICT_TEAM)
        id = case.rpartition("/")[2]
        away = {"$set": {"state": "handed-over", "to_office": PROVINCE}}
        await one.service.database["cases"].update_one({"_id": id}, away)
        one.clock.set(noon(JULY))
        found = Layer(
            office=PROVINCE, tier="province", case_id="c-9", outcome="returned", total="70", star=3, rulebook_id="R148"
        )
        await one.service.work.run(case_use_cases.take_back_cases, "d-1", finding=found, before=())
        await ticked(one, JULY)
        seen = await one.read(OFFICER, case)
        assert (seen["state"]["code"], seen["steps"][-1]["verb"]) == ("referred-back", "await-heir")
        passed = await one.send(OFFICER, f"{case}/succession", {"reason": "Theo công văn 12"}, version="case")
        assert (passed["state"]["code"], passed["to_office"]) == ("forwarded", PROVINCE)


class TestTheGauges:
    async def test_count_cases_of_offices_that_ended_until_they_are_taken_over(
        self, both: tuple[Estate, Deployment]
    ) -> None:
        estate, one = both
        read = one.service.metrics.registry.get_sample_value
        await estate.publish(submitted(dossier(JUNE, place=OLD_COMMUNE)))
        case = await one_case(one, DISTRICT_TEAM)
        await one.service.figures.refresh("successions")
        assert read("ocop_cases_without_office", {"tier": "district"}) == 0
        await ticked(one, JULY)
        await one.service.figures.refresh("successions")
        assert read("ocop_cases_without_office", {"tier": "district"}) == 1
        assert read("ocop_cases_without_office", {"tier": "province"}) == 0
        assert read("ocop_cases_without_office_oldest_seconds") == 10 * 86_400
        await one.send(OFFICER, f"{case}/succession", {"reason": "Theo công văn 12"}, version="case")
        await estate.settle()
        await one.service.figures.refresh("successions")
        assert read("ocop_cases_without_office", {"tier": "district"}) == 0
        assert read("ocop_cases_without_office_oldest_seconds") == 0
