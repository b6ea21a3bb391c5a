"""A breach from who found it to its end: measures by people, days by the clock, proof and objections by the producer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.registry.breaches import following
from tests.callers import person
from tests.pdfs import a_pdf
from tests.registry.days import let_pass
from tests.registry.registry_harness import (
    CHAU,
    COMMUNE,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_product,
    ruled,
    submitted,
)

BREACH = "vn.ocop.registry.breach."


@pytest.fixture
async def recognised(registry: Registry) -> dict[str, Any]:
    """A product with a certificate alive."""
    dossier = await submitted(registry)
    await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
    product: dict[str, Any] = await registry.read(HUONG, f"/api/products/{dossier['product_id']}")
    return product


async def taken_up(
    registry: Registry, product: dict[str, Any], severity: str = "major", who: Any = PROVINCE_OFFICER
) -> Any:
    said = {
        "product_id": product["id"],
        "kind": "mark",
        "severity": severity,
        "what": "In sao cao hơn hạng được công nhận",
    }
    return await registry.send(who, "/api/breaches", said)


async def measure(
    registry: Registry, breach: dict[str, Any], measure: str, who: Any = PROVINCE_OFFICER, **more: Any
) -> Any:
    said = {"measure": measure, "why": "Thay toàn bộ nhãn in sai sao"} | more
    status = more.pop("status", None)
    said.pop("status", None)
    return await registry.send(
        who, f"/api/breaches/{breach['id']}/measures", said, version=breach["version"], status=status
    )


async def prove(registry: Registry, breach: dict[str, Any], who: Any = HUONG) -> Any:
    answer = await registry.at(who).post(
        f"/api/breaches/{breach['id']}/proof",
        files={"file": ("nhan-moi.pdf", a_pdf("nhãn mới"), "application/pdf")},
        data={"words": "Đã thay toàn bộ nhãn"},
        headers={"if-match": f'"{breach["version"]}"'},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestABreach:
    async def test_is_corrected_by_its_day(self, registry: Registry, recognised: dict[str, Any]) -> None:
        breach = await taken_up(registry, recognised)
        assert (breach["state"], breach["office"], breach["certificate"]["star"]) == ("open", "33", 4)
        breach = await measure(registry, breach, "correction", until="2026-09-01")
        breach = await prove(registry, breach)
        assert (breach["state"], breach["turn"]) == ("correcting", "office")
        answer = {"accepted": "yes", "answer": "Nhãn mới đúng"}
        at = f"/api/breaches/{breach['id']}"
        closed = await registry.send(PROVINCE_OFFICER, f"{at}/proof/answer", answer, version=breach["version"])
        assert (closed["state"], closed["result"]) == ("closed", "corrected")
        told = [
            one["_type"].removeprefix("vn.ocop.registry.") for one in await registry.facts() if "breach" in one["_type"]
        ]
        assert told == [
            "breach.opened.v1", "mark.breach-reported.v1", "breach.measure-taken.v1", "breach.proof-received.v1",
            "breach.proof-answered.v1", "breach.closed.v1", "mark.breach-resolved.v1",
        ]  # fmt: skip
        [file] = breach["proofs"][0]["files"]
        where = f"{at}/proofs/{breach['proofs'][0]['id']}/{file['id']}"
        assert (await registry.at(OFFICER).get(where)).status_code == 200
        assert (await registry.at(CHAU).get(where)).status_code == 404

    async def test_that_is_missed_climbs_and_suspends_and_gives_the_mark_back(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        breach = await measure(registry, await taken_up(registry, recognised), "correction", until="2026-09-01")
        at = f"/api/breaches/{breach['id']}"
        await let_pass(registry, date(2026, 8, 25))
        [reminder] = await registry.facts(f"{BREACH}correction-due.v1")
        assert (reminder["until"], reminder["days_left"]) == ("2026-09-01", 7)
        await let_pass(registry, date(2026, 9, 2))
        late = await registry.read(PROVINCE_OFFICER, at)
        assert (late["state"], late["proposed"], len(late["measures"])) == ("overdue", "suspension", 1)
        [overdue] = await registry.facts(f"{BREACH}overdue.v1")
        assert (overdue["step"], overdue["was_due_on"]) == ("correction", "2026-09-01")
        assert "climbs_to" not in overdue or overdue["climbs_to"] is None
        refused = await registry.send(
            OFFICER, f"{at}/measures", {"measure": "suspension", "why": "Quá hạn"}, version=late["version"], status=403
        )
        assert refused["slug"] == "forbidden"
        suspended = await measure(registry, late, "suspension")
        certificate = f"/api/certificates/{suspended['certificate']['id']}"
        assert (await registry.read(None, certificate))["suspension"]["until"]
        assert suspended["suspends"]
        proven = await prove(registry, suspended)
        answer = {"accepted": "yes", "answer": "Đã thay nhãn"}
        closed = await registry.send(PROVINCE_OFFICER, f"{at}/proof/answer", answer, version=proven["version"])
        assert (closed["result"], closed["suspends"]) == ("corrected", False)
        assert (await registry.read(None, certificate))["suspension"] is None
        assert await registry.facts("vn.ocop.registry.mark.use-reinstated.v1")

    async def test_of_which_the_office_is_late_climbs_to_the_office_above(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        breach = await taken_up(registry, recognised, who=OFFICER)
        assert breach["office"] == COMMUNE
        await let_pass(registry, date(2026, 9, 30))
        [overdue] = await registry.facts(f"{BREACH}overdue.v1")
        assert (overdue["step"], overdue["climbs_to"]) == ("measure", "33")
        late = await registry.read(OFFICER, "/api/breaches?waiting=late")
        assert [one["id"] for one in late["items"]] == [breach["id"]]

    async def test_of_which_the_province_is_late_climbs_to_the_centre(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        breach = await taken_up(registry, recognised)
        assert breach["office"] == "33"
        await let_pass(registry, date(2026, 9, 30))
        [overdue] = await registry.facts(f"{BREACH}overdue.v1")
        assert (overdue["step"], overdue["climbs_to"]) == ("measure", "vn")

    async def test_whose_objection_is_accepted_is_unfounded(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        breach = await taken_up(registry, recognised)
        at = f"/api/breaches/{breach['id']}"
        objected = await registry.send(HUONG, f"{at}/objection", {"why": "Lô in cũ"}, version=breach["version"])
        said = {"accepted": "yes", "answer": "Lô in trước ngày cấp lại"}
        closed = await registry.send(PROVINCE_OFFICER, f"{at}/objection/answer", said, version=objected["version"])
        assert (closed["state"], closed["result"]) == ("closed", "unfounded")

    async def test_is_seen_by_its_producer_and_offices_only(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        breach = await taken_up(registry, recognised)
        at = f"/api/breaches/{breach['id']}"
        for who in (HUONG, OFFICER, PROVINCE_OFFICER):
            assert (await registry.read(who, at))["id"] == breach["id"]
        for who in (CHAU, NEIGHBOURS_OFFICER, STRANGER):
            await registry.read(who, at, status=404)
            assert (await registry.read(who, "/api/breaches"))["items"] == []
        await registry.read(None, at, status=401)

    async def test_is_not_handled_by_its_producers_own_officer(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        both = person("both", "province-officer@33", "producer@p-huong")
        said = {"product_id": recognised["id"], "kind": "mark", "severity": "major", "what": "–"}
        assert (await registry.send(both, "/api/breaches", said, status=403))["slug"] == "breach.own"
        breach = await taken_up(registry, recognised)
        assert (await measure(registry, breach, "correction", both, status=403))["slug"] == "breach.own"

    async def test_that_was_changed_meanwhile_is_stale(self, registry: Registry, recognised: dict[str, Any]) -> None:
        breach = await taken_up(registry, recognised)
        await measure(registry, breach, "correction")
        assert (await measure(registry, breach, "correction", status=412))["slug"] == "stale"

    async def test_of_a_product_that_was_never_recognised_suspends_nothing(self, registry: Registry) -> None:
        breach = await taken_up(registry, await a_product(registry), "critical")
        assert breach["certificate"] is None
        assert (await measure(registry, breach, "suspension", status=409))["slug"] == "breach.no-living-certificate"

    async def test_that_ends_in_a_proposal_to_revoke_waits_for_that_procedure(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        breach = await measure(registry, await taken_up(registry, recognised, "critical"), "suspension")
        proposed = await measure(registry, breach, "revocation-proposed")
        assert (proposed["state"], proposed["due_on"]) == ("proposed", None)
        [told] = await registry.facts("vn.ocop.registry.revocation.proposed.v1")
        assert (told["revocation_id"], told["source"]) == (proposed["revocation_id"], "breach")
        unit = registry.service.work
        await unit.run(following.drop_proposal, proposed["revocation_id"])
        waiting = await registry.read(PROVINCE_OFFICER, f"/api/breaches/{breach['id']}")
        assert (waiting["state"], waiting["due_step"]) == ("open", "measure")

    async def test_is_closed_when_its_recognition_is_revoked(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        breach = await measure(registry, await taken_up(registry, recognised, "critical"), "suspension")
        proposed = await measure(registry, breach, "revocation-proposed")
        await registry.service.work.run(following.end_by_revocation, proposed["revocation_id"])
        closed = await registry.read(HUONG, f"/api/breaches/{breach['id']}")
        assert (closed["result"], closed["suspends"]) == ("revoked", False)

    async def test_whose_certificate_expired_waits_for_a_person(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        breach = await taken_up(registry, recognised)
        await let_pass(registry, date(2029, 8, 10))
        at = f"/api/breaches/{breach['id']}"
        late = await registry.read(PROVINCE_OFFICER, at)
        assert late["state"] == "open"
        said = {"result": "lapsed", "why": "Giấy chứng nhận hết hiệu lực"}
        closed = await registry.send(PROVINCE_OFFICER, f"{at}/closing", said, version=late["version"])
        assert closed["result"] == "lapsed"
