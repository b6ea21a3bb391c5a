"""Events of two producers, on two topics, arrive in either order: what is decided is the same."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ocop_events.reference.rulebook import RulebookPublishedV1
from ocop_events.registry.dossier import DossierWithdrawnV1

from kit.messaging.parked.store import PASSING_ATTEMPTS
from law.rulebooks import shelf
from law.rulebooks.kept import KEPT, packed
from tests.evaluation.evaluation_harness import (
    COMMUNE,
    FINDINGS,
    OFFICER,
    PROVINCE,
    SCREENER,
    Deployment,
    Estate,
    dossier,
    submitted,
)
from tests.evaluation.rulebooks.test_editions import install
from tests.law.test_editions import corrected
from tests.records import record_of

__all__ = ["install"]


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
        await province.consume(record_of(taken_back(), province.clock.now()))
        await estate.settle()
        [there] = (await province.read(OFFICER, f"/api/cases?office={PROVINCE}"))["items"]
        assert there["state"]["code"] == "withdrawn"
        assert (await province.read(SCREENER, at_commune))["state"]["code"] == "handed-over"
        [announced] = await province.facts("vn.ocop.evaluation.case.withdrawn.v1")
        assert (announced["office"], announced["reason"]) == (PROVINCE, "Làm lại")

    async def test_that_overtakes_a_waiting_submission_opens_nothing(
        self, province: Deployment, estate: Estate
    ) -> None:
        await province.consume(record_of(taken_back(), province.clock.now()))
        await estate.publish(submitted(dossier()))
        assert (await province.read(SCREENER, "/api/cases"))["items"] == []

    async def test_of_another_dossier_changes_nothing(self, province: Deployment, estate: Estate) -> None:
        await province.consume(record_of(taken_back(), province.clock.now()))
        await estate.publish(submitted(dossier(id="d-2")))
        [line] = (await province.read(SCREENER, f"/api/cases?office={COMMUNE}"))["items"]
        assert line["state"]["code"] == "opened"


class TestASubmissionThatOvertakesItsRulebook:
    async def test_waits_and_goes_on_by_itself_when_the_edition_arrives(
        self, province: Deployment, estate: Estate, install: Any, tmp_path: Path
    ) -> None:
        later = install(R26=corrected())
        content = dossier()
        assert content.rulebook_hash == later
        text = packed(shelf().get("R26", later).text)
        (tmp_path / "rulebooks" / "R26.json").unlink()  # this office's files are of the release before
        shelf.cache_clear()
        KEPT.pop(("R26", later), None)
        await province.consume(record_of(submitted(content), province.clock.now()))
        [waiting] = await province.parked()
        assert (waiting["reason"]["slug"], waiting["reason"]["passes"]) == ("case.rulebook-differs", True)
        applier, handlers = province.service.dead_letters.applier, province.service.dead_letters.handlers
        assert await applier.offer_passing(handlers) == 0
        assert [step["by"] for step in (await province.parked())[0]["history"]] == ["system"]
        assert await applier.offer_passing(handlers) == 0  # not before its pause is over
        assert len((await province.parked())[0]["history"]) == 1
        announced = RulebookPublishedV1(
            edition=f"R26/{later}",
            rulebook_id="R26",
            rulebook_hash=later,
            title_vi="Bộ",
            title_en="Act",
            first=date(2026, 5, 22),
            content_gzip=text,
        )
        await province.consume(record_of(announced, province.clock.now()))
        province.clock.set(province.clock.now() + timedelta(minutes=1))
        assert await applier.offer_passing(handlers) == 1
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        assert line["state"]["code"] == "opened"

    async def test_becomes_a_persons_after_a_bounded_number_of_times(
        self, province: Deployment, estate: Estate
    ) -> None:
        content = dossier().model_copy(update={"rulebook_hash": "f" * 64})
        await province.consume(record_of(submitted(content), province.clock.now()))
        applier, handlers = province.service.dead_letters.applier, province.service.dead_letters.handlers
        for _ in range(PASSING_ATTEMPTS + 3):
            await applier.offer_passing(handlers)
            province.clock.set(province.clock.now() + timedelta(days=2))
        [left] = await province.parked()
        assert (left["state"], len(left["history"])) == ("open", PASSING_ATTEMPTS)
