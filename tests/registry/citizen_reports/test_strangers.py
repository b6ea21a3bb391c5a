"""How much a stranger may send where an endpoint takes files of them: counted before a byte is read, by address."""

from __future__ import annotations

from typing import Any

import httpx

from kit.web.app import app_of
from services.registry.citizen_reports.photographs import AN_HOUR, BODY
from tests.callers import PUBLIC
from tests.registry.registry_harness import HUONG, Registry, a_product

BOUNDARY = {"content-type": "multipart/form-data; boundary=x"}


def somebody(registry: Registry, address: str) -> httpx.AsyncClient:
    app = app_of(registry.service)
    transport = httpx.ASGITransport(app=app, client=(address, 1), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=PUBLIC, timeout=30)


async def slugs(client: httpx.AsyncClient, path: str, count: int, **more: Any) -> list[int]:
    return [(await client.post(path, content=b"--x--\r\n", headers=BOUNDARY, **more)).status_code for _ in range(count)]


class TestAStranger:
    async def test_sends_so_often_an_hour_and_no_more_from_one_network(self, registry: Registry) -> None:
        product = await a_product(registry)
        path = f"/products/{product['id']}/citizen-report"
        first, other = somebody(registry, "2001:db8::1"), somebody(registry, "2001:db8::2")
        assert 429 not in await slugs(first, path, AN_HOUR)
        refused = await other.post(path, content=b"--x--\r\n", headers=BOUNDARY)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) >= 1
        assert "Từ mạng này vừa có nhiều lần gửi" in refused.text
        assert 429 not in await slugs(somebody(registry, "2001:db8:1::1"), path, 1)

    async def test_sends_no_more_than_the_photographs_may_weigh(self, registry: Registry) -> None:
        product = await a_product(registry)
        path = f"/products/{product['id']}/citizen-report"
        headers = BOUNDARY | {"content-length": str(BODY + 1)}
        answer = await somebody(registry, "203.0.113.9").post(path, content=b"--x--\r\n", headers=headers)
        assert answer.status_code == 413

    async def test_sends_nothing_of_the_kind_anywhere_else(self, registry: Registry) -> None:
        headers = BOUNDARY | {"content-length": str(100_000)}
        answer = await somebody(registry, "203.0.113.10").post(
            "/recognitions/new", content=b"--x--\r\n", headers=headers
        )
        assert answer.status_code in (303, 401)

    async def test_is_somebody_else_once_known(self, registry: Registry) -> None:
        product = await a_product(registry)
        path = f"/products/{product['id']}/citizen-report"
        stranger = somebody(registry, "203.0.113.11")
        await slugs(stranger, path, AN_HOUR + 1)
        known = registry.at(HUONG)
        assert (await known.post(path, content=b"--x--\r\n", headers=BOUNDARY)).status_code != 429
