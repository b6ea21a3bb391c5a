"""The dead-letter queue page: read what was parked, repair it beside its original, offer it again, or give it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Command, Label
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.messaging.parked.dead_letter import Parked
from kit.messaging.parked.lifecycle import LIFECYCLE, State, Verb
from kit.messaging.parked.refusals import require_reason
from kit.messaging.parked.store import ORDERS
from kit.refusal import Refusal
from kit.service import Service
from kit.text import Paragraphs, sentence
from kit.web.csrf import unconfirmed
from kit.web.dead_letters import sight
from kit.web.dependencies import Here, Idempotency, IfMatch, Me
from kit.web.formats import show_number
from kit.web.forms import from_form
from kit.web.limits import LONG_FORM, takes
from kit.web.lists import AskedOfList, Choice, listing
from kit.web.pages import page, see_other

pages = APIRouter()
WAITING = (State.OPEN, State.HELD)
"""What the list shows unless another state is asked for."""
MOST_HEADERS, MOST_VALUE = 20_000, 250_000
"""Characters of a repair that is written here; a longer one comes as a file, at the command line."""
REPAIR_BYTES = 9 * (MOST_HEADERS + MOST_VALUE) + LONG_FORM
"""A letter of Vietnamese is up to nine bytes in a form: who writes as much as the fields take is read, and who writes more is told so, with what they wrote."""


class RepairCommand(Command):
    """The corrected form of a record, as somebody writes it in the form."""

    headers: Annotated[str, Field(max_length=MOST_HEADERS), Label("Phần đầu CloudEvents", "CloudEvents headers")] = ""
    value: Annotated[str, Field(max_length=MOST_VALUE), Label("Nội dung (JSON)", "Data (JSON)")] = ""
    why: Annotated[str, Field(max_length=2_000), Label("Đã sửa gì, vì sao?", "What was changed, and why?")] = ""


class HeaderUnreadable(Refusal):
    """A line of the headers is not of the form `name: text`."""

    slug = "parked.header-unreadable"
    vi = "Dòng «{line}» không đọc được. Mỗi dòng ghi một trường, dạng «tên: giá trị»."
    en = "The line “{line}” cannot be read. Write one header a line, as “name: value”."


@pages.get("/parked")
async def list_parked(
    request: Request,
    here: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    """What waits, oldest first; with `state`, what was settled."""
    chosen = State(state) if state in set(State) else None
    found = await here.dead_letters.page(by=me, state=chosen, text=asked.q, turn=asked.turn(ORDERS))
    options = [(one.value, _state(one)) for one in State if one not in WAITING]
    waiting = sentence(" / ".join(_name(LIFECYCLE.states[one]) for one in WAITING))
    choices = [Choice("state", _("Trạng thái"), options, chosen.value if chosen else "", waiting)]
    parts = await here.dead_letters.parts(found.items, by=me)
    states = {chosen} if chosen else set(WAITING)
    view = {
        "rows": [_line(row, [one for one in parts[row.identity] if one.state in states]) for row in found.items],
        "list": listing(request, "/parked", asked, ORDERS, found, choices=choices, search=_("Loại hoặc khóa sự kiện")),
    }
    return page(request, "kit/dead_letters/list.html", view)


@pages.get("/parked/{parked_id}")
async def show_parked(request: Request, here: Here, me: Me, parked_id: str) -> Response:
    """One, with everything known of it and what may be done."""
    row = await here.dead_letters.find(parked_id, by=me)
    return page(request, "kit/dead_letters/show.html", await _view(here, row, me))


@pages.get("/parked/{parked_id}/repair")
async def repair_form(request: Request, here: Here, me: Me, parked_id: str) -> Response:
    """The form to correct it in."""
    row = await here.dead_letters.find(parked_id, by=me)
    LIFECYCLE.step(row.state, Verb.REPAIR)
    value = sight.text_of(row.to_offer(), whole=here.dead_letters.shows_personal_data_to(me))
    view = {
        **_line(row, [row]),
        "version": row.version,
        "service_name": here.name,
        "most_headers": show_number(MOST_HEADERS),
        "most_value": show_number(MOST_VALUE),
        "too_long": len(value or "") > MOST_VALUE,
        "limits": (MOST_HEADERS, MOST_VALUE),
        "headers": "\n".join(f"{name}: {text.decode(errors='replace')}" for name, text in row.to_offer().headers),
        "value": value,
    }
    return page(request, "kit/dead_letters/repair.html", view)


@pages.post("/parked/{parked_id}/repair")
@takes(REPAIR_BYTES)
async def keep_repair(
    request: Request,
    here: Here,
    me: Me,
    version: IfMatch,
    key: Idempotency,
    parked_id: str,
    command: Annotated[RepairCommand, from_form(RepairCommand)],
) -> Response:
    """Keeps the corrected form beside the original."""
    row = await here.dead_letters.find(parked_id, by=me)
    await here.work.run(
        here.dead_letters.repair,
        parked_id,
        headers=_headers(command.headers),
        value=sight.corrected(command.value, row),
        by=me,
        why=command.why,
        expected=version,
        idempotency=key,
    )
    notice = _(
        "Đã lưu bản sửa. Bản gốc được giữ nguyên; một người vận hành khác phải duyệt thì bản sửa mới có hiệu lực."
    )
    return see_other(request, f"/parked/{parked_id}", notice=notice)


@pages.post("/parked/{parked_id}/offer")
async def offer(
    request: Request,
    here: Here,
    me: Me,
    version: IfMatch,
    parked_id: str,
    why: Annotated[str, Form(max_length=2_000), Paragraphs] = "",
) -> Response:
    """Offers it again to the handler that parked it; a repaired one is offered by another person than who repaired it."""
    row = await here.dead_letters.offer(parked_id, by=me, why=why, expected=version)
    if row.state is State.APPLIED:
        notice = _("Đã áp dụng. Các sự kiện chờ phía sau cũng đã được xử lý tiếp.")
    elif row.state is State.DISCARDED:
        notice = _("Sự kiện này đã bị bỏ trước đó; không có gì thay đổi.")
    else:
        notice = _("Vẫn chưa áp dụng được. Lần thử này đã được ghi lại cùng lý do.")
    return see_other(request, f"/parked/{parked_id}", notice=notice)


@pages.post("/parked/{parked_id}/discard")
async def discard(
    request: Request,
    here: Here,
    me: Me,
    version: IfMatch,
    parked_id: str,
    why_not: Annotated[str, Form(max_length=2_000), Paragraphs] = "",
) -> Response:
    """Gives it up for good."""
    await here.dead_letters.find(parked_id, by=me)
    require_reason(why_not, "/why_not")
    if question := await unconfirmed(request):
        raise question
    await here.dead_letters.discard(parked_id, by=me, why=why_not, expected=version)
    return see_other(request, f"/parked/{parked_id}", notice=_("Đã bỏ sự kiện này. Các sự kiện sau được xử lý tiếp."))


def _line(row: Parked, parts: Sequence[Parked]) -> dict[str, Any]:
    """A record, with what those of its handlers did that are meant."""
    return {
        "id": row.id,
        "parked_at": row.parked_at,
        "type": row.event_type or "–",
        "key": (row.record.key or b"").decode(errors="replace"),
        "handler": row.handler,
        "handlers": [one.handler for one in parts],
        "reason": row.reason.vi if current_language() == "vi" else row.reason.en,
        "state": row.state.value,
        "state_name": _state(row.state),
        "attempts": sum(one.attempts for one in parts),
    }


async def _view(here: Service, row: Parked, me: Principal) -> dict[str, Any]:
    record = row.record
    whole = here.dead_letters.shows_personal_data_to(me)
    ahead = await here.dead_letters.ahead_of(row)
    parts = (await here.dead_letters.parts([row], by=me))[row.identity]
    return {
        **_line(row, [row]),
        "parts": [(one.id, one.handler, _state(one.state), one.attempts) for one in parts],
        "version": row.version,
        "slug": row.reason.slug,
        "fields": [(one.at, _name((one.vi, one.en))) for one in row.reason.fields],
        "detail": row.reason.detail,
        "place": f"{record.topic} / {record.partition} / {record.offset}",
        "settled_at": row.settled_at,
        "headers": _shown(record.headers),
        "value": sight.text_of(record, whole=whole),
        "size": len(record.value or b""),
        "sha256": sight.fingerprint(record),
        "veiled": not whole,
        "repaired": {"headers": _shown(row.repair.headers), "value": sight.text_of(row.to_offer(), whole=whole)}
        if row.repair
        else None,
        "changes": [(one.at, one.was, one.now) for one in sight.changes_of(row, whole=whole)],
        "history": [
            {
                "at": step.at,
                "by": step.by,
                "did": _name(LIFECYCLE.verbs[Verb(step.did)]),
                "why": " · ".join((step.why, *(_name(ending.say()) for ending in step.became))),
            }
            for step in row.history
        ],
        "ahead": ahead.id if ahead else None,
        "may_repair": row.state is State.OPEN,
        "own_repair": row.repair is not None and me.id in row.repaired_by,
        "may_discard": row.state in (State.OPEN, State.HELD),
    }


def _shown(headers: tuple[tuple[str, bytes], ...]) -> list[tuple[str, str]]:
    return [(name, text.decode(errors="replace")) for name, text in headers]


def _headers(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in filter(None, (line.strip() for line in written.splitlines())):
        name, colon, text = line.partition(":")
        if not (colon and name.strip() and text.strip()):
            raise HeaderUnreadable(line=line[:80], pointer="/headers")
        found[name.strip()] = text.strip()
    return found


def _state(state: State) -> str:
    return sentence(_name(LIFECYCLE.states[state]))


def _name(pair: tuple[str, str]) -> str:
    return pair[0] if current_language() == "vi" else pair[1]
