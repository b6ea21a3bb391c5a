"""Panels: what a higher slice adds to a page of a lower one, which therefore need not know it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup
from starlette.requests import Request

from kit.identity import Principal
from kit.storage import Unit
from kit.web.context import context_of

if TYPE_CHECKING:
    from kit.service import Service

Panel = Callable[[Unit, Any, Principal | None], Awaitable[tuple[str, Mapping[str, Any]] | None]]
"""`panel(unit, subject, me)`: the template and its view, or None where there is nothing to show to this person."""
P = TypeVar("P", bound=Panel)


class Panels:
    """The panels of one slice, by the page they stand on: `@panels.on("products/show")`."""

    def __init__(self) -> None:
        self.by_page: dict[str, list[Panel]] = {}

    def on(self, page: str) -> Callable[[P], P]:
        """Registers a panel for a page, named `<slice>/<page>` as its template is."""

        def register(panel: P) -> P:
            self.by_page.setdefault(page, []).append(panel)
            return panel

        return register


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
