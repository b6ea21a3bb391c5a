"""The JSON API of yearly cards, and the same as CSV."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from kit.command import Id
from kit.refusal import NotFound
from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.sent_lists import csv_download
from services.registry.cards import store, use_cases, views
from services.registry.cards.commands import CardCommand
from services.registry.cards.lifecycle import State

router = APIRouter()
OfYear = Annotated[int, Query(ge=2000, le=2100)]
Year = Annotated[int, Path(ge=2000, le=2100)]


@router.get("/yearly-cards", summary="The yearly cards the caller may see, by product")
async def list_cards(
    request: Request,
    service: Here,
    me: Me,
    year: OfYear | None = None,
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    found = await store.known_to(service.work.reading(), me, year=year, state=state, after=after, limit=limit)
    return paged(found, request, views.view)


@router.get(
    "/yearly-cards.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    summary="The cards of a year as a CSV file",
)
async def list_as_csv(service: Here, me: Me, year: OfYear, state: State | None = None) -> Response:
    unit = service.work.reading()
    found = [one async for one in store.all_known_to(unit, me, year, state)]
    return csv_download(views.table(found), f"ocop-phieu-nam-{year}.csv")


@router.get("/products/{product_id}/cards/{year}", response_model=views.CardView, summary="A product's card of a year")
async def show(service: Here, me: Me, product_id: Id, year: Year) -> Response:
    card = await use_cases.card_seen_by(service.work.reading(), product_id, year, me)
    if card is None:
        raise NotFound()
    return versioned(views.view(card))


@router.put(
    "/products/{product_id}/cards/{year}",
    response_model=views.CardView,
    summary="Fill in a product's card of a year; If-Match 0 where there is none",
)
async def file(change: Change, product_id: Id, year: Year, command: CardCommand) -> Response:
    return versioned(views.view(await change(use_cases.file_card, product_id, year, command)))
