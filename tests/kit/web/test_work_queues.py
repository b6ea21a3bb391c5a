"""The page of queues: to each person those they may open, with what waits there of what they may see."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from kit.identity import Principal
from kit.language import mark
from kit.web.work_queue import WorkQueue
from kit.work import Unit
from tests.kit.web.test_dead_letter_pages import OPERATOR, WRONG, Office, office
from tests.kit.web.web_sample.client import HUONG, Browser

__all__ = ["office"]
OFFICER = Principal.of("officer", "Đỗ Thị Lan", "commune-officer@33/11977")


async def counted(unit: Unit, by: Principal) -> int:
    return 1_234 if by.id == OFFICER.id else 0


@pytest.fixture
async def browser(office: Office) -> AsyncIterator[Browser]:
    office.service.resources["queues"] = [
        WorkQueue(mark("Cần gọi hôm nay"), "/calls", ("commune-officer",), counted),
        WorkQueue(mark("Việc của tôi"), "/work", ("commune-officer",)),
    ]
    async with Browser(office.service) as client:
        yield client


class TestTheWorkQueues:
    async def test_are_each_person_s_own_with_counts(self, office: Office, browser: Browser) -> None:
        await office.comes(WRONG)
        await browser.sign_in(OFFICER)
        assert (await browser.get("/queues/own")).json() == {
            "queues": [
                {"text": "Cần gọi hôm nay", "href": "/sample/calls", "count": "1.234"},
                {"text": "Việc của tôi", "href": "/sample/work", "count": None},
            ]
        }
        shown = (await browser.get("/queues")).text
        assert 'href="/sample/calls"' in shown
        assert "(1.234)" in shown
        assert "/sample/parked" not in shown
        browser.cookies.clear()
        await browser.sign_in(OPERATOR)
        [own] = (await browser.get("/queues/own")).json()["queues"]
        assert (own["href"], own["count"]) == ("/sample/parked", "1"), "two handlers parked the one record"
        assert "/sample/calls" not in (await browser.get("/queues")).text

    async def test_of_other_services_are_asked_there(self, browser: Browser) -> None:
        await browser.sign_in(OPERATOR)
        shown = (await browser.get("/queues")).text
        for other in ("registry", "evaluation", "notifications", "reporting"):
            assert f'data-queues="/{other}/queues/own"' in shown
            assert f'href="/{other}/queues"' in shown

    async def test_are_none_for_who_has_none_and_for_nobody_signed_in(self, office: Office, browser: Browser) -> None:
        asked = await browser.get("/queues/own", headers={"Accept": "application/json"})
        assert (asked.status_code, json.loads(asked.text)["slug"]) == (401, "sign-in.needed")
        await browser.sign_in(HUONG)
        shown = await browser.get("/queues")
        assert (shown.status_code, "Không có bàn việc nào của phần này dành cho bạn." in shown.text) == (200, True)
        assert 'href="/sample/queues"' not in (await browser.get("/sessions")).text, "nor does the navigation name it"
