"""The pages of templates: what is said on which occasion, as its reader sees it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import current_language
from kit.refusal import Language
from kit.web.dependencies import Me
from kit.web.pages import page
from programme.names import said
from services.notifications.templates import store
from services.notifications.templates.rendering import render

pages = APIRouter()

READER = "Nguyễn Văn A"
"""Whom the previews are written to: nobody."""


@pages.get("/templates")
async def list_templates(request: Request, me: Me) -> Response:
    titled = [(one, said(one.title.pair)) for one in store.newest()]
    view = {"templates": sorted(titled, key=lambda one: one[1])}
    return page(request, "notifications/templates/list.html", view)


@pages.get("/templates/{template_id}")
async def show_template(
    request: Request, me: Me, template_id: str, version: Annotated[int | None, Query(ge=1, le=9999)] = None
) -> Response:
    template = store.template(template_id, version)
    # The page's own language first; the other half beneath it, so that nobody looks at one and forgets the other.
    halves: tuple[Language, ...] = ("vi", "en") if current_language() == "vi" else ("en", "vi")
    view = {
        "template": template,
        "title": said(template.title.pair),
        "letters": [render(template, template.sample, to=READER, language=half) for half in halves],
        "versions": sorted(store.every()[template_id]),
    }
    return page(request, "notifications/templates/show.html", view)
