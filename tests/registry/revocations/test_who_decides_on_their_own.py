"""Who acts for a producer decides nothing about its certificate, whichever office they work for as well."""

from __future__ import annotations

from typing import Any

from tests.callers import person
from tests.registry.registry_harness import HUONG, OFFICER, PROVINCE_OFFICER, STRANGER, Registry
from tests.registry.revocations.test_revoked_by_decision import (
    PAPER,
    certified,
    concluded,
    drafted,
    issued,
    revoked,
    signed,
    step,
)

OWN = person("of-both", "province-officer@33", "producer@p-huong")
"""An officer of the province who is the producer's own person too."""


async def of_own(registry: Registry, at: str, said: Any = None, version: int | None = None, status: int = 403) -> str:
    """The refusal of a command by the officer who acts for the producer."""
    refused = await registry.send(OWN, at, said, version=version, status=status)
    return str(refused["type"]).rpartition("/")[2]


async def test_an_appeal_is_not_settled_by_who_made_it(registry: Registry) -> None:
    certificate = await certified(registry)
    made = await revoked(registry, certificate)
    contested = await step(registry, OWN, made, "appeal", why="Đã sửa trước ngày kết luận")
    said = {"result": "annulled", "answer": "Chấp nhận khiếu nại"} | PAPER
    at = f"/api/revocations/{made['id']}/appeal-settlement"
    assert await of_own(registry, at, said, contested["version"]) == "revocation.own"
    assert (await registry.read(None, f"/api/certificates/{certificate['id']}"))["state"] == "revoked"
    await registry.send(PROVINCE_OFFICER, at, said, version=contested["version"])


async def test_a_decision_on_it_is_neither_drafted_nor_discarded_nor_issued_by_them(registry: Registry) -> None:
    made = await concluded(registry, await certified(registry))
    asked = {"revocations": [made["id"]]}
    assert await of_own(registry, "/api/certificate-decisions", asked) == "revocation.own"
    draft = await drafted(registry, **asked)
    at = f"/api/certificate-decisions/{draft['id']}"
    assert await of_own(registry, f"{at}/discard", version=draft["version"], status=404) == "not-found"
    copy = await signed(registry, draft)
    for verb in ("taking-back", "issue"):
        assert await of_own(registry, f"{at}/{verb}", version=copy["version"], status=404) == "not-found"
    done = await issued(registry, copy)
    said = {"reason": "Đính chính", "paper_number": "79/QĐ-UBND", "paper_signed_on": "2026-08-03"}
    assert await of_own(registry, f"{at}/correction", said, done["version"]) == "revocation.own"


async def test_is_seen_by_them_once_it_is_issued_and_not_before(registry: Registry) -> None:
    made = await concluded(registry, await certified(registry))
    draft = await drafted(registry, revocations=[made["id"]])
    at = f"/api/certificate-decisions/{draft['id']}"
    copy = await signed(registry, draft)
    for file in ("", "/files/signed.pdf"):
        assert (await registry.at(OWN).get(f"{at}{file}")).status_code == 404
        assert (await registry.at(PROVINCE_OFFICER).get(f"{at}{file}")).status_code == 200
    assert (await registry.read(OWN, "/api/certificate-decisions"))["items"] == []
    assert len((await registry.read(PROVINCE_OFFICER, "/api/certificate-decisions"))["items"]) == 1
    page = (await registry.at(OWN).get("/certificate-decisions")).text
    assert draft["id"] not in page
    assert (await registry.at(OWN).get(f"/certificate-decisions/{draft['id']}")).status_code == 404
    await issued(registry, copy)
    assert (await registry.read(OWN, at))["state"] == "issued"
    assert [one["id"] for one in (await registry.read(OWN, "/api/certificate-decisions"))["items"]] == [draft["id"]]


async def test_a_draft_is_told_to_no_other_by_its_version(registry: Registry) -> None:
    made = await concluded(registry, await certified(registry))
    draft = await drafted(registry, revocations=[made["id"]])
    at = f"/api/certificate-decisions/{draft['id']}/discard"
    for who in (HUONG, OFFICER, STRANGER):
        await registry.send(who, at, version=draft["version"] + 7, status=404)
