"""Decisions of many lines at the registry: no certificate before every line is here, then all of them in one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.evaluation.ruling import RulingCorrectedV1, RulingWithdrawnV1
from ocop_events.vocabulary import DecisionRef

from services.registry.certificates import store
from tests.registry.registry_harness import CHAU, HUONG, OFFICER, STRANGER, Registry, ruled, submitted
from tests.rulings import of_case

ON = date(2026, 8, 3)
ISSUED = "vn.ocop.registry.certificate.issued.v1"


def ref(line: int, of: int = 2, id: str = "dec-1") -> DecisionRef:
    return DecisionRef(id=id, number="45/QĐ-UBND", decided_on=ON, line=line, of=of)


async def line(registry: Registry, dossier: dict[str, Any], no: int, *, of: int = 2, **altered: Any) -> None:
    event = ruled(dossier, on=ON, id=f"ruling-{no}", decision="45/QĐ-UBND")
    await registry.consume(event.model_copy(update={"decision": ref(no, of), **altered}), no)


def withdrawn(dossier: dict[str, Any], no: int, of: int = 2) -> RulingWithdrawnV1:
    facts = of_case(dossier) | {"ruling_id": f"ruling-{no}", "reason": "Giấy tờ không hợp lệ", "withdrawn_on": ON}
    return RulingWithdrawnV1(**facts, decision=ref(no, of))


async def two(registry: Registry) -> tuple[dict[str, Any], dict[str, Any]]:
    return await submitted(registry, HUONG), await submitted(registry, CHAU)


class TestADecisionOfMany:
    async def test_gives_no_certificate_before_every_line_is_here(self, registry: Registry) -> None:
        first, second = await two(registry)
        await line(registry, first, 1)
        assert await registry.facts(ISSUED) == []
        [on_its_way] = (await registry.read(OFFICER, "/api/decisions-arriving"))["items"]
        assert (on_its_way["number"], on_its_way["done"], on_its_way["of"]) == ("45/QĐ-UBND", 1, 2)
        assert (await registry.read(STRANGER, "/api/decisions-arriving"))["items"] == []
        assert "1 trên 2" in (await registry.at(OFFICER).get("/certificates")).text
        await line(registry, first, 1)  # comes twice
        assert await registry.facts(ISSUED) == []
        await line(registry, second, 2)
        assert len(await registry.facts(ISSUED)) == 2
        assert (await registry.read(OFFICER, "/api/decisions-arriving"))["items"] == []
        await registry.service.ticker.sweep_once()
        assert await store.waiting_rulings.count(registry.service.work.reading(), {}) == 0
        await line(registry, second, 2)
        assert len(await registry.facts(ISSUED)) == 2

    async def test_is_not_held_by_a_line_that_was_withdrawn(self, registry: Registry) -> None:
        first, second = await two(registry)
        await line(registry, first, 1)
        await registry.consume(withdrawn(second, 2), 3)
        assert len(await registry.facts(ISSUED)) == 1
        await line(registry, second, 2)  # a dead letter that is tried again
        assert len(await registry.facts(ISSUED)) == 1
        assert (await registry.read(CHAU, f"/api/dossiers/{second['id']}"))["state"] == "not-recognised"

    async def test_has_the_withdrawn_line_looked_at_by_people_once_it_is_certified(self, registry: Registry) -> None:
        first, second = await two(registry)
        await line(registry, first, 1)
        await line(registry, second, 2)
        await registry.consume(withdrawn(first, 1), 3)
        [made] = (await registry.read(OFFICER, "/api/revocations"))["items"]
        assert (made["state"], made["because"][0]["source"]) == ("proposed", "decision")
        assert "Dòng 1/2" in made["because"][0]["text"]
        certificate = await registry.read(None, f"/api/certificates/{made['certificate_id']}")
        assert certificate["state"] == "valid", "nothing ends by itself"

    async def test_that_does_not_bear_itself_out_has_not_arrived(self, registry: Registry) -> None:
        first, second = await two(registry)
        await line(registry, first, 1)
        await line(registry, second, 2, star=5)
        assert await registry.facts(ISSUED) == []
        [on_its_way] = (await registry.read(OFFICER, "/api/decisions-arriving"))["items"]
        assert on_its_way["done"] == 1


def corrected(dossier: dict[str, Any], no: int, **more: Any) -> RulingCorrectedV1:
    facts = of_case(dossier) | {"ruling_id": f"ruling-{no}", "what": "Ghi nhầm số.", "corrected_on": ON}
    return RulingCorrectedV1(**facts, decision_number="54/QĐ-UBND", **more)


class TestADecisionThatIsCorrected:
    async def test_is_named_rightly_by_the_certificate_and_found_by_both_numbers(self, registry: Registry) -> None:
        first, second = await two(registry)
        await line(registry, first, 1)
        await line(registry, second, 2)
        before = await store.by_ruling(registry.service.work.reading(), "ruling-1")
        assert before is not None
        for at in (3, 4):  # comes twice
            await registry.consume(corrected(first, 1, decided_on=date(2026, 8, 2)), at)
        [fact] = await registry.facts("vn.ocop.registry.certificate.recognition-corrected.v1")
        assert (fact["was_number"], fact["decision_number"], fact["decided_on"]) == (
            *("45/QĐ-UBND", "54/QĐ-UBND"),
            "2026-08-02",
        )
        [*_before, state] = [
            one
            for one in await registry.facts("vn.ocop.registry.certificate.state.v1")
            if one["certificate_id"] == before.id
        ]
        assert state["decision_number"] == "54/QĐ-UBND"
        after = await store.certificates.get(registry.service.work.reading(), before.id)
        assert (after.valid_from, after.valid_until, after.star) == (before.valid_from, before.valid_until, before.star)
        for number in ("45/QĐ-UBND", "54/QĐ-UBND"):
            page = (await registry.at(OFFICER).get("/certificates", params={"text": number})).text
            assert after.product_code in page, number
        shown = (await registry.at(OFFICER).get(f"/certificates/{before.id}")).text
        assert "Ghi nhầm số." in shown

    async def test_before_its_lines_are_here_is_certified_under_the_right_number(self, registry: Registry) -> None:
        first, second = await two(registry)
        await line(registry, first, 1)
        await registry.consume(corrected(first, 1), 3)  # an earlier release says no day
        await line(registry, second, 2)
        certificate = await store.by_ruling(registry.service.work.reading(), "ruling-1")
        assert certificate is not None
        assert (certificate.decision_number, certificate.decided_on) == ("54/QĐ-UBND", ON)
