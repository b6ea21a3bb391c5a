"""Every page of every service, found by following its links: nothing axe-core finds moderate or serious, at any width."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Iterable

import pytest

from tests.architecture import house
from tests.forms.crawling import Crawl, Seen, crawl
from tests.forms.site import Site
from tests.forms.sound import LANGUAGES, WIDTHS, wrong_with

Sites = Callable[[str], Awaitable[Site]]
Crawled = Callable[[str], Awaitable[Crawl]]
SAMPLE = {
    "registry": ("commune", ("/", "/dossiers", "/calls-phones/{office:path}")),
    "reporting": ("province", ("/standings", "/progress/cases")),
}
"""Of which service, as whom, which pages."""


async def wrong(site: Site, pages: Iterable[Seen]) -> list[str]:
    """What is wrong with pages in both languages at each width."""
    found: list[str] = []
    for who, seen in itertools.groupby(sorted(pages, key=lambda one: one.who), key=lambda one: one.who):
        async with site.visited(who) as context:
            tab = await context.new_page()
            for one, language in itertools.product(seen, LANGUAGES):
                await tab.goto(f"{site.prefix}{one.address}{'&' if '?' in one.address else '?'}lang={language}")
                for width in WIDTHS:
                    said = await wrong_with(tab, width, f"{site.name}{one.kind} {one.shape} {language}")
                    found += [f"{one.kind} ({one.address}, {who}, {language}, {width} px): {what}" for what in said]
    return found


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", SAMPLE)
async def test_some_pages_are_sound(site: Sites, name: str) -> None:
    one = await site(name)
    who, kinds = SAMPLE[name]
    seen = {page.kind: page for page in (await crawl(one, [who], kinds)).pages.values()}
    assert seen.keys() == set(kinds)
    assert await wrong(one, seen.values()) == []


@pytest.mark.prove
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("name", house.built())
async def test_every_page_is_sound(site: Sites, crawled: Crawled, name: str) -> None:
    assert await wrong(await site(name), (await crawled(name)).pages.values()) == []
