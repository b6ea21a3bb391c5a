"""The one person who can act is gone: somebody else can, in every state of a council's scoring."""

from __future__ import annotations

from typing import Any

import pytest

from kit.identity import Principal
from law.rulebooks import shelf
from services.evaluation.scoring import store
from services.evaluation.scoring.sheet import is_genuine
from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
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
    confirmed,
    ruled,
    seal_all,
    seats,
)

ILL = "Ốm dài ngày"
FIFTH = person("member-5", f"member@{PROVINCE}")
DEPUTY = person("deputy", f"member@{PROVINCE}")
BEST = best(shelf().get("R26"), 1)
FAR = best(shelf().get("R26"), 1, worse=12)


async def opened(province: Deployment, estate: Estate, *, deputy: bool = False) -> str:
    """A case whose council scores."""
    await province.know(FIFTH, DEPUTY)
    case = await at_the_province(province, estate)
    body = seats()
    if deputy:
        body["seats"].append({"person_id": DEPUTY.id, "name": DEPUTY.name, "part": "deputy"})
    await province.send(OFFICER, f"{case}/council", body, version="case", method="PUT")
    await province.send(CHAIR, f"{case}/scoring", version="case")
    return case


async def replace(
    province: Deployment, case: str, left: Principal, taker: Principal, *, status: int = 200, by: Principal = OFFICER
) -> Any:
    body = {"leaves": left.id, "person_id": taker.id, "reason": ILL}
    return await province.send(by, f"{case}/replacements", body, status=status)


async def finish(province: Deployment, case: str, leader: Principal) -> None:
    """The leader concludes and rules, by the seat alone; the ruling counts again from its events."""
    await province.send(leader, f"{case}/scoring/conclude")
    await confirmed(province, case, leader)
    ruling = await province.send(leader, f"{case}/ruling", {"decision_number": "100/QĐ-UBND"}, version="case")
    assert (await province.read(OFFICER, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []


class TestAChairWhoIsGone:
    async def test_while_sheets_are_secret_is_replaced_by_a_member_who_then_leads_by_the_seat(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, dict.fromkeys((CHAIR, *MEMBERS), BEST))
        council = await replace(province, case, CHAIR, MEMBERS[0])
        assert {seat["person_id"]: seat["part"] for seat in council["seats"]} == {
            MEMBERS[0].id: "chair",
            SECRETARY.id: "secretary",
            **{one.id: "member" for one in MEMBERS[1:]},
        }
        seen = await province.read(MEMBERS[0], f"{case}/scoring")
        assert (seen["progress"]["scorers"], seen["progress"]["sealed"]) == (4, 4)
        await province.send(CHAIR, f"{case}/scoring/reveal", status=403)
        await province.send(CHAIR, f"{case}/sheets/mine", method="GET", status=403)
        revealed = await province.send(MEMBERS[0], f"{case}/scoring/reveal")
        assert CHAIR.id not in {sheet["member_id"] for sheet in revealed["sheets"]}
        await finish(province, case, MEMBERS[0])

    async def test_after_the_reveal_is_replaced_and_no_sheet_changes(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, dict.fromkeys((CHAIR, *MEMBERS), BEST))
        before = await province.send(CHAIR, f"{case}/scoring/reveal")
        assert (await replace(province, case, MEMBERS[1], FIFTH, status=409))["slug"] == "council.sheets-revealed"
        await replace(province, case, CHAIR, FIFTH)
        after = await province.read(FIFTH, f"{case}/scoring")
        assert after["sheets"] == before["sheets"]
        await finish(province, case, FIFTH)

    async def test_in_a_dispute_is_replaced_and_who_took_the_seat_scores_the_next_round(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, {CHAIR: FAR, **dict.fromkeys(MEMBERS, BEST)})
        assert (await province.send(CHAIR, f"{case}/scoring/reveal"))["state"]["code"] == "disputed"
        apart = (await province.read(SECRETARY, f"{case}/scoring"))["differences"]
        leaf = next(iter(BEST))
        assert FAR[leaf] in {given["option"] for one in apart if one["id"] == leaf for given in one["given"]}
        assert f"{leaf}. " in await Browser(province, SECRETARY).open(f"{case.removeprefix('/api')}/scoring")
        await replace(province, case, CHAIR, FIFTH)
        await province.send(FIFTH, f"{case}/scoring/again")
        await seal_all(province, case, dict.fromkeys((FIFTH, *MEMBERS), BEST))
        revealed = await province.send(FIFTH, f"{case}/scoring/reveal")
        assert {one["member_id"] for one in revealed["sheets"] if one["round"] == 2} == {
            FIFTH.id, *(one.id for one in MEMBERS),
        }  # fmt: skip
        await finish(province, case, FIFTH)

    async def test_in_conflict_stands_aside_at_once_and_a_deputy_leads(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await opened(province, estate, deputy=True)
        await province.send(CHAIR, f"{case}/recusals", {"reason": "Cùng hộ gia đình"})
        await province.read(CHAIR, case, status=404)
        await seal_all(province, case, dict.fromkeys((DEPUTY, *MEMBERS), BEST))
        await province.send(MEMBERS[0], f"{case}/scoring/reveal", status=403)
        await province.send(DEPUTY, f"{case}/scoring/reveal")
        await finish(province, case, DEPUTY)

    async def test_in_conflict_without_a_deputy_leaves_it_to_the_office_which_is_told_so(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, dict.fromkeys(MEMBERS, BEST))
        await province.send(CHAIR, f"{case}/recusals", {"reason": "Cùng hộ gia đình"})
        refused = await province.send(OFFICER, f"{case}/scoring/reveal", status=409)
        assert refused["slug"] == "council.nobody-leads"
        assert "Thay Chủ tịch" in await Browser(province, OFFICER).open(f"{case.removeprefix('/api')}/scoring")
        await replace(province, case, CHAIR, MEMBERS[0])
        await province.read(CHAIR, case, status=404)  # who stood aside does so for good
        await province.send(MEMBERS[0], f"{case}/scoring/reveal")
        await finish(province, case, MEMBERS[0])

    async def test_in_conflict_after_the_reveal_has_all_others_score_again(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await opened(province, estate, deputy=True)
        await seal_all(province, case, dict.fromkeys((CHAIR, DEPUTY, *MEMBERS), BEST))
        await province.send(CHAIR, f"{case}/scoring/reveal")
        await province.send(CHAIR, f"{case}/recusals", {"reason": "Cùng hộ gia đình"})
        seen = await province.read(DEPUTY, f"{case}/scoring")
        assert (seen["state"]["code"], seen["round"], seen["progress"]["sealed"]) == ("open", 2, 0)
        assert seen["rounds"][-1]["restarted"] is True
        await seal_all(province, case, dict.fromkeys((DEPUTY, *MEMBERS), BEST))
        await province.send(DEPUTY, f"{case}/scoring/reveal")
        await finish(province, case, DEPUTY)


class TestReplacingSomebody:
    async def test_puts_the_newcomer_in_the_place_of_who_left_and_their_secret_sheet_out(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, dict.fromkeys((CHAIR, *MEMBERS), BEST))
        await replace(province, case, MEMBERS[0], FIFTH, by=SECRETARY)
        await province.read(MEMBERS[0], case, status=404)
        progress = (await province.read(SECRETARY, f"{case}/scoring"))["progress"]
        assert (progress["scorers"], progress["sealed"], progress["waiting_for"]) == (5, 4, [FIFTH.name])
        [row] = await store.sheets.select(province.service.work.reading(), {"member_id": MEMBERS[0].id})
        assert row.state.value == "set-aside"
        [*_, announced] = await province.facts("vn.ocop.evaluation.council.reseated.v1")
        assert FIFTH.id in {seat["person_id"] for seat in announced["seats"]}
        assert ILL not in str(announced)
        assert ILL in await Browser(province, SECRETARY).open(f"{case.removeprefix('/api')}/scoring")

    async def test_is_done_on_the_page(self, province: Deployment, estate: Estate) -> None:
        case = await opened(province, estate)
        officer, page = Browser(province, OFFICER), case.removeprefix("/api")
        assert f"{page}/replacements" in await officer.open(f"{page}/scoring")
        assert FIFTH.name in await officer.open(f"{page}/replacements")
        await officer.submit(f"{page}/replacements", {"leaves": MEMBERS[0].id, "person_id": FIFTH.id, "reason": ILL})
        assert FIFTH.id in str(await province.read(OFFICER, f"{case}/council"))
        assert "/replacements" not in await Browser(province, MEMBERS[1]).open(f"{page}/scoring")

    @pytest.mark.parametrize(
        ("body", "slug"),
        [
            ({"leaves": "nobody"}, "council.not-on-it"),
            ({"person_id": CHAIR.id}, "council.replaced-by-themselves"),
            ({"person_id": MEMBERS[3].id}, "council.successor-stands-aside"),
            ({"reason": ""}, "council.replacement-reason-missing"),
            ({"person_id": SECRETARY.id}, "council.role-unknown"),
            ({"person_id": "unheard-of"}, "council.person-unknown"),
        ],
    )
    async def test_is_refused_with_what_to_do(
        self, province: Deployment, estate: Estate, body: dict[str, str], slug: str
    ) -> None:
        case = await opened(province, estate)
        await province.send(MEMBERS[3], f"{case}/recusals", {"reason": "Cùng cơ sở"})
        asked = {"leaves": CHAIR.id, "person_id": FIFTH.id, "reason": ILL, **body}
        refused = await province.send(OFFICER, f"{case}/replacements", asked, status=404 if "leaves" in body else 422)
        assert refused["slug"] == slug
        await province.send(MEMBERS[0], f"{case}/replacements", asked, status=403)


class TestASheetSealedByMistake:
    async def test_is_its_owners_draft_again_until_any_is_revealed(self, province: Deployment, estate: Estate) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, dict.fromkeys((CHAIR, *MEMBERS), BEST))
        mine = f"{case}/sheets/mine"
        sealed = await province.read(MEMBERS[0], mine)
        why = {"reason": "Chưa xem hết minh chứng"}
        await province.send(MEMBERS[0], f"{mine}/unsealing", why, version=sealed["version"] - 1, status=412)
        draft = await province.send(MEMBERS[0], f"{mine}/unsealing", why, version=sealed["version"])
        assert (draft["state"]["code"], draft["digest"], draft["answers"]) == ("draft", None, sealed["answers"])
        assert draft["unsealed"][0]["note"] == why["reason"]
        progress = (await province.read(CHAIR, f"{case}/scoring"))["progress"]
        assert (progress["sealed"], progress["waiting_for"]) == (4, [MEMBERS[0].name])
        [announced] = await province.facts("vn.ocop.evaluation.scorecard.unsealed.v1")
        assert (announced["member_id"], announced["digest"]) == (MEMBERS[0].id, sealed["digest"])
        assert why["reason"] not in str(announced)
        await seal_all(province, case, {MEMBERS[0]: BEST})
        [row] = await store.sheets.select(province.service.work.reading(), {"member_id": MEMBERS[0].id})
        assert is_genuine(row)
        assert row.digest != sealed["digest"]
        await province.send(CHAIR, f"{case}/scoring/reveal")
        late = await province.send(MEMBERS[0], f"{mine}/unsealing", why, version="case", status=409)
        assert late["slug"] == "lifecycle.step-refused"
        ruling = await ruled(province, case)
        assert (await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount"))["differences"] == []

    async def test_is_read_and_taken_back_on_its_page(self, province: Deployment, estate: Estate) -> None:
        case = await opened(province, estate)
        await seal_all(province, case, {MEMBERS[0]: BEST})
        page = case.removeprefix("/api")
        owner = Browser(province, MEMBERS[0])
        shown = await owner.open(f"{page}/sheet")
        leaf = shelf().get("R26").sheet(1).leaves[0]
        chosen = next(option for option in leaf.options if option.id == BEST[leaf.id])
        assert chosen.label.vi in shown
        missing = await province.send(
            MEMBERS[0], f"{case}/sheets/mine/unsealing", {"reason": " "}, version=2, status=422
        )
        assert missing["slug"] == "sheet.unsealing-reason-missing"
        await owner.submit(f"{page}/sheet/unsealing", {"reason": "Niêm phong nhầm"})
        assert (await province.read(MEMBERS[0], f"{case}/sheets/mine"))["state"]["code"] == "draft"


class TestFormingACouncil:
    async def test_is_proposed_as_the_last_was_seated_with_each_persons_body(
        self, province: Deployment, estate: Estate
    ) -> None:
        await opened(province, estate)
        other = (await at_the_province(province, estate, id="d-2", set_no=2)).removeprefix("/api")
        officer = Browser(province, OFFICER)
        assert "?like=last" in await officer.open(f"{other}/council")
        shown = await officer.open(f"{other}/council?like=last")
        assert shown.count('value="chair" selected') == 1
        assert shown.count('value="member" selected') == len(MEMBERS)
        assert 'name="seats-0-body"' in shown


async def test_a_line_that_rejects_reads_so_on_the_sheet(province: Deployment, estate: Estate) -> None:
    case = await opened(province, estate)
    shown = await Browser(province, MEMBERS[0]).open(f"{case.removeprefix('/api')}/sheet")
    form = shelf().get("R26").sheet(1)
    rejecting = [one for leaf in form.leaves for one in leaf.conditions if one.kind == "reject"]
    assert rejecting or form.reject
    assert "Hồ sơ bị loại nếu: " in shown
