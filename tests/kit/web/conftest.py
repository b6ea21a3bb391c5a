"""The sample service with a real database behind its doors, and clients that knock on them."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from kit.service import Service
from kit.settings import development_settings

sys.path.insert(0, str(Path(__file__).parent))  # the sample is a package of these tests only

from sample.service import build

PUBLIC = "http://127.0.0.1:8080"


@pytest.fixture
async def service(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Service]:
    made = build(
        development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=fresh_name,
            home=tmp_path,
            public_url=PUBLIC,
            oidc_issuer="http://127.0.0.1:1",
        )
    )
    await made.prepare()
    yield made
    made.database.close()


@pytest.fixture
async def browser(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who looks at pages: cookies kept, redirects not followed."""
    transport = httpx.ASGITransport(app=service.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        yield client


@pytest.fixture
def forms(browser: httpx.AsyncClient) -> Forms:
    return Forms(browser)


class Forms:
    """Opens a page and gives back the hidden fields of the form on it."""

    def __init__(self, browser: httpx.AsyncClient) -> None:
        self.browser = browser

    async def hidden(self, address: str) -> dict[str, str]:
        page = await self.browser.get(address)
        assert page.status_code == 200, page.text
        return hidden_fields(page.text)


def hidden_fields(html: str) -> dict[str, str]:
    """The hidden fields of a page's last form."""
    import html as entities
    import re

    last = html[html.rindex("<form") :]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', last)
    return {name: entities.unescape(value) for name, value in found}


@pytest.fixture(scope="session")
def _unused() -> Iterator[None]:
    yield
