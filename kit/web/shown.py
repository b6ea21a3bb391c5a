"""What a browser shows of a kept file: a PDF as it is or page by page, a picture made of a picture or a film, else a card that says so."""

from __future__ import annotations

import asyncio
import textwrap
import uuid
from pathlib import Path
from xml.sax.saxutils import escape

from pydantic import BaseModel
from starlette.responses import FileResponse, Response

from kit.language import gettext as _
from kit.refusal import NotFound
from kit.web.files import FileStore, Stored, saved_as
from kit.web.formats import show_size
from kit.web.inspection.kinds import FILMS, PDF, PICTURES
from kit.web.inspection.process import draw_page, inspect
from kit.web.inspection.refusals import InspectionGivenUp, PictureTooLarge

_FRAMED = {"X-Frame-Options": "SAMEORIGIN"}
"""A page of ours may show it beside a question."""
_COUNT = "pages"
_OWN = "; frame-ancestors 'self'"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox" + _OWN,
    "Cache-Control": "private, no-cache",
} | _FRAMED
_CARD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 420" role="img" aria-label="{label}">
<rect width="800" height="420" fill="#f3f2f1"/><path d="M352 50h72l44 44v106H352z" fill="#fff" stroke="#505a5f" stroke-width="4"/>
<path d="M424 50v44h44" fill="none" stroke="#505a5f" stroke-width="4"/>
<g font-family="arial, sans-serif" font-size="24" text-anchor="middle" fill="#0b0c0c">{lines}</g></svg>"""


MOST_PAGES = 300
"""Of a PDF that are drawn one by one; whoever reads on opens the file."""


class ShownPages(BaseModel):
    """How many pictures there are of a file, one a page."""

    pages: int


async def send_shown(store: FileStore, stored: Stored, page: int | None = None) -> Response:
    """
    The shown version as an answer: `application/pdf` of a PDF, `image/jpeg` of a picture or a film, else `image/svg+xml`.
    `page`: as a picture in any case, of a PDF that of one of its pages, from 1.

    It is made when it is asked for the first time, should it not be there (files kept by an earlier release).
    Raises FileMissing, Busy, NotFound where there is no such page.
    """
    if page is not None and page > await pages_of(store, stored):
        raise NotFound()
    if stored.media_type == PDF and page is not None:
        drawn = await _page_of(store, stored, page)
        return _picture(drawn, f"{stored.sha256}-{page}") if drawn.stat().st_size else _drawn_card(stored)
    if stored.media_type == PDF:
        answer = store.send(stored, inline=True)
        answer.headers["Content-Security-Policy"] += _OWN
        answer.headers.update(_FRAMED)
        return answer
    if picture := await picture_of(store, stored):
        return _picture(picture, f"{stored.sha256}-shown")
    return _drawn_card(stored)


async def pages_of(store: FileStore, stored: Stored) -> int:
    """How many pictures `send_shown` has of a file: of a PDF its pages, at most `MOST_PAGES`; else one. Raises FileMissing, Busy."""
    if stored.media_type != PDF:
        return 1
    await _page_of(store, stored, 1)
    counted = store.shown(stored.sha256, _COUNT)
    return min(MOST_PAGES, int(counted.read_text())) if counted else 1


async def _page_of(store: FileStore, stored: Stored, page: int) -> Path:
    """The picture of a page, an empty file where none could be made; the count of pages is kept beside the first."""
    if found := store.shown(stored.sha256, f"p{page}"):
        return found
    draft, count = store.draft(uuid.uuid4().hex), store.draft(uuid.uuid4().hex)
    try:
        made = await draw_page(store.path(stored.sha256), page, draft)
        if page == 1:
            count.write_text(str(made.pages))
            await asyncio.to_thread(store.take_shown, count, stored.sha256, _COUNT)
        await asyncio.to_thread(store.take_shown, draft if made.shown else None, stored.sha256, f"p{page}")
    finally:
        draft.unlink(missing_ok=True)
        count.unlink(missing_ok=True)
    kept = store.shown(stored.sha256, f"p{page}")
    assert kept
    return kept


async def picture_of(store: FileStore, stored: Stored) -> Path | None:
    """The picture of a picture or a film, None where none can be made. Raises FileMissing, Busy."""
    content = store.path(stored.sha256)
    if stored.media_type not in PICTURES | FILMS:
        return None
    if (found := store.shown(stored.sha256)) is None:
        draft = store.draft(uuid.uuid4().hex)
        try:
            made = (await inspect(stored.media_type, content, draft, name=stored.name)).shown
            await asyncio.to_thread(store.take_shown, draft if made else None, stored.sha256)
        except (PictureTooLarge, InspectionGivenUp):  # kept before there was a bound
            await asyncio.to_thread(store.take_shown, None, stored.sha256)
        finally:
            draft.unlink(missing_ok=True)
        found = store.shown(stored.sha256)
    return found if found and found.stat().st_size else None


def _picture(path: Path, tag: str) -> Response:
    return FileResponse(path, media_type="image/jpeg", headers=_HEADERS | {"ETag": f'"{tag}"'})


def _drawn_card(stored: Stored) -> Response:
    return Response(_card(stored), media_type="image/svg+xml", headers=_HEADERS)


def _card(stored: Stored) -> str:
    """A drawn card in place of a picture: what it is called, and how to come by it."""
    if stored.media_type in FILMS:
        announced = _("Phim: không dựng được ảnh xem trước. Tải bản gốc về để xem.")
    elif stored.media_type.startswith("audio/"):
        announced = _("Ghi âm: tải bản gốc về để nghe.")
    elif stored.media_type in PICTURES:
        announced = _("Ảnh này không dựng được bản xem trong trình duyệt. Tải bản gốc về để xem.")
    else:
        announced = _("Tài liệu này không xem được trong trình duyệt. Tải bản gốc về để mở.")
    name = textwrap.shorten(saved_as(stored), 110, placeholder="…")
    lines = [*textwrap.wrap(name, 52), show_size(stored.size), *textwrap.wrap(announced, 58)]
    shown = "".join(f'<text x="400" y="{250 + 32 * at}">{escape(line)}</text>' for at, line in enumerate(lines))
    return _CARD.format(label=escape(f"{name}. {announced}", {'"': "&quot;"}), lines=shown)
