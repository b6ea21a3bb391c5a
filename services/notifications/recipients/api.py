"""The JSON door to recipients: an office's contacts, a producer's wishes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from kit.web.answers import paged, versioned
from kit.web.doors import After, Here, Idempotency, IfMatch, Me
from kit.web.limits import LONG_FORM, takes
from kit.web.text import Line
from services.notifications.commands import Command
from services.notifications.recipients import store, use_cases, views
from services.notifications.recipients.recipient import Language
from services.notifications.recipients.rules import Given

router = APIRouter()


class ContactCommand(Command):
    """
    Somebody who reads an office's mail. `opted_out`: of everything but legal notices. With a `person_id`, nothing is
    sent to them of a dossier from which that person stood aside.
    """

    name: Annotated[str, Field(max_length=200), Line]
    email: Annotated[str, Field(max_length=254)]
    language: Language = "vi"
    opted_out: bool = False
    person_id: Annotated[str | None, Field(max_length=200, description="Who they sign in as.")] = None


class ContactsCommand(Command):
    """All who read an office's mail from now on."""

    contacts: Annotated[list[ContactCommand], Field(max_length=100)]


class WishesCommand(Command):
    """Whether a producer wants nothing but the legal notices."""

    opted_out: bool


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
async def set_contacts(
    service: Here, me: Me, office: str, command: ContactsCommand, version: IfMatch, key: Idempotency
) -> Response:
    given = [Given(one.name, one.email, one.language, one.opted_out, one.person_id) for one in command.contacts]
    kept = await service.work.run(
        use_cases.set_contacts, office, contacts=given, by=me, expected=version, idempotency=key
    )
    return versioned(views.office_view(kept, service.work.reading().today), kept.version)


@router.get("/producers/{producer_id}/wishes", response_model=views.WishesView, summary="How a producer is reached")
async def show_wishes(service: Here, me: Me, producer_id: str) -> Response:
    found = await store.producer_seen_by(service.work.reading(), producer_id, me)
    return versioned(views.wishes_view(found), found.version)


@router.put("/producers/{producer_id}/wishes", response_model=views.WishesView, summary="Say what a producer wants")
async def set_wishes(
    service: Here, me: Me, producer_id: str, command: WishesCommand, version: IfMatch, key: Idempotency
) -> Response:
    kept = await service.work.run(
        use_cases.set_wishes, producer_id, opted_out=command.opted_out, by=me, expected=version, idempotency=key
    )
    return versioned(views.wishes_view(kept), kept.version)
