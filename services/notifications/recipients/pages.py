"""The HTML door to recipients: an office's contacts, a producer's wishes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.web.doors import After, Here, Idempotency, IfMatch, Me
from kit.web.fields import form_of
from kit.web.language import gettext as _
from kit.web.limits import LONG_FORM, takes
from kit.web.links import link
from kit.web.pages import page, see_other
from services.notifications import territory
from services.notifications.recipients import store, use_cases
from services.notifications.recipients.rules import MOST_CONTACTS, Given
from services.notifications.roles import ADMINISTRATOR, OFFICERS, PRODUCER
from services.notifications.words import said

pages = APIRouter()

SPARE_ROWS = 2


@pages.get("/offices")
async def list_offices(request: Request, service: Here, me: Me, after: After = None) -> Response:
    unit = service.work.reading()
    found = await store.offices_of(unit, me, after=after, limit=25)
    own = [office for office in me.offices(*OFFICERS, ADMINISTRATOR) if territory.is_office(office)]
    view = {
        "offices": [
            (one.id, said(territory.office_words(one.id, unit.today)), [f"{c.name} <{c.email}>" for c in one.contacts])
            for one in found.items
        ],
        "own": [(path, said(territory.office_words(path, unit.today))) for path in own],
        "next": link(request, f"/offices?after={found.next}") if found.next else None,
    }
    return page(request, "notifications/recipients/offices.html", view)


@pages.get("/offices/open")
async def find_office(
    request: Request, service: Here, me: Me, office: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    found = await store.office_seen_by(service.work.reading(), office.strip().strip("/"), me)
    return see_other(request, f"/offices/{found.id}")


@pages.get("/offices/{office:path}")
async def contacts_form(request: Request, service: Here, me: Me, office: str) -> Response:
    unit = service.work.reading()
    found = await store.office_seen_by(unit, office, me)
    sent = request.state.refused.written if getattr(request.state, "refused", None) else {}
    rows = min(MOST_CONTACTS, max(len(found.contacts) + SPARE_ROWS, _rows_of(sent)))
    view = {
        "office": found,
        "name": said(territory.office_words(found.id, unit.today)),
        "rows": [*found.contacts, *([None] * (rows - len(found.contacts)))],
    }
    return page(request, "notifications/recipients/contacts.html", view)


@pages.post("/offices/{office:path}")
@takes(LONG_FORM)
async def set_contacts(
    request: Request, service: Here, me: Me, office: str, version: IfMatch, key: Idempotency
) -> Response:
    sent = await form_of(request)
    given = [
        Given(
            name=str(sent.get(f"contacts-{row}-name", "")),
            email=str(sent.get(f"contacts-{row}-email", "")),
            language="en" if sent.get(f"contacts-{row}-language") == "en" else "vi",
            opted_out=bool(sent.get(f"contacts-{row}-opted_out")),
            person_id=str(sent.get(f"contacts-{row}-person_id", "")),
        )
        for row in range(_rows_of(sent))
    ]
    kept = await service.work.run(
        use_cases.set_contacts, office, contacts=given, by=me, expected=version, idempotency=key
    )
    return see_other(request, f"/offices/{kept.id}", notice=_("Đã ghi đầu mối nhận tin."))


@pages.get("/wishes")
async def wishes_form(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    found = [await store.producers.find(unit, own) for own in me.offices(PRODUCER)]
    return page(request, "notifications/recipients/wishes.html", {"producers": [one for one in found if one]})


@pages.post("/wishes/{producer_id}")
async def set_wishes(
    request: Request,
    service: Here,
    me: Me,
    producer_id: str,
    version: IfMatch,
    key: Idempotency,
    wants: Annotated[str, Form(max_length=10)] = "all",
) -> Response:
    await service.work.run(
        use_cases.set_wishes, producer_id, opted_out=wants == "legal", by=me, expected=version, idempotency=key
    )
    return see_other(request, "/wishes", notice=_("Đã ghi lựa chọn nhận tin."))


def _rows_of(sent: Any) -> int:
    return sum(1 for name in sent if name.startswith("contacts-") and name.endswith("-name"))
