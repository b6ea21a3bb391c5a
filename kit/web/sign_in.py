"""Signing in: the OIDC code flow with PKCE, ending in a session."""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kit.identity import Principal
from kit.language import gettext
from kit.service import Service
from kit.sessions.store import Sessions
from kit.web import language
from kit.web.claims import Misread, misread, principal_of
from kit.web.language import language_of
from kit.web.links import is_local, link
from kit.web.provider import CALLBACK, Provider
from kit.web.refusals import ProviderAway, SignInFailed, TokenRefused
from kit.web.session import hand_over, leave_warning, presence, session_cookie
from kit.web.silent_sign_in import ASKED
from kit.web.site import base_path, is_secure

router = APIRouter(include_in_schema=False)
_NEXT_LONGEST = 1500
"""What is remembered while somebody is at the provider has to fit into a cookie."""


@router.get("/sign-in")
async def begin(request: Request, next: str = "/", back: str = "", silent: bool = False) -> Response:
    """To the provider, remembering where to come back to: `next`, a path of this service, or `back`, one of the whole site."""
    after = link(request, next if _can_be_kept(next) else "/")
    if back and _can_be_kept(back):
        after = back
    if presence(request):
        return RedirectResponse(after, status_code=303)
    attempt: dict[str, Any] = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
        "next": after,
        "silent": silent,
    }
    provider: Provider = request.app.state.provider
    try:
        address = await provider.sign_in_address(attempt["state"], attempt["nonce"], attempt["verifier"], silent=silent)
    except ProviderAway:
        if not silent:
            raise
        return RedirectResponse(after, status_code=303)
    request.session["attempt"] = attempt
    return RedirectResponse(address, status_code=303)


@router.get(CALLBACK)
async def finish(request: Request, state: str = "", code: str = "", error: str = "", iss: str = "") -> Response:
    """The code is exchanged, the ID token checked, and a new session begun. Raises SignInFailed."""
    service: Service = request.app.state.service
    attempt: dict[str, Any] | None = request.session.pop("attempt", None)
    if attempt is None or not secrets.compare_digest(attempt["state"].encode(), state.encode()):
        raise SignInFailed(why=("phiên đăng nhập không khớp", "it does not match a sign-in begun here"))
    if iss and iss.rstrip("/") != service.settings.oidc_issuer.rstrip("/"):  # RFC 9207, 2.4
        raise SignInFailed(why=("máy chủ đăng nhập khác trả lời", "another sign-in server answered"))
    if error and attempt["silent"]:
        request.session[ASKED] = True
        return RedirectResponse(attempt["next"], status_code=303)
    if error or not code:
        raise SignInFailed(why=("máy chủ đăng nhập từ chối", "the sign-in server refused"))
    provider: Provider = request.app.state.provider
    tokens = await provider.exchange(code, attempt["verifier"])
    try:
        claims = await provider.issuer.claims(tokens.id_token, service.settings.oidc_client_id, attempt["nonce"])
        person = principal_of(claims)
    except TokenRefused as refused:
        raise SignInFailed(why=("mã định danh không hợp lệ", "the ID token is not valid")) from refused
    sessions: Sessions = request.app.state.sessions
    sid = claims.get("sid")
    if before := await sessions.find(request.cookies.get(session_cookie(service), "")):
        await sessions.end(before)
    # Always a new id, whatever the browser brought along: nobody can be made to use one that somebody else knows.
    cookie = await sessions.begin(person, sid if isinstance(sid, str) else None, tokens)
    request.session.clear()
    if unread := misread(claims):
        leave_warning(request, _warning(request, unread))
    answer = RedirectResponse(attempt["next"], status_code=303)
    hand_over(answer, service, cookie)
    return _in_their_language(request, answer, person)


def _can_be_kept(path: str) -> bool:
    return is_local(path) and len(path) <= _NEXT_LONGEST


def _warning(request: Request, unread: list[Misread]) -> str:
    at = 0 if language_of(request) == "vi" else 1
    told = "; ".join(f"«{one.grant}» ({one.why[at]})" for one in unread[:3])
    return gettext(
        "Có {count} quyền của tài khoản mà hệ thống không hiểu, nên chưa có hiệu lực: {told}. Đề nghị quản trị viên sửa lại.",
        count=len(unread),
        told=told,
    )


def _in_their_language(request: Request, answer: RedirectResponse, person: Principal) -> RedirectResponse:
    """The account's language, unless this browser has chosen one already."""
    settings = request.app.state.service.settings
    if language.COOKIE not in request.cookies:
        path, secure = base_path(settings) or "/", is_secure(settings)
        answer.set_cookie(language.COOKIE, person.language, language.YEAR, path=path, secure=secure, samesite="lax")
    return answer
