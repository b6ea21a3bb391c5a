"""A person's browser without a screen: keeps cookies, opens pages in both languages, fills and sends their forms."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx

from kit.identity import Principal
from kit.web.app import app_of
from tests.callers import PUBLIC, BySession
from tests.registry.registry_harness import Registry

VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)


class Browser:
    """One person, or nobody in particular."""

    def __init__(self, registry: Registry, who: Principal | None) -> None:
        self.registry = registry
        service = registry.service
        transport = httpx.ASGITransport(app=app_of(service), raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url=PUBLIC, timeout=30)
        self.session = BySession(service, who, self.client.cookies) if who else None
        self.client.auth = self.session
        self.text = ""
        self.path = ""

    async def open(self, path: str, status: int = 200, *, announced: tuple[str, ...] = ()) -> str:
        """
        Opens a page in English and in Vietnamese, and answers the Vietnamese one, entities resolved.

        `announced`: texts of the data itself, which are Vietnamese in the English page too.
        """
        self.path = path
        for language in ("en", "vi"):
            join = "&" if "?" in path else "?"
            answer = await self.client.get(f"{path}{join}lang={language}", follow_redirects=True)
            assert answer.status_code == status, answer.text
            self.text = answer.text
            if language == "en":
                headings = [
                    html.unescape(text)
                    for text in re.findall(r"<(?:h[1-4]|th|dt|label|legend)[^>]*>([^<]+)", self.text)
                ]
                left = [
                    text for text in headings if VIETNAMESE.search(text) and not any(one in text for one in announced)
                ]
                assert left == [], f"Vietnamese in the English page {path}"
        return html.unescape(self.text)

    async def submit(
        self,
        action: str,
        fields: dict[str, Any] | None = None,
        *,
        files: dict[str, Any] | None = None,
        status: int = 303,
        **hidden: str,
    ) -> str:
        """Sends the form of the open page whose action ends in `action`; answers where it leads, or the text."""
        address = re.escape(html.escape(action))
        found = re.search(rf'<form[^>]*action="([^"]*{address})".*?</form>', self.text, re.S)
        assert found, f"no form {action} in {re.findall(r'action=.([^ >]*)', self.text)}"
        kept = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', found.group(0))
        data = {name: html.unescape(value) for name, value in kept} | (fields or {}) | hidden
        answer = await self.client.post(html.unescape(found.group(1)), data=data, files=files)
        assert answer.status_code == status, answer.text
        if status == 303:
            return answer.headers["location"].removeprefix("/registry")
        self.text = answer.text
        return html.unescape(answer.text)
