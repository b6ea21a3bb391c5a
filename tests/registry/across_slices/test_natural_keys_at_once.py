"""What is to be there once is there once, also of two that come at the same moment: the database decides, not a look before."""

from __future__ import annotations

import asyncio
from datetime import date

from kit.messaging.parking import Outcome
from tests.registry.registry_harness import HUONG, Registry, a_product, ruled, submitted

TODAY = date(2026, 8, 3)


class TestOfTwoAtOnce:
    async def test_one_dossier_of_a_product_is_opened(self, registry: Registry) -> None:
        product = await a_product(registry)
        asked = {"product_id": product["id"], "kind": "first"}
        sent = (registry.at(HUONG).post("/api/dossiers", json=asked) for _ in range(3))
        assert sorted(answer.status_code for answer in await asyncio.gather(*sent)) == [201, 409, 409]
        assert await registry.service.database["dossiers"].count_documents({}) == 1

    async def test_one_certificate_follows_from_a_ruling_that_comes_again(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        ruling = ruled(dossier, on=TODAY)
        outcomes = await asyncio.gather(*(registry.consume(ruling, version) for version in (1, 2)))
        assert {outcome for one in outcomes for outcome in one.values()} <= {Outcome.APPLIED, Outcome.DUPLICATE}
        assert await registry.service.database["certificates"].count_documents({}) == 1

    async def test_one_certificate_follows_from_two_rulings_on_a_dossier(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        rulings = [ruled(dossier, on=TODAY, id=f"ruling-{at}", decision=f"{at}/QĐ-UBND") for at in (1, 2)]
        await asyncio.gather(*(registry.consume(ruling) for ruling in rulings))
        [certificate] = [row async for row in registry.service.database["certificates"].find({})]
        assert certificate["ruling_id"] in {"ruling-1", "ruling-2"}
        [parked] = await registry.parked()
        assert parked["reason"]["slug"] == "lifecycle.step-refused"
