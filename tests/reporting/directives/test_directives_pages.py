"""The pages of directives: drafted from the file, issued, read, answered, urged; sound in a browser."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, cast

import pytest
import uvicorn
from playwright.async_api import async_playwright

from kit.web.app import app_of
from kit.web.assets.chromium import FLAGS, axe_script, chromium
from law.places import gazetteer
from tests.callers import begun
from tests.deployment import Deploy
from tests.registry.registry_browser import Browser
from tests.reporting.directives.directives_harness import (
    CLERK,
    DEPARTMENT,
    DISTRICT,
    PDF,
    SIGNED,
    Directives,
)
from tests.reporting.reporting_harness import Reporting
from tests.reporting.returns.returns_harness import inspection

SHOTS = os.environ.get("OCOP_SCREENSHOTS")
"""A folder to leave pictures in, to be looked at."""
NAMED = ("Committee", "Commune", "báo cáo", "OCOP")
"""What is in names of offices, in paragraphs and subjects: data, in Vietnamese on the English page too."""


class Named(Browser):
    """A browser in which names of offices are data in either language."""

    async def open(self, path: str, status: int = 200, *, announced: tuple[str, ...] = NAMED) -> str:
        return await super().open(path, status, announced=announced)


def browser(directives: Directives, who: Any) -> Browser:
    return Named(cast(Any, directives.reporting), who)


async def test_the_letter_is_drafted_issued_read_answered_and_sent_back(directives: Directives) -> None:
    department, clerk = browser(directives, DEPARTMENT), browser(directives, CLERK)
    await department.open("/reporting/directives")
    await department.open("/reporting/directives/new")
    at = await department.submit("/directives/drafts", {"letter": "2023-snn-ocop"})
    text = await department.open(at)
    assert "Ai nhận gì khi ban hành" in text
    assert "21/06/2023" in text
    one = (await directives.reporting.read("/api/directives", DEPARTMENT))["items"][0]
    refused = await department.submit(f"{at}/issue", status=409)
    assert "bản ký (PDF)" in refused
    await department.open(f"{at}/text")
    body = {
        "subject": one["subject"],
        "subject_en": one["subject_en"],
        "number": "123/SNN-PTNT",
        "signed_on": "01/03/2023",
    }
    body |= {"signatory": one["signatory"], "grounds": one["grounds"], "copies_to": one["copies_to"]}
    body |= {"recipients": one["recipients"], "since": "01/01/2023", "until": "31/12/2023"}
    await department.submit(f"{at}/text", body)
    await department.open(at)
    await department.submit(f"{at}/paper", files={"file": ("cong-van.pdf", PDF, "application/pdf")})
    await department.open(at)
    await department.submit(f"{at}/issue")
    assert "Chưa xem văn bản" in await department.open(at)
    assert "123/SNN-PTNT" in await clerk.open("/reporting/directives")
    assert "huyện Khoái Châu" in await clerk.open(at)
    task = await directives.task(one, "7", who=CLERK)
    work = f"{at}/tasks/{task['id']}"
    assert "Hệ thống đã có đến nay" in await clerk.open(work)
    assert (await directives.task(one, "7", who=CLERK))["read_on"] == "2023-03-01"
    await clerk.open(f"{work}/answer")
    await clerk.submit(
        f"{work}/answer", {"words": "Đã kiểm tra 5 cơ sở"}, files={"file": ("bb.pdf", PDF, "application/pdf")}
    )
    await department.open(f"{work}/review")
    assert "phải bổ sung gì" in await department.submit(f"{work}/review", {"answer": "sent-back"}, status=422)
    await department.open(f"{work}/review")
    await department.submit(f"{work}/review", {"answer": "sent-back", "reason": "Thiếu biên bản"})
    await department.open(f"{work}/urging")
    await department.submit(f"{work}/urging", {"words": "Gấp"})
    assert "Thiếu biên bản" in await clerk.open(work)
    await clerk.open(f"{work}/passing")
    commune = gazetteer().children(DISTRICT, date(2023, 3, 1))[0].path
    await clerk.submit(f"{work}/passing", {"recipients": [commune], "note": "Trước ngày 30"})
    assert "Cấp dưới thực hiện đến đâu" in await clerk.open(work)
    await department.open(f"{at}/closing")
    await department.submit(f"{at}/closing", {"reason": "Đã thực hiện"})
    assert "đã kết thúc" in await department.open(at)


async def test_a_directive_is_written_on_the_page_order_by_order(directives: Directives) -> None:
    department = browser(directives, DEPARTMENT)
    await department.open("/reporting/directives/new")
    body = {
        "office": "33",
        "subject": "Rà soát",
        "since": "01/01/2023",
        "until": "31/12/2023",
        "recipients": [DISTRICT],
    }
    at = await department.submit("/directives/new", body)
    await department.open(f"{at}/orders/new")
    order = {"no": "1", "what": "Rà soát", "figures": ["breaches", "measures"], "due_on": "30/06/2023"}
    await department.submit(f"{at}/orders/new", order)
    one = (await directives.reporting.read("/api/directives", DEPARTMENT))["items"][0]
    assert one["orders"][0]["figures"] == ["breaches", "measures"]
    path = f"{at}/orders/{one['orders'][0]['id']}"
    await department.open(path)
    await department.submit(path, order | {"what": "Rà soát lại"})
    await department.open(path)
    await department.submit(f"{path}/removal")
    assert "Chưa có nhiệm vụ nào" in await department.open(at)


@pytest.fixture
async def served(deploy: Deploy) -> AsyncIterator[Directives]:
    """Directives behind a real server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    service = await deploy("reporting", on=SIGNED, offices="33/*", public_url=url)
    server = uvicorn.Server(uvicorn.Config(app_of(service), port=port, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    made = Directives(Reporting(service))
    await made.on(SIGNED)
    yield made
    server.should_exit = True
    await running


@pytest.mark.parametrize(("width", "language"), [(380, "vi"), (1280, "en")])
async def test_every_page_is_sound_in_a_browser(served: Directives, width: int, language: str) -> None:
    draft, one = await served.drafted(), await served.issued()
    await served.on(date(2023, 6, 22))
    await served.reporting.consume(inspection("i-1", date(2023, 4, 1)))
    task = await served.answered(await served.task(one, "7", who=CLERK))
    other = await served.task(one, "4")
    at, work = f"/directives/{one['id']}", f"/directives/{one['id']}/tasks/{task['id']}"
    paths = [
        "/directives",
        "/directives/new",
        f"/directives/{draft['id']}",
        f"/directives/{draft['id']}/text",
        at,
        work,
    ]
    paths += [
        f"/directives/{draft['id']}/orders/new",
        f"{work}/review",
        f"{at}/tasks/{other['id']}/urging",
        f"{at}/closing",
    ]
    service, found = served.reporting.service, chromium()
    url = service.settings.public_url
    async with async_playwright() as playwright:
        chrome = await playwright.chromium.launch(
            executable_path=str(found.path), args=list(FLAGS), env={**os.environ, **found.environment}
        )
        context = await chrome.new_context(base_url=url, viewport={"width": width, "height": 900})
        name, value = await begun(service, DEPARTMENT)
        await context.add_cookies([{"name": name, "value": value, "url": url}])
        page = await context.new_page()
        for number, path in enumerate(paths):
            answer = await page.goto(f"/reporting{path}?lang={language}")
            assert (path, answer and answer.status) == (path, 200)
            if SHOTS:
                await page.screenshot(path=f"{SHOTS}/directives-{number}-{width}-{language}.png", full_page=True)
            await page.evaluate(axe_script())
            findings = await page.evaluate("axe.run({resultTypes: ['violations']})")
            serious = [each["id"] for each in findings["violations"] if each["impact"] in {"serious", "critical"}]
            assert (path, serious) == (path, [])
            wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (path, wide) == (path, 0)
        await chrome.close()
