"""What people write is kept while they write it: autosave, a form whose session has ended, and what becomes of it when sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.drafts.draft import Draft
from kit.drafts.merging import read_marks
from kit.drafts.store import Drafts, Sent
from kit.storage.mongo import PyMongoError
from kit.telemetry.logs import log
from kit.web import csrf
from kit.web.fields import form_of, texts_in
from kit.web.filling import FORM, HISTORY, KEY, SHOWN, WINDOW, WRITER
from kit.web.formats import show_time
from kit.web.limits import LONG_FORM, takes
from kit.web.links import here, is_local
from kit.web.pages import see_other
from kit.web.refusals import FormExpired
from kit.web.refused_form import PAGE_FIELD
from kit.web.session import left, presence

_log = log(__name__)
TOUCHED = "_touched"
_LONGEST = 1_000
_WRITERS_SECONDS = 3 * 24 * 3600
"""So long after its page was made a form is still kept for whose it is: over a weekend."""
router = APIRouter(include_in_schema=False)


async def with_drafts(request: Request) -> None:
    """Before a page: the drafts of its forms that are its reader's own, and the earlier content the address asks for."""
    known = presence(request)
    if request.method != "GET" or known is None:
        return
    drafts: Drafts = request.app.state.drafts
    request.state.drafts = await drafts.on_page(known.session.who.id, here(request).partition("?")[0])
    if request.state.drafts and (id := request.query_params.get("earlier")):
        request.state.earlier = await drafts.earlier(known.session.who.id, id)


@router.post("/drafts")
@takes(LONG_FORM)
async def save(request: Request) -> Response:
    """Autosave; also of a form whose session has ended, for the person whose it is. Raises FormExpired, DraftTooLong."""
    form = await form_of(request)
    draft = await keep(request, form, [name for name in form.getlist(TOUCHED) if isinstance(name, str)])
    if draft is None:
        raise FormExpired()
    done = str(form.get(KEY, "")) in draft.done
    at = show_time(draft.saved_at) if draft.saved_at else None
    return JSONResponse({"done": done, "at": at, "left": left(request)}, headers={"Cache-Control": "no-store"})


@router.post("/drafts/discard")
async def discard(request: Request) -> Response:
    """Gives a draft up, and shows what is kept. Raises FormExpired."""
    await csrf.check_form(request)
    form, known = await form_of(request), presence(request)
    if known is None:
        raise FormExpired()
    drafts: Drafts = request.app.state.drafts
    await drafts.discard(known.session.who.id, str(form.get(FORM, "")))
    page = str(form.get(PAGE_FIELD, "/"))
    return see_other(request, page if is_local(page) else "/")


@router.post("/session/stay")
async def stay(request: Request) -> Response:
    """Work like any other: it prolongs the session. Raises FormExpired when there is none any more."""
    await csrf.check_form(request)
    return JSONResponse({"left": left(request)}, headers={"Cache-Control": "no-store"})


def writer_of(request: Request, form: FormData) -> str | None:
    """The id of the person whose form it is: of the session it was made in, whether that has ended or not."""
    given = form.get(WRITER)
    if not isinstance(given, str) or not given:
        return None
    found: str | None = request.app.state.sessions.keys.written_by(given, _WRITERS_SECONDS)
    return found


async def keep(request: Request, form: FormData, touched: list[str] | None = None) -> Draft | None:
    """
    Keeps a form as a draft of the person whose it is; None when it does not say whose. `touched`: which fields they
    changed; without, those in which something else stands than the page had shown. Raises DraftTooLong.
    """
    sent, person = _sent(form), writer_of(request, form)
    if person is None or sent is None:
        return None
    fields = None if touched is None else [name for name in touched if name in sent.shown]
    known = presence(request)
    name = known.session.who.name if known and known.session.who.id == person else ""
    drafts: Drafts = request.app.state.drafts
    return await drafts.save(person, name, sent, fields)


class Settled:
    """A form that was taken is no draft any more: noted before its answer goes out, so that no page shows it again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands the request on."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return

        async def noticed(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 303:
                await _settle(HTTPConnection(scope))
            await send(message)

        await self.app(scope, receive, noticed)


async def _settle(connection: HTTPConnection) -> None:
    state, known = connection.scope.get("state", {}), presence(connection)
    form: FormData | None = state.get("form")
    sent = _sent(form) if form is not None and known and state.get("form_counts") else None
    if sent is None or form is None or known is None or not sent.key:
        return
    drafts: Drafts = connection.app.state.drafts
    who = known.session.who
    try:
        await drafts.done(who.id, who.name, sent, history=HISTORY in form)
    except PyMongoError as fault:  # the form was taken: a draft too many is no reason to say otherwise
        _log.warning("a draft was not settled", fault=repr(fault))


def _sent(form: FormData) -> Sent | None:
    """What a form of ours brought; None of one with nothing to keep."""
    announced = {name: str(form.get(name, "")) for name in (FORM, PAGE_FIELD, KEY, WINDOW, SHOWN)}
    shown = read_marks(announced[SHOWN])
    page = urlsplit(announced[PAGE_FIELD]).path if is_local(announced[PAGE_FIELD]) else ""
    if (
        not shown
        or not page
        or not announced[FORM]
        or max(len(announced[n]) for n in (FORM, PAGE_FIELD, KEY, WINDOW)) > _LONGEST
    ):
        return None
    turn = announced[WINDOW].partition(".")[0]
    return Sent(
        form=announced[FORM],
        page=page,
        key=announced[KEY],
        window=announced[WINDOW],
        turn=int(turn) if turn.isdigit() and len(turn) < 10 else 0,
        written=texts_in(form),
        shown=shown,
    )
