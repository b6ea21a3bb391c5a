"""The pages of recipients: an office's contacts, a producer's wishes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.limits import LONG_FORM, takes
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page, see_other
from programme.roles import ADMINISTRATOR, OFFICERS, PRODUCER
from services.notifications.recipients import rules, store, use_cases, views
from services.notifications.recipients.commands import ContactsCommand, WishesCommand

pages = APIRouter()


@pages.get("/offices")
async def list_offices(request: Request, service: Here, me: Me, asked: AskedOfList) -> Response:
    unit = service.work.reading()
    found = await store.offices_of(unit, me, text=asked.q, turn=asked.turn(store.ORDERS))
    own = [office for office in me.offices(*OFFICERS, ADMINISTRATOR) if rules.is_office(office)]
    view = {
        "offices": [views.line(one, unit.today) for one in found.items],
        "own": [(path, views.office_name(path, unit.today)) for path in own],
        "list": listing(request, "/offices", asked, store.ORDERS, found, search=_("Mã đơn vị hoặc người nhận")),
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
    refused = getattr(request.state, "refused", None)
    view = views.contacts_form(found, unit.today, written=refused.written if refused else ())
    return page(request, "notifications/recipients/contacts.html", view)


@pages.post("/offices/{office:path}")
@takes(LONG_FORM)
async def set_contacts(
    request: Request, change: Change, office: str, command: Annotated[ContactsCommand, from_form(ContactsCommand)]
) -> Response:
    kept = await change(use_cases.set_contacts, office, command)
    return see_other(request, f"/offices/{kept.id}", notice=_("Đã lưu đầu mối nhận tin."))


@pages.get("/wishes")
async def wishes_form(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    found = [await store.producers.find(unit, own) for own in me.offices(PRODUCER)]
    return page(
        request, "notifications/recipients/wishes.html", {"wishes": [views.wishes_form(one) for one in found if one]}
    )


@pages.post("/wishes/{producer_id}")
async def set_wishes(
    request: Request, change: Change, producer_id: str, command: Annotated[WishesCommand, from_form(WishesCommand)]
) -> Response:
    await change(use_cases.set_wishes, producer_id, command)
    return see_other(request, "/wishes", notice=_("Đã lưu lựa chọn nhận tin."))
