"""Every form of every service, found on its pages: cut, stopped, offline and doubled, every answer is found again."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Page as Tab
from playwright.async_api import expect

from tests.architecture import house
from tests.forms.checking import loses
from tests.forms.crawling import Crawl, Found, crawl, routes
from tests.forms.site import Site
from tests.pdfs import a_pdf

Sites = Callable[[str], Awaitable[Site]]
Crawled = Callable[[str], Awaitable[Crawl]]

SAMPLE = {
    "registry": ("producer", "/dossiers/{dossier_id}/self-assessment"),
    "notifications": ("commune", "/messages/{message_id}"),
}
"""Of which service, as whom, on which pages: the longest form, and one that is not on its page any more once it was sent."""

NO_FORM_OF_A_PAGE = {
    "/session/stay": "the button of the notice before a session ends; nothing is written in it",
    "/dossiers/{dossier_id}/self-assessment/tally": "asked by the script of the form that is sent to …/self-assessment",
    "/cases/{case_id}/advisory/review/tally": "asked by the script of the form that is sent to …/review",
    "/cases/{case_id}/advisory/report/tally": "asked by the script of the form that is sent to …/report",
    "/cases/{case_id}/sheet/tally": "asked by the script of the form that is sent to …/sheet",
}
NOT_SHOWN_HERE = {
    "/dossiers/{dossier_id}/asked": "no dossier of the matrix was returned",
    "/recognitions/{list_id}/reading": "no list of the matrix is in an old encoding",
    "/calls/{kind}/{subject}": "nothing is due on the matrix's day; only a button",
    "/calls/{kind}/{subject}/undo": "the same",
    "/mark-uses/{use_id}/keeping": "no product of the matrix was recognised again; only a button",
    "/cases/{case_id}/sheet/confirmation": "no edition is corrected in the matrix; only a button",
    "/cases/{case_id}/edition": "the same",
    "/cases/{case_id}/reopening": "the same",
    "/cases/{case_id}/unsupplemented": "no supplement of the matrix is late (tests/evaluation/cases)",
    "/twins/{pair_id}/asking": "no pair of the matrix was said to be two; only a button",
    "/cases/{case_id}/succession": "every case of the matrix is where its office acts",
}
"""Forms that depend on what the matrix does not make, each with the reason."""
ASKS_ONLY = "what it is asked by is kept nowhere, and stands in no address"
FILES = dict.fromkeys(
    (
        "/recognitions/new",
        "/mark-uses/{use_id}/pictures",
        "/designs/{design_id}/pictures",
        "/designs/{design_id}/consent",
        "/artwork/{pack_id}/files",
        "/advisory-teams/{team_id}/paper",
        "/cases/{case_id}/advisory/visits/{visit_id}/pictures",
        "/activities/{activity_id}/papers",
        "/activities/import",
    ),
    "only a file is chosen: files are not drafted (ADR 45)",
) | {
    "/producers/found": "a person's number: it is asked about, and kept nowhere (ADR 49)",
    "/citizen-reports/follow": ASKS_ONLY,
    "/mark-requests/follow": ASKS_ONLY,
    "/agency-reports/{report_id}/match": "a tick beside a button, once for each that may be meant: nothing is written",
    "/mark-requests/ask": "of anybody: who is not signed in has no drafts; a refused one comes back as it was",
    "/products/{product_id}/citizen-report": "the same",
}
"""Forms with fields that keep no draft, each with the reason."""


async def lost(site: Site, forms: list[Found]) -> list[str]:
    """What is lost by the forms in which something is written."""
    return [f"{check}: {what}" for form in forms if form.keeps for check, what in (await loses(site, form)).items()]


def posted(found: Crawl) -> list[Found]:
    """The forms that write something, and not only ask."""
    return [form for form in found.forms.values() if form.method == "post"]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", SAMPLE)
async def test_no_answer_of_some_forms_is_lost(site: Sites, name: str) -> None:
    one = await site(name)
    who, page = SAMPLE[name]
    forms = [form for form in posted(await crawl(one, [who], (page,))) if form.keeps]
    assert forms
    assert await lost(one, forms[:1]) == []


@pytest.mark.prove
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("name", house.built())
async def test_no_answer_of_any_form_is_lost(site: Sites, crawled: Crawled, name: str) -> None:
    one = await site(name)
    forms = posted(await crawled(name))
    unseen = {path for path, _ in routes(name, "POST")} - {form.kind for form in forms}
    assert unseen <= NO_FORM_OF_A_PAGE.keys() | NOT_SHOWN_HERE.keys(), "forms that nobody was shown"
    silent = {form.kind for form in forms if form.fields and not form.keeps}
    assert silent <= FILES.keys(), "forms that keep no draft"
    assert await lost(one, forms) == []


@pytest.mark.timeout(60)
async def test_several_files_go_one_by_one_with_bars(site: Sites) -> None:
    registry = await site("registry")
    draft = registry.world.things["draft"]["dossier_id"]
    async with registry.visited("producer") as context:
        tab = await context.new_page()
        await tab.goto(f"/registry/dossiers/{draft}/evidence")
        files: Any = [
            {"name": f"loat-{n}.pdf", "mimeType": "application/pdf", "buffer": a_pdf() + b"%" * (20 + n)}
            for n in (1, 2)
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
    await registry.world.undo()


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
