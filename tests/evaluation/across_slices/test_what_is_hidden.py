"""
What a person may not see is absent from list, single, filter, count and version alike: the council from its producer, the
seals from a member, and a dossier, at every office of it, from whoever stood aside.
"""

from __future__ import annotations

from typing import Any

import pytest
from ocop_events.evaluation.council import CouncilSeat, MemberRecusedV1

from kit.identity import Principal
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
    Deployment,
    Estate,
    best,
    confirmed,
    dossier,
    seats,
    submitted,
)
from tests.records import record_of

MINH = person("member-1", f"member@{PROVINCE}", f"commune-officer@{COMMUNE}")
"""Screens at the commune, and sits on the council of the province."""
STATES = ["opened", "council", "scoring", "scored", "recognised"]


@pytest.fixture
async def formed(province: Deployment, at_province: str) -> str:
    await province.send(OFFICER, f"{at_province}/council", seats(), version="case", method="PUT")
    return at_province


async def seal(province: Deployment, who: Principal, case: str) -> None:
    mine = f"{case}/sheets/mine"
    draft = await province.send(who, mine, {"answers": best(shelf().get("R26"), 1)}, version=0, method="PUT")
    await province.send(who, mine, version=draft["version"])


async def everything(province: Deployment, who: Principal, case: str) -> dict[str, Any]:
    """All that a person can read of a case, in every way there is: bodies, ETags, filters, counts, pages, refusals."""
    client, id = province.at(who), case.rpartition("/")[2]
    single = await client.get(case)
    seen: dict[str, Any] = {"single": (single.status_code, single.json().get("version"), single.headers.get("etag"))}
    seen["body"] = {name: value for name, value in single.json().items() if name != "correlation_id"}
    for query in ("", "?limit=1", f"?office={PROVINCE}", "?ended=false", *(f"?state={state}" for state in STATES)):
        seen[f"list{query}"] = (await client.get(f"/api/cases{query}")).json()
    for hidden in ("council", "scoring", "sheets/mine", "steadiness"):
        answer = await client.get(f"{case}/{hidden}")
        seen[hidden] = (answer.status_code, answer.json().get("slug"), answer.headers.get("etag"))
    for path, body in (
        ("screening", {"findings": {}, "proposes": True}),
        ("scoring", None),
        ("recusals", {"reason": "x"}),
    ):
        for version in range(1, 12):
            refused = await client.post(f"{case}/{path}", json=body, headers={"if-match": f'"{version}"'})
            seen[f"{path} {version}"] = (refused.status_code, refused.json()["slug"])
    for page in (f"/cases/{id}/scoring", f"/cases/{id}/sheet", f"/cases/{id}/council"):
        answer = await client.get(page, headers={"accept": "application/json"})
        seen[page] = (answer.status_code, answer.json().get("slug") if answer.status_code >= 400 else answer.text)
    return seen


class TestAProducer:
    async def test_cannot_tell_by_anything_how_far_the_council_is(self, province: Deployment, formed: str) -> None:
        before = await everything(province, HUONG, formed)
        assert before["body"]["state"]["code"] == "council"
        assert (before["council"][0], before["scoring"][0], before["sheets/mine"][0]) == (404, 404, 404)
        await province.send(CHAIR, f"{formed}/scoring", version="case")
        assert await everything(province, HUONG, formed) == before
        await seal(province, MEMBERS[0], formed)
        await province.send(CHAIR, f"{formed}/recusals", {"person_id": "member-4", "reason": "x"})
        assert await everything(province, HUONG, formed) == before
        for who in (CHAIR, *MEMBERS[1:3]):
            await seal(province, who, formed)
        await province.send(CHAIR, f"{formed}/scoring/reveal")
        assert await everything(province, HUONG, formed) == before
        await province.send(CHAIR, f"{formed}/scoring/conclude")
        assert await everything(province, HUONG, formed) == before
        await confirmed(province, formed)
        await province.send(
            CHAIR, f"{formed}/ruling", {"decision_number": "100/QĐ-UBND", "decided_on": "2026-08-03"}, version="case"
        )
        after = await everything(province, HUONG, formed)
        assert after["body"]["state"]["code"] in ("recognised", "forwarded")
        assert after["single"][2] != before["single"][2]

    async def test_finds_by_a_hidden_state_what_is_published_as_the_same(
        self, province: Deployment, formed: str
    ) -> None:
        await province.send(CHAIR, f"{formed}/scoring", version="case")
        id = formed.rpartition("/")[2]
        for who, found in ((HUONG, {"council", "scoring", "scored"}), (MEMBERS[0], {"scoring"})):
            for state in STATES:
                listed = [line["id"] for line in (await province.read(who, f"/api/cases?state={state}"))["items"]]
                assert (id in listed) is (state in found), (who.id, state)

    async def test_who_is_an_officer_elsewhere_too_sees_each_case_from_one_side(
        self, province: Deployment, formed: str
    ) -> None:
        await province.send(CHAIR, f"{formed}/scoring", version="case")
        id = formed.rpartition("/")[2]
        both = person("both", "producer@p-1", f"commune-officer@{COMMUNE}")
        for state, there in (("scoring", True), ("council", True), ("forwarded", False), ("recognised", False)):
            listed = [line["id"] for line in (await province.read(both, f"/api/cases?state={state}"))["items"]]
            assert (id in listed) is there, state
        inside = person("inside", "producer@p-1", f"province-officer@{PROVINCE}")
        for state, there in (("scoring", True), ("council", True), ("scored", True), ("recognised", False)):
            listed = [line["id"] for line in (await province.read(inside, f"/api/cases?state={state}"))["items"]]
            assert (id in listed) is there, state


class TestAMember:
    async def test_cannot_count_the_seals_by_a_version(self, province: Deployment, formed: str) -> None:
        await province.send(CHAIR, f"{formed}/scoring", version="case")

        async def read(who: Principal) -> list[Any]:
            answers = [await province.at(who).get(f"{formed}{part}") for part in ("", "/council", "/scoring")]
            return [(answer.headers["etag"], answer.json()) for answer in answers]

        before = await read(MEMBERS[3])
        led = await read(CHAIR)
        for who in MEMBERS[:3]:
            await seal(province, who, formed)
        assert await read(MEMBERS[3]) == before
        assert (await read(CHAIR))[2] != led[2], "who leads it is told of each seal"
        await seal(province, MEMBERS[3], formed)
        assert (await read(MEMBERS[3]))[2] != before[2], "their own seal they may see"


async def closed(province: Deployment, who: Principal, cases: list[str]) -> bool:
    """Whether every case is absent in every way; all ways must say the same."""
    signs = set()
    for case in cases:
        id = case.rpartition("/")[2]
        missing = await province.at(who).get("/api/cases/nothing")
        answer = await province.at(who).get(case)
        signs.add(answer.status_code == 404)
        if answer.status_code == 404:
            same = ("slug", "detail_vi", "status")
            assert [answer.json()[name] for name in same] == [missing.json()[name] for name in same]
        for query in (
            "",
            "&ended=false",
            "&ended=true",
            *(f"&state={state}" for state in [*STATES, "forwarded", "handed-over"]),
        ):
            listed = (await province.read(who, f"/api/cases?limit=200{query}"))["items"]
            if query == "":
                signs.add(id not in [line["id"] for line in listed])
            elif True in signs:
                assert id not in [line["id"] for line in listed]
        for page in (f"/cases/{id}", f"/cases/{id}/rulings"):
            if True in signs:
                assert (await province.at(who).get(page)).status_code == 404
    assert len(signs) == 1, signs
    return signs.pop()


class TestStandingAside:
    @pytest.mark.parametrize("when", ["formed", "scoring"])
    async def test_closes_the_dossier_at_every_office_of_it(
        self, province: Deployment, at_commune: str, formed: str, when: str
    ) -> None:
        both = [at_commune, formed]
        if when == "scoring":
            await province.send(CHAIR, f"{formed}/scoring", version="case")
        assert not await closed(province, MINH, both)
        await province.send(MINH, f"{formed}/recusals", {"reason": "Cùng hộ gia đình với chủ thể"})
        assert await closed(province, MINH, both)
        assert not await closed(province, SCREENER, [at_commune])
        for who in (OFFICER, CHAIR, SECRETARY, MEMBERS[1]):
            assert not await closed(province, who, [formed])
        await province.send(
            MINH, f"{at_commune}/screening", {"findings": FINDINGS, "proposes": True}, version=1, status=404
        )

    async def test_outlasts_the_ruling(self, province: Deployment, at_commune: str, formed: str) -> None:
        await province.send(MINH, f"{formed}/recusals", {"reason": "x"})
        await province.send(CHAIR, f"{formed}/scoring", version="case")
        for who in (CHAIR, *MEMBERS[1:]):
            await seal(province, who, formed)
        await province.send(CHAIR, f"{formed}/scoring/reveal")
        await province.send(CHAIR, f"{formed}/scoring/conclude")
        await confirmed(province, formed)
        ruling = await province.send(CHAIR, f"{formed}/ruling", {"decision_number": "100/QĐ-UBND"}, version="case")
        assert await closed(province, MINH, [at_commune, formed])
        for path in (f"/api/rulings/{ruling['ruling_id']}", f"/api/rulings/{ruling['ruling_id']}/explanation"):
            await province.read(MINH, path, status=404)

    async def test_at_another_office_is_learned_of_whenever_the_event_comes(
        self, province: Deployment, estate: Estate
    ) -> None:
        for _ in range(2):
            await consumed_elsewhere(province, "d-2", "member-1")
        await estate.publish(submitted(dossier(id="d-2")))
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        assert await closed(province, MINH, [f"/api/cases/{line['id']}"])
        assert not await closed(province, SCREENER, [f"/api/cases/{line['id']}"])

    async def test_leaves_a_producer_their_own_side_of_it(self, province: Deployment, formed: str) -> None:
        both = person("huong", "producer@p-1", f"province-officer@{PROVINCE}")
        assert "steps" not in await province.read(both, formed)
        await consumed_elsewhere(province, dossier().dossier_id, "huong")
        seen = await province.read(both, formed)
        assert "steps" not in seen
        assert seen == await province.read(person("of-the-same", "producer@p-1"), formed)
        await province.read(both, f"{formed}/council", status=404)


async def consumed_elsewhere(province: Deployment, dossier_id: str, person_id: str) -> None:
    """Brings the news that somebody stood aside at an office of another deployment."""
    announced = MemberRecusedV1(
        case_id="case-elsewhere",
        dossier_id=dossier_id,
        office="33/330",
        council_id="council-elsewhere",
        seats=[CouncilSeat(person_id=person_id, part="member", recused=True)],
        recused=[person_id],
        person_id=person_id,
        recused_at=province.clock.now(),
    )
    record = record_of(announced, province.clock.now())
    await province.service.dead_letters.applier.apply(province.service.by_topic[record.topic], record)
