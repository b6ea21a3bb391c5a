"""Events of two producers, on two topics, arrive in either order: what is decided is the same."""

from __future__ import annotations

from datetime import date

from evaluation_harness import (
    COMMUNE,
    FINDINGS,
    OFFICER,
    PROVINCE,
    SCREENER,
    Deployment,
    Estate,
    dossier,
    record_of,
    submitted,
)
from ocop_events.registry.dossier import DossierWithdrawnV1


def taken_back() -> DossierWithdrawnV1:
    content = dossier()
    return DossierWithdrawnV1(
        dossier_id=content.dossier_id,
        product=content.product,
        producer=content.producer,
        reason="Làm lại",
        withdrawn_on=date(2026, 8, 3),
    )


class TestAWithdrawal:
    async def test_that_overtakes_a_forwarded_case_leaves_no_live_case(
        self, province: Deployment, estate: Estate, at_commune: str
    ) -> None:
        await province.send(
            SCREENER, f"{at_commune}/screening", {"findings": FINDINGS, "proposes": True}, version="case"
        )
        await province.send(SCREENER, f"{at_commune}/forwarding", {}, version="case")
        # The withdrawal is consumed before `case.forwarded` is.
        await province.hear(record_of(taken_back(), province.clock.now()))
        await estate.settle()
        [there] = (await province.read(OFFICER, f"/api/cases?office={PROVINCE}"))["items"]
        assert there["state"]["code"] == "withdrawn"
        assert (await province.read(SCREENER, at_commune))["state"]["code"] == "handed-over"
        [told] = await province.facts("vn.ocop.evaluation.case.withdrawn.v1")
        assert (told["office"], told["reason"]) == (PROVINCE, "Làm lại")

    async def test_that_overtakes_a_waiting_submission_opens_nothing(
        self, province: Deployment, estate: Estate
    ) -> None:
        await province.hear(record_of(taken_back(), province.clock.now()))
        await estate.tell(submitted(dossier()))
        assert (await province.read(SCREENER, "/api/cases"))["items"] == []

    async def test_of_another_dossier_changes_nothing(self, province: Deployment, estate: Estate) -> None:
        await province.hear(record_of(taken_back(), province.clock.now()))
        await estate.tell(submitted(dossier(id="d-2")))
        [line] = (await province.read(SCREENER, f"/api/cases?office={COMMUNE}"))["items"]
        assert line["state"]["code"] == "opened"
