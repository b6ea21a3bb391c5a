"""The front passes on what it is given, both ways as it comes, and says in words when a service gives no answer."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from estate.front import proxy
from estate.front.front import Front, Site
from estate.front.proxy import Backend
from estate.processes.children import free_port
from estate.servers.mail import Mailbox
from kit.settings import development_settings


class Behind:
    """A service that shows what reached it."""

    def __init__(self) -> None:
        self.posts = 0
        self.next_part = asyncio.Event()
        self.left = asyncio.Event()
        paths: dict[str, Callable[..., object]] = {
            "echo": self.echo,
            "events": self.events,
            "dies": self.dies,
            "waits": self.waits,
        }
        methods = ["GET", "POST", "HEAD"]
        self.app = Starlette(routes=[Route(f"/registry/{path}", do, methods=methods) for path, do in paths.items()])

    async def echo(self, request: Request) -> Response:
        body = await request.body()
        announced = {"headers": request.headers.items(), "length": len(body), "query": request.url.query}
        headers = {"x-own": "kept", "keep-alive": "timeout=99", "connection": "x-secret", "x-secret": "of this hop"}
        return JSONResponse(announced, headers=headers)

    async def events(self, request: Request) -> Response:
        async def parts() -> AsyncIterator[str]:
            try:
                yield "data: first\n\n"
                await self.next_part.wait()
                yield "data: second\n\n"
            finally:
                self.left.set()

        return StreamingResponse(parts(), media_type="text/event-stream")

    async def dies(self, request: Request) -> Response:
        self.posts += 1
        socket_of(request).abort()
        return Response()

    async def waits(self, request: Request) -> Response:
        await asyncio.sleep(5)  # longer than the front waits in this test
        return Response()


def socket_of(request: Request) -> asyncio.Transport:
    """The connection, to break it off as a killed process would."""
    transport: asyncio.Transport = request.scope["extensions"]["transport"]
    return transport


@asynccontextmanager
async def served(app: ASGIApp, port: int) -> AsyncIterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off", proxy_headers=False))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    with socket.create_server(("127.0.0.1", port)) as listener:
        running = asyncio.ensure_future(server.serve([listener]))
        while not server.started:
            await asyncio.sleep(0.01)
        yield
        server.should_exit = server.force_exit = True
        await running


@pytest.fixture
async def behind() -> Behind:
    return Behind()


@pytest.fixture
async def front(behind: Behind, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A front with one service that is there and one that is not."""
    own, there, away = free_port(), free_port(), free_port()

    async def service(scope, receive, send):  # type: ignore[no-untyped-def]
        transport = receive.__self__.transport  # uvicorn's request/response cycle holds it
        await behind.app({**scope, "extensions": {"transport": transport}}, receive, send)

    backends = {"registry": Backend("registry", there), "reporting": Backend("reporting", away)}
    settings = development_settings(home=tmp_path, public_url=f"http://127.0.0.1:{own}")
    made = Front(settings, backends, [], Mailbox(tmp_path / "mail"))
    async with (
        served(service, there),
        served(Site(made), own),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{own}", timeout=10) as client,
    ):
        yield client
        await made.stop()


class TestARequest:
    async def test_reaches_the_service_with_the_fronts_word_on_whom_it_is_from(self, front: httpx.AsyncClient) -> None:
        forged = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", "forwarded": "for=203.0.113.9"}
        announced = (await front.get("/registry/echo?a=%2F&b=%C3%A9", headers=forged)).json()
        headers = [(name, value) for name, value in announced["headers"] if "forwarded" in name]
        host = front.base_url.netloc.decode()
        assert headers == [("x-forwarded-for", "127.0.0.1"), ("x-forwarded-proto", "http"), ("x-forwarded-host", host)]
        assert dict(announced["headers"])["host"] == host
        assert announced["query"] == "a=%2F&b=%C3%A9"

    async def test_leaves_what_concerns_one_connection_behind(self, front: httpx.AsyncClient) -> None:
        sent = {"connection": "keep-alive, x-secret", "x-secret": "of this hop", "te": "trailers", "x-own": "kept"}
        answer = await front.get("/registry/echo", headers=sent)
        arrived = dict(answer.json()["headers"])
        assert arrived["x-own"] == answer.headers["x-own"] == "kept"
        assert not {"x-secret", "te"} & arrived.keys()
        assert not {"x-secret", "keep-alive"} & answer.headers.keys()
        assert len(answer.headers.get_list("date")) == 1

    @pytest.mark.parametrize("is_length_known", [True, False])
    async def test_brings_its_body_whole(self, front: httpx.AsyncClient, is_length_known: bool) -> None:
        async def parts() -> AsyncIterator[bytes]:
            for _ in range(30):
                yield b"x" * 100_000

        headers = {"content-length": "3000000"} if is_length_known else {}
        answer = await front.post("/registry/echo", content=parts(), headers=headers)
        assert answer.json()["length"] == 3_000_000

    async def test_asked_with_head_has_headers_alone(self, front: httpx.AsyncClient) -> None:
        answer = await front.head("/registry/echo")
        assert (answer.status_code, answer.content) == (200, b"")
        assert int(answer.headers["content-length"]) > 100


class TestAnAnswer:
    async def test_comes_part_by_part(self, front: httpx.AsyncClient, behind: Behind) -> None:
        async with front.stream("GET", "/registry/events") as answer:
            parts = answer.aiter_text()
            assert await anext(parts) == "data: first\n\n"
            behind.next_part.set()
            assert await anext(parts) == "data: second\n\n"

    async def test_is_broken_off_at_the_service_when_the_client_leaves(
        self, front: httpx.AsyncClient, behind: Behind
    ) -> None:
        async with front.stream("GET", "/registry/events") as answer:
            await anext(answer.aiter_text())
        await asyncio.wait_for(behind.left.wait(), 5)


class TestAServiceThatGivesNoAnswer:
    async def test_is_said_to_restart_in_both_languages(self, front: httpx.AsyncClient) -> None:
        for language, words in {"vi": "đang khởi động lại", "en": "is restarting; the others go on"}.items():
            page = await front.get("/reporting/progress", headers={"accept-language": language, "accept": "text/html"})
            assert (page.status_code, page.headers["retry-after"]) == (503, "2")
            assert words in page.text

    async def test_is_a_problem_for_machines(self, front: httpx.AsyncClient) -> None:
        answer = await front.post("/reporting/api/things", json={"a": 1})
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert (problem["status"], problem["slug"]) == (503, "service.restarting")
        assert problem["instance"] == "/reporting/api/things"

    async def test_does_not_keep_the_others_from_answering(self, front: httpx.AsyncClient) -> None:
        assert (await front.get("/registry/echo")).status_code == 200
        assert (await front.get("/")).status_code == 200

    async def test_leads_back_to_itself_by_the_links_of_that_page(self, front: httpx.AsyncClient) -> None:
        back = await front.get("/dev/away/reporting?lang=en")
        assert (back.status_code, back.headers["location"]) == (303, "/reporting/")
        assert (await front.get("/dev/away/elsewhere")).status_code == 404

    async def test_that_died_half_way_is_not_asked_again(self, front: httpx.AsyncClient, behind: Behind) -> None:
        answer = await front.post("/registry/dies", json={}, headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()["slug"], behind.posts) == (502, "service.broken-off", 1)

    async def test_that_is_silent_is_given_up(self, front: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(proxy.TIMES, "read", 0.3)
        answer = await front.get("/registry/waits", headers={"accept": "application/json", "accept-language": "en"})
        assert (answer.status_code, answer.json()["slug"]) == (504, "service.silent")
        assert "ocop restart registry" in answer.json()["detail"]
