"""The JSON API of recipients: an office's contacts, a producer's wishes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.limits import LONG_FORM, takes
from services.notifications.recipients import store, use_cases, views
from services.notifications.recipients.commands import ContactsCommand, WishesCommand

router = APIRouter()


@router.get("/offices", summary="The offices the caller keeps that have contacts, by path")
async def list_offices(
    request: Request,
    service: Here,
    me: Me,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    found = await store.offices_of(unit, me, after=after, limit=limit)
    return paged(found, request, lambda office: views.office_view(office, unit.today))


@router.get("/offices/{office:path}", response_model=views.OfficeView, summary="Who reads for an office")
async def show_office(service: Here, me: Me, office: str) -> Response:
    unit = service.work.reading()
    found = await store.office_seen_by(unit, office, me)
    return versioned(views.office_view(found, unit.today), found.version)


@router.put("/offices/{office:path}", response_model=views.OfficeView, summary="Name who reads for an office")
@takes(LONG_FORM)
async def set_contacts(change: Change, office: str, command: ContactsCommand) -> Response:
    kept = await change(use_cases.set_contacts, office, command)
    return versioned(views.office_view(kept, change.reading().today), kept.version)


@router.get("/producers/{producer_id}/wishes", response_model=views.WishesView, summary="How a producer is reached")
async def show_wishes(service: Here, me: Me, producer_id: str) -> Response:
    found = await store.producer_seen_by(service.work.reading(), producer_id, me)
    return versioned(views.wishes_view(found), found.version)


@router.put("/producers/{producer_id}/wishes", response_model=views.WishesView, summary="Say what a producer wants")
async def set_wishes(change: Change, producer_id: str, command: WishesCommand) -> Response:
    kept = await change(use_cases.set_wishes, producer_id, command)
    return versioned(views.wishes_view(kept), kept.version)
