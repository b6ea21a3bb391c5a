"""Once only: a dossier's evidence is a credential on file, taken up by itself, renewed and ended with it."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

from tests.registry.credentials.test_credentials import Report, granted, record
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import CHAU, HUONG, OFFICER, Registry, a_draft, a_product, returned, submitted


async def papers(registry: Registry, dossier: dict[str, Any]) -> list[dict[str, Any]]:
    found = await registry.read(HUONG, f"/api/dossiers/{dossier['id']}")
    return list(found["evidence"])


class TestADossier:
    async def test_begins_with_what_is_on_file(self, registry: Registry) -> None:
        product = await a_product(registry)
        held = await record(registry, HUONG, product)
        asked = {"product_id": product["id"], "kind": "first"}
        dossier = await registry.send(HUONG, "/api/dossiers", asked)
        [paper] = dossier["evidence"]
        same = ("credential_id", "kind", "number", "expires_on", "sha256")
        assert [paper[one] for one in same] == [
            held["id"], "material-origin", held["number"], held["ends_on"], held["file"]["sha256"],
        ]  # fmt: skip
        content = await registry.at(HUONG).get(f"/api/dossiers/{dossier['id']}/evidence/{paper['id']}/content")
        assert content.status_code == 200

    async def test_takes_up_what_an_agency_grants_while_it_is_filled_in_and_loses_what_it_withdraws(
        self, registry: Registry
    ) -> None:
        dossier = await a_draft(registry)
        product = await registry.read(HUONG, f"/api/products/{dossier['product_id']}")
        first = await granted(registry, product, expires_on="2026-08-20")
        [paper] = await papers(registry, dossier)
        assert (paper["credential_id"], paper["expires_on"]) == (first.id, "2026-08-20")
        word = await registry.at(HUONG).get(f"/api/dossiers/{dossier['id']}/evidence/{paper['id']}/content")
        assert "VG-2" in word.text
        newer = await granted(
            registry,
            product,
            Report(report_id="ATTP-2"),
            number="VG-3",
            issued_on="2026-07-25",
            expires_on="2028-07-24",
        )
        [paper] = await papers(registry, dossier)
        assert (paper["credential_id"], paper["number"], paper["expires_on"]) == (newer.id, "VG-3", "2028-07-24")
        version = (await registry.read(HUONG, f"/api/credentials/{newer.id}"))["version"]
        ended = {"reason": "Ghi nhầm"}
        await registry.send(OFFICER, f"/api/credentials/{newer.id}/withdrawal", ended, version=version)
        [paper] = await papers(registry, dossier)
        assert paper["ended_on"] == "2026-08-03"

    async def test_before_an_office_stays_as_it_was_handed_in_and_says_what_changed_meanwhile(
        self, registry: Registry
    ) -> None:
        dossier = await submitted(registry)
        product = await registry.read(HUONG, f"/api/products/{dossier['product_id']}")
        at = f"/api/dossiers/{dossier['id']}"
        came = await granted(registry, product)
        now = await registry.read(OFFICER, at)
        assert now["evidence"] == dossier["evidence"]
        assert [(one["change"], one["number"]) for one in now["meanwhile"]] == [("added", "VG-2")]
        await registry.consume(returned(dossier, "Bổ sung giấy chứng nhận", on=date(2026, 8, 3), by=date(2026, 9, 3)))
        back = await registry.read(HUONG, at)
        assert [paper["credential_id"] for paper in back["evidence"] if paper["credential_id"]] == [came.id]
        assert back["meanwhile"] == []
        await registry.send(HUONG, f"{at}/submission", {}, version=back["version"])
        version = (await registry.read(HUONG, f"/api/credentials/{came.id}"))["version"]
        await registry.send(OFFICER, f"/api/credentials/{came.id}/withdrawal", {"reason": "Cấp sai"}, version=version)
        after = await registry.read(OFFICER, at)
        assert after["evidence"] == back["evidence"], "what was handed in is judged as it was"
        assert [(one["change"], one["number"]) for one in after["meanwhile"]] == [("withdrawn", "VG-2")]
        facts = await registry.facts("vn.ocop.registry.dossier.paper-changed.v1")
        assert [(one["change"], one["dossier_id"]) for one in facts] == [
            ("added", dossier["id"]),
            ("withdrawn", dossier["id"]),
        ]
        for who in (HUONG, OFFICER):
            text = html.unescape((await Browser(registry, who).client.get(f"/dossiers/{dossier['id']}")).text)
            assert "Giấy tờ thay đổi sau khi nộp hồ sơ" in text

    async def test_uses_one_again_by_hand_and_no_strangers(self, registry: Registry) -> None:
        product = await a_product(registry)
        held = await record(registry, HUONG, product, kind="haccp", number="H-1")
        asked = {"product_id": product["id"], "kind": "first"}
        dossier = await registry.send(HUONG, "/api/dossiers", asked)
        at = f"/api/dossiers/{dossier['id']}/evidence"
        [paper] = dossier["evidence"]
        assert paper["kind"] == "quality-management"
        again = await registry.send(HUONG, f"{at}/credentials", {"credential_id": held["id"]}, status=409)
        assert again["type"].endswith("credential-used-already")
        page = (await Browser(registry, HUONG).client.get(f"/dossiers/{dossier['id']}/evidence")).text
        assert 'name="evidence_kind" value="production-certificate"' in page
        more = {"credential_id": held["id"], "evidence_kind": "production-certificate"}
        with_two = await registry.send(HUONG, f"{at}/credentials", more)
        assert len(with_two["evidence"]) == 2
        wrong = await registry.send(HUONG, f"{at}/credentials", more | {"evidence_kind": "story"}, status=422)
        assert wrong["type"].endswith("credential-answers-not")
        theirs = await record(registry, CHAU, await a_product(registry, CHAU), number="N-9")
        await registry.send(HUONG, f"{at}/credentials", {"credential_id": theirs["id"]}, status=404)

    async def test_counts_what_is_uploaded_for_a_credential_as_its_producers(self, registry: Registry) -> None:
        product = await a_product(registry)
        await record(registry, HUONG, product)
        unit = registry.service.work.reading()
        row = await unit.database["allowances"].find_one({"_id": product["producer_id"]})
        assert row["files"] == 1
