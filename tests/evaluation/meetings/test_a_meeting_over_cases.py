"""A meeting over several cases: called, held case by case, closed, minuted; each reader sees only what is theirs."""

from __future__ import annotations

import html
import io
from datetime import timedelta

import pytest
from docx import Document

from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SECRETARY,
    STRANGER,
    Deployment,
    Estate,
    seats,
)
from tests.evaluation.meetings.meeting_harness import act, agenda, called, cases, everybody, opened, sealed
from tests.pdfs import a_pdf

TYPE = "vn.ocop.evaluation.meeting."


class TestAnAgenda:
    async def test_is_called_moved_and_cancelled_with_notice_to_all_councils(
        self, province: Deployment, estate: Estate
    ) -> None:
        first, second, third = await cases(province, estate, 3)
        offered = (await province.read(SECRETARY, f"/api/meetings/proposals?office={PROVINCE}"))["items"]
        assert {one["id"] for one in offered} == {first, second, third}
        meeting = await called(province, [second, first])
        assert [one["case_id"] for one in meeting["items"]] == [second, first]
        assert meeting["files_open_on"] == "2026-08-07"  # the working day before a Monday
        [fact] = await province.facts(f"{TYPE}called.v1")
        assert [one["position"] for one in fact["agenda"]] == [1, 2]
        assert (fact["case_id"], fact["files_open_on"]) == (None, "2026-08-07")
        left = (await province.read(SECRETARY, f"/api/meetings/proposals?office={PROVINCE}"))["items"]
        assert [one["id"] for one in left] == [third]
        await province.send(SECRETARY, "/api/meetings", agenda([first]), status=409)
        changed = agenda([first, third], hour="14:00", note="Chủ tịch bận")
        del changed["office"]
        at = f"/api/meetings/{meeting['id']}"
        await province.send(SECRETARY, at, changed, version=meeting["version"] + 7, method="PUT", status=412)
        moved = await province.send(SECRETARY, at, changed, version=meeting["version"], method="PUT")
        assert (await province.facts(f"{TYPE}called.v1"))[-1]["moved"] is True
        assert (await province.read(OFFICER, f"/api/cases/{second}"))["meets_at"] is None
        why = {"reason": "Mưa bão"}
        await province.send(CHAIR, f"{at}/cancellation", why, version=moved["version"])
        [closed] = await province.facts(f"{TYPE}closed.v1")
        assert (closed["called_off"], len(closed["agenda"])) == (True, 2)

    async def test_gives_members_the_files_a_working_day_before(self, province: Deployment, estate: Estate) -> None:
        [case] = await cases(province, estate, 1)
        today = f"{province.clock.now() + timedelta(hours=9):%Y-%m-%d}"
        refused = await province.send(SECRETARY, "/api/meetings", agenda([case], on=today, hour="23:00"), status=422)
        assert refused["type"].endswith("meeting.files-too-late")

    async def test_is_no_business_of_others(self, province: Deployment, estate: Estate) -> None:
        [case] = await cases(province, estate, 1)
        await province.send(MEMBERS[0], "/api/meetings", agenda([case]), status=403)
        meeting = await called(province, [case])
        for who in (HUONG, STRANGER):
            await province.read(who, f"/api/meetings/{meeting['id']}", status=404)
            assert (await province.read(who, "/api/meetings"))["items"] == []
        await province.read(None, f"/api/meetings/{meeting['id']}", status=401)
        assert len((await province.read(MEMBERS[0], "/api/meetings"))["items"]) == 1


class TestHeld:
    async def test_one_case_after_the_other_to_signed_minutes(self, province: Deployment, estate: Estate) -> None:
        first, second, third = await cases(province, estate, 3)
        meeting = await opened(province, [first, second, third], **{MEMBERS[3].id: "Ốm"})
        [fact] = await province.facts(f"{TYPE}opened.v1")
        assert (fact["quorum"], len(fact["attendance"])) == (True, 6)
        await act(province, meeting, f"cases/{first}/beginning", {})
        await act(province, meeting, f"cases/{second}/beginning", {}, status=409)
        await act(province, meeting, "scoring")
        await act(province, meeting, f"cases/{first}/discussion", {"discussion": "x"}, method="PUT", status=409)
        await sealed(province, first, 0, 8, who=[CHAIR, *MEMBERS[:3]])
        await act(province, meeting, "reveal", status=403)  # the secretary does not lead
        await act(province, meeting, "reveal", who=CHAIR)
        now = await province.read(MEMBERS[0], f"/api/meetings/{meeting}/now")
        assert (now["phase"], now["current"], now["sealed"]) == ("disputed", first, None)
        await act(province, meeting, f"cases/{first}/discussion", {"discussion": "Xem lại mục 1.1"}, method="PUT")
        await act(province, meeting, "again", who=CHAIR)
        await sealed(province, first, who=[CHAIR, *MEMBERS[:3]])
        await act(province, meeting, "reveal", who=CHAIR)
        done = f"cases/{first}/done"
        await act(province, meeting, done, {"ended": "concluded"}, status=409)
        await act(province, meeting, "conclude", who=CHAIR)
        await act(province, meeting, done, {"ended": "put-off", "reason": "x"}, status=409)
        await act(province, meeting, done, {"ended": "concluded"})
        await act(province, meeting, f"cases/{second}/beginning", {})
        await act(province, meeting, "closing", status=409)
        await act(province, meeting, f"cases/{second}/done", {"ended": "sent-back"}, status=422)
        await act(
            province, meeting, f"cases/{second}/done", {"ended": "sent-back", "reason": "Thiếu phiếu kiểm nghiệm"}
        )
        await act(province, meeting, "closing")
        assert [one["ended"] for one in await province.facts(f"{TYPE}case-done.v1")] == ["concluded", "sent-back"]
        assert [(one["cases_done"], one["cases_left"]) for one in await province.facts(f"{TYPE}closed.v1")] == [(2, 1)]
        assert (await province.read(OFFICER, f"/api/cases/{third}"))["meets_at"] is None
        await act(province, meeting, "minutes", {})
        word = await province.at(SECRETARY).get(f"/api/meetings/{meeting}/files/minutes.docx")
        document = Document(io.BytesIO(word.content))
        said = "\n".join(
            [one.text for one in document.paragraphs]
            + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        )
        for expected in (
            "Xem lại mục 1.1",
            "Vắng: Ốm",
            "Vòng 2",
            "Thiếu phiếu kiểm nghiệm",
            "chuyển sang cuộc họp sau",
        ):
            assert expected in said
        await self._file(province, meeting, "minutes/signed-copy", "12/BB-HĐOCOP", "bb")
        await act(province, meeting, "minutes", {}, status=409)  # signed: never written anew
        await act(province, meeting, "addenda", {"words": "Sửa họ tên một thành viên"})
        await act(province, meeting, "addenda", {"words": "Nữa"}, status=409)
        await self._file(province, meeting, "addenda/1/signed-copy", "12/BB-HĐOCOP", "pl", status=409)
        await self._file(province, meeting, "addenda/1/signed-copy", "13/BB-HĐOCOP", "pl")
        facts = await province.facts(f"{TYPE}minuted.v1")
        assert [(one["paper"]["number"], one["addendum"]) for one in facts] == [
            ("12/BB-HĐOCOP", False),
            ("13/BB-HĐOCOP", True),
        ]
        signed = await province.at(MEMBERS[0]).get(f"/api/meetings/{meeting}/files/minutes.signed.pdf")
        assert signed.content.startswith(b"%PDF")
        draft = await province.at(MEMBERS[0]).get(f"/api/meetings/{meeting}/files/minutes.docx")
        assert draft.status_code == 404

    async def _file(
        self, province: Deployment, meeting: str, path: str, number: str, mark: str, status: int = 200
    ) -> None:
        version = (await province.read(SECRETARY, f"/api/meetings/{meeting}"))["version"]
        today = f"{province.clock.now():%Y-%m-%d}"
        answer = await province.at(SECRETARY).post(
            f"/api/meetings/{meeting}/{path}",
            data={"number": number, "on": today},
            files={"file": ("ban-ky.pdf", a_pdf(mark), "application/pdf")},
            headers={"if-match": f'"{version}"'},
        )
        assert answer.status_code == status, answer.text

    async def test_only_with_a_quorum_of_those_who_came(self, province: Deployment, estate: Estate) -> None:
        [case] = await cases(province, estate, 1)
        absent = {one.id: "Công tác" for one in MEMBERS[1:]}
        meeting = await opened(province, [case], **absent)
        [fact] = await province.facts(f"{TYPE}opened.v1")
        assert fact["quorum"] is False
        await act(province, meeting, f"cases/{case}/beginning", {}, status=409)
        everyone = everybody(await province.read(SECRETARY, f"/api/meetings/{meeting}"))
        await act(province, meeting, "attendance", everyone, method="PUT")
        await act(province, meeting, f"cases/{case}/beginning", {})

    async def test_says_who_is_absent_and_why(self, province: Deployment, estate: Estate) -> None:
        [case] = await cases(province, estate, 1)
        meeting = await called(province, [case])
        body = everybody(meeting)
        body["attendance"][0] |= {"attendance": "absent"}
        body["attendance"][1] |= {"attendance": "deputy", "deputy": "Ông Bình"}
        short = {"attendance": body["attendance"][:-1]}
        refused = await act(province, meeting["id"], "opening", short, status=422)
        slugs = {one["pointer"].split("/")[-1] for one in refused["errors"]}
        assert {"attendance", "reason", "deputy"} <= slugs


class TestConflictsFound:
    async def test_are_decided_by_a_person_before_the_case_and_close_it_to_who_stands_aside(
        self, province: Deployment, estate: Estate
    ) -> None:
        unit = province.service.work.reading()
        marks = {"telephone": unit.recognised_by("telephone", "912345678")}
        row = {"office": PROVINCE, "person_id": MEMBERS[0].id, "name": "Member 1", "telephone": "+84 912 345 678"}
        await province.send(OFFICER, "/api/roster", row)
        first, second = await cases(province, estate, 2, known_by=marks)
        page = html.unescape(await Browser(province, OFFICER).open(f"/cases/{first}/council"))
        assert "có cùng số điện thoại với người đại diện chủ thể" in page
        meeting = await opened(province, [first, second])
        shown = await province.read(SECRETARY, f"/api/meetings/{meeting}")
        [sign] = shown["signs"]
        assert (sign["person_id"], sign["kind"], sign["decided"]) == (MEMBERS[0].id, "telephone", False)
        assert (await province.read(MEMBERS[1], f"/api/meetings/{meeting}"))["signs"] == []
        refused = await act(province, meeting, f"cases/{first}/beginning", {}, status=409)
        assert refused["type"].endswith("meeting.signs-undecided")
        look = {"person_id": MEMBERS[0].id, "kind": "telephone", "stands_aside": "yes", "reason": "Là vợ chồng"}
        await act(province, meeting, f"cases/{first}/signs", look | {"kind": "email"}, status=404)
        await act(province, meeting, f"cases/{first}/signs", look, who=CHAIR)
        await act(province, meeting, f"cases/{first}/beginning", {})
        [fact] = await province.facts(f"{TYPE}case-begun.v1")
        assert fact["recused"] == [MEMBERS[0].id]
        # Whoever stands aside goes on with the rest of the agenda, and learns nothing of the case they left.
        theirs = await province.read(MEMBERS[0], f"/api/meetings/{meeting}")
        assert ([one["case_id"] for one in theirs["items"]], theirs["hidden"]) == ([second], 1)
        now = await province.read(MEMBERS[0], f"/api/meetings/{meeting}/now")
        assert (now["current"], now["hidden"], now["round"]) == (None, True, None)
        screen = html.unescape(await Browser(province, MEMBERS[0]).open(f"/meetings/{meeting}/live"))
        assert "Sản phẩm 1" not in screen
        assert "không tham gia" in screen
        signs = html.unescape(await Browser(province, SECRETARY).open(f"/meetings/{meeting}/cases/{first}/signs"))
        assert "Ai có thể bổ sung vào Hội đồng" in signs

    async def test_that_means_nothing_is_set_aside_with_its_reason(self, province: Deployment, estate: Estate) -> None:
        unit = province.service.work.reading()
        [case] = await cases(
            province,
            estate,
            1,
            known_by={"representative": unit.recognised_by("representative", MEMBERS[1].name.casefold())},
        )
        meeting = await opened(province, [case])
        look = {"person_id": MEMBERS[1].id, "kind": "representative", "stands_aside": "no", "reason": "Trùng tên"}
        await act(province, meeting, f"cases/{case}/signs", look)
        begun = await act(province, meeting, f"cases/{case}/beginning", {})
        assert begun["current"] == case


class TestSecrecy:
    async def test_how_many_have_sealed_is_told_to_who_leads_alone_and_never_who(
        self, province: Deployment, estate: Estate
    ) -> None:
        [case] = await cases(province, estate, 1)
        meeting = await opened(province, [case])
        await act(province, meeting, f"cases/{case}/beginning", {})
        await act(province, meeting, "scoring")
        before = await province.read(MEMBERS[1], f"/api/meetings/{meeting}/now")
        await sealed(province, case, who=[MEMBERS[0]])
        after = await province.read(MEMBERS[1], f"/api/meetings/{meeting}/now")
        assert before == after  # not even a version moves
        assert (await province.read(SECRETARY, f"/api/meetings/{meeting}/now"))["sealed"] == 1
        whole = await province.read(MEMBERS[1], f"/api/meetings/{meeting}")
        assert MEMBERS[0].id not in str(whole["items"])
        lead = html.unescape(await Browser(province, SECRETARY).open(f"/meetings/{meeting}/live"))
        assert "Đã niêm phong 1 trên 5 phiếu" in lead
        assert "Đã niêm phong" not in html.unescape(
            await Browser(province, MEMBERS[1]).open(f"/meetings/{meeting}/live")
        )

    async def test_a_member_of_one_council_learns_nothing_of_another_s(
        self, province: Deployment, estate: Estate
    ) -> None:
        others = [person(f"other-{n}", f"member@{PROVINCE}") for n in (1, 2, 3, 4)]
        await province.know(*others)
        [first] = await cases(province, estate, 1)
        [second] = await cases(province, estate, 1, first=2, seated=seats(members=others))
        meeting = await opened(province, [first, second])
        theirs = await province.read(others[0], f"/api/meetings/{meeting}")
        assert ([one["case_id"] for one in theirs["items"]], theirs["hidden"]) == ([second], 1)
        for path in (f"/meetings/{meeting}", f"/meetings/{meeting}/live"):
            assert "Sản phẩm 1" not in html.unescape(await Browser(province, others[0]).open(path))
        await province.read(others[0], f"/api/meetings/{meeting}/files/minutes.signed.pdf", status=404)


@pytest.mark.parametrize("path", ["", "/agenda", "/attendance", "/papers"])
async def test_its_pages_open_to_who_leads(province: Deployment, estate: Estate, path: str) -> None:
    [case] = await cases(province, estate, 1)
    meeting = await called(province, [case])
    text = html.unescape(await Browser(province, SECRETARY).open(f"/meetings/{meeting['id']}{path}"))
    assert "2026" in text


async def test_it_is_called_opened_and_held_by_forms(province: Deployment, estate: Estate) -> None:
    first, second = await cases(province, estate, 2)
    browser = Browser(province, SECRETARY)
    page = await browser.open("/meetings/new")
    rows = {case: page.index(case) for case in (first, second)}
    order = sorted(rows, key=lambda case: rows[case])
    fields = {f"cases-{at}-case_id": case for at, case in enumerate(order)}
    fields |= {"cases-0-position": "2", "cases-1-position": "1", "cases-0-minutes": "", "cases-1-minutes": "30"}
    said = {"on": "10/08/2026", "hour": "8h30", "held_at": "Hội trường"}
    where = await browser.submit("/meetings/new", fields | said)
    meeting = where.rpartition("/")[2]
    shown = await province.read(SECRETARY, f"/api/meetings/{meeting}")
    assert [one["case_id"] for one in shown["items"]] == [order[1], order[0]]
    await browser.open(f"/meetings/{meeting}/attendance")
    came = {}
    for at, one in enumerate(shown["members"]):
        came |= {f"attendance-{at}-person_id": one["person_id"], f"attendance-{at}-attendance": "present"}
    await browser.submit(f"/meetings/{meeting}/attendance", came)
    await browser.open(f"/meetings/{meeting}/live?at={order[1]}")
    await browser.submit(f"/meetings/{meeting}/cases/{order[1]}/beginning", {})
    await browser.open(f"/meetings/{meeting}/live")
    await browser.submit(f"/meetings/{meeting}/scoring", {})
    text = html.unescape(await Browser(province, MEMBERS[0]).open(f"/meetings/{meeting}/live"))
    assert "Chấm phiếu của tôi" in text
    elsewhere = html.unescape(await Browser(province, MEMBERS[0]).open(f"/meetings/{meeting}/live?at={order[0]}"))
    assert "Trở lại theo Chủ tọa" in elsewhere
