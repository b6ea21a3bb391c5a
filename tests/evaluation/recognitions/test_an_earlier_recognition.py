"""A case says that the product's certificate was revoked, given up or may not carry the mark, and forgets what is annulled."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from ocop_events.registry.certificate import (
    CertificateGivenUpV1,
    CertificateMarkChangedV1,
    CertificateReinstatedV1,
    CertificateRevokedV1,
)

from services.evaluation.recognitions import store, views
from tests.evaluation.conftest import Opening
from tests.evaluation.evaluation_harness import Deployment
from tests.records import record_of
from tests.reporting.reporting_harness import facts

ON = date(2026, 8, 3)


@pytest.fixture
async def province(evaluation: Opening) -> Deployment:
    return await evaluation("33")


async def said(province: Deployment, *events: tuple[Any, int]) -> list[str]:
    for event, version in events:
        await province.consume(record_of(event, province.service.work.clock.now(), version))
    return views.lines(await store.of_product(province.service.work.reading(), "product-c1"))


REVOKED = CertificateRevokedV1(
    **facts("c1", ON), revoked_on=ON, grounds=["Ngừng sản xuất"], revocation_decision="77/QĐ-UBND"
)


class TestWhatACaseSays:
    async def test_is_why_and_since_when_a_certificate_was_revoked(self, province: Deployment) -> None:
        [line] = await said(province, (REVOKED, 2))
        assert "03/08/2026" in line
        assert "77/QĐ-UBND: Ngừng sản xuất" in line

    async def test_is_nothing_once_it_was_annulled_in_whatever_order_it_comes(self, province: Deployment) -> None:
        again = CertificateReinstatedV1(**facts("c1", ON), reinstated_on=ON)
        assert await said(province, (again, 3), (REVOKED, 2)) == []

    async def test_is_that_it_was_given_up_or_may_not_carry_the_mark(self, province: Deployment) -> None:
        suspended = CertificateMarkChangedV1(**facts("c1", ON), mark="suspended", changed_on=ON)
        assert len(await said(province, (suspended, 2))) == 1
        gone = CertificateGivenUpV1(**facts("c1", ON), reason="Thôi", given_up_on=ON)
        [line] = await said(province, (gone, 3))
        assert "trả lại" in line
