"""The pages of yearly cards, and the panel they add to a product's page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.lists import AskedOfList, Choice, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from programme.roles import keeps
from services.registry.cards import rules, store, use_cases, views
from services.registry.cards.commands import CardCommand
from services.registry.cards.lifecycle import LIFECYCLE, State
from services.registry.products import store as products
from services.registry.products.product import Product

pages = APIRouter()
panels = Panels()
Year = Annotated[int, Path(ge=2000, le=2100)]


@panels.on("products/show")
async def cards_of_a_product(unit: Unit, product: Product, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    if me is None or not await products.may_manage(unit, product, me):
        return None
    found = await store.of_product(unit, product.id)
    writes = keeps(me, product.producer_id, product.place.path) and (
        bool(found) or rules.was_recognised(product, unit.today.year - 1)
    )
    if not found and not writes:
        return None
    return "registry/cards/_of.html", views.panel(product, found, unit.today, writes=writes)


@pages.get("/yearly-cards")
async def list_cards(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    year: Annotated[str, Query(max_length=4)] = "",
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in set(State) else None
    last = unit.today.year - 1
    years = [(str(one), str(one)) for one in range(last, last - rules.YEARS_BACK, -1)]
    of_year = int(year) if year in dict(years) else last
    turn = asked.turn(store.ORDERS)
    found = await store.known_to(unit, me, year=of_year, state=chosen, text=asked.q, turn=turn)
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [
        Choice("year", _("Năm"), years, year if year in dict(years) else "", str(last)),
        states(_("Trạng thái"), options, chosen.value if chosen else ""),
    ]
    search = _("Sản phẩm hoặc chủ thể")
    csv = f"/api/yearly-cards.csv?year={of_year}" + (f"&state={chosen.value}" if chosen else "")
    view = {
        "year": of_year,
        "cards": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/yearly-cards", asked, store.ORDERS, found, choices=choices, search=search),
        "left": await store.counted(unit, me, of_year, State.ASKED),
        "filed": await store.counted(unit, me, of_year, State.FILED),
        "csv": csv,
    }
    return page(request, "registry/cards/list.html", view)


@pages.get("/products/{product_id}/cards/{year}")
async def filing_form(request: Request, service: Here, me: Me, product_id: str, year: Year) -> Response:
    unit = service.work.reading()
    product, card = await use_cases.card_to_file(unit, product_id, year, me)
    before = await store.of_year(unit, product_id, year - 1)
    return page(request, "registry/cards/form.html", views.filing(product, year, card, before, unit.today))


@pages.post("/products/{product_id}/cards/{year}")
async def file(
    request: Request,
    change: Change,
    product_id: str,
    year: Year,
    command: Annotated[CardCommand, from_form(CardCommand)],
) -> Response:
    await change(use_cases.file_card, product_id, year, command)
    return see_other(
        request, f"/products/{product_id}", notice=_("Đã khai phiếu năm {year}. Cảm ơn quý vị.", year=year)
    )
