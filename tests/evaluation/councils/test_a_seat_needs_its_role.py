"""A seat needs its role, and whoever stands on the producer's side judges nothing: at seating, and at every act after it."""

from __future__ import annotations

from typing import Any

import pytest

from kit.identity import Grant, Principal
from law.rulebooks import shelf
from services.recusals.case_recusals import CaseRecusals
from services.recusals.use_cases import note
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    CHAIR,
    COMMUNE,
    FINDINGS,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    SECRETARY,
    Deployment,
    Estate,
    at_the_province,
    best,
    dossier,
    seats,
    submitted,
)

AUTHOR = person("author", f"member@{PROVINCE}")
OWN = person("own", f"member@{PROVINCE}", "producer@p-1")
NOBODY = person("nobody")
ELSEWHERE = person("elsewhere", f"member@{COMMUNE}", "chair@17")
ADVISER = person("adviser", f"adviser@{PROVINCE}")


@pytest.fixture
async def case(province: Deployment, estate: Estate) -> str:
    """At the province; `author` helped to write the dossier."""
    wrote = dossier().model_copy(update={"written_by": ["huong", AUTHOR.id]})
    await estate.publish(submitted(wrote))
    [line] = (await province.read(SCREENER, "/api/cases"))["items"]
    commune = f"/api/cases/{line['id']}"
    await province.send(SCREENER, f"{commune}/screening", {"findings": FINDINGS, "proposes": True}, version="case")
    await province.send(SCREENER, f"{commune}/forwarding", {}, version="case")
    await estate.settle()
    [line] = (await province.read(OFFICER, f"/api/cases?office={PROVINCE}&state=opened"))["items"]
    return f"/api/cases/{line['id']}"


async def form(province: Deployment, case: str, status: int | None = None, **who: Any) -> Any:
    return await province.send(OFFICER, f"{case}/council", seats(**who), version="case", method="PUT", status=status)


def with_grants(who: Principal, *grants: str) -> Principal:
    """The same person as the provider would say now."""
    return who.model_copy(update={"grants": tuple(Grant.parse(grant) for grant in grants)})


def now(province: Deployment, who: Principal) -> Principal:
    """Has a person come with a fresh token."""
    province.clients.pop(who.id, None)
    return who


class TestSeating:
    @pytest.mark.parametrize(
        ("who", "slug"),
        [
            (NOBODY, "council.person-unknown"),
            (ELSEWHERE, "council.person-unknown"),
            (ADVISER, "council.role-unknown"),
            (SECRETARY, "council.role-unknown"),
            (AUTHOR, "council.conflict-of-interest"),
            (OWN, "council.conflict-of-interest"),
        ],
        ids=lambda one: getattr(one, "id", one),
    )
    async def test_asks_for_a_role_at_the_office_and_for_no_side_taken(
        self, province: Deployment, case: str, who: Principal, slug: str
    ) -> None:
        await province.know(NOBODY, ELSEWHERE, ADVISER, AUTHOR, OWN)
        refused = await form(province, case, 422, members=[*MEMBERS, who])
        assert slug in {refused["slug"], *(one["slug"] for one in refused.get("errors", ()))}
        await province.read(OFFICER, f"{case}/council", status=409)

    async def test_is_refused_to_who_stood_aside_before_another_office(self, province: Deployment, case: str) -> None:
        dossier_id = (await province.read(OFFICER, case))["dossier"]["dossier_id"]
        elsewhere = CaseRecusals(id="case-elsewhere", dossier_id=dossier_id, people=(MEMBERS[0].id, "somebody"))
        await province.service.work.run(note, [elsewhere])
        refused = await form(province, case, 422)
        assert (refused["slug"], refused["pointer"]) == ("council.conflict-of-interest", "/seats/2")
        await form(province, case, members=[*MEMBERS[1:], person("new", f"member@{PROVINCE}")], status=422)
        await province.know(person("new", f"member@{PROVINCE}"))
        await form(province, case, members=[*MEMBERS[1:], person("new", f"member@{PROVINCE}")])

    async def test_takes_each_part_by_its_own_role(self, province: Deployment, case: str) -> None:
        refused = await form(province, case, 422, chair=SECRETARY, secretary=CHAIR, members=MEMBERS[1:])
        assert [one["slug"] for one in refused["errors"]] == ["council.role-unknown"] * 2
        assert [one["pointer"] for one in refused["errors"]] == ["/seats/0", "/seats/1"]

    async def test_carries_its_right_whoever_leads_does_what_a_chair_may(self, province: Deployment, case: str) -> None:
        await form(province, case, chair=MEMBERS[0], members=MEMBERS[1:])
        await province.send(MEMBERS[1], f"{case}/scoring", version="case", status=403)
        await province.send(MEMBERS[0], f"{case}/scoring", version="case")
        assert (await province.read(MEMBERS[0], f"{case}/scoring"))["progress"]
        assert (await province.read(MEMBERS[1], f"{case}/scoring"))["progress"] is None
        await province.send(MEMBERS[1], f"{case}/recusals", {"person_id": MEMBERS[2].id, "reason": "x"}, status=403)
        await province.send(MEMBERS[0], f"{case}/recusals", {"person_id": MEMBERS[2].id, "reason": "Cùng cơ sở"})

    async def test_knows_whom_a_keeper_of_the_roster_entered(self, province: Deployment, case: str) -> None:
        new = person("new")
        entered = {"office": PROVINCE, "person_id": new.id, "name": "Người Mới", "roles": ["member"]}
        for who in (
            MEMBERS[0],
            OFFICER.model_copy(update={"id": "o-17", "grants": (Grant.parse("province-officer@17"),)}),
        ):
            await province.send(who, "/api/roster", entered, status=403)
        await province.send(OFFICER, "/api/roster", entered)
        council = await form(province, case, members=[*MEMBERS, new])
        assert council["seats"][-1]["person_id"] == new.id

    async def test_believes_the_persons_own_token_over_what_was_entered(self, province: Deployment, case: str) -> None:
        gone = with_grants(MEMBERS[0], f"secretary@{COMMUNE}")
        await province.at(gone).get("/work")
        assert (await form(province, case, 422))["slug"] == "council.role-unknown"
        province.clients.pop(gone.id)
        await province.at(MEMBERS[0]).get("/work")
        await form(province, case)


class TestAnAct:
    @pytest.fixture
    async def scoring(self, province: Deployment, case: str) -> str:
        await province.know(AUTHOR)
        await form(province, case)
        await province.send(CHAIR, f"{case}/scoring", version="case")
        return case

    async def test_of_who_lost_the_role_finds_nothing(self, province: Deployment, scoring: str) -> None:
        for grants in ((), (f"member@{COMMUNE}",), ("chair@17", "producer@p-2")):
            gone = now(province, with_grants(MEMBERS[0], *grants))
            body = {"answers": best(shelf().get("R26"), 1)}
            await province.send(gone, f"{scoring}/sheets/mine", body, version=0, method="PUT", status=404)
            await province.send(gone, f"{scoring}/sheets/mine", version=0, status=404)
            await province.send(gone, f"{scoring}/recusals", {"reason": "x"}, status=404)
            for path in (scoring, f"{scoring}/council", f"{scoring}/scoring"):
                await province.read(gone, path, status=404)
            assert (await province.read(gone, "/api/sheets/mine"))["items"] == []
            assert (await province.read(gone, "/api/cases"))["items"] == []

    async def test_of_who_sees_the_case_otherwise_is_refused_by_name(self, province: Deployment, scoring: str) -> None:
        adviser = now(province, with_grants(MEMBERS[0], f"adviser@{PROVINCE}"))
        refused = await province.send(
            adviser, f"{scoring}/sheets/mine", {"answers": {}}, version=0, method="PUT", status=403
        )
        assert refused["slug"] == "council.role-gone"
        assert "thành viên" in refused["detail_vi"]
        secretary = now(province, with_grants(CHAIR, f"secretary@{PROVINCE}"))
        for act in ("reveal", "again", "conclude"):
            assert (await province.send(secretary, f"{scoring}/scoring/{act}", status=403))[
                "slug"
            ] == "council.role-gone"

    async def test_of_the_producers_own_person_is_refused_by_name_and_they_see_what_a_producer_sees(
        self, province: Deployment, scoring: str
    ) -> None:
        own = now(province, with_grants(MEMBERS[0], f"member@{PROVINCE}", "producer@p-1"))
        mine = f"{scoring}/sheets/mine"
        for sent in (
            province.send(own, mine, {"answers": {}}, version=0, method="PUT", status=403),
            province.send(own, mine, version=1, status=403),
        ):
            assert (await sent)["slug"] == "case.conflict-of-interest"
        assert "layers" not in await province.read(own, scoring)
        for hidden in ("council", "scoring"):
            await province.read(own, f"{scoring}/{hidden}", status=404)
        assert (await province.read(own, "/api/sheets/mine"))["items"] == []
        await province.send(own, f"{scoring}/recusals", {"reason": "Là người của cơ sở"})
        await province.read(CHAIR, scoring)

    @pytest.mark.parametrize(
        ("who", "role"),
        [(OFFICER, "province-officer"), (CHAIR, "chair"), (SECRETARY, "secretary")],
        ids=lambda o: str(o)[:9],
    )
    async def test_for_the_office_is_refused_to_who_stands_on_the_producers_side(
        self, province: Deployment, case: str, who: Principal, role: str
    ) -> None:
        own = now(province, with_grants(who, f"{role}@{PROVINCE}", "producer@p-1"))
        refused = await province.send(own, f"{case}/council", seats(), version=1, method="PUT", status=403)
        assert refused["slug"] == "case.conflict-of-interest"
        assert refused["detail_en"].startswith("Somebody who acts for the producer")
        await province.send(own, f"{case}/scoring", version=1, status=403)

    async def test_of_screening_is_refused_to_who_wrote_the_dossier(self, province: Deployment, estate: Estate) -> None:
        await estate.publish(submitted(dossier(id="d-2").model_copy(update={"written_by": [SCREENER.id]})))
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        path = f"/api/cases/{line['id']}"
        for act, body in (("screening", {"findings": FINDINGS, "proposes": True}), ("return", {"missing": ["x"]})):
            refused = await province.send(SCREENER, f"{path}/{act}", body, version=1, status=403)
            assert refused["slug"] == "case.conflict-of-interest"

    async def test_is_not_offered_where_it_would_be_refused(self, province: Deployment, scoring: str) -> None:
        """The page's buttons ask what the use case asks."""
        page = scoring.removeprefix("/api")
        own = now(province, with_grants(MEMBERS[0], f"member@{PROVINCE}", "producer@p-1"))
        assert f'"/evaluation{page}/sheet"' not in (await province.at(own).get(page)).text
        assert (await province.at(own).get(f"{page}/scoring")).status_code == 404
        assert f'"/evaluation{page}/sheet"' in (await province.at(MEMBERS[1]).get(page)).text


async def test_a_council_that_was_only_formed_is_not_the_producers_to_see(province: Deployment, estate: Estate) -> None:
    case = await at_the_province(province, estate)
    await form(province, case)
    huong = person("huong", "producer@p-1")
    assert (await province.at(huong).get(f"{case.removeprefix('/api')}/scoring")).status_code == 404
