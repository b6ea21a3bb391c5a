"""A procedure is its producer's to see once it was asked to explain, and nobody's who stood aside from its dossier."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal
from services.registry.revocations import use_cases
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import HUONG, PROVINCE_OFFICER, Registry, stands_aside
from tests.registry.revocations.test_revoked_by_decision import DATA, PAPER, certified, concluded, proposed, step
from tests.registry.revocations.test_who_decides_on_their_own import OWN


async def listed(registry: Registry, who: Principal, made: dict[str, Any]) -> int:
    """How many procedures a person is shown in the list, and has waiting."""
    found = (await registry.read(who, "/api/revocations"))["items"]
    waiting = await use_cases.waiting_for_an_office(registry.service.work.reading(), who)
    assert waiting in (0, len(found))
    return len(found)


async def test_an_officer_who_acts_for_the_producer_sees_what_it_sees(registry: Registry) -> None:
    certificate = await certified(registry)
    made = await proposed(registry, certificate)
    at = f"/api/revocations/{made['id']}"
    await registry.read(OWN, at, status=404)
    assert (await listed(registry, OWN, made), await listed(registry, PROVINCE_OFFICER, made)) == (0, 1)
    assert made["id"] not in await Browser(registry, OWN).open(f"/certificates/{certificate['id']}", announced=DATA)
    await step(registry, PROVINCE_OFFICER, made, "explanation-request", **PAPER)
    seen = await registry.read(OWN, at)
    assert (seen["because"], seen["steps"]) == ([], [])
    assert seen == await registry.read(HUONG, at)


async def test_who_stood_aside_from_the_dossier_sees_none_of_it(registry: Registry) -> None:
    certificate = await certified(registry)
    made = await concluded(registry, certificate)
    dossier = await registry.read(HUONG, f"/api/dossiers/{certificate['dossier_id']}")
    await registry.consume(stands_aside(dossier, PROVINCE_OFFICER), 7)
    await registry.read(PROVINCE_OFFICER, f"/api/revocations/{made['id']}", status=404)
    assert await listed(registry, PROVINCE_OFFICER, made) == 0
    page = await Browser(registry, PROVINCE_OFFICER).open("/certificate-decisions/new", announced=DATA)
    assert made["id"] not in page
