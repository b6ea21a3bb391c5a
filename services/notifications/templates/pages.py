"""The HTML door to templates: what is said on which occasion, as its reader sees it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.web.doors import Me
from kit.web.language import current_language
from kit.web.pages import page
from services.notifications.templates import reading
from services.notifications.templates.rendering import render
from services.notifications.templates.template import Language
from services.notifications.words import said

pages = APIRouter()

READER = "Nguyễn Văn A"
"""Whom the previews are written to: nobody."""


@pages.get("/templates")
async def list_templates(request: Request, me: Me) -> Response:
    view = {"templates": [(one, said(one.title)) for one in sorted(reading.newest(), key=lambda t: said(t.title))]}
    return page(request, "notifications/templates/list.html", view)


@pages.get("/templates/{template_id}")
async def show_template(
    request: Request, me: Me, template_id: str, version: Annotated[int | None, Query(ge=1, le=9999)] = None
) -> Response:
    template = reading.template(template_id, version)
    # The page's own language first; the other half beneath it, so that nobody looks at one and forgets the other.
    halves: tuple[Language, ...] = ("vi", "en") if current_language() == "vi" else ("en", "vi")
    view = {
        "template": template,
        "title": said(template.title),
        "letters": [render(template, template.sample, to=READER, language=half) for half in halves],
        "versions": sorted(reading.every()[template_id]),
    }
    return page(request, "notifications/templates/show.html", view)
