"""The pages of returns: an office fills one in, the office above sends it back by cell, approves it; sound in a browser."""

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
from tests.callers import begun
from tests.deployment import Deploy
from tests.registry.registry_browser import Browser
from tests.reporting.reporting_harness import Reporting
from tests.reporting.returns.returns_harness import CLERK, DEPARTMENT, DISTRICT, REASONS, WRITTEN, Returns, breach

SHOTS = os.environ.get("OCOP_SCREENSHOTS")
"""A folder to leave pictures in, to be looked at."""
CLOSED = date(2023, 6, 15)


def browser(returns: Returns, who: Any) -> Browser:
    return Browser(cast(Any, returns.reporting), who)


async def test_a_return_is_filled_in_sent_back_by_cell_and_approved(returns: Returns) -> None:
    await returns.reporting.consume(breach("b-1", date(2023, 6, 1)))
    await returns.on(CLOSED)
    clerk, department = browser(returns, CLERK), browser(returns, DEPARTMENT)
    one = await returns.of(DISTRICT, who=CLERK)
    at = f"/reporting/returns/{one['id']}"
    assert "huyện Khoái Châu" in await clerk.open("/reporting/returns")
    assert "Hệ thống đếm: 1 vụ." in await clerk.open(f"{at}/cells")
    written = {f"values-{code}": f"{value:,}".replace(",", ".") for code, value in WRITTEN.items()}
    written |= {f"reasons-{code}": why for code, why in REASONS.items()}
    await clerk.submit(f"{at}/cells", written | {"values-breaches": "2", "words-difficulties": "Thiếu cán bộ"})
    await clerk.open(f"{at}/cells")
    assert "Ghi lý do khác nhau" in await clerk.submit(f"{at}/submission", status=422)
    await clerk.open(f"{at}/cells")
    await clerk.submit(f"{at}/cells", written | {"words-difficulties": "Thiếu cán bộ"})
    await clerk.open(f"{at}/cells")
    await clerk.submit(f"{at}/submission")
    await department.open(f"{at}/sending-back")
    await department.submit(f"{at}/sending-back", {"reason": "Thiếu số liệu", "cells-trainings": "Chưa khớp"})
    assert "Chưa khớp" in await clerk.open(f"{at}/cells", announced=("Thiếu", "Theo sổ"))
    await clerk.submit(f"{at}/submission")
    text = await department.open(at, announced=("Thiếu", "Theo sổ"))
    assert "50.000.000" in text
    assert f"/reporting/figures/breaches?area={DISTRICT.replace('/', '%2F')}" in text
    await department.submit(f"{at}/approval")
    assert "Đã duyệt" in await department.open(at, announced=("Thiếu", "Theo sổ"))
    table = await department.open("/reporting/return-table?of=district-2023:2023-Q2")
    assert "huyện Khoái Châu" in table
    await department.open("/reporting/return-comparison?one=district-2023:2023-Q2&other=province:2023-Q2")


async def test_paper_is_taken_on_the_page_of_the_return(returns: Returns, pdf: bytes) -> None:
    await returns.on(CLOSED)
    one = await returns.of(DISTRICT, who=DEPARTMENT)
    at = f"/reporting/returns/{one['id']}"
    department = browser(returns, DEPARTMENT)
    await department.open(at)
    refused = await department.submit(f"{at}/paper", {"received_on": "15/06/2023"}, status=422)
    assert "Chưa chọn tệp" in refused
    await department.open(at)
    sent = {"file": ("bao-cao.pdf", pdf, "application/pdf")}
    await department.submit(f"{at}/paper", {"received_on": "15/06/2023"}, files=sent)
    assert "nhập từ bản giấy" in await department.open(at)


async def test_a_return_of_any_days_is_asked_for(returns: Returns) -> None:
    department = browser(returns, DEPARTMENT)
    await department.open("/reporting/returns/new")
    asked = {"form": "district-2023", "office": DISTRICT, "period": "2023-03-01--2023-05-31"}
    where = await department.submit("/returns/new", asked)
    assert "Từ 01/03/2023 đến 31/05/2023" in await department.open(where)
    await department.open("/reporting/returns/new")
    assert "đã có báo cáo này" in await department.submit("/returns/new", asked, status=409)
    await department.open("/reporting/returns/new")
    wrong = await department.submit("/returns/new", asked | {"period": "2023-Q7"}, status=404)
    assert "Không có kỳ báo cáo" in wrong


@pytest.fixture
async def served(deploy: Deploy) -> AsyncIterator[Returns]:
    """Returns behind a real server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    service = await deploy("reporting", on=date(2023, 6, 7), offices="33/*", public_url=url)
    server = uvicorn.Server(uvicorn.Config(app_of(service), port=port, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    made = Returns(Reporting(service))
    await made.on(date(2023, 6, 7))
    yield made
    server.should_exit = True
    await running


@pytest.mark.parametrize(("width", "language"), [(380, "vi"), (380, "en"), (1280, "vi")])
async def test_every_page_is_sound_in_a_browser(served: Returns, width: int, language: str) -> None:
    await served.reporting.consume(breach("b-1", date(2023, 6, 1)))
    await served.on(CLOSED)
    one = await served.handed_in()
    other = await served.of("33", who=DEPARTMENT, form="province")
    service, found = served.reporting.service, chromium()
    url = service.settings.public_url
    paths = [
        "/returns", "/returns/new", "/return-table", "/return-comparison", f"/returns/{one['id']}",
        f"/returns/{one['id']}/sending-back", f"/returns/{other['id']}", f"/returns/{other['id']}/cells",
        f"/returns/{one['id']}/correction",
    ]  # fmt: skip
    async with async_playwright() as playwright:
        chrome = await playwright.chromium.launch(
            executable_path=str(found.path), args=list(FLAGS), env={**os.environ, **found.environment}
        )
        context = await chrome.new_context(base_url=url, viewport={"width": width, "height": 900})
        name, value = await begun(service, DEPARTMENT)
        await context.add_cookies([{"name": name, "value": value, "url": url}])
        page = await context.new_page()
        for number, path in enumerate(paths):
            await page.goto(f"/reporting{path}?lang={language}")
            if SHOTS:
                await page.screenshot(path=f"{SHOTS}/returns-{number}-{width}-{language}.png", full_page=True)
            await page.evaluate(axe_script())
            findings = await page.evaluate("axe.run({resultTypes: ['violations']})")
            serious = [each["id"] for each in findings["violations"] if each["impact"] in {"serious", "critical"}]
            assert (path, serious) == (path, [])
            wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (path, wide) == (path, 0)
        await chrome.close()
