"""Refusals as HTTP answers: problems for machines, pages for people."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kit.refusal import Kind, Refusal
from kit.web.pages import error_page
from kit.web.problems import headers_of, is_page, problem, status_of


def answer_to(request: Request, refusal: Refusal) -> Response:
    """A refusal answered where no page can be shown again: a problem, or the error page."""
    if not is_page(request):
        return problem(request, refusal)
    answer = error_page(request, status_of(refusal), refusal)
    if refusal.kind is Kind.TOO_MANY:
        answer.headers.update(headers_of(refusal))
    return answer
