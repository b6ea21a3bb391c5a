"""The advisory team at work on a case: what is asked, seen and reported, and what nobody reads before the report is sealed."""

from __future__ import annotations

import html
import io
import json
from datetime import UTC, datetime
from typing import Any

from docx import Document
from ocop_events import catalogue
from ocop_events.examples import example
from prometheus_client import CollectorRegistry

from kit.identity import Principal
from law.rulebooks import shelf
from services.evaluation.advisory import store
from services.evaluation.advisory.gauges import AdvisoryGauges
from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.advisory_harness import (
    BINH,
    HEAD,
    IDLE,
    LAN,
    act,
    given,
    reported,
    reviewed,
    team,
    upload,
    working,
)
from tests.evaluation.councils.test_council_events import withdrawn
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    STRANGER,
    Deployment,
    Estate,
    at_the_province,
    best,
    confirmed,
    reading,
    scored,
    seats,
)
from tests.evaluation.meetings.meeting_harness import cases
from tests.pictures import a_photograph

ADVISORY = "vn.ocop.evaluation.advisory.{}.v1"
MATCHED = "vn.ocop.registry.agency-report.lab-test-matched.v1"


async def status(deployment: Deployment, who: Principal | None, path: str) -> int:
    return (await deployment.at(who).get(path)).status_code


class TestTheWork:
    async def test_goes_from_the_head_to_one_sealed_report_that_the_council_reads(
        self, province: Deployment, estate: Estate, at_province: str
    ) -> None:
        work = await working(province, at_province)
        assert (work["state"]["code"], work["samples_asked"]) == ("working", 5)
        [fact] = await province.facts(ADVISORY.format("assigned"))
        assert fact["persons"] == fact["given"] == [HEAD.id, LAN.id, BINH.id]
        await act(
            province, LAN, at_province, "visits", {"visited_on": "2026-08-03", "met": "Bà Hương", "found": "Sạch"}
        )
        [visit] = (await province.read(LAN, f"{at_province}/advisory"))["visits"]
        photo = ("a.jpg", a_photograph(), "image/jpeg")
        await upload(province, LAN, f"{at_province}/advisory/visits/{visit['id']}/pictures", file=photo)
        await act(province, LAN, at_province, f"visits/{visit['id']}/closing")
        [visited] = await province.facts(ADVISORY.format("visited"))
        assert (visited["visit_id"], visited["pictures"]) == (visit["id"], 1)
        await act(province, BINH, at_province, "samples", {"received": 5, "sampled_on": "2026-08-03"})
        await act(
            province, BINH, at_province, "tests", {"laboratory": "quality-laboratory", "parameters": ["Chì (Pb)"]}
        )
        await reviewed(province, at_province)
        sealed = await reported(province, at_province, worse=1)
        assert sealed["state"]["code"] == "sealed"
        [said] = await province.facts(ADVISORY.format("reported"))
        assert (said["sealed_by"], said["summary"]) == (HEAD.id, "Đề nghị Hội đồng xem xét")
        assert said["sheet"]["answers"] == best(shelf().get("R26"), 1, worse=1)
        [advised] = await province.facts("vn.ocop.evaluation.case.advised.v1")
        assert advised["proposed_star"] == said["proposed_star"]
        case = await province.read(CHAIR, at_province)
        assert (case["advice"]["outcome"], case["layers"][-1]["outcome"]) == ("advised", "proposed")
        await province.send(OFFICER, f"{at_province}/council", seats(), version="case", method="PUT")
        await province.send(CHAIR, f"{at_province}/scoring", version="case")
        page = html.unescape(await Browser(province, MEMBERS[0]).open(f"{at_province.removeprefix('/api')}/sheet"))
        assert "Tổ tư vấn" in page
        assert "Đã xem hợp đồng." in page

    async def test_is_written_down_as_a_paper_for_the_head_to_have_signed_before_it_is_sealed(
        self, province: Deployment, at_province: str
    ) -> None:
        await working(province, at_province)
        await act(
            province, LAN, at_province, "visits", {"visited_on": "2026-08-03", "met": "Bà Hương", "found": "Sạch"}
        )
        await act(province, BINH, at_province, "samples", {"received": 5, "sampled_on": "2026-08-03"})
        await act(
            province, BINH, at_province, "tests", {"laboratory": "quality-laboratory", "parameters": ["Chì (Pb)"]}
        )
        await reviewed(province, at_province)
        at = f"{at_province}/advisory/report"
        assert await status(province, HEAD, f"{at}/draft.docx") == 409  # nothing is written yet
        answers = best(shelf().get("R26"), 1, worse=1)
        said = {"answers": answers, "note": "Đề nghị xem xét 4 sao", "notes": {"1.1": "Hợp đồng đủ."}}
        await province.send(HEAD, at, said, version=0, method="PUT")
        for who in (LAN, BINH, OFFICER, CHAIR, HUONG):
            assert await status(province, who, f"{at}/draft.docx") in (403, 404)
        document = Document(io.BytesIO((await province.at(HEAD).get(f"{at}/draft.docx")).content))
        written = "\n".join(
            [one.text for one in document.paragraphs]
            + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        )
        for expected in (
            "Bà Hương: Sạch",
            "đã nhận 5, cần 5",
            "Chì (Pb)",
            "Hợp đồng đủ.",
            "Đề nghị xem xét 4 sao",
            "TỔ TRƯỞNG",
        ):
            assert expected in written
        page = html.unescape(await Browser(province, HEAD).open(f"{at.removeprefix('/api')}/seal"))
        assert f"/evaluation{at}/draft.docx" in page or f"{at}/draft.docx" in page

    async def test_is_given_out_by_the_head_alone_and_to_nobody_in_conflict(
        self, province: Deployment, estate: Estate, at_province: str
    ) -> None:
        own = person("lan", f"adviser@{PROVINCE}", "producer@p-1")
        await team(province)
        for who, code in ((LAN, 403), (OFFICER, 403), (CHAIR, 403), (HUONG, 403), (STRANGER, 404)):
            await province.send(who, f"{at_province}/advisory", given(), version=0, method="PUT", status=code)
        await province.know(own)
        refused = await province.send(HEAD, f"{at_province}/advisory", given(), version=0, method="PUT", status=409)
        assert refused["type"].endswith("advisory.conflict-of-interest")
        await province.send(HEAD, f"{at_province}/advisory", given((BINH, ["review"])), version=0, method="PUT")
        await province.send(
            HEAD, f"{at_province}/advisory", given((BINH, ["review"])), version=0, method="PUT", status=412
        )

    async def test_is_given_to_nobody_with_a_sign_of_a_conflict_unless_the_head_says_why_it_means_nothing(
        self, province: Deployment, estate: Estate
    ) -> None:
        unit = province.service.work.reading()
        marks = {"telephone": unit.recognised_by("telephone", "912345678")}
        await team(province)
        row = {"office": PROVINCE, "person_id": LAN.id, "name": LAN.name, "telephone": "0912 345 678"}
        await province.send(OFFICER, "/api/roster", row)
        case = f"/api/cases/{(await cases(province, estate, 1, known_by=marks))[0]}"
        page = html.unescape(await Browser(province, HEAD).open(f"{case.removeprefix('/api')}/advisory/assignment"))
        assert page.count("có cùng số điện thoại với người đại diện chủ thể") == 1
        assert page.count("Căn cứ giao việc dù có dấu hiệu") == 1  # asked of Lan alone
        body = given()
        refused = await province.send(HEAD, f"{case}/advisory", body, version=0, method="PUT", status=409)
        assert (refused["type"].rpartition("/")[2], refused["pointer"]) == (
            "advisory.signs-of-conflict",
            "/advisers/0/despite",
        )
        body["advisers"][0] |= {"despite": "Số máy của thôn, cho mượn"}
        work = await province.send(HEAD, f"{case}/advisory", body, version=0, method="PUT")
        assert "thôn" not in json.dumps(work, ensure_ascii=False)
        again = await province.send(HEAD, f"{case}/advisory", given(), version=work["version"], method="PUT")
        assert [one["person_id"] for one in again["advisers"]] == [LAN.id, BINH.id]  # said once

    async def test_falls_to_the_office_where_the_head_is_in_conflict(
        self, province: Deployment, at_province: str
    ) -> None:
        await team(province)
        await province.know(person("head", f"adviser@{PROVINCE}", "producer@p-1"))
        await province.send(OFFICER, f"{at_province}/advisory", given(), version=0, method="PUT")

    async def test_stops_without_a_report_when_the_council_concludes_or_the_dossier_is_taken_back(
        self, province: Deployment, estate: Estate, at_province: str
    ) -> None:
        await working(province, at_province)
        work = await store.works.find(reading(province), at_province.rpartition("/")[2])
        assert work is not None
        await estate.publish(withdrawn(work.model_dump(mode="json")))
        shown = await province.read(OFFICER, f"{at_province}/advisory")
        assert shown["state"]["code"] == "stopped"
        assert (await province.facts(ADVISORY.format("assigned")))[-1]["persons"] == []

    async def test_whoever_stands_aside_sees_nothing_any_more(
        self, province: Deployment, estate: Estate, at_province: str
    ) -> None:
        await working(province, at_province)
        version = (await province.read(LAN, f"{at_province}/advisory"))["version"]
        answer = await province.at(LAN).post(
            f"{at_province}/advisory/asides", json={"why_aside": "Cùng hộ"}, headers={"if-match": f'"{version}"'}
        )
        assert answer.status_code == 204
        for path in ("", "/advisory", "/advisory/review"):
            assert await status(province, LAN, f"{at_province}{path}") == 404
        fact = (await province.facts(ADVISORY.format("assigned")))[-1]
        assert (LAN.id in fact["persons"], fact["recused"], fact["given"]) == (False, [LAN.id], [])
        again = await province.send(
            HEAD,
            f"{at_province}/advisory",
            given(),
            version=(await province.read(HEAD, f"{at_province}/advisory"))["version"],
            method="PUT",
            status=409,
        )
        assert again["type"].endswith("advisory.conflict-of-interest")


class TestAQuestion:
    async def test_stops_the_clock_until_the_producer_answers_on_their_page(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate, kind="re-evaluation")
        due = (await province.read(OFFICER, case))["due_on"]
        await working(province, case)
        await act(province, LAN, case, "questions", {"question": "Hợp đồng thu mua năm 2026?"})
        assert (await province.read(OFFICER, case))["due_on"] is None
        [asked] = await province.facts(ADVISORY.format("asked"))
        assert asked["question"] == "Hợp đồng thu mua năm 2026?"
        huong = Browser(province, HUONG)
        page = case.removeprefix("/api")
        assert "Câu hỏi của Tổ tư vấn" in html.unescape(await huong.open(page))
        assert "Hợp đồng thu mua" in html.unescape(await huong.open(f"{page}/questions"))
        for who in (STRANGER, OFFICER, MEMBERS[0], HEAD):
            assert await status(province, who, f"{case}/questions") == 404, who.id
        province.clock.set(datetime(2026, 8, 7, 2, tzinfo=UTC))
        huong = Browser(province, HUONG)  # the session of Monday is over
        await huong.open(f"{page}/questions")
        await huong.submit(f"{page}/questions/{asked['question_id']}", {"answer": "Đã gửi."})
        [fact] = await province.facts(ADVISORY.format("answered"))
        assert (fact["silent"], fact["paused_days"], fact["persons"]) == (False, 4, [HEAD.id, LAN.id, BINH.id])
        later = (await province.read(OFFICER, case))["due_on"]
        assert later > due
        again = await upload(
            province,
            HUONG,
            f"{case}/questions/{asked['question_id']}/answer",
            data={"answer": "x"},
            file=None,
            status=409,
        )
        assert again["type"].endswith("advisory.answered-already")

    async def test_that_nobody_answers_goes_on_by_itself_after_its_day(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate, kind="re-evaluation")
        await working(province, case)
        await act(province, LAN, case, "questions", {"question": "Hợp đồng?", "answer_by": "2026-08-10"})
        province.clock.set(datetime(2026, 8, 10, 10, tzinfo=UTC))
        await province.service.ticker.sweep_once()
        assert await province.facts(ADVISORY.format("answered")) == []
        province.clock.set(datetime(2026, 8, 10, 18, tzinfo=UTC))
        await province.service.ticker.sweep_once()
        [fact] = await province.facts(ADVISORY.format("answered"))
        assert fact["silent"]
        assert (await province.read(OFFICER, case))["due_on"] is not None


class TestSecrecy:
    async def test_what_the_team_finds_is_the_teams_alone_until_the_report_is_sealed(
        self, province: Deployment, estate: Estate, at_province: str
    ) -> None:
        await working(province, at_province)
        await act(
            province, LAN, at_province, "visits", {"visited_on": "2026-08-03", "met": "Bà Hương", "found": "BIMATVISIT"}
        )
        await reviewed(province, at_province)
        answers = best(shelf().get("R26"), 1, worse=3)
        said = {"answers": answers, "note": "BIMATREPORT"}
        await province.send(HEAD, f"{at_province}/advisory/report", said, version=0, method="PUT")
        await province.send(OFFICER, f"{at_province}/council", seats(), version="case", method="PUT")
        await province.send(CHAIR, f"{at_province}/scoring", version="case")
        pages = ("", "/advisory", "/advisory/report", "/scoring", "/sheet", "/documents")
        for who in (OFFICER, CHAIR, MEMBERS[0], IDLE, HUONG):
            browser = Browser(province, who)
            for path in pages:
                answer = await browser.client.get(f"{at_province.removeprefix('/api')}{path}", follow_redirects=True)
                assert "BIMAT" not in answer.text, (who.id, path)
            for path in ("", "/advisory", "/advisory/report"):
                answer = await province.at(who).get(f"{at_province}{path}")
                assert "BIMAT" not in answer.text, (who.id, path)
                assert answer.status_code in (200, 403, 404)
            assert await status(province, who, f"{at_province}/advisory/report") == 404, who.id
        # Nor does an adviser read another's review, or the head's draft.
        assert "1.1" in (await province.read(LAN, f"{at_province}/advisory/review"))["answers"]
        assert await status(province, BINH, f"{at_province}/advisory/review") == 403
        assert await status(province, BINH, f"{at_province}/advisory/report") == 404
        facts = json.dumps(await province.facts(), ensure_ascii=False, default=str)
        assert "BIMAT" not in facts
        assert answers["1.1"] not in json.dumps(await province.facts(ADVISORY.format("assigned")))

    async def test_a_review_is_its_advisers_alone_until_it_is_handed_in(
        self, province: Deployment, at_province: str
    ) -> None:
        await working(province, at_province)
        note = {"notes": {"1.1": "CUARIENG"}}
        draft = await province.send(LAN, f"{at_province}/advisory/review", note, version=0, method="PUT")
        head = Browser(province, HEAD)
        page = f"{at_province.removeprefix('/api')}/advisory"
        assert "CUARIENG" not in await head.open(f"{page}/report")
        incomplete = await province.send(
            LAN, f"{at_province}/advisory/review/handing-in", version=draft["version"], status=422
        )
        assert incomplete["errors"]
        whole = note | {"answers": best(shelf().get("R26"), 1)}
        draft = await province.send(
            LAN, f"{at_province}/advisory/review", whole, version=draft["version"], method="PUT"
        )
        await province.send(LAN, f"{at_province}/advisory/review/handing-in", version=draft["version"])
        assert "CUARIENG" in await head.open(f"{page}/report")

    async def test_a_photograph_has_no_place_in_it(self, province: Deployment, at_province: str) -> None:
        await working(province, at_province)
        await act(province, LAN, at_province, "visits", {"visited_on": "2026-08-03", "met": "x", "found": "y"})
        [visit] = (await province.read(LAN, f"{at_province}/advisory"))["visits"]
        photo = ("a.jpg", a_photograph(), "image/jpeg")
        made = await upload(province, LAN, f"{at_province}/advisory/visits/{visit['id']}/pictures", file=photo)
        [picture] = made["visits"][0]["pictures"]
        shown = await province.at(LAN).get(f"{at_province}/advisory/pictures/{picture['sha256']}")
        assert shown.status_code == 200
        assert b"Exif" not in shown.content
        for who in (OFFICER, CHAIR, IDLE, HUONG):
            assert await status(province, who, f"{at_province}/advisory/pictures/{picture['sha256']}") == 404


class TestBeside:
    async def test_a_laboratorys_result_is_noted_at_the_test_that_was_ordered(
        self, province: Deployment, estate: Estate, at_province: str
    ) -> None:
        await working(province, at_province)
        said = {"laboratory": "quality-laboratory", "parameters": ["Chì (Pb)"]}
        await act(province, BINH, at_province, "tests", said)
        work = await store.works.find(reading(province), at_province.rpartition("/")[2])
        assert work is not None
        known: dict[str, Any] = example(MATCHED)
        about = known["product"] | {"id": work.product.id}
        days = {"sampled_on": "2026-08-04", "reported_on": "2026-08-09", "agency": "quality-laboratory"}
        await estate.publish(catalogue[MATCHED].model_validate(known | {"product": about} | days))
        [test] = (await province.read(BINH, f"{at_province}/advisory"))["tests"]
        assert test["result"]["passed"] == known["passed"]

    async def test_the_report_stands_beside_the_council_where_the_sides_differ_and_goes_up(
        self, province: Deployment, estate: Estate, at_province: str
    ) -> None:
        rulebook = shelf().get("R26")
        await working(province, at_province)
        await reviewed(province, at_province)
        await reported(province, at_province, worse=3)
        await scored(province, at_province, {one: best(rulebook, 1) for one in (CHAIR, *MEMBERS)})
        await province.send(CHAIR, f"{at_province}/scoring/conclude")
        await confirmed(province, at_province)
        page = html.unescape(await Browser(province, CHAIR).open(f"{at_province.removeprefix('/api')}/ruling"))
        assert "Tổ tư vấn cấp tỉnh" in page
        await province.send(CHAIR, f"{at_province}/ruling", {"decision_number": "100/QĐ-UBND"}, version="case")
        forwarded = (await province.facts("vn.ocop.evaluation.case.forwarded.v1"))[-1]
        assert [layer["outcome"] for layer in forwarded["layers"]] == ["proposed", "advised", "forwarded"]

    async def test_what_is_mine_stands_in_my_list_and_in_my_work(self, province: Deployment, at_province: str) -> None:
        await working(province, at_province)
        for who, count in ((LAN, 1), (HEAD, 1), (IDLE, 0), (OFFICER, 0)):
            assert len((await province.read(who, "/api/advisory"))["items"]) == count, who.id
        lan = Browser(province, LAN)
        assert "Long nhãn Tân Hưng" in html.unescape(await lan.open("/advisory"))
        caption = "Việc tư vấn, hạn gần nhất trước"
        assert caption in html.unescape(await lan.open("/work"))
        assert caption not in html.unescape(await Browser(province, MEMBERS[0]).open("/work"))
        [known] = (await province.read(OFFICER, "/api/advisory-teams"))["teams"]
        load = await province.read(OFFICER, f"/api/advisory-teams/{known['id']}/load")
        assert [(one["person_id"], one["open"]) for one in load["people"]] == [
            (HEAD.id, 0),
            (LAN.id, 1),
            (BINH.id, 1),
        ]

    async def test_gauges_say_what_waits_and_forget_what_is_done(self, province: Deployment, at_province: str) -> None:
        registry = CollectorRegistry()
        gauges = AdvisoryGauges(registry)

        async def read(name: str, stage: str) -> float | None:
            await gauges.refresh(reading(province))
            return registry.get_sample_value(name, {"stage": stage})

        assert await read("ocop_advisory_waiting", "team") == 0
        await working(province, at_province)
        assert await read("ocop_advisory_waiting", "team") == 1
        assert await read("ocop_advisory_oldest_overdue_seconds", "team") == 0
        province.clock.set(datetime(2026, 9, 20, 2, tzinfo=UTC))
        assert (await read("ocop_advisory_oldest_overdue_seconds", "team") or 0) > 86_400
        await act(province, LAN, at_province, "questions", {"question": "Hợp đồng?"})
        assert await read("ocop_advisory_waiting", "team") == 0
        assert await read("ocop_advisory_waiting", "producer") == 1


class TestPages:
    async def test_take_an_adviser_and_the_head_through_the_work(self, province: Deployment, at_province: str) -> None:
        await team(province)
        page = at_province.removeprefix("/api")
        head, lan = Browser(province, HEAD), Browser(province, LAN)
        assert "Phân công tư vấn" in html.unescape(await head.open(page))
        await head.open(f"{page}/advisory/assignment")
        fields = {"advisers-0-tasks": "", "advisers-1-tasks": "review", "advisers-2-tasks": "visit"}
        await head.submit(f"{page}/advisory/assignment", fields)
        await lan.open(f"{page}/advisory")
        await lan.submit(f"{page}/advisory/questions", {"question": "Hợp đồng thu mua?"})
        await lan.open(f"{page}/advisory")
        await lan.submit(f"{page}/advisory/visits", {"visited_on": "03/08/2026", "met": "Bà Hương", "found": "Sạch"})
        await lan.open(f"{page}/advisory")
        await lan.submit(f"{page}/advisory/samples", {"received": "5", "sampled_on": "03/08/2026"})
        await lan.open(f"{page}/advisory")
        await lan.submit(
            f"{page}/advisory/tests", {"laboratory": "quality-laboratory", "parameters": "Chì (Pb)\nCadimi (Cd)"}
        )
        await lan.open(f"{page}/advisory/review")
        answers = {f"answers-{id}": option for id, option in best(shelf().get("R26"), 1).items()}
        await lan.submit(f"{page}/advisory/review", answers | {"then": "hand-in"})
        await lan.open(f"{page}/advisory/review")
        await head.open(f"{page}/advisory/report")
        await head.submit(f"{page}/advisory/report", answers | {"note": "Đề nghị xem xét", "then": "seal"})
        wanting = html.unescape(await head.open(f"{page}/advisory/report/seal"))
        assert "Chưa niêm phong được" in wanting
        assert "còn được trả lời" in wanting
