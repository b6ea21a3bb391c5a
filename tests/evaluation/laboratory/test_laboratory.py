"""Laboratory results that the registry matched: on the cases of their product, gone when the match was wrong."""

from __future__ import annotations

import html
from typing import Any

import httpx
from ocop_events import catalogue
from ocop_events.examples import example

from kit.web.app import app_of
from services.evaluation.cases.case import Case
from services.evaluation.cases.store import cases
from services.evaluation.laboratory import store
from tests.callers import PUBLIC, BySession
from tests.evaluation.evaluation_harness import HUONG, OFFICER, Deployment, Estate, at_the_province

MATCHED = "vn.ocop.registry.agency-report.lab-test-matched.v1"
WITHDRAWN = "vn.ocop.registry.agency-report.match-withdrawn.v1"


async def the_case(province: Deployment, case: str) -> Case:
    found = await cases.find(province.service.work.reading(), case.rpartition("/")[2])
    assert found
    return found


def event(type_: str, product_id: str, **changes: Any) -> Any:
    said = example(type_)
    return catalogue[type_].model_validate(said | {"product": said["product"] | {"id": product_id}} | changes)


async def shown(province: Deployment, who: Any, case: str) -> str:
    transport = httpx.ASGITransport(app=app_of(province.service))
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        client.auth = BySession(province.service, who, client.cookies)
        answer = await client.get(case.removeprefix("/api"))
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


class TestALaboratoryResult:
    async def test_is_shown_on_the_case_to_the_office_and_not_to_the_producer(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        of = await the_case(province, case)
        assert "Phòng kiểm nghiệm" not in await shown(province, OFFICER, case)
        await estate.publish(
            event(MATCHED, of.dossier.product.id, dossier_id=of.dossier.dossier_id, parameters={"<b>Chì": "0,1 mg/kg"})
        )
        page = await shown(province, OFFICER, case)
        assert "Phòng kiểm nghiệm chất lượng" in page
        assert "<b>Chì: 0,1 mg/kg" in page
        assert "hồ sơ này" in page
        assert "0,1 mg/kg" not in await shown(province, HUONG, case)

    async def test_of_another_product_is_not(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        await estate.publish(event(MATCHED, "another"))
        assert "Phòng kiểm nghiệm" not in await shown(province, OFFICER, case)

    async def test_goes_with_a_wrong_match_and_comes_with_the_right_one(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        of = await the_case(province, case)
        wrong = "another"
        await estate.publish(event(MATCHED, wrong), event(WITHDRAWN, wrong))
        assert await store.of_product(province.service.work.reading(), "another") == []
        await estate.publish(event(MATCHED, of.dossier.product.id, passed=False))
        assert "không đạt" in await shown(province, OFFICER, case)
        await estate.publish(event(MATCHED, of.dossier.product.id, passed=True))
        [kept] = await store.of_product(province.service.work.reading(), of.dossier.product.id)
        assert kept.passed

    async def test_withdrawn_that_was_never_kept_is_nothing(self, province: Deployment, estate: Estate) -> None:
        of = await the_case(province, await at_the_province(province, estate))
        await estate.publish(event(WITHDRAWN, of.dossier.product.id))
