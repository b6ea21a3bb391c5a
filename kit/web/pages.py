"""HTML answers: a page from a template and a view model, and the way to the next page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from kit.refusal import Language, Refusal, Several
from kit.telemetry.correlation import current_correlation
from kit.web import kinds
from kit.web.context import context_of
from kit.web.fields import texts_in
from kit.web.language import language_of
from kit.web.links import link
from kit.web.navigation import Nav
from kit.web.session import leave_notice

__all__ = ["Nav", "error_page", "page", "see_other"]


_MAY_DIFFER = {"in_language"}
"""What a page says otherwise: at its own address it cannot be asked for."""


def page(
    request: Request, template: str, view: Mapping[str, Any] | BaseModel | None = None, *, status: int = 200
) -> HTMLResponse:
    """
    A page of this service: `page(request, "registry/dossiers/show.html", {"dossier": dossier})`.

    The template also has what `kit.web.context` gives every page. A pydantic view model is spread by field.

    Raises LookupError for a view that calls something of its own as the layout calls what it shows of every page.
    """
    given = {name: getattr(view, name) for name in type(view).model_fields} if isinstance(view, BaseModel) else view
    context = context_of(request)
    if shadowed := context.keys() & (given or {}).keys() - _MAY_DIFFER:
        raise LookupError(f"{template}: {', '.join(sorted(shadowed))} of every page")
    body = request.app.state.templates.get_template(template).render({**context, **(given or {})})
    return HTMLResponse(body, status_code=status)


def see_other(request: Request, url: str, *, notice: str | None = None) -> RedirectResponse:
    """
    To another page, after a form did its work (303). `url` is a path of this service, prefix left out.

    `notice` is shown once, on top of that page.
    """
    if notice:
        leave_notice(request, notice)
    return RedirectResponse(link(request, url), status_code=303)


def _sentences(refusal: Refusal, language: Language) -> list[str]:
    """What is wrong, a sentence each, with the name of the field where one is meant: no form stands beside it."""
    parts = refusal.refusals if isinstance(refusal, Several) else (refusal,)
    return [(f"{part.pointer.strip('/')}: " if part.pointer else "") + part.say(language) for part in parts]


def error_page(request: Request, status: int, refusal: Refusal) -> HTMLResponse:
    """The page that says what went wrong and what to do, where no form can be shown again."""
    language = language_of(request)
    title = kinds.title(status)
    view = {
        "error_title": title[0] if language == "vi" else title[1],
        "error_texts": _sentences(refusal, language),
        "correlation_id": current_correlation(),
        "status": status,
        "written": _written(request),
    }
    return page(request, "kit/error.html", view, status=status)


def _written(request: Request) -> list[str]:
    """The texts of a form nothing came of, so that whoever wrote them can take them along."""
    form: FormData | None = getattr(request.state, "form", None)
    return [text for texts in texts_in(form).values() for text in texts if len(text) > 1] if form else []
