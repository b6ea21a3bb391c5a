"""Panels shown: what higher slices add to a page of a lower one, as HTML."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request

from kit.identity import Principal
from kit.service import Panels, Service
from kit.web.context import context_of

__all__ = ["Panels", "panels"]


async def panels(request: Request, page: str, subject: object, me: Principal | None) -> list[Markup]:
    """What other slices add to a page about `subject`, as HTML, in the order of the slices."""
    service: Service = request.app.state.service
    unit = service.work.reading()
    shown: list[Markup] = []
    context = context_of(request)
    for slice in service.slices:
        for panel in slice.panels.by_page.get(page, ()) if slice.panels else ():
            if answer := await panel(unit, subject, me):
                template, view = answer
                body = request.app.state.templates.get_template(template).render({**context, **view})
                shown.append(Markup(body))
    return shown
