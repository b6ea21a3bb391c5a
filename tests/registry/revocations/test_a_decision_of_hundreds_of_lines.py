"""
One decision over as many certificates as it may have: all or none, in the database and among what is told, within the bounds
of one transaction.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kit.decisions.decision import MOST_LINES
from kit.storage import bounds
from kit.work import Unit
from services.registry.certificates import store as certificates
from services.registry.certificates import use_cases as certificate_use_cases
from services.registry.certificates.certificate import Certificate, Revoked
from services.registry.certificates.lifecycle import State
from services.registry.products import store as products
from services.registry.revocations import deciding, store
from services.registry.revocations.deciding import AT_ONCE, MOST_PROCEDURES
from services.registry.revocations.lifecycle import State as Step
from tests.registry.registry_harness import Registry
from tests.registry.revocations.test_revoked_by_decision import certified, concluded, drafted, issued, signed

REVOKED, AFTER_END = "vn.ocop.registry.certificate.revoked.v1", "vn.ocop.registry.certificate.revoked-after-end.v1"
A_MINUTE = 60.0
"""In which MongoDB ends a transaction that goes on (`transactionLifetimeLimitSeconds`)."""
A_PIECE = 100


async def many(registry: Registry, count: int) -> list[str]:
    """So many certificates in force, each of a product of its own, with a procedure that is concluded; the procedures' ids."""
    first = await certified(registry)
    procedure = (await concluded(registry, first))["id"]

    async def copies(unit: Unit, numbers: Sequence[int]) -> None:
        known = await store.revocations.get(unit, procedure)
        one = await certificates.certificates.get(unit, known.certificate_id)
        product = await products.products.get(unit, one.product_id)
        for no in numbers:
            own = {
                "product_id": f"s-{no}",
                "product_name": f"Sản phẩm {no}",
                "product_code": f"33-11977-{no + 10}-2026",
            }
            await products.products.add(
                unit,
                product.model_copy(
                    update={"id": f"s-{no}", "name": own["product_name"], "sort_key": f"san pham {no}", "version": 0}
                ),
            )
            of_it = {"id": f"c-{no}", "ruling_id": f"ruling-of-{no}", "dossier_id": f"d-{no}", "version": 0}
            await certificates.certificates.add(unit, one.model_copy(update=own | of_it))
            of_it = {"id": f"r-{no}", "certificate_id": f"c-{no}", "version": 0}
            await store.revocations.add(unit, known.model_copy(update=own | of_it))

    for begins in range(1, count, A_PIECE):
        numbers = range(begins, min(begins + A_PIECE, count))
        await registry.service.work.run(lambda unit, numbers=numbers: copies(unit, numbers))
    return [procedure, *(f"r-{no}" for no in range(1, count))]


async def swept(registry: Registry) -> float:
    """What is due done; how many seconds that took."""
    began = time.monotonic()
    await registry.service.ticker.sweep_once()
    return time.monotonic() - began


async def in_state(registry: Registry, state: State) -> int:
    return int(await registry.service.database["certificates"].count_documents({"state": state.value}))


class Written:
    """The most that one transaction has written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows = self.bytes = 0
        add = bounds.Tally.add

        def noted(tally: bounds.Tally, rows: int, size: int) -> None:
            add(tally, rows, size)
            self.rows, self.bytes = max(self.rows, tally.rows), max(self.bytes, tally.bytes)

        monkeypatch.setattr(bounds.Tally, "add", noted)


@pytest.mark.parametrize(
    "count", [AT_ONCE + 1, pytest.param(MOST_PROCEDURES, marks=[pytest.mark.prove, pytest.mark.timeout(400)])]
)
class TestADecisionOverLivingCertificates:
    async def test_is_issued_whole_within_the_bounds_of_one_transaction(
        self, registry: Registry, count: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        procedures = await many(registry, count)
        decision = await signed(registry, await drafted(registry, revocations=procedures))
        assert len(decision["lines"]) == count
        await issued(registry, decision)
        assert await registry.facts(REVOKED) == []
        written = Written(monkeypatch)
        assert await swept(registry) < A_MINUTE
        assert 0 < written.rows <= bounds.MOST_ROWS
        assert 0 < written.bytes <= bounds.MOST_BYTES
        facts = await registry.facts(REVOKED)
        assert sorted(one["decision"]["line"] for one in facts) == list(range(1, count + 1))
        assert await in_state(registry, State.REVOKED) == count
        decided = {"state": Step.DECIDED.value, "decision.number": "77/QĐ-UBND"}
        assert await registry.service.database["revocations"].count_documents(decided) == count
        [told] = await registry.facts("vn.ocop.registry.decision.issued.v1")
        assert len(told["lines"]) == count

    async def test_that_breaks_half_way_revokes_nothing_and_is_issued_by_the_next_sweep(
        self, registry: Registry, count: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        procedures = await many(registry, count)
        decision = await signed(registry, await drafted(registry, revocations=procedures))
        await issued(registry, decision)
        before, revoke, done = await registry.facts(), certificate_use_cases.revoke_certificate, 0

        async def breaks(unit: Unit, certificate_id: str, asked: Revoked, **more: Any) -> Certificate:
            nonlocal done
            done += 1
            if done > count // 2:
                raise OSError("the disk is full")
            return await revoke(unit, certificate_id, asked, **more)

        monkeypatch.setattr(deciding.certificate_use_cases, "revoke_certificate", breaks)
        await swept(registry)
        assert done > count // 2
        assert await registry.facts() == before
        assert await in_state(registry, State.REVOKED) == 0
        monkeypatch.setattr(deciding.certificate_use_cases, "revoke_certificate", revoke)
        registry.clock.advance(timedelta(hours=1))
        await swept(registry)
        assert len(await registry.facts(REVOKED)) == count


@pytest.mark.prove
@pytest.mark.timeout(400)
class TestADecisionOverWhatHasEnded:
    async def test_has_as_many_lines_as_any_decision(self, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
        await many(registry, MOST_LINES)
        await registry.service.database["certificates"].update_many({}, {"$set": {"state": State.EXPIRED.value}})
        registry.clock.set(datetime(2029, 8, 5, 3, tzinfo=UTC))
        ids = [row["_id"] async for row in registry.service.database["certificates"].find({}, {"_id": 1})]
        draft = await drafted(registry, certificates=ids, grounds=["not-re-evaluated"])
        decision = await signed(registry, draft, "301/QĐ-UBND", datetime(2029, 8, 5, tzinfo=UTC).date())
        await issued(registry, decision)
        written = Written(monkeypatch)
        assert await swept(registry) < A_MINUTE
        assert 0 < written.rows <= bounds.MOST_ROWS
        assert len(await registry.facts(AFTER_END)) == MOST_LINES
        assert await registry.facts(REVOKED) == []


@pytest.mark.prove
class TestADecisionOfMoreLines:
    async def test_is_refused_with_how_many_it_may_have(self, registry: Registry) -> None:
        ids = [f"r-{no}" for no in range(MOST_PROCEDURES + 1)]
        refused = await drafted(registry, status=413, revocations=ids)
        assert str(MOST_PROCEDURES) in refused["detail_vi"]
