"""The sample's HTML endpoints."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.refusal import Several
from kit.text import Line
from kit.web.acting import Change
from kit.web.dependencies import Here, Idempotency, IfMatch, MaybeMe, Me
from kit.web.files import FileStore
from kit.web.pages import page, see_other
from kit.web.panels import panels
from kit.web.uploads import keep_upload

from .rules import NameTooPlain
from .use_cases import make_thing, rename_thing, strike_thing, things

pages = APIRouter()


@pages.get("/")
async def front(request: Request, service: Here, me: MaybeMe) -> Response:
    return page(request, "sample/things/front.html", {"things": await things.select(service.work.reading(), {})})


@pages.get("/new")
async def blank(request: Request) -> Response:
    return page(request, "sample/things/new.html")


@pages.post("/things")
async def make(
    request: Request,
    service: Here,
    key: Idempotency,
    name: Annotated[str, Form()],
    count: Annotated[int, Form(ge=0)] = 0,
) -> Response:
    thing = await service.work.run(make_thing, name=name, count=count, idempotency=key)
    return see_other(request, f"/things/{thing.id}", notice=_("Đã lưu {name}.", name=thing.name))


@pages.get("/things/{thing_id}")
async def show(request: Request, service: Here, thing_id: str) -> Response:
    thing = await things.get(service.work.reading(), thing_id)
    shown = {"thing": thing, "panels": await panels(request, "things/show", thing, None)}
    return page(request, "sample/things/show.html", shown)


@pages.post("/things/{thing_id}")
async def rename(
    request: Request,
    service: Here,
    me: Me,
    version: IfMatch,
    key: Idempotency,
    thing_id: str,
    name: Annotated[str, Form(), Line],
) -> Response:
    await service.work.run(rename_thing, thing_id, name=name, expected=version, idempotency=key)
    return see_other(request, f"/things/{thing_id}")


@pages.get("/things/{thing_id}/striking")
async def striking(request: Request, service: Here, thing_id: str) -> Response:
    thing = await things.get(service.work.reading(), thing_id)
    return page(request, "sample/things/striking.html", {"thing": thing})


@pages.post("/things/{thing_id}/striking")
async def strike(request: Request, change: Change, thing_id: str) -> Response:
    await change(strike_thing, thing_id)
    return see_other(request, "/")


@pages.get("/chosen")
async def chosen(request: Request, kept: str = "") -> Response:
    return page(request, "sample/things/chosen.html", {"kept": kept})


@pages.get("/mine")
async def mine(request: Request, me: Me) -> Response:
    return page(request, "sample/things/front.html", {"things": []})


@pages.get("/shadowing")
async def shadowing(request: Request) -> Response:
    return page(request, "sample/things/front.html", {"things": [], "warning": True})


@pages.get("/broken")
async def broken(request: Request) -> Response:
    raise RuntimeError("a fault with a secret in it")


@pages.get("/numbered")
async def numbered(request: Request, count: Annotated[int, Query()], limit: Annotated[int, Query(ge=0)]) -> Response:
    return page(request, "sample/things/front.html", {"things": []})


@pages.get("/everything")
async def everything(request: Request) -> Response:
    return page(request, "sample/things/everything.html")


@pages.post("/everything")
async def everything_sent(request: Request, service: Here, file: UploadFile) -> Response:
    """Keeps the file, then finds something wrong with every field."""
    kept = await keep_upload(
        FileStore(service.settings.home), file, limit=1_000_000, kinds={"application/pdf"}, pointer="/file"
    )
    fields = ("name", "count", "note", "made_on", "kind", "star", "proof")
    raise Several([NameTooPlain(pointer=f"/{name}", name=kept.name) for name in fields])
