"""What machines ask a service about itself."""

from __future__ import annotations

import asyncio
import importlib
from dataclasses import asdict

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kit.refusal import NotFound
from kit.web.dependencies import Here

router = APIRouter(include_in_schema=False)


@router.get("/livez")
async def alive() -> PlainTextResponse:
    """The process answers; nothing more is claimed."""
    return PlainTextResponse("ok")


@router.get("/readyz")
async def ready(request: Request, service: Here) -> JSONResponse:
    """Whether it can do its work, and what keeps it from it: 200 or 503. Asked by many at once, it looks once."""
    state = request.app.state
    if (looking := getattr(state, "looking", None)) is None or looking.done():
        looking = state.looking = asyncio.create_task(service.readiness())
    checks = await asyncio.shield(looking)
    ok = all(check.ok for check in checks)
    return JSONResponse({"ready": ok, "checks": [asdict(check) for check in checks]}, status_code=200 if ok else 503)


@router.get("/metrics")
async def metrics(service: Here) -> Response:
    """Prometheus' text format."""
    return Response(generate_latest(service.metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/asyncapi.json")
async def asyncapi(request: Request, service: Here) -> JSONResponse:
    """What this service publishes and consumes: its part of the AsyncAPI document."""
    try:
        contract = importlib.import_module("ocop_events.asyncapi")
    except ModuleNotFoundError as absent:  # a service outside the contracts (a test's own) has no part in it
        raise NotFound() from absent
    consumes = {
        topic: {type_ for handler in some for type_ in handler.types} for topic, some in service.by_topic.items()
    }
    return JSONResponse(contract.part(service.name, consumes))
