"""Every form of every service in a real browser: a cut session, a stopped save, no network, a second tab; every answer again."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Error, async_playwright, expect
from playwright.async_api import Page as Tab

from kit.web.app import app_of
from kit.web.assets.chromium import FLAGS, chromium
from tests.architecture import house
from tests.endpoints.pages import Page, pages, signed_in
from tests.endpoints.seeding import HUONG, PDF
from tests.endpoints.served import Served

Serve = Callable[[str], Served]
ROLES = ["producer.huong", "commune.officer", "province.officer", "chair", "member.1", "operator", "administrator"]
ASKED = {"/products/new": f"?producer={HUONG}"}
"""What a page's address has to say beside its path."""
SHOTS = os.environ.get("OCOP_SCREENSHOTS")
"""A folder to leave pictures in, to be looked at."""
SAMPLE: tuple[str, ...] = ("/dossiers/{dossier_id}/self-assessment", "/cases/{case_id}/sheet")

FILL = """([number, other]) => {
  const form = [...document.querySelectorAll('form[data-draft]')][number];
  const said = new Set();
  const tell = (field) => ['input', 'change'].forEach((kind) => field.dispatchEvent(new Event(kind, {bubbles: true})));
  [...form.elements].forEach((field, at) => {
    if (!field.name || ['hidden', 'file', 'submit', 'button'].includes(field.type) || field.name.startsWith('_')) return;
    if (field.type === 'radio') {
      if (said.has(field.name)) return;
      said.add(field.name);
      const choices = [...form.querySelectorAll(`input[name="${CSS.escape(field.name)}"]`)];
      const chosen = choices.at(other ? 0 : -1);
      chosen.checked = true;
      tell(chosen);
      return;
    }
    if (field.type === 'checkbox') field.checked = !field.checked;
    else if (field.tagName === 'SELECT') field.selectedIndex = other ? 0 : field.options.length - 1;
    else if (field.type === 'date') field.value = other ? '2026-07-02' : '2026-08-01';
    else field.value = `${other ? 'Bản hai' : 'Bản một'} ${at}`;
    tell(field);
  });
}"""
READ = """(number) => {
  const form = [...document.querySelectorAll('form[data-draft]')][number];
  const own = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`)?.type;
  return [...new FormData(form)].filter(([name, value]) =>
    typeof value === 'string' && !name.startsWith('_') && own(name) !== 'hidden').map(([name, value]) => `${name}=${value}`).sort();
}"""

TOUCH = """([number, name]) => {
  const form = [...document.querySelectorAll('form[data-draft]')][number];
  form.querySelector(`[name="${CSS.escape(name)}"]`).dispatchEvent(new Event('input', {bubbles: true}));
}"""


@dataclass(frozen=True)
class Form:
    """A form that keeps drafts: who sees it, where, and which of its page's it is."""

    service: str
    who: str
    address: str
    number: int


@pytest.fixture(scope="module")
async def chrome() -> AsyncIterator[Browser]:
    found = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(found.path), args=list(FLAGS), env={**os.environ, **found.environment}
        )
        yield browser
        await browser.close()


def forms_of(served: Served, at_pages: tuple[str, ...] = ()) -> Iterator[Form]:
    """The forms of a service (of some pages of it, where any are named), each once, as somebody sees it who may."""
    seen: set[str] = set()
    for given in pages("GET"):
        page: Page = given.values[0]
        if page.service != served.name or (at_pages and page.path not in at_pages):
            continue
        for who in ROLES:
            with served.open(cookies=signed_in(served, who).cookies) as client:
                for at in range(5):
                    address = page.address(served, at) + ASKED.get(page.path, "")
                    text = client.get(address).text
                    tags = re.findall(r'<form method="post" action="([^"]+)"[^>]*data-draft', text)
                    for number, action in enumerate(tags):
                        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{3,}", "…", action)
                        if kind not in seen:
                            seen.add(kind)
                            yield Form(served.name, who, address, number)


async def signs_in(context: BrowserContext, served: Served, who: str) -> None:
    signed = await asyncio.to_thread(signed_in, served, who)
    await context.add_cookies([{"name": n, "value": v, "url": served.url} for n, v in signed.cookies.items()])


async def opened(context: BrowserContext, served: Served, form: Form) -> Tab:
    tab = await context.new_page()
    tab.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
    await tab.goto(f"{served.url}/{served.name}{form.address}")
    return tab


def announced(tab: Tab, form: Form) -> Any:
    return tab.locator("form[data-draft]").nth(form.number).locator("[data-draft-state]")


async def filled(tab: Tab, form: Form, *, other: bool = False) -> list[str]:
    await tab.evaluate(FILL, [form.number, other])
    answers: list[str] = await tab.evaluate(READ, form.number)
    assert answers, form
    return answers


async def holds(tab: Tab, form: Form, answers: list[str]) -> None:
    """The form holds the answers; what the device kept may still be on its way, and the page comes again with it."""
    found: list[str] = []
    for _ in range(50):
        with suppress(Error):
            found = await tab.evaluate(READ, form.number)
        if found == answers:
            return
        await asyncio.sleep(0.1)
    assert found == answers, form


async def found_again(tab: Tab, form: Form, answers: list[str]) -> None:
    await tab.goto(tab.url)
    await holds(tab, form, answers)


async def press(tab: Tab, form: Form) -> None:
    await tab.evaluate("n => [...document.querySelectorAll('form[data-draft]')][n].requestSubmit()", form.number)


async def loses_nothing(chrome: Browser, served: Served, form: Form) -> None:
    context = await chrome.new_context(locale="vi-VN")
    context.set_default_timeout(15_000)
    await signs_in(context, served, form.who)
    tab = await opened(context, served, form)
    answers = await filled(tab, form)
    await expect(announced(tab, form)).to_contain_text("Đã lưu nháp")
    await found_again(tab, form, answers)
    for width in (1280, 768, 380) if SHOTS else ():
        await tab.set_viewport_size({"width": width, "height": 900})
        name = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\W+", "-", f"{served.name}{form.address}").strip("-")
        await tab.screenshot(path=f"{SHOTS}/{name}-{width}.png")

    # A save that is stopped, and sent again.
    presses: list[str] = []

    async def stopped(route: Any) -> None:
        if route.request.method == "POST" and route.request.is_navigation_request():
            presses.append(route.request.url)
            await route.abort("aborted")
        else:
            await route.fallback()

    await tab.route("**/*", stopped)
    for number in (1, 2):
        await press(tab, form)
        for _ in range(50):
            if len(presses) == number:
                break
            await asyncio.sleep(0.05)
        assert len(presses) == number, f"{form}: press {number} did not go out"
        await asyncio.sleep(1.6)  # a second press at once is an impatient finger's
    assert await tab.evaluate(READ, form.number) == answers, form
    await tab.unroute("**/*")

    # No network, and back.
    await context.set_offline(True)
    answers = await filled(tab, form, other=True)
    await expect(announced(tab, form)).to_contain_text("được giữ trên máy này")
    await press(tab, form)
    await expect(announced(tab, form)).to_contain_text("Mất mạng")
    await context.set_offline(False)
    await expect(announced(tab, form)).to_contain_text("Đã lưu nháp")
    await found_again(tab, form, answers)

    # A second tab that changes one field overwrites no other.
    second = await opened(context, served, form)
    field = answers[0].partition("=")[0]
    await second.evaluate(TOUCH, [form.number, field])
    await expect(announced(second, form)).to_contain_text("Đã lưu nháp")
    await second.close()
    await found_again(tab, form, answers)

    # A session that was cut: sent all the same, and there again after the sign-in.
    answers = await filled(tab, form)
    person = (await asyncio.to_thread(who_is, served, form.who)).id
    await asyncio.to_thread(served.run, app_of(served.service).state.sessions.end_all_of(person))
    await tab.route("**/sign-in*", lambda route: route.fulfill(status=200, body="<h1>sign in</h1>"))
    async with tab.expect_navigation(url=re.compile("/sign-in")):
        await press(tab, form)
    await signs_in(context, served, form.who)
    again = await opened(context, served, form)
    await holds(again, form, answers)
    await context.close()


def who_is(served: Served, who: str) -> Any:
    from estate.people import people

    return people().person(who)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("name", ["registry", "evaluation"])
async def test_every_answer_of_a_long_sheet_is_found_again(chrome: Browser, served: Serve, name: str) -> None:
    await _find_again(chrome, await asyncio.to_thread(served, name), SAMPLE, least=1)


@pytest.mark.prove
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", house.built())
async def test_every_answer_of_every_form_is_found_again(chrome: Browser, served: Serve, name: str) -> None:
    least = {"registry": 10, "evaluation": 5, "notifications": 2}.get(name, 0)
    await _find_again(chrome, await asyncio.to_thread(served, name), (), least=least)


async def _find_again(chrome: Browser, service: Served, at_pages: tuple[str, ...], *, least: int) -> None:
    forms = await asyncio.to_thread(lambda: list(forms_of(service, at_pages)))
    assert len(forms) >= least, forms
    for form in forms:
        await loses_nothing(chrome, service, form)


async def test_several_files_go_one_by_one_with_bars(chrome: Browser, served: Serve) -> None:
    registry = await asyncio.to_thread(served, "registry")
    with registry.client("producer.huong") as huong:
        draft = huong.get("/api/dossiers?state=draft").json()["items"][0]["id"]
    context = await chrome.new_context()
    await signs_in(context, registry, "producer.huong")
    tab = await opened(context, registry, Form("registry", "producer.huong", f"/dossiers/{draft}/evidence", 0))
    files: Any = [
        {"name": f"loat-{n}.pdf", "mimeType": "application/pdf", "buffer": PDF + b"%" * (20 + n)} for n in (1, 2)
    ]
    files.append({"name": "loat-3.pdf", "mimeType": "application/pdf", "buffer": b"MZ no paper"})
    await tab.locator("input[type=file]").set_input_files(files)
    await tab.locator("#kind").select_option("business-registration")
    await tab.get_by_role("button", name="Tải lên", exact=True).click()
    rows = tab.locator("[data-upload-list] li")
    await expect(rows.nth(0)).to_contain_text("Đã tải lên.")
    await expect(rows.nth(1)).to_contain_text("Đã tải lên.")
    await expect(rows.nth(2)).to_contain_text("không thuộc loại được nhận")
    await tab.get_by_role("button", name="Tải lên", exact=True).click()  # only what is missing goes again
    await expect(rows.nth(2)).to_contain_text("không thuộc loại được nhận")
    await tab.goto(tab.url)
    await expect(tab.locator("tbody tr", has_text="loat-")).to_have_count(2)
    await _are_sent_for_good(tab, files[:2])
    await context.close()


async def _are_sent_for_good(tab: Tab, files: Any) -> None:
    """All of them taken: the page says so, and what was written for them is not offered again for the next papers."""
    if await tab.get_by_role("button", name="Bỏ phần chưa gửi này").count():
        await tab.get_by_role("button", name="Bỏ phần chưa gửi này").click()
    await tab.locator("input[type=file]").set_input_files(files)
    await tab.locator("#kind").select_option("business-registration")
    await tab.get_by_label("Ngày hết hạn").fill("05/03/2031")
    async with tab.expect_navigation():
        await tab.get_by_role("button", name="Tải lên", exact=True).click()
    await expect(tab.locator("tbody tr", has_text="05/03/2031")).to_have_count(2)
    await expect(tab.locator("[data-upload-list] li")).to_have_text([re.compile(r"loat-\d\.pdf .*Đã tải lên\.")] * 2)
    for _again in range(2):
        await expect(tab.get_by_label("Ngày hết hạn")).to_have_value("")
        await tab.goto(tab.url)
