"""A case that its office does not propose ends the dossier too: its producer sees why, and what to do next."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

from ocop_events.evaluation.case import CaseOpenedV1, CaseScreenedV1

from services.registry.journeys.timers import end_unproposed
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import COMMUNE, HUONG, Registry, of_case, returned, submitted

ON = date(2026, 8, 12)
NOTE = "Nguyên liệu chưa có nguồn gốc tại địa phương"


def screened(dossier: dict[str, Any], *, proposes: bool) -> CaseScreenedV1:
    facts = of_case(dossier) | {"office": COMMUNE, "tier": "commune"}
    return CaseScreenedV1(**facts, proposes=proposes, findings={"local_material": proposes}, note=NOTE, screened_on=ON)


async def state(registry: Registry, dossier: dict[str, Any]) -> str:
    return str((await registry.read(HUONG, f"/api/dossiers/{dossier['id']}"))["state"])


class TestADossierThatIsNotProposed:
    async def test_has_ended_and_says_what_comes_next(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(screened(dossier, proposes=False))
        assert await state(registry, dossier) == "not-proposed"
        text = html.unescape((await Browser(registry, HUONG).client.get(f"/dossiers/{dossier['id']}")).text)
        assert NOTE in text
        assert f"/products/{dossier['product_id']}/dossiers/new" in text
        again = {"product_id": dossier["product_id"], "kind": "first"}
        await registry.send(HUONG, "/api/dossiers", again)

    async def test_has_ended_too_where_its_supplement_never_came(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(returned(dossier, "Phiếu kiểm nghiệm", on=date(2026, 8, 5), by=date(2026, 8, 11)))
        assert await state(registry, dossier) == "returned"
        fact = screened(dossier, proposes=False).model_dump()
        late = {"unsupplemented": True, "supplement_was_due_on": date(2026, 8, 11)}
        await registry.consume(CaseScreenedV1(**fact | late), 2)
        assert await state(registry, dossier) == "not-proposed"
        text = html.unescape((await Browser(registry, HUONG).client.get(f"/dossiers/{dossier['id']}")).text)
        assert NOTE in text
        await registry.send(HUONG, "/api/dossiers", {"product_id": dossier["product_id"], "kind": "first"})

    async def test_stays_handed_in_while_it_is_proposed(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(screened(dossier, proposes=True))
        assert await state(registry, dossier) == "submitted"

    async def test_stays_as_it_ended_before(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        where = f"/api/dossiers/{dossier['id']}/withdrawal"
        await registry.send(HUONG, where, {"reason": "Nhầm."}, version=dossier["version"])
        await registry.consume(screened(dossier, proposes=False))
        assert (await state(registry, dossier), await registry.parked()) == ("withdrawn", [])


class TestAHomeOfAnEarlierRelease:
    async def test_has_its_forgotten_dossiers_ended_when_the_service_starts(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        facts = of_case(dossier) | {"office": COMMUNE, "tier": "commune"}
        await registry.consume(CaseOpenedV1(**facts, number="1/PĐK", opened_on=date(2026, 8, 3)))
        await registry.consume(screened(dossier, proposes=False), 2)
        rows = registry.service.database["dossiers"]
        await rows.update_one({"_id": dossier["id"]}, {"$set": {"state": "submitted"}})
        await end_unproposed(registry.service)
        assert await state(registry, dossier) == "not-proposed"
        await end_unproposed(registry.service)
