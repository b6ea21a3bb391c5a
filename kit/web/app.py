"""A service's HTTP application, put together the same way for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.routing import BaseRoute

from kit.drafts.store import Drafts
from kit.language import everything
from kit.service import Service
from kit.sessions.sealing import Keys
from kit.web import contact, csrf, drafts, faults, health, session, sign_in, sign_out, static
from kit.web.address import Address
from kit.web.addresses import Addresses
from kit.web.callers import Callers
from kit.web.catalogue import english
from kit.web.correlation import Correlation
from kit.web.dead_letters.pages import pages as dead_letters
from kit.web.drafts import Settled, with_drafts
from kit.web.explained import router as explained
from kit.web.language import Speak
from kit.web.limits import Strangers
from kit.web.links import origin, service_prefix
from kit.web.normal import Normal
from kit.web.openapi import PROBLEMS, describe
from kit.web.prefix import Prefix
from kit.web.provider import Provider
from kit.web.request_deadline import RequestDeadline
from kit.web.security import Security
from kit.web.session_middleware import RequestSession
from kit.web.site import base_path, is_secure
from kit.web.static import Static
from kit.web.streams import Streams
from kit.web.templating import catalogue, environment, service_folders
from kit.web.tokens import Issuer
from kit.web.work_queues.pages import pages as queues

_APP = "kit.web.app"


def build_app(service: Service) -> FastAPI:
    """The application of a service; its lifespan starts and stops the service."""
    sessions = session.sessions_of(service)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.stop()

    app = FastAPI(
        title=f"OCOP {service.name}",
        version="1",
        lifespan=lifespan,
        middleware=_middleware(service, sessions.keys),
        docs_url=None,  # FastAPI's page fetches its scripts from elsewhere
        redoc_url=None,
        root_path_in_servers=False,
        servers=[{"url": service_prefix(service)}],
    )
    app.state.service = service
    app.state.issuer = Issuer(service.settings)
    app.state.provider = Provider(service, app.state.issuer)
    app.state.sessions = sessions
    app.state.drafts = Drafts(service.work)
    app.state.templates = environment(service)
    app.state.static = Static()
    app.state.strangers = Strangers()
    app.state.streams = Streams()
    for folder in service_folders(service):
        everything.add(english(folder / "locale" / "en.po"))
    faults.install(app)
    app.router.routes.extend(_endpoints(service))
    describe(app)
    return app


def app_of(service: Service) -> FastAPI:
    """A service's one application, built at the first call: for who serves it several times inside one process."""
    app: FastAPI = service.resources.get(_APP) or service.resources.setdefault(_APP, build_app(service))
    return app


_included: dict[tuple[int, ...], APIRouter] = {}


def _endpoints(service: Service) -> list[BaseRoute]:
    """
    The fixed endpoints and those of a service's slices.

    Included once for each set of routers: FastAPI reads the signature of every endpoint anew wherever it is included,
    a third of a second for a service, and what it reads depends on the routers alone. They are kept with it, so that no other gets their id.
    """
    routers = (bool(service.by_topic), *(id(router) for slice in service.slices for router in (slice.api, slice.pages)))
    if routers not in _included:
        _included[routers] = _include(service)
    return _included[routers].routes


def _include(service: Service) -> APIRouter:
    whole = APIRouter()
    # Fixed addresses first: a page of a slice may be `/{id}`.
    for fixed in (
        health.router,
        contact.router,
        static.router,
        sign_in.router,
        sign_out.router,
        drafts.router,
        explained,
    ):
        whole.include_router(fixed)
    for slice in service.slices:
        if slice.api:
            whole.include_router(
                slice.api,
                prefix="/api",
                tags=[slice.name],
                dependencies=[Depends(csrf.check_script)],
                responses=PROBLEMS,
            )
    before = [Depends(csrf.check_form), Depends(with_drafts)]
    pages = APIRouter(include_in_schema=False, dependencies=before)
    pages.include_router(queues)
    if service.by_topic:
        pages.include_router(dead_letters)
    for slice in service.slices:
        if slice.pages:
            pages.include_router(slice.pages)
    whole.include_router(pages)
    return whole


def _middleware(service: Service, keys: Keys) -> list[Middleware]:
    settings = service.settings
    path, secure = base_path(settings) or "/", is_secure(settings)
    return [
        Middleware(Address, public_url=settings.public_url),
        Middleware(Prefix, prefix=service_prefix(service)),
        Middleware(RequestDeadline),
        Middleware(Correlation, metrics=service.metrics),
        Middleware(Security, secure=secure, provider=origin(settings.oidc_issuer)),
        Middleware(Speak, catalogue=catalogue(service), path=path, secure=secure),
        Middleware(
            SessionMiddleware,
            secret_key=keys.visit(),
            session_cookie=session.visit_cookie(service),
            max_age=session.VISIT_SECONDS,
            path="/",
            same_site="lax",
            https_only=secure,
        ),
        Middleware(faults.Faults),
        Middleware(RequestSession, service=service),
        Middleware(Callers, settings=settings),
        Middleware(Settled),
        Middleware(Addresses),
        Middleware(Normal),
    ]
