"""The page of the health of papers, and the panel it adds to a product's page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.web.dependencies import Here, Me
from kit.web.lists import AskedOfList, Choice, listing
from kit.web.pages import page
from kit.web.panels import Panels
from kit.work import Unit
from services.registry.health import store, views
from services.registry.health.paper_health import Health
from services.registry.products.product import Product

pages = APIRouter()
panels = Panels()
MOST_COUNTED = 1000


@panels.on("products/show")
async def papers_of_a_product(unit: Unit, product: Product, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    found = await store.of_product(unit, product.id, me) if me else None
    return ("registry/health/_papers.html", views.panel(found, unit.today)) if found else None


@pages.get("/paper-health")
async def list_health(
    request: Request, service: Here, me: Me, asked: AskedOfList, health: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    unit = service.work.reading()
    chosen = Health(health) if health in set(Health) else None
    found = await store.known_to(unit, me, health=chosen, text=asked.q, turn=asked.turn(store.ORDERS))
    options = [(one.value, views.said(one)) for one in Health]
    choices = [Choice("health", _("Tình trạng giấy tờ"), options, chosen.value if chosen else "", _("Mọi tình trạng"))]
    search = _("Mã, sản phẩm hoặc chủ thể")
    counts = [await store.counted(unit, me, one, MOST_COUNTED) for one in (Health.ENDING, Health.BROKEN)]
    view = {
        "sentences": views.sentences(*counts),
        "healths": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/paper-health", asked, store.ORDERS, found, choices=choices, search=search),
        "csv": f"/api/paper-health.csv{f'?health={chosen.value}' if chosen else ''}",
    }
    return page(request, "registry/health/list.html", view)
