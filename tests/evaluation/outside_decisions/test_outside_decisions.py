"""Decisions of a centre that works without this platform: two persons, one signed paper, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from kit.identity import Principal
from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    Deployment,
    Estate,
    best,
    seal_all,
)
from tests.evaluation.outside_decisions.outside_harness import (
    BACK,
    OTHER,
    PAPER,
    READ_BACK,
    confirm,
    enter,
    sent_up,
)

ISSUED = "vn.ocop.evaluation.ruling.issued.v1"
OWN = person("own", "province-officer@33", "producer@p-1")


@pytest.fixture
async def province(evaluation: Any) -> Deployment:
    """One deployment of the province and its communes: the centre's office is not served by any."""
    made: Deployment = await evaluation(f"{PROVINCE}/*")
    return made


async def says(deployment: Deployment, case: str, reading: str) -> None:
    """Has the office's regulation say what is done with a case that came back."""
    shown = await deployment.read(CHAIR, f"{case}/regulation")
    body = {"decision": "Quy chế sửa đổi", "council": {"when_sent_back": reading}}
    await deployment.send(CHAIR, f"{case}/regulation", body, version=shown["version"])


class TestAStarOfTheCentre:
    async def test_follows_when_another_person_has_read_the_same_in_the_paper(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await sent_up(province, estate)
        entry = await enter(province, case)
        assert (entry["state"], entry["above"], entry["ruling_id"]) == ("entered", "vn", None)
        assert (await province.read(OFFICER, case))["state"]["code"] == "forwarded"

        done = await confirm(province, entry)
        assert done["state"] == "confirmed"
        assert (await province.read(OFFICER, case))["state"]["code"] == "recognised"
        ruling = await province.read(OFFICER, f"/api/rulings/{done['ruling_id']}")
        assert (ruling["star"], ruling["total"], ruling["office"], ruling["tier"]) == (5, "92.5", PROVINCE, "centre")
        assert ruling["authority"] == shelf().get("R26").tier("centre").authority_for(5, 1).vi  # type: ignore[union-attr]
        assert [one["outcome"] for one in ruling["layers"]] == ["proposed", "forwarded", "recognised"]
        assert [step["code"] for step in ruling["steps"]] == ["rulebook", "elsewhere", "band", "route"]

        fact = (await province.facts(ISSUED))[-1]
        assert fact["basis"]["kind"] == "outside-decision"
        assert fact["basis"]["paper"] == {"name": entry["paper"]["name"], "sha256": entry["paper"]["sha256"]}
        assert (fact["basis"]["entered_by"], fact["basis"]["confirmed_by"]) == (OFFICER.id, OTHER.id)
        assert (fact["sheets"], fact["decision"]["id"], fact["decision"]["of"]) == ([], entry["id"], 1)
        [confirmed] = await province.facts("vn.ocop.evaluation.outside-decision.confirmed.v1")
        assert (confirmed["office"], confirmed["decision"]["office"]) == (PROVINCE, "vn")
        assert ruling["layers"][-1]["office"] == "vn"

    async def test_and_its_producer_reads_the_result_but_not_who_entered_it(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await sent_up(province, estate)
        done = await confirm(province, await enter(province, case))
        shown = await province.read(HUONG, f"/api/rulings/{done['ruling_id']}")
        assert (shown["star"], shown["sheets"]) == (5, [])
        await province.read(HUONG, f"/api/outside-decisions/{done['id']}", 404)
        assert (await province.read(HUONG, "/api/outside-decisions"))["items"] == []

    async def test_is_taken_up_once_for_each_product_of_one_decision(
        self, province: Deployment, estate: Estate
    ) -> None:
        """The number is the centre's: it is in no register of this office, and several products carry it."""
        case = await sent_up(province, estate)
        await confirm(province, await enter(province, case))
        await enter(province, case, status=409)

    async def test_not_recognised_ends_the_case(self, province: Deployment, estate: Estate) -> None:
        case = await sent_up(province, estate)
        done = await confirm(province, await enter(province, case, outcome="not-recognised", star="", total="40"))
        assert (await province.read(OFFICER, case))["state"]["code"] == "not-recognised"
        fact = (await province.facts(ISSUED))[-1]
        assert (fact["ruling_id"], fact["outcome"], fact["star"], fact["decision"]) == (
            done["ruling_id"], "not-recognised", 0, None,
        )  # fmt: skip


class TestTwoPersons:
    async def test_whoever_entered_it_does_not_confirm_it(self, province: Deployment, estate: Estate) -> None:
        entry = await enter(province, await sent_up(province, estate))
        refused = await confirm(province, entry, OFFICER, 403)
        assert refused["type"].endswith("outside-decision.same-person")

    async def test_what_they_read_must_agree(self, province: Deployment, estate: Estate) -> None:
        entry = await enter(province, await sent_up(province, estate))
        for read in ({"number": "513/QĐ-BNNMT", "decided_on": "2026-08-03"}, {"number": "512/QĐ-BNNMT", "decided_on": "2026-08-02"}):  # fmt: skip
            refused = await confirm(province, entry, status=409, read=read)
            assert refused["type"].endswith("outside-decision.differs-from-entry")
        assert await province.facts("vn.ocop.evaluation.outside-decision.confirmed.v1") == []

    async def test_one_that_is_rejected_has_no_consequence_and_is_entered_anew(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await sent_up(province, estate)
        entry = await enter(province, case)
        await enter(province, case, OTHER, 409)
        at = f"/api/outside-decisions/{entry['id']}/rejection"
        await province.send(OTHER, at, {"reason": "  "}, version=entry["version"], status=422)
        gone = await province.send(OTHER, at, {"reason": "Sai điểm"}, version=entry["version"])
        assert (gone["state"], gone["reason"]) == ("rejected", "Sai điểm")
        assert (await province.read(OFFICER, case))["state"]["code"] == "forwarded"
        await confirm(province, gone, status=409)
        assert (await enter(province, case, OTHER))["state"] == "entered"

    async def test_and_nobody_of_the_producers_side_or_of_another_office(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await sent_up(province, estate)
        await enter(province, case, OWN, 403)
        await enter(province, case, MEMBERS[0], 403)
        await enter(province, case, SCREENER, 404)
        entry = await enter(province, case)
        await confirm(province, entry, OWN, 404)
        await confirm(province, entry, SCREENER, 404)
        queue: list[Principal] = [OTHER, OWN]
        assert [len((await province.read(one, "/api/outside-decisions"))["items"]) for one in queue] == [1, 0]


class TestWhatThePaperSays:
    @pytest.mark.parametrize(
        ("said", "pointer"),
        [
            ({"decided_on": "2026-08-04"}, "/decided_on"),
            ({"decided_on": "2026-08-02"}, "/decided_on"),
            ({"star": "4"}, "/star"),
            ({"star": ""}, "/star"),
            ({"total": "89.99"}, "/total"),
            ({"outcome": "returned", "star": "5"}, "/star"),
            ({"outcome": "not-recognised"}, "/star"),
            ({"total": "101"}, "/total"),
        ],
    )
    async def test_is_refused_where_it_cannot_be(
        self, province: Deployment, estate: Estate, said: dict[str, str], pointer: str
    ) -> None:
        refused = await enter(province, await sent_up(province, estate), status=422, **said)
        found = [one["pointer"] for one in refused.get("errors", [refused])]
        assert found == [pointer]

    async def test_is_a_pdf(self, province: Deployment, estate: Estate) -> None:
        await enter(province, await sent_up(province, estate), status=415, paper=b"no pdf")

    async def test_and_is_kept_as_it_came(self, province: Deployment, estate: Estate) -> None:
        entry = await enter(province, await sent_up(province, estate))
        answer = await province.at(OTHER).get(f"/api/outside-decisions/{entry['id']}/paper")
        assert answer.content == PAPER
        assert (await province.at(HUONG).get(f"/api/outside-decisions/{entry['id']}/paper")).status_code == 404


class TestBelowNinety:
    async def test_the_province_rules_within_its_own_power_on_the_higher_result(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await sent_up(province, estate)
        await confirm(province, await enter(province, case, **BACK), read=READ_BACK)
        assert (await province.read(OFFICER, case))["state"]["code"] == "referred-back"
        await province.send(OFFICER, f"{case}/examination-again", {"reason": "x"}, version="case", status=409)
        ruling = await province.send(CHAIR, f"{case}/ruling", {"decision_number": "101/QĐ-UBND"}, version="case")
        assert (ruling["outcome"]["code"], ruling["star"], ruling["total"]) == ("recognised", 4, "88")
        assert [one["outcome"] for one in ruling["layers"]] == ["proposed", "forwarded", "returned", "recognised"]
        fact = (await province.facts(ISSUED))[-1]
        assert (fact["office"], fact["tier"], fact["basis"]["kind"]) == (PROVINCE, "province", "outside-decision")
        assert (fact["basis"]["entered_by"], fact["basis"]["confirmed_by"]) == (OFFICER.id, OTHER.id)
        assert fact["decision"]["number"] == "101/QĐ-UBND"
        again = await province.read(OFFICER, f"/api/rulings/{ruling['ruling_id']}/recount")
        assert again["differences"] == []

    async def test_or_its_council_examines_it_again_where_the_regulation_says_so(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await sent_up(province, estate)
        await says(province, case, "examine-again")
        await confirm(province, await enter(province, case, **BACK), read=READ_BACK)
        refused = await province.send(
            CHAIR, f"{case}/ruling", {"decision_number": "101/QĐ-UBND"}, version="case", status=409
        )
        assert refused["type"].endswith("ruling.examine-again-first")
        await province.send(CHAIR, f"{case}/examination-again", {"reason": "x"}, version="case", status=403)
        await province.send(OFFICER, f"{case}/examination-again", {"reason": ""}, version="case", status=422)
        await province.send(OFFICER, f"{case}/examination-again", {"reason": "Bộ chuyển về"}, version="case")
        assert (await province.read(OFFICER, case))["state"]["code"] == "scoring"

        answers = best(shelf().get("R26"), 1, worse=6)
        await seal_all(province, case, dict.fromkeys([CHAIR, *MEMBERS], answers))
        await province.send(CHAIR, f"{case}/scoring/reveal")
        await province.send(CHAIR, f"{case}/scoring/conclude")
        ruling = await province.send(CHAIR, f"{case}/ruling", {"decision_number": "101/QĐ-UBND"}, version="case")
        assert (ruling["outcome"]["code"], ruling["star"]) == ("recognised", 3)
        assert ruling["total"] != "88"
        outcomes = [one["outcome"] for one in ruling["layers"]]
        assert outcomes == ["proposed", "forwarded", "returned", "examined-again", "recognised"]
        fact = (await province.facts(ISSUED))[-1]
        assert (fact["basis"]["kind"], {one["round"] for one in fact["sheets"]}) == ("sheets", {2})
        again = await province.read(OFFICER, f"/api/rulings/{ruling['ruling_id']}/recount")
        assert again["differences"] == []


class TestACentreThatWorksHere:
    async def test_rules_itself_and_no_paper_is_entered(self, evaluation: Any) -> None:
        both = await evaluation()
        case = await sent_up(both, Estate([both]))
        refused = await enter(both, case, status=409)
        assert refused["type"].endswith("outside-decision.not-awaited")
