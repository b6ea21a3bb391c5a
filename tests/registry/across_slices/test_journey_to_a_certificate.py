"""From a registered product to its certificate, through the JSON endpoints, in 2026 and in 2023."""

from __future__ import annotations

import hashlib
from datetime import date

from law.rulebooks import shelf
from tests.registry.registry_harness import (
    CHAU,
    HUONG,
    OLD_COMMUNE,
    PDF,
    Registry,
    a_draft,
    a_ready_draft,
    particulars,
    ruled,
    submitted,
)


class TestTheJourneyOf2026:
    async def test_a_submitted_dossier_carries_everything_a_council_needs(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        assert dossier["state"] == "submitted"
        assert dossier["number"] == "1/PĐK-33-11977-2026"
        [fact] = await registry.facts("vn.ocop.registry.dossier.submitted.v1")
        announced = fact["dossier"]
        assert announced["rulebook_id"] == "R26"
        assert announced["rulebook_hash"] == shelf().get("R26").hash
        assert announced["submitted_on"] == "2026-08-03"
        assert announced["self_assessment"]["star"] == 5
        assert len(announced["self_assessment"]["answers"]) == len(shelf().get("R26").sheet(7).leaves)
        [paper] = announced["evidence"]
        assert paper["sha256"] == hashlib.sha256(PDF).hexdigest()
        assert paper["size"] == len(PDF)
        assert paper["media_type"] == "application/pdf"
        assert announced["producer"]["personal"] is None
        assert announced["producer"]["place"]["path"] == "33/11977"

    async def test_the_address_of_a_paper_in_the_event_gives_its_bytes(self, registry: Registry) -> None:
        await submitted(registry)
        [fact] = await registry.facts("vn.ocop.registry.dossier.submitted.v1")
        answer = await registry.at(HUONG).get(fact["dossier"]["evidence"][0]["url"])
        assert answer.status_code == 200
        assert answer.content == PDF
        # Whoever signs in next at the same machine is asked who they are, before they are shown what was read.
        assert answer.headers["cache-control"] == "private, no-cache"

    async def test_a_recognition_becomes_a_certificate_with_code_and_validity(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        assert await registry.parked() == []
        [issued] = await registry.facts("vn.ocop.registry.certificate.issued.v1")
        assert issued["product_code"] == "33-11977-1-2026"
        assert issued["valid_from"] == "2026-08-03"
        assert issued["valid_until"] == "2029-08-03"
        [certified] = await registry.facts("vn.ocop.registry.product.certified.v1")
        assert certified["star"] == 4
        assert certified["previous_star"] is None
        states = await registry.facts("vn.ocop.registry.product.state.v1")
        assert states[-1]["star"] == 4
        shown = await registry.read(None, f"/api/certificates/{issued['certificate_id']}")
        assert shown["decision_number"] == "12/QĐ-UBND"
        ended = await registry.read(HUONG, f"/api/dossiers/{dossier['id']}")
        assert ended["state"] == "recognised"
        assert ended["certificate_id"] == issued["certificate_id"]

    async def test_the_public_sees_the_product_once_it_is_recognised(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        path = f"/api/public/products/{dossier['product_id']}"
        await registry.read(None, path, status=404)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        shown = await registry.read(None, path)
        assert shown["certificate"]["product_code"] == "33-11977-1-2026"
        assert shown["in_force"] is True
        found = await registry.read(None, "/api/public/products?q=long+nhan")
        assert [one["id"] for one in found["items"]] == [dossier["product_id"]]
        assert (await registry.read(None, "/api/public/products?q=tuong+ban"))["items"] == []

    async def test_the_same_ruling_consumed_twice_gives_one_certificate(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        assert len(await registry.facts("vn.ocop.registry.certificate.issued.v1")) == 1
        assert await registry.parked() == []

    async def test_receipts_of_a_commune_have_no_gaps(self, registry: Registry) -> None:
        first = await submitted(registry)
        refused = await a_draft(registry)
        await registry.send(
            HUONG, f"/api/dossiers/{refused['id']}/submission", {}, version=refused["version"], status=422
        )
        second = await submitted(registry)
        assert [first["number"], second["number"]] == ["1/PĐK-33-11977-2026", "2/PĐK-33-11977-2026"]


class TestTheJourneyOf2023:
    async def test_a_dossier_is_scored_by_parts_and_its_code_names_the_district(self, registry_2023: Registry) -> None:
        registry = registry_2023
        dossier = await submitted(registry, CHAU, **particulars(OLD_COMMUNE, name="Công ty TNHH Hoàng Minh Châu"))
        [fact] = await registry.facts("vn.ocop.registry.dossier.submitted.v1")
        assert fact["dossier"]["rulebook_id"] == "R148"
        assert fact["dossier"]["self_assessment"]["parts"] == {"A": "40", "B": "25", "C": "35"}
        await registry.consume(ruled(dossier, on=date(2023, 4, 10), star=3))
        [issued] = await registry.facts("vn.ocop.registry.certificate.issued.v1")
        assert issued["product_code"] == "33-330-12265-1-2023"
        assert issued["valid_until"] == "2026-04-10"

    async def test_a_required_paper_is_asked_for_by_name(self, registry_2023: Registry) -> None:
        registry = registry_2023
        dossier = await a_ready_draft(registry, CHAU, **particulars(OLD_COMMUNE))
        [paper] = dossier["evidence"]
        dossier = await registry.send(
            CHAU,
            f"/api/dossiers/{dossier['id']}/evidence/{paper['id']}",
            version=dossier["version"],
            method="DELETE",
        )
        path = f"/api/dossiers/{dossier['id']}/submission"
        problem = await registry.send(CHAU, path, {}, version=dossier["version"], status=422)
        assert "dossier.evidence-missing" in str(problem)
