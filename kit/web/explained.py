"""Where a problem's `type` leads: the reason, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kit.refusal import NotFound, Refusal
from kit.web import kinds
from kit.web.language import language_of
from kit.web.pages import page

router = APIRouter(include_in_schema=False)


@router.get("/problems/{slug}")
async def explain(request: Request, slug: str) -> HTMLResponse:
    """The reason that a slug names, with the sentence people read."""
    for refusal in _all(Refusal):
        if refusal.slug == slug:
            vietnamese = language_of(request) == "vi"
            status = getattr(refusal, "status", refusal.kind.value)
            title = kinds.title(status)
            view = {
                "error_title": title[0] if vietnamese else title[1],
                "error_text": refusal.vi if vietnamese else refusal.en,
                "slug": slug,
                "status": status,
            }
            return page(request, "kit/problem.html", view)
    raise NotFound()


def _all(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    yield kind
    for sub in kind.__subclasses__():
        yield from _all(sub)
