"""A revocation as offices carry it: proposed, explained, concluded, submitted, decided on paper, collected, contested."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.identity import Principal
from kit.work import Unit
from services.registry.certificates import store as certificates
from services.registry.certificates.lifecycle import State
from services.registry.revocations import deciding
from tests.pdfs import a_pdf
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    HUONG,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    ruled,
    submitted,
)

ON = date(2026, 8, 3)
PAPER = {"paper_number": "410/SNNMT-PTNT", "paper_signed_on": "2026-08-03"}
DATA = ("QĐ-", "Long nhãn", "HTX", "Hưng Yên", "Xã Tân Hưng", "Căn cứ", "Chủ tịch", "Nguyễn")


async def certified(registry: Registry, who: Principal = HUONG, number: int = 1) -> Any:
    """A certificate of a producer, as everybody reads it."""
    dossier = await submitted(registry, who)
    on = registry.clock.now().date()
    await registry.consume(ruled(dossier, on=on, id=f"ruling-{number}", decision=f"{number}/QĐ-UBND"), number)
    [*_, last] = await registry.facts("vn.ocop.registry.certificate.issued.v1")
    return await registry.read(None, f"/api/certificates/{last['certificate_id']}")


@pytest.fixture
async def certificate(registry: Registry) -> Any:
    return await certified(registry)


async def proposed(registry: Registry, certificate: dict[str, Any], who: Principal = OFFICER) -> Any:
    said = {"certificate_id": certificate["id"], "grounds": ["legal-breach"], "because": "In sai hạng sao, không sửa."}
    return await registry.send(who, "/api/revocations", said)


async def step(registry: Registry, who: Principal, made: dict[str, Any], at: str, **said: Any) -> Any:
    return await registry.send(who, f"/api/revocations/{made['id']}/{at}", said, version=made["version"])


async def concluded(registry: Registry, certificate: dict[str, Any]) -> Any:
    made = await proposed(registry, certificate)
    made = await step(registry, PROVINCE_OFFICER, made, "explanation-request", **PAPER)
    made = await step(registry, HUONG, made, "explanation", text="Đã đặt in bao bì mới.")
    return await step(registry, PROVINCE_OFFICER, made, "conclusion", conclusion="revoke", reason="Không sửa", **PAPER)


async def drafted(registry: Registry, status: int = 201, **said: Any) -> Any:
    return await registry.send(PROVINCE_OFFICER, "/api/certificate-decisions", said, status=status)


async def signed(registry: Registry, decision: dict[str, Any], number: str = "77/QĐ-UBND", on: date = ON) -> Any:
    answer = await registry.at(PROVINCE_OFFICER).post(
        f"/api/certificate-decisions/{decision['id']}/signed-copy",
        files={"file": ("qd.pdf", a_pdf(number), "application/pdf")},
        data={"paper_number": number, "paper_signed_on": on.isoformat(), "signatory": "Nguyễn Văn An"},
        headers={"if-match": f'"{decision["version"]}"'},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def issued(registry: Registry, decision: dict[str, Any], status: int = 200) -> Any:
    at = f"/api/certificate-decisions/{decision['id']}/issue"
    return await registry.send(PROVINCE_OFFICER, at, version=decision["version"], status=status)


async def revoked(registry: Registry, certificate: dict[str, Any]) -> Any:
    """The procedure over a certificate, decided."""
    made = await concluded(registry, certificate)
    draft = await drafted(registry, revocations=[made["id"]], recognition_lines={certificate["id"]: 12})
    await issued(registry, await signed(registry, draft))
    return await registry.read(PROVINCE_OFFICER, f"/api/revocations/{made['id']}")


class TestAProposal:
    async def test_changes_nothing_and_is_not_its_producers_to_see(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        made = await proposed(registry, certificate)
        assert (made["state"], made["office"]) == ("proposed", "33")
        assert await registry.read(None, f"/api/certificates/{certificate['id']}") == certificate
        for who in (HUONG, CHAU, STRANGER):
            await registry.read(who, f"/api/revocations/{made['id']}", status=404)
            assert (await registry.read(who, "/api/revocations"))["items"] == []
        [fact] = await registry.facts("vn.ocop.registry.revocation.proposed.v1")
        assert fact["grounds"] == [
            {
                "code": "legal-breach",
                "words": fact["grounds"][0]["words"],
                "article": "QĐ 26/2026/QĐ-TTg, Điều 8.1.c",
            }
        ]

    async def test_over_a_certificate_that_is_looked_at_is_one_more_reason(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        first = await proposed(registry, certificate)
        said = {"certificate_id": certificate["id"], "grounds": ["production-stopped"], "because": "Đã đóng cửa"}
        again = await registry.send(PROVINCE_OFFICER, "/api/revocations", said)
        assert (again["id"], len(again["because"])) == (first["id"], 2)

    async def test_is_opened_by_the_communes_word_that_production_ended(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        product = await registry.read(OFFICER, f"/api/products/{certificate['product_id']}")
        at, said = f"/api/products/{product['id']}/production-end", {"note": "Đến cơ sở ngày 01/8, đã tháo dây chuyền."}
        await registry.send(HUONG, at, said, version=product["version"], status=403)
        await registry.send(OFFICER, at, said, version=product["version"])
        [made] = (await registry.read(OFFICER, "/api/revocations"))["items"]
        assert [one["source"] for one in made["because"]] == ["production-ended"]
        assert [one["code"] for one in made["grounds"]] == ["production-stopped"]
        assert (await registry.read(None, f"/api/certificates/{certificate['id']}"))["state"] == "valid"
        [fact] = await registry.facts("vn.ocop.registry.product.production-ended.v1")
        assert fact["confirmed_by"] == "33/11977"
        # Confirmed by the commune, it needs no explanation: the law's days run from the conclusion.
        done = await step(
            registry, PROVINCE_OFFICER, made, "conclusion", conclusion="revoke", reason="Đã ngừng", **PAPER
        )
        assert done["concluded"]["decide_by"] == "2026-08-18"


class TestADecision:
    async def test_revokes_the_certificate_and_says_so_everywhere(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        made = await revoked(registry, certificate)
        assert (made["state"], made["collector"]) == ("decided", "33/11977")
        after = await registry.read(None, f"/api/certificates/{certificate['id']}")
        assert (after["state"], after["mark_right"]) == ("revoked", "ended")
        [fact] = await registry.facts("vn.ocop.registry.certificate.revoked.v1")
        assert (fact["revocation_decision"], fact["recognition_line"]) == ("77/QĐ-UBND", 12)
        assert fact["collected_by"] == "33/11977"
        [decision] = await registry.facts("vn.ocop.registry.decision.issued.v1")
        assert [line["subject_id"] for line in decision["lines"]] == [certificate["id"]]
        assert decision["paper"]["sha256"]
        public = Browser(registry, None)
        page = await public.open(f"/products/{certificate['product_code']}", announced=DATA)
        assert "Đã thu hồi" in page
        assert "Thu hồi từ ngày 03/08/2026 theo Quyết định 77/QĐ-UBND" in page
        assert "Long nhãn" not in await public.open("/?status=alive", announced=DATA)
        product = await registry.read(OFFICER, f"/api/products/{certificate['product_id']}")
        assert (product["certified"]["ended"], product["certified"]["ended_on"]) == ("revoked", "2026-08-03")

    async def test_is_all_its_lines_or_none_and_has_its_number_once(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        made = await concluded(registry, certificate)
        first = await signed(registry, await drafted(registry, revocations=[made["id"]]))
        other = await drafted(registry, revocations=[made["id"]])
        answer = await registry.at(PROVINCE_OFFICER).post(
            f"/api/certificate-decisions/{other['id']}/signed-copy",
            files={"file": ("qd.pdf", a_pdf("other"), "application/pdf")},
            data={"paper_number": "0077 QĐ-UBND", "paper_signed_on": "2026-08-03", "signatory": "An"},
            headers={"if-match": f'"{other["version"]}"'},
        )
        assert answer.json()["type"].endswith("decision.number-taken"), answer.text
        other = await signed(registry, other, "78/QĐ-UBND")
        await issued(registry, first)
        refused = await issued(registry, other, status=409)
        assert refused["type"].endswith("decision.lines-not-ready")
        assert len(await registry.facts("vn.ocop.registry.certificate.revoked.v1")) == 1

    async def test_is_of_the_office_that_decides_only(self, registry: Registry, certificate: dict[str, Any]) -> None:
        made = await concluded(registry, certificate)
        said = {"revocations": [made["id"]]}
        await registry.send(OFFICER, "/api/certificate-decisions", said, status=403)
        refused = await registry.send(STRANGER, "/api/certificate-decisions", said, status=409)
        assert certificate["product_name"] not in str(refused)

    async def test_on_what_had_ended_is_a_later_fact_and_never_refused(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        registry.clock.set(datetime(2029, 8, 5, 3, tzinfo=UTC))
        await registry.service.ticker.sweep_once()
        lapsed = await registry.read(None, f"/api/certificates/{certificate['id']}")
        assert lapsed["state"] == "expired"
        draft = await drafted(registry, certificates=[certificate["id"]], grounds=["not-re-evaluated"])
        await issued(registry, await signed(registry, draft, "301/QĐ-UBND", date(2029, 8, 5)))
        after = await registry.read(None, f"/api/certificates/{certificate['id']}")
        assert (after["state"], after["revoked"]["decision"]["number"]) == ("expired", "301/QĐ-UBND")
        [fact] = await registry.facts("vn.ocop.registry.certificate.revoked-after-end.v1")
        assert (fact["ended_on"], fact["revoked_on"]) == (lapsed["valid_until"][:8] + "04", "2029-08-05")
        assert await registry.facts("vn.ocop.registry.certificate.revoked.v1") == []

    async def test_on_a_living_certificate_needs_a_procedure(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        said = {"certificates": [certificate["id"]], "grounds": ["legal-breach"]}
        refused = await drafted(registry, status=409, **said)
        assert refused["type"].endswith("revocation.not-in-this-decision")

    async def test_is_written_as_a_paper_and_corrected_by_a_new_number(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        made = await concluded(registry, certificate)
        draft = await drafted(registry, revocations=[made["id"]], signatory="Nguyễn Văn An")
        written = await registry.at(PROVINCE_OFFICER).get(f"/api/certificate-decisions/{draft['id']}/files/draft.pdf")
        assert written.content.startswith(b"%PDF-")
        done = await issued(registry, await signed(registry, draft))
        said = {"paper_number": "79/QĐ-UBND", "paper_signed_on": "2026-08-03", "reason": "Đính chính theo văn bản 80"}
        at = f"/api/certificate-decisions/{draft['id']}/correction"
        await registry.send(PROVINCE_OFFICER, at, said, version=done["version"])
        [fact] = await registry.facts("vn.ocop.registry.decision.corrected.v1")
        assert (fact["was_number"], fact["number"]) == ("77/QĐ-UBND", "79/QĐ-UBND")
        after = await registry.read(None, f"/api/certificates/{certificate['id']}")
        assert after["revoked"]["decision"]["number"] == "79/QĐ-UBND"


class TestADecisionOfManyLines:
    async def test_is_issued_after_the_answer_and_all_at_once(
        self, registry: Registry, certificate: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(deciding, "AT_ONCE", 0)
        made = await concluded(registry, certificate)
        decision = await signed(registry, await drafted(registry, revocations=[made["id"]]))
        await issued(registry, decision)
        assert await registry.facts("vn.ocop.registry.certificate.revoked.v1") == []
        await registry.service.ticker.sweep_once()
        assert len(await registry.facts("vn.ocop.registry.certificate.revoked.v1")) == 1

    async def test_says_why_where_a_line_is_not_ready_any_more(
        self, registry: Registry, certificate: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(deciding, "AT_ONCE", 0)
        made = await concluded(registry, certificate)
        decision = await signed(registry, await drafted(registry, revocations=[made["id"]]))
        await issued(registry, decision)
        await step(registry, PROVINCE_OFFICER, made, "dropping", reason="Đã khắc phục")
        await registry.service.ticker.sweep_once()
        at = f"/certificate-decisions/{decision['id']}"
        assert "Chưa ban hành được" in await Browser(registry, PROVINCE_OFFICER).open(at, announced=DATA)


class TestAfterADecision:
    async def test_the_paper_is_collected_by_the_office_ordered_to(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        made = await revoked(registry, certificate)
        done = await step(registry, OFFICER, made, "collection", note="")
        assert (done["state"], done["collected"]["collected_by"]) == ("collected", "33/11977")
        [fact] = await registry.facts("vn.ocop.registry.revocation.paper-collected.v1")
        assert fact["lost"] is False

    async def test_an_appeal_that_is_granted_brings_the_certificate_back(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        made = await revoked(registry, certificate)
        seen = await registry.read(HUONG, f"/api/revocations/{made['id']}")
        assert (seen["because"], seen["steps"]) == ([], [])
        contested = await step(registry, HUONG, seen, "appeal", why="Đã sửa trước ngày kết luận")
        said = {"result": "annulled", "answer": "Chấp nhận khiếu nại"} | PAPER
        at = f"/api/revocations/{made['id']}/appeal-settlement"
        await registry.send(OFFICER, at, said, version=contested["version"], status=403)
        await registry.send(PROVINCE_OFFICER, at, said, version=contested["version"])
        after = await registry.read(None, f"/api/certificates/{certificate['id']}")
        assert (after["state"], after["revoked"]["annulled_on"]) == ("valid", "2026-08-03")
        for type_ in ("revocation.appeal-settled", "decision.line-withdrawn", "certificate.reinstated"):
            assert len(await registry.facts(f"vn.ocop.registry.{type_}.v1")) == 1
        assert "Còn hiệu lực" in await Browser(registry, None).open(
            f"/products/{certificate['product_code']}", announced=DATA
        )

    async def test_an_appeal_that_is_granted_after_a_new_recognition_leaves_one_certificate_alive(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        made = await revoked(registry, certificate)

        async def recognised_again(unit: Unit) -> None:
            before = await certificates.certificates.get(unit, certificate["id"])
            own = {"id": "z-again", "product_code": "33-11977-9-2026", "ruling_id": "r-again", "state": State.VALID}
            days = {"decided_on": unit.today + timedelta(days=1), "revoked": None, "steps": ()}
            await certificates.certificates.add(unit, before.model_copy(update={**own, **days, "version": 0}))

        await registry.service.work.run(recognised_again)
        contested = await step(registry, HUONG, made, "appeal", why="Đã sửa trước ngày kết luận")
        said = {"result": "annulled", "answer": "Chấp nhận khiếu nại"} | PAPER
        at = f"/api/revocations/{made['id']}/appeal-settlement"
        await registry.send(PROVINCE_OFFICER, at, said, version=contested["version"])
        after = await registry.read(None, f"/api/certificates/{certificate['id']}")
        assert (after["state"], after["superseded_by"]) == ("superseded", "z-again")


class TestDaysThatPass:
    async def test_without_an_explanation_leave_the_step_to_the_office(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        made = await step(
            registry, PROVINCE_OFFICER, await proposed(registry, certificate), "explanation-request", **PAPER
        )
        registry.clock.set(datetime(2026, 8, 20, 3, tzinfo=UTC))
        await registry.service.ticker.sweep_once()
        after = await registry.read(HUONG, f"/api/revocations/{made['id']}")
        assert (after["state"], after["explained"]["silent"]) == ("explained", True)

    async def test_without_a_decision_are_announced_once(self, registry: Registry, certificate: dict[str, Any]) -> None:
        await concluded(registry, certificate)
        for day in (19, 20):
            registry.clock.set(datetime(2026, 8, day, 3, tzinfo=UTC))
            await registry.service.ticker.sweep_once()
        [fact] = await registry.facts("vn.ocop.registry.revocation.overdue.v1")
        assert (fact["step"], fact["was_due_on"]) == ("decision", "2026-08-18")


class TestThePages:
    async def test_lead_from_the_certificate_to_a_decision(
        self, registry: Registry, certificate: dict[str, Any]
    ) -> None:
        commune, province = Browser(registry, OFFICER), Browser(registry, PROVINCE_OFFICER)
        await commune.open(f"/certificates/{certificate['id']}", announced=DATA)
        at = f"/certificates/{certificate['id']}/revocation"
        await commune.open(at, announced=DATA)
        procedure = await commune.submit(at, {"grounds": ["legal-breach"], "because": "In sai hạng sao"})
        paper = {"paper_number": "410/SNN", "paper_signed_on": "03/08/2026"}
        said = {
            "explanation-request": {} | paper,
            "explanation": {"text": "Chủ thể trình bày"} | paper,
            "conclusion": {"conclusion": "revoke", "reason": "Không sửa"} | paper,
            "submission": {} | paper,
        }
        for one, fields in said.items():
            await province.open(procedure, announced=DATA)
            await province.open(f"{procedure}/steps/{one}", announced=DATA)
            await province.submit(f"{procedure}/steps/{one}", fields)
        await province.open("/revocations", announced=DATA)
        asked = await province.open("/certificate-decisions/new", announced=DATA)
        assert "Thừa lệnh (TL.)" in str(asked)  # chosen in words, not typed as a code
        chosen = {"revocations": [procedure.rpartition("/")[2]], f"recognition_lines-{certificate['id']}": "3"}
        draft = await province.submit("/certificate-decisions/new", chosen | {"signing": "head"})
        text = await province.open(draft, announced=DATA)
        assert "dòng 3" in text
        await province.submit(
            f"{draft}/signed-copy",
            {"paper_number": "77/QĐ-UBND", "paper_signed_on": "03/08/2026", "signatory": "An"},
            files={"file": ("qd.pdf", a_pdf("x"), "application/pdf")},
        )
        await province.open(draft, announced=DATA)
        await province.submit(f"{draft}/issue", {"_sure": "1"})
        await province.open("/certificate-decisions", announced=DATA)
        assert "đã thu hồi" in (await commune.open(f"/certificates/{certificate['id']}", announced=DATA)).lower()
