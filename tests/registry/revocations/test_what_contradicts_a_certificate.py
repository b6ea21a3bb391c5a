"""
What contradicts a certificate (papers, marks, inspections) is shown to who may propose a revocation, with its article, and
changes nothing by itself.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.registry.agencies.agency_harness import publish, record
from tests.registry.credentials.test_credentials import record as recorded
from tests.registry.credentials.test_credentials import sweep
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    HUONG,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    a_ready_draft,
    ruled,
)

DATA = ("QĐ-", "Long nhãn", "HTX", "Hưng Yên", "Xã Tân Hưng", "Chủ tịch", "Nguyễn", "VietGAP")
PAPER, MARK, INSPECTION = "Điều 8.1.b", "Điều 8.1.d", "Điều 8.1.c"
"""The articles of Decision 26/2026 that a paper that ended, a mark shown wrongly, and unsafe food lead to."""


@pytest.fixture
async def certificate(registry: Registry) -> Any:
    """A certificate that leans on a paper of which the last day is 30 September."""
    draft = await a_ready_draft(registry)
    product = await registry.read(HUONG, f"/api/products/{draft['product_id']}")
    await recorded(registry, HUONG, product)
    draft = await registry.read(HUONG, f"/api/dossiers/{draft['id']}")
    dossier = await registry.send(HUONG, f"/api/dossiers/{draft['id']}/submission", {}, version=draft["version"])
    await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
    [fact] = await registry.facts("vn.ocop.registry.certificate.issued.v1")
    return await registry.read(None, f"/api/certificates/{fact['certificate_id']}")


async def contradicted(registry: Registry, certificate: dict[str, Any]) -> None:
    """A mark with too many stars that is not corrected, an inspection that failed, and days by which the paper has ended."""
    use = {"product_id": certificate["product_id"], "medium": "gift-bag", "what": "Túi quà", "star_shown": 5}
    made = await registry.send(HUONG, "/api/mark-uses", use)
    said = {"answer": "to-correct", "reasons": ["more-stars"], "correct_by": "2026-08-20"}
    await registry.send(OFFICER, f"/api/mark-uses/{made['id']}/answer", said, version=made["version"])
    day = {"inspected_on": "2026-08-03", "reported_on": "2026-08-03"}
    failed = record("inspection.reported", product_code=certificate["product_code"], **day)
    await publish(registry, failed)
    registry.clock.set(datetime(2026, 10, 1, 3, tzinfo=UTC))
    await sweep(registry)


async def test_nothing_is_said_of_a_certificate_that_nothing_contradicts(
    registry: Registry, certificate: dict[str, Any]
) -> None:
    text = await Browser(registry, OFFICER).open(f"/certificates/{certificate['id']}", announced=DATA)
    assert "trái với giấy này" not in text


async def test_each_thing_is_said_with_its_article_to_who_may_propose_and_to_nobody_else(
    registry: Registry, certificate: dict[str, Any]
) -> None:
    await contradicted(registry, certificate)
    at = f"/certificates/{certificate['id']}"
    for officer in (OFFICER, PROVINCE_OFFICER):
        text = await Browser(registry, officer).open(at, announced=DATA)
        for said in (PAPER, MARK, INSPECTION, "hết hạn sau ngày 30/09/2026", "hạn là ngày 20/08/2026", "không đạt"):
            assert said in text, said
    for who in (HUONG, None):
        assert "trái với giấy này" not in await Browser(registry, who).open(at, announced=DATA)


async def test_nothing_changes_until_a_person_sends_the_proposal_that_is_filled_in(
    registry: Registry, certificate: dict[str, Any]
) -> None:
    await contradicted(registry, certificate)
    after = await registry.read(None, f"/api/certificates/{certificate['id']}")
    assert (after["state"], after["version"]) == ("valid", certificate["version"])
    assert (await registry.read(OFFICER, "/api/revocations"))["items"] == []
    officer, at = Browser(registry, OFFICER), f"/certificates/{certificate['id']}/revocation"
    text = await officer.open(at, announced=DATA)
    assert "hết hạn sau ngày 30/09/2026" in text
    grounds = ["criteria-no-longer-met", "ocop-mark-misuse", "legal-breach"]
    ticked = [one for one in grounds if f'value="{one}" checked' in text]
    assert ticked == grounds
    led = await officer.submit(at, {"grounds": grounds, "because": "Giấy VietGAP hết hạn, túi quà in sai chưa sửa"})
    made = await registry.read(OFFICER, f"/api{led}")
    assert [one["article"].rpartition(" ")[2] for one in made["grounds"]] == ["8.1.b", "8.1.d", "8.1.c"]
    text = await Browser(registry, OFFICER).open(f"/certificates/{certificate['id']}", announced=DATA)
    assert "trái với giấy này" not in text  # what is looked at already is not proposed again
