"""Papers that changed since a dossier was handed in: on its cases, for who judges them, and nothing that was judged by changes."""

from __future__ import annotations

import html
from typing import Any

import httpx
from ocop_events import catalogue
from ocop_events.examples import example

from kit.web.app import app_of
from services.evaluation.cases.case import Case
from services.evaluation.cases.store import cases
from tests.callers import PUBLIC, BySession
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    Deployment,
    Estate,
    at_the_province,
    seats,
)

CHANGED = "vn.ocop.registry.dossier.paper-changed.v1"
SUPPLEMENTED = "vn.ocop.registry.dossier.supplemented.v1"
TITLE, NUMBER = "Giấy tờ thay đổi sau khi nộp hồ sơ", "VietGAP-TT-12-05-33-0077"


async def the_case(province: Deployment, case: str) -> Case:
    found = await cases.find(province.service.work.reading(), case.rpartition("/")[2])
    assert found
    return found


def changed(of: Case, **changes: Any) -> Any:
    said = example(CHANGED) | {"dossier_id": of.dossier.dossier_id, "number": NUMBER}
    return catalogue[CHANGED].model_validate(said | changes)


async def shown(province: Deployment, who: Any, case: str) -> str:
    transport = httpx.ASGITransport(app=app_of(province.service))
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        client.auth = BySession(province.service, who, client.cookies)
        answer = await client.get(case.removeprefix("/api"))
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


class TestAChangedPaper:
    async def test_is_shown_to_officers_and_members_and_leaves_the_case_as_it_was(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate)
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        before = await the_case(province, case)
        assert TITLE not in await shown(province, OFFICER, case)
        await estate.publish(changed(before), changed(before, credential_id="another", change="renewed", number="N-2"))
        for who in (OFFICER, CHAIR, MEMBERS[0]):
            page = await shown(province, who, case)
            assert TITLE in page
            assert NUMBER in page
            assert "Bị thu hồi" in page
            assert "Được thay bằng giấy mới" in page
        assert TITLE not in await shown(province, HUONG, case)
        assert await the_case(province, case) == before

    async def test_of_another_dossier_is_not(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        await estate.publish(changed(await the_case(province, case), dossier_id="another"))
        assert TITLE not in await shown(province, OFFICER, case)

    async def test_is_forgotten_when_the_dossier_is_handed_in_anew(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        of = await the_case(province, case)
        await estate.publish(changed(of))
        assert TITLE in await shown(province, OFFICER, case)
        anew = example(SUPPLEMENTED)
        content = anew["dossier"] | {"dossier_id": of.dossier.dossier_id}
        await estate.publish(
            catalogue[SUPPLEMENTED].model_validate(
                anew | {"dossier_id": of.dossier.dossier_id, "dossier": content, "case_id": None}
            )
        )
        assert TITLE not in await shown(province, OFFICER, case)
