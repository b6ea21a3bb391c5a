"""Who acts for a producer settles no report that is, or may be, about it, whichever office they work for as well."""

from __future__ import annotations

from tests.callers import person
from tests.registry.agencies.agency_harness import certified, publish, record
from tests.registry.agencies.test_agencies import REASON, match, waiting
from tests.registry.registry_harness import PROVINCE_OFFICER, Registry

OWN = person("of-both", "province-officer@33", "producer@p-huong")
"""An officer of the province who is the producer's own person too."""


async def test_a_match_is_withdrawn_by_somebody_else(registry: Registry) -> None:
    issued = await certified(registry)
    await publish(registry, record("inspection.reported", product_code=issued["product_code"]))
    [report] = await waiting(registry, PROVINCE_OFFICER, "matched")
    assert await waiting(registry, OWN, "matched") == []
    at, said = f"/api/agency-reports/{report['id']}/withdrawal", {"reason": REASON}
    await registry.send(OWN, at, said, version=report["version"], status=404)
    await registry.send(PROVINCE_OFFICER, at, said, version=report["version"])


async def test_one_that_may_be_about_it_is_set_aside_by_somebody_else(registry: Registry) -> None:
    issued = await certified(registry)
    near = f"{issued['product_code'].rsplit('-', 2)[0]}-77-2026"
    await publish(registry, record("inspection.reported", product_code=near))
    [report] = await waiting(registry)
    assert await waiting(registry, OWN) == []
    at = f"/api/agency-reports/{report['id']}/refusal"
    await registry.send(OWN, at, {"reason": REASON}, version=report["version"], status=404)


async def test_one_of_nobody_known_is_not_taken_for_their_own(registry: Registry) -> None:
    issued = await certified(registry)
    await publish(registry, record("credential.granted", product_code="SP 12"))
    [report] = await waiting(registry, OWN)
    refused = await match(registry, report, f"product:{issued['product']['id']}", OWN, remember=True, status=403)
    assert refused["type"].endswith("agency-report.own")
    assert await registry.facts("vn.ocop.registry.credential.verified.v1") == []
    await match(registry, report, f"product:{issued['product']['id']}")
