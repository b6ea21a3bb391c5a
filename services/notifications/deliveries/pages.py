"""The pages of deliveries: the work list of who was not reached."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import After, Here, Me
from kit.web.forms import from_form
from kit.web.links import link
from kit.web.pages import page, see_other
from services.notifications.deliveries import use_cases
from services.notifications.deliveries.commands import ToldOtherwiseCommand
from services.notifications.messages import store, views
from services.notifications.recipients import store as recipients

pages = APIRouter()


@pages.get("/unreached")
async def list_unreached(request: Request, service: Here, me: Me, after: After = None) -> Response:
    unit = service.work.reading()
    found = await store.unreached(unit, me, after=after, limit=25)
    rows = []
    for message in found.items:
        producer = await recipients.producers.find(unit, message.recipient.id)
        rows.append((views.row(message, unit.today), views.next_best(message, producer)))
    view = {"rows_given": rows, "next": link(request, f"/unreached?after={found.next}") if found.next else None}
    return page(request, "notifications/deliveries/unreached.html", view)


@pages.post("/messages/{message_id}/retry")
async def retry(request: Request, change: Change, message_id: str) -> Response:
    message = await change(use_cases.retry_message, message_id)
    return see_other(request, f"/messages/{message.id}", notice=_("Thông báo sẽ được gửi lại ngay."))


@pages.post("/messages/{message_id}/told-otherwise")
async def tell_otherwise(
    request: Request,
    change: Change,
    message_id: str,
    command: Annotated[ToldOtherwiseCommand, from_form(ToldOtherwiseCommand)],
) -> Response:
    message = await change(use_cases.close_message, message_id, command)
    return see_other(request, f"/messages/{message.id}", notice=_("Đã ghi cách báo."))
