"""From the draft to the paper in force: who may, which number, and what follows for council and ruling."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from kit.identity import Principal
from kit.web.files import FileMissing, FileStore
from law.rulebooks import shelf
from tests.callers import person
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
    at_the_province,
    best,
    confirmed,
    scored,
)
from tests.pdfs import a_pdf

LOCKED = (Path(__file__).parents[2] / "kit/web/inputs/paper-pdf-asks-for-a-password.pdf").read_bytes()
MEMBER, ADVISER = MEMBERS[0], person("adviser", f"adviser@{PROVINCE}")


def scan(mark: str) -> bytes:
    return a_pdf(f"signed and stamped {mark}")


async def to_be_ruled(deployment: Deployment, estate: Estate, **changes: Any) -> str:
    case = await at_the_province(deployment, estate, **changes)
    answers = best(shelf().get("R26"), 1, worse=6)
    await scored(deployment, case, dict.fromkeys([CHAIR, *MEMBERS], answers))
    await deployment.send(CHAIR, f"{case}/scoring/conclude")
    await confirmed(deployment, case)
    return case


async def drafted(deployment: Deployment, case: str, kind: str, who: Principal = OFFICER, **more: Any) -> Any:
    body = {"kind": kind, "signatory": "Nguyễn Hùng Nam", **more}
    return await deployment.send(who, f"{case}/documents", body)


async def sign(
    deployment: Deployment,
    document: Any,
    number: str,
    *,
    content: bytes | None = None,
    who: Principal = OFFICER,
    **more: Any,
) -> httpx.Response:
    name = more.pop("name", "ban-ky.pdf")
    form = {"number": number, "on": "2026-08-03", **more}
    file = {"file": (name, content or scan(document["id"]), "application/pdf")}
    at = f"/api/documents/{document['id']}/signed-copy"
    headers = {"if-match": f'"{document["version"]}"'}
    return await deployment.at(who).post(at, data=form, files=file, headers=headers)


async def step(deployment: Deployment, document: Any, verb: str, who: Principal = OFFICER, **more: Any) -> Any:
    return await deployment.send(who, f"/api/documents/{document['id']}/{verb}", version=document["version"], **more)


class TestADecisionOnAResult:
    async def test_rules_under_the_number_and_day_of_its_signed_copy(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "recognition", CHAIR, signing="in-place")
        filed = (await sign(province, draft, "Số: 0100/qd-ubnd", who=CHAIR)).json()
        assert "signed" in filed["state"].values()
        issued = await step(province, filed, "issue", CHAIR)
        assert issued["number"] == "100/QĐ-UBND"
        ruling = await province.read(HUONG, f"{case}/ruling")
        assert (ruling["decision_number"], ruling["decided_on"]) == ("100/QĐ-UBND", "2026-08-03")
        [announced] = await province.facts("vn.ocop.evaluation.ruling.issued.v1")
        assert (announced["signed_by"], announced["signed_as"]) == ("Nguyễn Hùng Nam", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"])

    async def test_is_the_producer_s_once_issued_and_not_before(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "recognition")
        for who in (HUONG, MEMBER, STRANGER):
            await province.read(who, f"/api/documents/{draft['id']}", 404)
            assert (await province.at(who).get(f"/api/documents/{draft['id']}/files/draft.pdf")).status_code == 404
        assert (await province.read(HUONG, f"{case}/documents"))["items"] == []
        await step(province, (await sign(province, draft, "100")).json(), "issue")
        got = await province.at(HUONG).get(f"/api/documents/{draft['id']}/files/signed.pdf")
        assert got.content == scan(draft["id"])
        assert (await province.at(HUONG).get(f"/api/documents/{draft['id']}/files/draft.pdf")).status_code == 404
        verdict = await province.at(None).get(f"/api/papers/{_sha(got.content)}")
        assert (verdict.json()["verdict"], verdict.json()["number"]) == ("issued", "100/QĐ-UBND")

    async def test_is_never_the_secretary_s(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        await province.send(SECRETARY, f"{case}/documents", {"kind": "recognition"}, status=403)

    async def test_on_an_impossible_day_is_refused_when_it_is_filed(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "recognition")
        for day in ("2026-08-02", "2026-08-04"):
            assert (await sign(province, draft, "100", on=day)).status_code == 422


class TestTheDecisionThatFormsACouncil:
    async def test_gives_the_council_its_number_and_stays_inside(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "council", SECRETARY)
        assert ["Member 1", "", "Thành viên"] in draft["lines"]
        issued = await step(province, (await sign(province, draft, "77", who=SECRETARY)).json(), "issue", SECRETARY)
        council = await province.read(OFFICER, f"{case}/council")
        assert council["decision_number"] == "77/QĐ-UBND"
        assert (await province.read(MEMBER, f"/api/documents/{issued['id']}"))["number"] == "77/QĐ-UBND"
        await province.read(HUONG, f"/api/documents/{issued['id']}", 404)
        await province.send(OFFICER, f"{case}/documents", {"kind": "council"}, status=409)

    async def test_is_not_issued_over_another_council_than_was_signed(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        from tests.evaluation.evaluation_harness import seats

        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        filed = (await sign(province, await drafted(province, case, "council"), "77")).json()
        aside = {"person_id": MEMBERS[3].id, "reason": "Cùng hộ gia đình"}
        await province.send(CHAIR, f"{case}/recusals", aside)
        refused = await step(province, filed, "issue", status=409)
        assert refused["type"].endswith("decision.lines-not-ready")
        back = await step(province, filed, "taking-back")
        again = await drafted(province, case, "council")
        assert (again["id"], len(again["lines"])) == (back["id"], len(filed["lines"]) - 1)


class TestANumber:
    async def test_is_an_office_s_once_a_year_and_a_copy_is_one_paper_s(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await to_be_ruled(province, estate)
        council = await drafted(province, case, "council")
        result = await drafted(province, case, "recognition")
        notice_of_nothing = await province.send(OFFICER, f"{case}/documents", {"kind": "notice"}, status=409)
        assert notice_of_nothing["type"].endswith("document.not-yet")
        filed = (await sign(province, council, "100/QĐ-UBND")).json()
        taken = await sign(province, result, "QĐ 0100")
        assert (taken.status_code, taken.json()["type"].rpartition("/")[2]) == (409, "decision.number-taken")
        same = await sign(province, result, "101", content=scan(council["id"]))
        assert same.json()["type"].rpartition("/")[2] == "paper.copy-of-another"
        back = await step(province, filed, "taking-back")
        assert (await sign(province, result, "100", content=scan(council["id"]))).status_code == 200
        assert (await sign(province, back, "100", content=scan("other"))).status_code == 409

    async def test_is_read_or_refused(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "council")
        for number in ("không số", "9" * 101, "../../etc/passwd", "<b>"):
            assert (await sign(province, draft, number)).status_code == 422, number

    async def test_typed_into_a_ruling_is_not_a_document_s(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        await sign(province, await drafted(province, case, "council"), "100")
        body = {"decision_number": "Số 0100/QĐ-UBND"}
        refused = await province.send(CHAIR, f"{case}/ruling", body, version="case", status=409)
        assert refused["slug"] == "decision.number-taken"
        await province.send(CHAIR, f"{case}/ruling", {"decision_number": "101/QĐ-UBND"}, version="case")

    async def test_corrected_in_a_ruling_is_corrected_in_its_document(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await to_be_ruled(province, estate)
        council = (await sign(province, await drafted(province, case, "council"), "54")).json()
        result = await drafted(province, case, "recognition")
        await step(province, (await sign(province, result, "45")).json(), "issue")
        ruling = await province.read(CHAIR, f"{case}/ruling")
        at = f"/api/rulings/{ruling['ruling_id']}/corrections"
        for number, status in (("54/QĐ-UBND", 409), ("55/QĐ-UBND", 200)):
            body = {"what": "Ghi nhầm số.", "decision_number": number}
            await province.send(CHAIR, at, body, version=ruling["version"], status=status)
        assert (await province.read(CHAIR, f"/api/documents/{result['id']}"))["number"] == "55/QĐ-UBND"
        assert council["number"] == "54/QĐ-UBND"


class TestACopy:
    async def test_is_a_whole_pdf_and_not_the_draft(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "council")
        own = await province.at(OFFICER).get(f"/api/documents/{draft['id']}/files/draft.pdf")
        assert own.content.startswith(b"%PDF-")
        for content, status in ((b"PK\x03\x04", 415), (b"%PDF-1.7 cut off", 415), (own.content, 409), (b"<html>", 415)):
            assert (await sign(province, draft, "1", content=content)).status_code == status, content[:20]
        kept = (await sign(province, draft, "1", name="../../../etc/../x\\y/ký.pdf")).json()
        assert kept["number"] == "1/QĐ-UBND"
        got = await province.at(OFFICER).get(f"/api/documents/{draft['id']}/files/signed.pdf")
        assert "filename*=UTF-8''k%C3%BD.pdf" in got.headers["content-disposition"]
        announced = await province.at(None).get(f"/api/papers/{_sha(got.content)}")
        assert announced.json() | {"verdict": "draft"} == announced.json()
        assert announced.json()["number"] is None

    async def test_sent_twice_or_by_two_is_filed_once(self, province: Deployment, estate: Estate) -> None:
        import asyncio

        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "council")
        both = await asyncio.gather(
            sign(province, draft, "7"), sign(province, draft, "8", content=scan("b"), who=CHAIR)
        )
        assert sorted(one.status_code for one in both)[0] == 200
        assert sorted(one.status_code for one in both)[1] in (409, 412)
        assert (await sign(province, draft, "9")).status_code in (409, 412)

    async def test_for_a_version_that_is_gone_leaves_no_bytes(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "council")
        assert (await sign(province, draft, "7")).status_code == 200
        content = scan("sent too late")
        assert (await sign(province, draft, "8", content=content)).status_code == 412
        with pytest.raises(FileMissing):
            FileStore.of(province.service).path(_sha(content))

    @pytest.mark.parametrize(
        ("content", "slug"), [(LOCKED, "upload.pdf-locked"), (scan("x")[:150], "upload.pdf-cut-off")]
    )
    async def test_nobody_could_open_is_refused_in_words(
        self, province: Deployment, estate: Estate, content: bytes, slug: str
    ) -> None:
        draft = await drafted(province, await to_be_ruled(province, estate), "council")
        refused = await sign(province, draft, "7", content=content)
        assert (refused.status_code, refused.json()["slug"]) == (415, slug)


class TestTheMinutes:
    async def test_say_who_gave_what_and_never_to_the_producer(self, province: Deployment, estate: Estate) -> None:
        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "minutes", SECRETARY)
        assert len(draft["lines"]) == len([CHAIR, *MEMBERS])
        issued = await step(province, (await sign(province, draft, "3/BB-HĐOCOP")).json(), "issue", SECRETARY)
        await province.read(HUONG, f"/api/documents/{issued['id']}", 404)
        assert (await province.read(HUONG, f"{case}/documents"))["items"] == []


def _sha(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


class TestTheGauges:
    async def test_say_what_is_signed_and_not_issued_and_since_when(self, province: Deployment, estate: Estate) -> None:
        read = province.service.metrics.registry.get_sample_value
        case = await to_be_ruled(province, estate)
        draft = await drafted(province, case, "recognition")
        await province.service.figures.refresh("documents")
        assert read("ocop_documents", {"kind": "recognition", "state": "draft"}) == 1
        assert read("ocop_documents_oldest_signed_seconds") == 0
        filed = (await sign(province, draft, "100")).json()
        province.clock.advance(timedelta(hours=5))
        await province.service.figures.refresh("documents")
        assert read("ocop_documents", {"kind": "recognition", "state": "draft"}) == 0
        assert read("ocop_documents", {"kind": "recognition", "state": "signed"}) == 1
        assert read("ocop_documents_oldest_signed_seconds") == 5 * 3_600
        await step(province, filed, "issue")
        await province.service.figures.refresh("documents")
        assert read("ocop_documents", {"kind": "recognition", "state": "signed"}) == 0
        assert read("ocop_documents_oldest_signed_seconds") == 0
