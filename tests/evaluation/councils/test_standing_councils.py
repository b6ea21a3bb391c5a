"""Standing councils and "as last time": a council is filled in, and what speaks against somebody is said before saving."""

from __future__ import annotations

import html

from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SECRETARY,
    STRANGER,
    Deployment,
    Estate,
    at_the_province,
    seats,
)

STANDING = {
    "office": PROVINCE,
    "name": "Hội đồng OCOP tỉnh",
    "decision_number": "77/QĐ-UBND",
    "first": "2026-01-01",
    "last": "2030-12-31",
    "seats": seats()["seats"],
}


def chosen(text: str) -> int:
    """How many parts are chosen on the form."""
    return sum(text.count(f'value="{part}" selected') for part in ("chair", "secretary", "member"))


class TestAStandingCouncil:
    async def test_fills_in_a_council_with_its_number_and_marks_what_speaks_against_somebody(
        self, province: Deployment, estate: Estate
    ) -> None:
        kept = await province.send(OFFICER, "/api/standing-councils", STANDING, status=201)
        partisan = {"office": PROVINCE, "person_id": MEMBERS[0].id, "name": "Member 1", "producers": ["p-1"]}
        await province.send(OFFICER, "/api/roster", partisan, status=201)
        gone = {
            "office": PROVINCE,
            "person_id": MEMBERS[1].id,
            "name": "Member 2",
            "roles": [],
            "body": "Sở Công Thương",
        }
        await province.send(OFFICER, "/api/roster", gone, status=201)
        case = (await at_the_province(province, estate)).removeprefix("/api")
        text = html.unescape(await Browser(province, SECRETARY).open(f"{case}/council"))
        assert ("Hội đồng OCOP tỉnh" in text, chosen(text)) == (True, 0)
        assert "Cần xem lại" in text  # in conflict, whatever the part
        text = html.unescape(await Browser(province, SECRETARY).open(f"{case}/council?like={kept['id']}"))
        assert (chosen(text), "77/QĐ-UBND" in text) == (6, True)
        assert "là người của chủ thể nộp hồ sơ này nên không được vào Hội đồng" in text
        assert "chưa có vai trò để làm thành viên" in text
        assert text.count("Cần xem lại") == 2
        assert "– Sở Công Thương" in text

    async def test_is_offered_within_its_term_and_until_it_ends(self, province: Deployment, estate: Estate) -> None:
        case = (await at_the_province(province, estate)).removeprefix("/api")
        await province.send(OFFICER, "/api/standing-councils", STANDING, status=201)
        old = {**STANDING, "name": "Hội đồng nhiệm kỳ cũ", "last": "2026-07-31"}
        await province.send(OFFICER, "/api/standing-councils", old, status=201)
        text = html.unescape(await Browser(province, CHAIR).open(f"{case}/council"))
        assert ("Hội đồng OCOP tỉnh" in text, "Hội đồng nhiệm kỳ cũ" in text) == (True, False)
        listed = (await province.read(CHAIR, f"/api/standing-councils?office={PROVINCE}"))["councils"]
        one = next(council for council in listed if council["name"] == "Hội đồng OCOP tỉnh")
        await province.send(CHAIR, f"/api/standing-councils/{one['id']}/ending", version=one["version"])
        assert "Hội đồng OCOP tỉnh" not in html.unescape(await Browser(province, CHAIR).open(f"{case}/council"))

    async def test_is_an_office_s_own_with_one_name_and_people_of_its_roster(self, province: Deployment) -> None:
        await province.send(STRANGER, "/api/standing-councils", STANDING, status=403)
        await province.read(STRANGER, f"/api/standing-councils?office={PROVINCE}", status=404)
        kept = await province.send(OFFICER, "/api/standing-councils", STANDING, status=201)
        await province.read(STRANGER, f"/api/standing-councils?office={PROVINCE}", status=404)
        again = await province.send(OFFICER, "/api/standing-councils", STANDING, status=409)
        assert again["slug"] == "council.standing-name-taken"
        unknown = {**STANDING, "name": "Khác", "seats": [{"person_id": "nobody", "part": "chair"}]}
        assert (await province.send(OFFICER, "/api/standing-councils", unknown, status=422))["slug"] == (
            "council.person-unknown"
        )
        page = f"/standing-councils/{kept['id']}"
        secretary = Browser(province, SECRETARY)
        assert chosen(await secretary.open(page)) == 6
        without = {"name": "Hội đồng OCOP tỉnh", **{f"seats-{at}-part": "" for at in range(6)}, "seats-0-part": "chair"}
        await secretary.submit(page, without, status=422)
        assert "đúng 1 Thư ký" in html.unescape(secretary.text)


class TestAsLastTime:
    async def test_is_the_council_of_the_same_product_set_and_kind(self, province: Deployment, estate: Estate) -> None:
        other = person("member-9", f"member@{PROVINCE}")
        await province.know(other)
        first = await at_the_province(province, estate, id="d-1", set_no=1)
        await province.send(OFFICER, f"{first}/council", seats(), version="case", method="PUT")
        second = await at_the_province(province, estate, id="d-2", set_no=7)
        six = seats(members=[*MEMBERS, other])
        await province.send(OFFICER, f"{second}/council", six, version="case", method="PUT")
        for set_no, count in ((1, 6), (7, 7)):
            case = (await at_the_province(province, estate, id=f"d-{set_no}0", set_no=set_no)).removeprefix("/api")
            text = html.unescape(await Browser(province, CHAIR).open(f"{case}/council?like=last"))
            assert chosen(text) == count, set_no


class TestARosterLongerThanThePage:
    async def test_says_so_and_the_api_has_everybody(self, province: Deployment, estate: Estate) -> None:
        rows = [
            {"_id": f"{PROVINCE}|p{n}", "version": 1, "person_id": f"p{n}", "office": PROVINCE, "name": f"Người {n:04}",
             "body": None, "roles": ["member"], "producers": []}
            for n in range(405)
        ]  # fmt: skip
        await province.service.database["people"].insert_many(rows)
        case = (await at_the_province(province, estate)).removeprefix("/api")
        text = html.unescape(await Browser(province, CHAIR).open(f"{case}/council"))
        assert "Danh sách nhân sự dài hơn số hiện ở đây" in text
        assert len((await province.read(CHAIR, f"/api/roster?office={PROVINCE}"))["people"]) > 405
