"""Whoever signed in at one service and follows a link to another: to a page of it, or to a file at its API."""

from __future__ import annotations

import pytest

from kit.web.session import known_cookie
from tests.kit.web.web_sample.client import Browser

BY_A_LINK = {"sec-fetch-mode": "navigate"}


@pytest.fixture
def known(browser: Browser) -> Browser:
    """A browser that has signed in at another service of the site."""
    browser.cookies.set(known_cookie(browser.service.settings), "1")
    return browser


class TestALink:
    @pytest.mark.parametrize("path", ["/sample/", "/sample/api/me"])
    async def test_asks_the_provider_once_who_it_is(self, known: Browser, path: str) -> None:
        answer = await known.get(path, headers=BY_A_LINK)
        assert answer.status_code == 303
        assert answer.headers["location"].endswith(f"?next={path.removeprefix('/sample')}&silent=1")
        assert (await known.get(path, headers=BY_A_LINK)).status_code in (200, 401)

    async def test_is_not_what_a_machine_follows(self, known: Browser) -> None:
        assert (await known.get("/sample/api/me")).status_code == 401
        assert (await known.get("/sample/api/me", headers={"sec-fetch-mode": "cors"})).status_code == 401
