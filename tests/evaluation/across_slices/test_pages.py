"""The journey of 2026 through the pages alone, as people in their browsers take it; every page in both languages."""

from __future__ import annotations

import html
import re
from datetime import date
from io import BytesIO
from typing import Any

import httpx
import pytest
from docx import Document
from ocop_events.vocabulary import EvidenceRef

from kit.identity import Principal
from kit.web.app import app_of
from law.rulebooks import shelf
from law.rulebooks.assumptions import assumptions
from tests.callers import PUBLIC, BySession
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    REGULATION,
    SCREENER,
    SECRETARY,
    STRANGER,
    Deployment,
    Estate,
    best,
    dossier,
    submitted,
)


class Browser:
    """A person's browser: keeps cookies, reads forms, sends them."""

    def __init__(self, deployment: Deployment, who: Principal) -> None:
        service = deployment.service
        transport = httpx.ASGITransport(app=app_of(service), raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url=f"{PUBLIC}", timeout=30)
        self.client.auth = BySession(service, who, self.client.cookies)
        self.text = ""

    async def open(self, path: str, status: int = 200) -> str:
        """Opens a page in English and in Vietnamese, and answers the Vietnamese one."""
        for language in ("en", "vi"):
            join = "&" if "?" in path else "?"
            answer = await self.client.get(f"{path}{join}lang={language}", follow_redirects=True)
            assert answer.status_code == status, answer.text
            self.text = answer.text
            if language == "en":
                left = [word for word in re.findall(r"<h[12][^>]*>([^<]*)", self.text) if word in VIETNAMESE]
                assert left == []
        return self.text

    async def submit(self, path: str, fields: dict[str, Any], *, form: str | None = None, status: int = 303) -> str:
        """Fills and sends the form of the open page whose action ends in `form` (or `path`)."""
        wanted = form or path
        blocks = re.findall(r'<form[^>]*action="([^"]+)".*?</form>', self.text, re.S)
        assert any(action.endswith(wanted) for action in blocks), blocks
        [block] = [
            found.group(0)
            for found in re.finditer(r'<form[^>]*action="([^"]+)".*?</form>', self.text, re.S)
            if found.group(1).endswith(wanted)
        ]
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', block)
        data = {name: html.unescape(value) for name, value in hidden} | fields
        answer = await self.client.post(path, data=data)
        if answer.status_code == 200 and "_ask" in data:  # it is asked about first
            assert html.escape(data["_ask"]) in answer.text
            answer = await self.client.post(path, data={**data, "_sure": "yes"})
        assert answer.status_code == status, answer.text
        self.text = answer.text
        return answer.headers.get("location", "")


VIETNAMESE = {"Việc của tôi", "Hồ sơ đánh giá", "Lập Hội đồng", "Ghi quyết định", "Phiếu chấm của tôi", "Bộ tiêu chí"}


async def open_case(browser: Browser) -> str:
    text = await browser.open("/cases")
    found = re.search(r'href="/evaluation(/cases/[0-9a-f-]{36})"', text)
    assert found, text
    return found.group(1)


@pytest.fixture
def browsers(province: Deployment) -> Any:
    made: dict[str, Browser] = {}

    def of(who: Principal) -> Browser:
        return made.setdefault(who.id, Browser(province, who))

    return of


async def to_the_province(browsers: Any, estate: Estate) -> str:
    paper = EvidenceRef(
        id="e-1", kind="story", name="Ke.pdf", size=9, media_type="application/pdf", sha256="0" * 64, url=f"{PUBLIC}/e"
    )
    await estate.publish(submitted(dossier().model_copy(update={"evidence": [paper]})))
    screener = browsers(SCREENER)
    commune = await open_case(screener)
    await screener.open(commune)
    await screener.open(f"{commune}/screening")
    findings = ("local_material", "local_labour", "idea_origin", "local_identity")
    answers = {f"findings-{name}": "yes" for name in findings} | {"proposes": "yes"}
    await screener.submit(f"{commune}/screening", answers)
    await screener.open(f"{commune}/forwarding")
    await screener.submit(f"{commune}/forwarding", {"note": "Đề nghị cấp tỉnh đánh giá"})
    await estate.settle()
    assert "Cấp trên đã tiếp nhận" in await screener.open(commune)
    officer = browsers(OFFICER)
    text = await officer.open("/cases?state=opened")
    found = re.search(r'href="/evaluation(/cases/[0-9a-f-]{36})"', text)
    assert found
    return found.group(1)


async def seat(browser: Browser, case: str) -> None:
    await browser.open(f"{case}/council")
    rows = [(CHAIR, "chair"), (SECRETARY, "secretary"), (MEMBERS[0], "member")]
    fields = {"decision_number": "12/QĐ-UBND"}
    for at, (who, part) in enumerate(rows):
        fields |= {f"seats-{at}-person_id": who.id, f"seats-{at}-name": who.name, f"seats-{at}-part": part}
    refused = await browser.submit(f"{case}/council", fields, status=422)
    assert refused == ""
    assert "ít nhất 3 người chấm điểm" in html.unescape(browser.text)
    for at, who in enumerate(MEMBERS[1:], start=3):
        fields |= {f"seats-{at}-person_id": who.id, f"seats-{at}-name": who.name, f"seats-{at}-part": "member"}
    await browser.open(f"{case}/council")
    await browser.submit(f"{case}/council", fields)


class TestTheJourneyOf2026ThroughPages:
    async def test_ends_in_a_ruling_that_explains_itself(self, browsers: Any, estate: Estate) -> None:
        case = await to_the_province(browsers, estate)
        officer, chair = browsers(OFFICER), browsers(CHAIR)
        passed_on = html.unescape(await officer.open(case))
        assert "Kết quả thẩm tra của UBND xã" in passed_on
        assert re.search(r'href="/registry/dossiers/[^"/]+/self-assessment"', passed_on)
        for said in (
            "Câu chuyện sản phẩm",
            "30/12/2026, ngày xong đợt đánh giá nhận hồ sơ đến 30/10/2026",
        ):
            assert said in passed_on, said
        assert "30/12/2026" in await officer.open("/cases")
        assert "Lập Hội đồng" in passed_on
        await seat(officer, case)
        formed = html.unescape(await officer.open(case))
        assert "Lập Hội đồng" not in formed.partition("Nhật ký xử lý")[0]
        assert formed.index("Mở chấm điểm") < formed.index("Thay đổi thành phần Hội đồng")
        await chair.open(f"{case}/scoring")
        await chair.submit(f"{case}/scoring", {})
        answers = {f"answers-{name}": option for name, option in best(shelf().get("R26"), 1, worse=6).items()}
        for who in (CHAIR, *MEMBERS[:3]):
            member = browsers(who)
            assert f"{case}/sheet" in await member.open("/work")
            text = await member.open(f"{case}/sheet")
            assert text.count('type="radio"') > 80
            assert "ocop-stars" not in text  # an empty sheet has no star
            partly = dict(list(answers.items())[:-1])
            await member.submit(f"{case}/sheet", partly | {"then": "stay"})
            assert "Còn 1 mục chưa chấm" in await member.open(f"{case}/sheet")
            to = await member.submit(f"{case}/sheet", answers | {"then": "seal"})
            assert to.endswith("/sheet/seal")
            await member.open(f"{case}/sheet/seal")
            await member.submit(f"{case}/sheet/seal", {})
            assert "Đã niêm phong" in await member.open(f"{case}/sheet")
        assert "Phiếu đã công khai" not in await chair.open(f"{case}/scoring")
        await chair.submit(f"{case}/scoring/reveal", {})
        assert "Phiếu đã công khai" in await chair.open(f"{case}/scoring")
        await chair.submit(f"{case}/scoring/conclude", {})
        text = html.unescape(await chair.open(f"{case}/ruling"))
        assert "Chưa ra quyết định được" in text
        await chair.open(f"{case}/regulation")
        await chair.submit(f"{case}/regulation", REGULATION)
        text = html.unescape(await chair.open(f"{case}/ruling"))
        assert "Chưa ra quyết định được" not in text
        assert "Độ tin cậy của kết quả" in text
        assert "Không có phiếu của Member 1" in text
        await chair.submit(f"{case}/ruling", {"decision_number": "", "decided_on": "2026-08-03"}, status=422)
        assert "Chưa ghi số quyết định" in html.unescape(chair.text)
        await chair.open(f"{case}/ruling")
        ruling = await chair.submit(f"{case}/ruling", {"decision_number": "100/QĐ-UBND", "decided_on": "2026-08-03"})
        text = await chair.open(ruling.removeprefix("/evaluation"))
        for part in ("Vì sao có kết quả này", "In English", "Kết quả qua các cấp", "100/QĐ-UBND", "cạnh nhau"):
            assert part in html.unescape(text)

        producer = browsers(HUONG)
        text = await producer.open(ruling.removeprefix("/evaluation"))
        assert "Vì sao có kết quả này" in text
        assert "cạnh nhau" not in text
        await producer.submit(
            ruling.removeprefix("/evaluation") + "/appeals", {"grounds": "Xin xem lại tiêu chí liên kết"}
        )
        assert "Đang có khiếu nại" in await chair.open(ruling.removeprefix("/evaluation"))


class TestAPage:
    async def test_is_not_found_for_those_who_may_not_see_it(self, browsers: Any, estate: Estate) -> None:
        case = await to_the_province(browsers, estate)
        for path in (case, f"{case}/scoring", f"{case}/sheet", f"{case}/council", f"{case}/ruling", f"{case}/return"):
            await browsers(STRANGER).open(path, status=404)

    async def test_sends_who_is_not_signed_in_to_sign_in(self, province: Deployment) -> None:
        answer = await province.at(None).get("/work", headers={"accept": "text/html"})
        assert answer.status_code == 303
        assert "/sign-in" in answer.headers["location"]

    async def test_returns_a_dossier_and_says_what_was_forgotten(self, browsers: Any, estate: Estate) -> None:
        case = await to_the_province(browsers, estate)
        officer = browsers(OFFICER)
        await officer.open(f"{case}/return")
        await officer.submit(f"{case}/return", {"missing": "  \n ", "supplement_by": ""}, status=422)
        assert "Chưa nêu nội dung cần bổ sung" in html.unescape(officer.text)
        await officer.open(f"{case}/return")
        await officer.submit(
            f"{case}/return", {"missing": "Phiếu kiểm nghiệm\nẢnh bao bì", "supplement_by": "2026-08-20"}
        )
        for who in (OFFICER, HUONG):
            text = await browsers(who).open(case)
            assert "Phiếu kiểm nghiệm" in text
            assert "Ảnh bao bì" in text


class TestRulebooks:
    async def test_show_every_act_its_sheets_and_its_assumptions(self, browsers: Any) -> None:
        reader = browsers(OFFICER)
        text = await reader.open("/rulebooks")
        for book in shelf().all():
            assert f"/rulebooks/{book.id}" in text
            assert f"/rulebooks/{book.id}/assumptions" in await reader.open(f"/rulebooks/{book.id}")
            shown = html.unescape(await reader.open(f"/rulebooks/{book.id}/assumptions"))
            for one in assumptions(book):
                assert one.path in shown
                assert one.value.vi in shown
        assert "1.1." in await reader.open("/rulebooks/R26/sheets/1")
        await reader.open("/rulebooks/R1", status=404)


class TestLeaning:
    async def test_is_a_page_of_officers_and_of_nobody_else(self, browsers: Any) -> None:
        text = html.unescape(await browsers(OFFICER).open("/leaning"))
        assert "Chưa có kết luận nào trong khoảng này" in text
        assert "/evaluation/leaning" in text
        chair = browsers(CHAIR)
        assert "/evaluation/leaning" not in await chair.open("/work")
        await chair.open("/leaning", status=404)
        await browsers(OFFICER).open("/leaning?office=17", status=404)


class TestScoringAgain:
    async def test_is_offered_by_page_when_the_sheets_lie_too_far_apart(self, browsers: Any, estate: Estate) -> None:
        case = await to_the_province(browsers, estate)
        officer, chair = browsers(OFFICER), browsers(CHAIR)
        await seat(officer, case)
        await chair.open(f"{case}/scoring")
        await chair.submit(f"{case}/scoring", {})
        book = shelf().get("R26")
        for round_no, worse in ((1, (0, 0, 0, 25)), (2, (0, 0, 0, 1))):
            for who, number in zip((CHAIR, *MEMBERS[:3]), worse, strict=True):
                assert "/scoring/reveal" not in await chair.open(f"{case}/scoring")
                member = browsers(who)
                text = await member.open(f"{case}/sheet")
                # What a member ticked in the round before is there to be changed, not to be ticked again.
                assert text.count("checked") == (0 if round_no == 1 else len(book.sheet(1).leaves))
                answers = {f"answers-{name}": option for name, option in best(book, 1, worse=number).items()}
                await member.submit(f"{case}/sheet", answers | {"then": "seal"})
                await member.open(f"{case}/sheet/seal")
                await member.submit(f"{case}/sheet/seal", {})
            await chair.open(f"{case}/scoring")
            await chair.submit(f"{case}/scoring/reveal", {})
            if round_no == 1:
                assert "Phải thảo luận và chấm lại" in await chair.open(f"{case}/scoring")
                await chair.submit(f"{case}/scoring/again", {})
        text = html.unescape(await chair.open(f"{case}/scoring"))
        assert "Vòng 1: điểm cao nhất và thấp nhất lệch" in text
        assert "Vòng 2: điểm cao nhất và thấp nhất lệch" in text
        await chair.submit(f"{case}/scoring/conclude", {})
        await chair.open(f"{case}/regulation")
        await chair.submit(f"{case}/regulation", REGULATION)
        await chair.open(f"{case}/ruling")
        at = (await chair.submit(f"{case}/ruling", {"decision_number": "9/QĐ-UBND"})).removeprefix("/evaluation")
        assert "explanation.docx" in await chair.open(at)
        answer = await chair.client.get(f"{at}/explanation.docx")
        assert answer.headers["content-disposition"].endswith('.docx"')
        words = "\n".join(cell.text for row in Document(BytesIO(answer.content)).tables[0].rows for cell in row.cells)
        assert "Phiếu của Chair" in words
        assert (await browsers(STRANGER).client.get(f"{at}/explanation.docx")).status_code == 404


class TestADeadline:
    async def test_is_said_to_be_none_where_the_act_sets_none(
        self, province: Deployment, estate: Estate, browsers: Any
    ) -> None:
        """Decision 148 of 2023 sets no time limit and no rounds."""
        await estate.publish(submitted(dossier(date(2023, 6, 5), place="33/330/12265")))
        officer = browsers(OFFICER)
        case = await open_case(officer)
        text = html.unescape(await officer.open(case))
        assert "Bộ tiêu chí áp dụng không đặt thời hạn cho cấp này" in text


class TestWhatACommuneIsOffered:
    async def test_holds_no_council(self, province: Deployment, estate: Estate) -> None:
        await estate.publish(submitted(dossier()))
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        path = f"/api/cases/{line['id']}"
        assert "form-council" not in [verb["code"] for verb in (await province.read(SCREENER, path))["may"]]
        refused = await province.send(SCREENER, f"{path}/forwarding", {}, version="case", status=409)
        assert "thẩm tra và đề nghị" in refused["detail_vi"]
        assert "lập Hội đồng" not in refused["detail_vi"]
        assert "council" not in refused["detail_en"]
