"""The sample's JSON endpoints."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.text import Line, Paragraphs
from kit.web.answers import paged, versioned
from kit.web.dependencies import Here, Idempotency, IfMatch, Me
from kit.web.links import link

from .rules import Thing
from .use_cases import make_thing, rename_thing, things

api = APIRouter()


class NewThing(BaseModel):
    name: Annotated[str, Field(max_length=200), Paragraphs]
    count: int = Field(0, ge=0)


class Renamed(BaseModel):
    name: Annotated[str, Field(max_length=200), Line]


@api.post("/things", status_code=201, response_model=Thing)
async def make(request: Request, service: Here, me: Me, key: Idempotency, new: NewThing) -> Response:
    thing = await service.work.run(make_thing, name=new.name, count=new.count, idempotency=key)
    return versioned(thing, status=201, location=link(request, f"/api/things/{thing.id}"))


@api.get("/things")
async def listed(
    request: Request,
    service: Here,
    after: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 2,
) -> Response:
    return paged(await things.page(service.work.reading(), {}, ("name", 1), after, limit), request)


@api.get("/things/{thing_id}", response_model=Thing)
async def show(service: Here, thing_id: str) -> Response:
    return versioned(await things.get(service.work.reading(), thing_id))


@api.put("/things/{thing_id}", response_model=Thing)
async def rename(service: Here, me: Me, version: IfMatch, thing_id: str, new: Renamed) -> Response:
    return versioned(await service.work.run(rename_thing, thing_id, name=new.name, expected=version))


@api.get("/me", response_model=Principal)
async def who(me: Me) -> Principal:
    return me


@api.get("/broken")
async def broken() -> None:
    raise RuntimeError("a fault with a secret in it")
