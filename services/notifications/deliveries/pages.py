"""The HTML door to deliveries: the work list of who was not reached."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from kit.web.doors import After, Here, Idempotency, IfMatch, Me
from kit.web.language import gettext as _
from kit.web.links import link
from kit.web.pages import page, see_other
from services.notifications.deliveries import use_cases
from services.notifications.messages import showing, store
from services.notifications.recipients import store as recipients

pages = APIRouter()


@pages.get("/unreached")
async def list_unreached(request: Request, service: Here, me: Me, after: After = None) -> Response:
    unit = service.work.reading()
    found = await store.unreached(unit, me, after=after, limit=25)
    rows = []
    for message in found.items:
        producer = await recipients.producers.find(unit, message.recipient.id)
        rows.append((showing.line(message, unit.today), showing.next_best(message, producer)))
    view = {"rows_given": rows, "next": link(request, f"/unreached?after={found.next}") if found.next else None}
    return page(request, "notifications/deliveries/unreached.html", view)


@pages.post("/messages/{message_id}/retry")
async def retry(
    request: Request, service: Here, me: Me, message_id: str, version: IfMatch, key: Idempotency
) -> Response:
    message = await service.work.run(use_cases.retry, message_id, by=me, expected=version, idempotency=key)
    return see_other(request, f"/messages/{message.id}", notice=_("Thông báo sẽ được gửi lại ngay."))


@pages.post("/messages/{message_id}/told-otherwise")
async def tell_otherwise(
    request: Request,
    service: Here,
    me: Me,
    message_id: str,
    version: IfMatch,
    key: Idempotency,
    how: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    message = await service.work.run(
        use_cases.tell_otherwise, message_id, how=how, by=me, expected=version, idempotency=key
    )
    return see_other(request, f"/messages/{message.id}", notice=_("Đã ghi cách báo."))
