"""Role x office x object at every endpoint, and the secrecy of sheets until all are opened."""

from __future__ import annotations

import json
from typing import Any

import pytest

from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    COMMUNE,
    FINDINGS,
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    SECRETARY,
    STRANGER,
    Deployment,
    Estate,
    best,
    dossier,
    seats,
    submitted,
)

REBEL = person("rebel", f"member@{PROVINCE}", f"secretary@{COMMUNE}")


@pytest.fixture
async def scoring(province: Deployment, at_province: str) -> str:
    await province.send(OFFICER, f"{at_province}/council", seats(), version="case", method="PUT")
    await province.send(CHAIR, f"{at_province}/scoring", version="case")
    return at_province


async def fill(deployment: Deployment, who: Any, case: str, *, worse: int = 0, seal: bool = True) -> Any:
    mine = f"{case}/sheets/mine"
    version = (await deployment.read(who, mine))["version"]
    answers = best(shelf().get("R26"), 1, worse=worse)
    draft = await deployment.send(who, mine, {"answers": answers}, version=version, method="PUT")
    return await deployment.send(who, mine, version=draft["version"]) if seal else draft


class TestACaller:
    async def test_without_a_token_is_asked_to_sign_in(self, province: Deployment, at_commune: str) -> None:
        for path in ("/api/cases", at_commune, f"{at_commune}/scoring", "/api/sheets/mine"):
            assert (await province.read(None, path, status=401))["slug"] == "sign-in.needed"

    async def test_of_another_office_finds_nothing_and_nothing_to_act_on(
        self, province: Deployment, at_commune: str
    ) -> None:
        assert (await province.read(STRANGER, "/api/cases"))["items"] == []
        await province.read(STRANGER, at_commune, status=404)
        for path, body in [
            ("screening", {"findings": FINDINGS, "proposes": True}),
            ("return", {"missing": ["x"]}),
            ("forwarding", {}),
            ("ruling", {"decision_number": "1"}),
            ("scoring", None),
            ("recusals", {"reason": "x"}),
        ]:
            await province.send(STRANGER, f"{at_commune}/{path}", body, version=1, status=404)
        await province.send(STRANGER, f"{at_commune}/council", seats(), version=1, method="PUT", status=404)

    async def test_above_the_office_reads_its_cases_and_does_not_act_for_it(
        self, province: Deployment, at_commune: str
    ) -> None:
        await province.read(OFFICER, at_commune)
        refused = await province.send(
            OFFICER, f"{at_commune}/screening", {"findings": FINDINGS, "proposes": True}, version=1, status=403
        )
        assert refused["slug"] == "forbidden"

    async def test_below_the_office_sees_nothing_of_it(self, province: Deployment, at_province: str) -> None:
        await province.read(SCREENER, at_province, status=404)

    async def test_who_is_the_producer_sees_the_state_and_not_the_council(
        self, province: Deployment, scoring: str
    ) -> None:
        seen = await province.read(HUONG, scoring)
        assert seen["state"]["code"] == "council"
        assert "steps" not in seen
        assert "layers" not in seen
        for hidden in ("council", "scoring", "sheets/mine"):
            assert (await province.at(HUONG).get(f"{scoring}/{hidden}")).status_code in (403, 404)
        assert (await province.read(person("other", "producer@p-2"), "/api/cases"))["items"] == []

    async def test_may_not_lead_a_council_without_its_chair(self, province: Deployment, scoring: str) -> None:
        for who in (OFFICER, SECRETARY, MEMBERS[0], person("second", f"chair@{PROVINCE}")):
            await province.send(who, f"{scoring}/scoring/reveal", status=403)
            await province.send(who, f"{scoring}/scoring/conclude", status=403)


class TestASheet:
    async def test_is_its_members_alone_until_all_are_opened(self, province: Deployment, scoring: str) -> None:
        await fill(province, MEMBERS[0], scoring, worse=7)
        own = await province.read(MEMBERS[0], f"{scoring}/sheets/mine")
        assert len(own["answers"]) > 20
        for who in (CHAIR, SECRETARY, OFFICER, MEMBERS[1]):
            shown = await province.read(who, f"{scoring}/scoring")
            assert shown["sheets"] == []
            assert shown["result"] is None
        assert (await province.read(MEMBERS[1], f"{scoring}/scoring"))["progress"] is None
        assert (await province.read(MEMBERS[1], f"{scoring}/sheets/mine"))["answers"] == {}
        announced = json.dumps(await province.facts())
        assert own["tally"]["total"] not in [fact.get("total") for fact in await province.facts()]
        assert "1.1.a" not in announced.replace('"self_assessment"', "")

    async def test_is_opened_with_the_others_by_the_chair(self, province: Deployment, scoring: str) -> None:
        for who in (CHAIR, *MEMBERS[:3]):
            await fill(province, who, scoring)
        opened = await province.send(CHAIR, f"{scoring}/scoring/reveal")
        assert sorted(sheet["member_id"] for sheet in opened["sheets"]) == ["chair", "member-1", "member-2", "member-3"]
        assert len((await province.read(MEMBERS[3], f"{scoring}/scoring"))["sheets"]) == 4

    async def test_that_was_not_sealed_stays_secret_for_ever(self, province: Deployment, scoring: str) -> None:
        await fill(province, MEMBERS[3], scoring, seal=False)
        for who in (CHAIR, *MEMBERS[:3]):
            await fill(province, who, scoring)
        opened = await province.send(CHAIR, f"{scoring}/scoring/reveal")
        assert "member-4" not in [sheet["member_id"] for sheet in opened["sheets"]]
        late = await province.send(
            MEMBERS[3], f"{scoring}/sheets/mine", {"answers": {}}, version=1, method="PUT", status=409
        )
        assert late["slug"] == "lifecycle.step-refused"

    async def test_cannot_be_changed_after_it_was_sealed(self, province: Deployment, scoring: str) -> None:
        sealed = await fill(province, MEMBERS[0], scoring)
        assert sealed["digest"]
        changed = await province.send(
            MEMBERS[0],
            f"{scoring}/sheets/mine",
            {"answers": {}},
            version=sealed["version"],
            method="PUT",
            status=409,
        )
        assert "Đã niêm phong" in changed["detail_vi"]

    async def test_is_not_filled_by_the_secretary_or_a_member_of_another_case(
        self, province: Deployment, scoring: str
    ) -> None:
        for who, status in ((SECRETARY, 403), (OFFICER, 403), (person("idle", f"member@{PROVINCE}"), 404)):
            await province.send(who, f"{scoring}/sheets/mine", {"answers": {}}, version=0, method="PUT", status=status)

    async def test_with_an_answer_missing_is_not_sealed_and_says_which(
        self, province: Deployment, scoring: str
    ) -> None:
        answers = best(shelf().get("R26"), 1)
        answers.pop("1.2")
        mine = f"{scoring}/sheets/mine"
        draft = await province.send(MEMBERS[0], mine, {"answers": answers}, version=0, method="PUT")
        assert draft["tally"]["unanswered"] == ["1.2"]
        refused = await province.send(MEMBERS[0], mine, version=draft["version"], status=422)
        assert "/answers/1.2" in json.dumps(refused)

    async def test_with_an_unknown_option_is_not_even_saved(self, province: Deployment, scoring: str) -> None:
        refused = await province.send(
            MEMBERS[0], f"{scoring}/sheets/mine", {"answers": {"1.1": "9.9.z"}}, version=0, method="PUT", status=422
        )
        assert refused["slug"] == "sheet.option-unknown"

    async def test_of_an_older_version_is_not_written_over(self, province: Deployment, scoring: str) -> None:
        await fill(province, MEMBERS[0], scoring, seal=False)
        stale = await province.send(
            MEMBERS[0], f"{scoring}/sheets/mine", {"answers": {}}, version=0, method="PUT", status=412
        )
        assert stale["slug"] == "stale"


class TestAMemberWhoStandsAside:
    async def test_sees_and_scores_nothing_of_the_case_any_more(self, province: Deployment, scoring: str) -> None:
        await fill(province, MEMBERS[0], scoring)
        await province.send(MEMBERS[0], f"{scoring}/recusals", {"reason": "Cùng hộ gia đình với chủ thể"})
        for path in (scoring, f"{scoring}/scoring", f"{scoring}/sheets/mine", f"{scoring}/council"):
            await province.read(MEMBERS[0], path, status=404)
        assert (await province.read(MEMBERS[0], "/api/cases"))["items"] == []
        assert (await province.read(MEMBERS[0], "/api/sheets/mine"))["items"] == []

    async def test_is_left_out_of_quorum_and_result(self, province: Deployment, scoring: str) -> None:
        await fill(province, MEMBERS[0], scoring)
        await province.send(CHAIR, f"{scoring}/recusals", {"person_id": "member-1", "reason": "Tham gia lập hồ sơ"})
        assert (await province.read(CHAIR, f"{scoring}/scoring"))["progress"]["scorers"] == 4
        for who in (CHAIR, *MEMBERS[1:3]):
            await fill(province, who, scoring)
        opened = await province.send(CHAIR, f"{scoring}/scoring/reveal")
        assert [sheet["member_id"] for sheet in opened["sheets"]] == ["chair", "member-2", "member-3"]

    async def test_is_not_sent_aside_by_another_member(self, province: Deployment, scoring: str) -> None:
        await province.send(MEMBERS[0], f"{scoring}/recusals", {"person_id": "member-2", "reason": "x"}, status=403)


class TestWorkLists:
    async def test_hold_what_a_person_still_has_to_do(self, province: Deployment, scoring: str) -> None:
        id = scoring.rpartition("/")[2]
        assert (await province.read(MEMBERS[0], "/api/sheets/mine"))["items"] == [{"case_id": id, "round": 1}]
        await fill(province, MEMBERS[0], scoring)
        assert (await province.read(MEMBERS[0], "/api/sheets/mine"))["items"] == []
        assert [line["id"] for line in (await province.read(MEMBERS[0], "/api/cases"))["items"]] == [id]
        assert (await province.read(REBEL, "/api/cases"))["items"] != []  # secretary of the commune
        assert (await province.read(REBEL, f"/api/cases?office={PROVINCE}"))["items"] == []

    async def test_are_paged_by_key_without_loss_or_repetition(self, province: Deployment, estate: Estate) -> None:
        await estate.publish(*[submitted(dossier(id=f"d-{n}")) for n in range(7)])
        seen, path = [], "/api/cases?limit=3"
        while path:
            answer = await province.at(SCREENER).get(path)
            seen += [line["id"] for line in answer.json()["items"]]
            path = answer.links.get("next", {}).get("url", "").removeprefix("/evaluation")
        assert len(seen) == len(set(seen)) == 7
