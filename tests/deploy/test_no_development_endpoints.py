"""A service as its image runs it has none of a laptop's endpoints: no clock to move, no mailbox, nobody to sign in as at will."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import httpx
import pytest

from kit.settings import development_settings
from kit.web.app import app_of

SERVICES = ["registry", "evaluation", "notifications", "reporting"]
ENDPOINTS = [
    "/clock",
    "/api/clock",
    "/mailbox",
    "/oauth2/authorize",
    "/oauth2/token",
    "/.well-known/openid-configuration",
]


@pytest.mark.parametrize("name", SERVICES)
async def test_a_service_alone_answers_none_of_them(name: str, tmp_path: Path) -> None:
    service = import_module(f"services.{name}.service").build(development_settings(home=tmp_path))
    transport = httpx.ASGITransport(app=app_of(service), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        assert (await client.get(f"/{name}/livez")).status_code == 200
        for endpoint in ENDPOINTS:
            for path in (endpoint, f"/dev{endpoint}", f"/{name}{endpoint}", f"/{name}/dev{endpoint}"):
                for method in ("GET", "POST"):
                    assert (await client.request(method, path)).status_code in (404, 405), (method, path)
    service.database.close()
