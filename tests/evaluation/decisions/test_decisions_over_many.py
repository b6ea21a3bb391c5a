"""One decision over many cases: drafted from the sheets, signed on paper, issued all or nothing, corrected, a line withdrawn."""

from __future__ import annotations

import html
import io
import zipfile
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from law.meetings import meeting_rules
from services.evaluation.cases import store as case_store
from services.evaluation.councils import store as council_store
from services.evaluation.meetings import rules, store
from services.evaluation.meetings.commands import ItemCommand
from services.evaluation.meetings.meeting import Meeting
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.decisions.decisions_harness import (
    drafted,
    issued,
    scored_cases,
    signed,
    step,
)
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    SECRETARY,
    STRANGER,
    Deployment,
    Estate,
)
from tests.evaluation.meetings.meeting_harness import cases as with_councils

DECIDED, RULED = "vn.ocop.evaluation.decision.issued.v1", "vn.ocop.evaluation.ruling.issued.v1"
WITHDRAWN = "vn.ocop.evaluation.ruling.withdrawn.v1"


@pytest.fixture
async def cases(province: Deployment, estate: Estate) -> list[str]:
    return await scored_cases(province, estate)


async def put_on_an_agenda(deployment: Deployment, cases: list[str], *others: str) -> None:
    """A meeting over cases whose councils have judged them, as it stands once it was held."""
    unit = deployment.service.work.reading()
    found = [await case_store.cases.get(unit, id) for id in cases]
    councils = [await council_store.needed_for(unit, id) for id in cases]
    items = [
        rules.item(case, council, ItemCommand(case_id=case.id, minutes=15), law=meeting_rules(), set_id="-")
        for case, council in zip(found, councils, strict=True)
    ]
    items += [items[0].model_copy(update={"case_id": other}) for other in others]
    meeting = Meeting(
        id="m-1",
        office="33",
        starts_at=datetime(2026, 8, 3, 2, tzinfo=UTC),
        held_at="Hội trường",
        items=tuple(items),
        members=rules.members_of(councils),
        called_by="secretary",
    )
    await deployment.service.work.run(store.meetings.add, meeting)


class TestADecision:
    async def test_issues_every_line_in_one_step_and_says_which_of_how_many(
        self, province: Deployment, cases: list[str]
    ) -> None:
        draft = await drafted(province, cases)
        assert [line["no"] for line in draft["lines"]] == [1, 2]
        assert (draft["state"]["code"], draft["number"]) == ("draft", None)
        assert await province.facts(RULED) == [], "nothing is published before the authority signed"
        ready = await province.read(OFFICER, f"/api/decisions/{draft['id']}/readiness")
        assert ready["ready"], ready
        done = await step(province, await signed(province, draft), "issue")
        assert (done["state"]["code"], done["number"]) == ("issued", "100/QĐ-UBND")
        [decision] = await province.facts(DECIDED)
        rulings = await province.facts(RULED)
        assert [one["decision"] for one in rulings] == [
            {"id": draft["id"], "number": "100/QĐ-UBND", "decided_on": "2026-08-03", "line": no, "of": 2}
            for no in (1, 2)
        ]
        assert [line["subject_id"] for line in decision["lines"]] == [one["ruling_id"] for one in rulings]
        assert {one["signed_by"] for one in rulings} == {"Nguyễn Hùng Nam"}
        for case in cases:
            assert (await province.read(OFFICER, f"/api/cases/{case}"))["state"]["code"] == "recognised"

    async def test_issues_none_where_one_line_is_not_ready(self, province: Deployment, cases: list[str]) -> None:
        both = await signed(province, await drafted(province, cases))
        await issued(province, cases[1:], "101/QĐ-UBND")
        refused = await step(province, both, "issue", status=409)
        assert refused["type"].endswith("decision.lines-not-ready"), refused
        assert len(await province.facts(RULED)) == 1
        ready = await province.read(OFFICER, f"/api/decisions/{both['id']}/readiness")
        assert next((one["code"], one["met"]) for one in ready["checks"]) == ("sheets", False)

    async def test_takes_no_case_below_recognition(self, province: Deployment, estate: Estate) -> None:
        low = await scored_cases(province, estate, worse=(40,))
        refused = await drafted(province, low, status=409)
        assert refused["type"].endswith("decision.not-in-this-decision")
        ruling = await province.send(CHAIR, f"/api/cases/{low[0]}/ruling", {}, version="case")
        assert (ruling["outcome"]["code"], ruling["decision_number"]) == ("not-recognised", None)
        assert await province.facts(DECIDED) == []

    async def test_has_its_number_in_one_series_with_documents_and_typed_numbers(
        self, province: Deployment, cases: list[str]
    ) -> None:
        body = {"decision_number": "số 0100/QĐ-UBND"}
        await province.send(CHAIR, f"/api/cases/{cases[0]}/ruling", body, version="case")
        [alone] = await province.facts(DECIDED)
        assert len(alone["lines"]) == 1
        [ruling] = await province.facts(RULED)
        assert (ruling["decision"]["id"], ruling["decision"]["of"]) == (alone["decision_id"], 1)
        draft = await drafted(province, cases[1:])
        refused = await signed(province, draft, "100/QĐ-UBND", status=409)
        assert refused["type"].endswith("decision.number-taken")
        await signed(province, draft, "101/QĐ-UBND")

    async def test_is_corrected_as_a_new_fact_that_names_the_old(self, province: Deployment, cases: list[str]) -> None:
        done = await issued(province, cases)
        [ruling, _other] = await province.facts(RULED)
        at, body = f"/api/rulings/{ruling['ruling_id']}/corrections", {"what": "Số", "decision_number": "102/QĐ-UBND"}
        refused = await province.send(CHAIR, at, body, version=1, status=409)
        assert refused["type"].endswith("decision.line-of-decision")
        after = await step(province, done, "corrections", {"number": "102/QĐ-UBND", "reason": "Ghi nhầm số."})
        assert after["number"] == "102/QĐ-UBND"
        await province.service.ticker.sweep_once()
        [fact] = await province.facts("vn.ocop.evaluation.decision.corrected.v1")
        assert (fact["was_number"], fact["number"]) == ("100/QĐ-UBND", "102/QĐ-UBND")
        told = await province.facts("vn.ocop.evaluation.ruling.corrected.v1")
        assert [one["decision_number"] for one in told] == ["102/QĐ-UBND"] * 2

    async def test_loses_a_line_by_a_paper_and_its_ruling_with_it(self, province: Deployment, cases: list[str]) -> None:
        done = await issued(province, cases)
        paper = {"paper_number": "77/QĐ-UBND", "paper_on": "2026-08-03"}
        body = {"reason": "Giấy tờ không hợp lệ", **paper}
        after = await step(province, done, "lines/2/withdrawal", body)
        assert [line["withdrawn_because"] for line in after["lines"]] == [None, "Giấy tờ không hợp lệ"]
        [fact] = await province.facts(WITHDRAWN)
        assert (fact["decision"]["line"], fact["decision"]["of"]) == (2, 2)
        [line] = await province.facts("vn.ocop.evaluation.decision.line-withdrawn.v1")
        assert (line["line"]["line"], line["withdrawn_by"]["number"]) == (2, "77/QĐ-UBND")
        again = await step(province, after, "lines/2/withdrawal", body, status=409)
        assert again["type"].endswith("decision.line-withdrawn")

    async def test_of_many_lines_is_issued_in_the_background_in_one_transaction(
        self, province: Deployment, cases: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("services.evaluation.decisions.issuing.AT_ONCE", 1)
        asked = await step(province, await signed(province, await drafted(province, cases)), "issue")
        assert (asked["state"]["code"], asked["issuing"]) == ("signed", True)
        assert await province.facts(RULED) == []
        taking_back = await step(province, asked, "taking-back", status=409)
        assert taking_back["type"].endswith("decision.being-issued")
        await province.service.ticker.sweep_once()
        done = await province.read(OFFICER, f"/api/decisions/{asked['id']}")
        assert (done["state"]["code"], done["issuing"]) == ("issued", False)
        assert len(await province.facts(RULED)) == 2


class TestWhoSeesIt:
    async def test_is_the_offices_own_and_never_its_producers(self, province: Deployment, cases: list[str]) -> None:
        draft = await drafted(province, cases)
        at = f"/api/decisions/{draft['id']}"
        for who in (HUONG, STRANGER, *MEMBERS):
            await province.read(who, at, status=404)
            await province.read(who, f"{at}/afternoon.zip", status=404)
        shown = await province.read(SECRETARY, at)
        assert "draft.pdf" in shown["files"]
        await step(province, draft, "discard", who=SECRETARY, status=403)

    async def test_prints_the_meeting_of_its_cases_too(self, province: Deployment, cases: list[str]) -> None:
        draft = await drafted(province, cases)
        await put_on_an_agenda(province, cases)
        answer = await province.at(OFFICER).get(f"/api/decisions/{draft['id']}/afternoon.zip")
        assert answer.status_code == 200, answer.text
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        [invitation] = [name for name in archive.namelist() if name.startswith("01-")]
        assert invitation == "01-giay-moi-kem-danh-sach-ky-ten/2026-08-03-09h00.pdf"
        assert "không có cuộc họp" not in archive.read("00-muc-luc.txt").decode()
        pages = PdfReader(io.BytesIO(archive.read(invitation))).pages
        assert "Ký tên" in pages[-1].extract_text()

    async def test_prints_no_meeting_with_a_case_that_is_closed_to_who_prints(
        self, province: Deployment, cases: list[str]
    ) -> None:
        draft = await drafted(province, cases)
        await put_on_an_agenda(province, cases, "a-case-of-others")
        answer = await province.at(OFFICER).get(f"/api/decisions/{draft['id']}/afternoon.zip")
        assert not [name for name in zipfile.ZipFile(io.BytesIO(answer.content)).namelist() if name.startswith("01-")]

    async def test_prints_the_afternoon_in_order(self, province: Deployment, cases: list[str]) -> None:
        draft = await drafted(province, cases)
        answer = await province.at(OFFICER).get(f"/api/decisions/{draft['id']}/afternoon.zip")
        assert answer.status_code == 200
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        names = archive.namelist()
        assert names == sorted(names)
        assert [name.partition("/")[0] for name in names] == [
            "00-muc-luc.txt",
            *["02-phieu-cham"] * 2,
            "04-to-trinh.pdf",
            "05-du-thao-quyet-dinh-kem-phu-luc.pdf",
            "06-danh-sach-ket-qua.pdf",
        ]
        said = archive.read("00-muc-luc.txt").decode()
        assert "không có cuộc họp" in said
        assert "Giấy chứng nhận: sổ đăng ký" in said
        assert all(archive.read(name).startswith(b"%PDF") for name in names if name.endswith(".pdf"))
        for name in ("submission.docx", "results.pdf", "draft.docx"):
            assert (await province.at(OFFICER).get(f"/api/decisions/{draft['id']}/files/{name}")).status_code == 200


class TestADecisionOnCouncils:
    async def test_is_drafted_on_the_page_and_gives_each_council_its_number(
        self, province: Deployment, estate: Estate
    ) -> None:
        formed = await with_councils(province, estate, 2)
        page = Browser(province, OFFICER)
        results = html.unescape(await page.open("/decisions/new"))
        assert "Chưa có hồ sơ nào đã kết luận điểm" in results
        form = html.unescape(await page.open("/decisions/new?about=councils"))
        assert all(case in form for case in formed)
        assert "Kiện toàn Hội đồng" in form
        await page.submit("/decisions/new", {"cases": formed, "decides": "council", "signatory": "Nguyễn Hùng Nam"})
        [draft] = (await province.read(OFFICER, "/api/decisions"))["items"]
        again = html.unescape(await page.open(f"/decisions/{draft['id']}/draft"))
        assert all(case in again for case in formed)
        draft = await province.read(OFFICER, f"/api/decisions/{draft['id']}")
        done = await step(province, await signed(province, draft, "77/QĐ-UBND"), "issue")
        assert (done["state"]["code"], done["number"]) == ("issued", "77/QĐ-UBND")
        for case in formed:
            council = await province.read(OFFICER, f"/api/cases/{case}/council")
            assert council["decision_number"] == "77/QĐ-UBND"
