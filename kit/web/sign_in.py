"""Signing in and out: the OIDC code flow with PKCE, ending in a session."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import quote, urlencode

import httpx
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kit.identity import Principal
from kit.service import Service
from kit.web import csrf, language
from kit.web.links import absolute, is_local, link
from kit.web.oauth import AsyncOAuth2Client, AuthlibBaseError, trusted
from kit.web.refusals import ProviderAway, SignInFailed, TokenRefused
from kit.web.session import forget, remember, signed_in
from kit.web.site import base_path, is_secure
from kit.web.tokens import Issuer, principal_of

SCOPE = "openid profile email"
CALLBACK = "/sign-in/callback"
router = APIRouter(include_in_schema=False)


def sign_in_address(request: Request, after: str) -> str:
    """Where to sign in, coming back to `after` (a path of this service)."""
    return link(request, "/sign-in") + f"?next={quote(after, safe='/')}"


@router.get("/sign-in")
async def begin(request: Request, next: str = "/") -> Response:
    """This will send the person to the provider, remembering where to come back to."""
    if signed_in(request):
        return RedirectResponse(link(request, next), status_code=303)
    issuer: Issuer = request.app.state.issuer
    attempt = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
        "next": next if is_local(next) else "/",
    }
    metadata = await issuer.metadata()
    async with _client(request.app.state.service) as client:
        address, _ = client.create_authorization_url(
            metadata["authorization_endpoint"],
            state=attempt["state"],
            nonce=attempt["nonce"],
            code_verifier=attempt["verifier"],
        )
    request.session["attempt"] = attempt
    return RedirectResponse(address, status_code=303)


@router.get(CALLBACK)
async def finish(request: Request, state: str = "", code: str = "", error: str = "") -> Response:
    """This will exchange the code, check the ID token, and sign the person in. Raises SignInFailed."""
    attempt: dict[str, str] | None = request.session.pop("attempt", None)
    if attempt is None or not secrets.compare_digest(attempt["state"].encode(), state.encode()):
        raise SignInFailed(why=("phiên đăng nhập không khớp", "it does not match a sign-in begun here"))
    if error or not code:
        raise SignInFailed(why=("máy chủ đăng nhập từ chối", "the sign-in server refused"))
    issuer: Issuer = request.app.state.issuer
    token = await _exchanged(request.app.state.service, await issuer.metadata(), code, attempt["verifier"])
    service: Service = request.app.state.service
    try:
        claims = await issuer.claims(token.get("id_token", ""), service.settings.oidc_client_id, attempt["nonce"])
    except TokenRefused as refused:
        raise SignInFailed(why=("mã định danh không hợp lệ", "the ID token is not valid")) from refused
    person = principal_of(claims)
    remember(request, person)
    return _in_their_language(request, RedirectResponse(link(request, attempt["next"]), status_code=303), person)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """This will end the session here, then at the provider when it offers that."""
    await csrf.check_form(request)
    forget(request)
    service: Service = request.app.state.service
    front = absolute(service, "/")
    try:
        end = (await request.app.state.issuer.metadata()).get("end_session_endpoint")
    except ProviderAway:
        end = None
    if not end:
        return RedirectResponse(front, status_code=303)
    query = urlencode({"client_id": service.settings.oidc_client_id, "post_logout_redirect_uri": front})
    return RedirectResponse(f"{end}?{query}", status_code=303)


def _in_their_language(request: Request, answer: RedirectResponse, person: Principal) -> RedirectResponse:
    """The account's language, unless this browser has chosen one already."""
    settings = request.app.state.service.settings
    if language.COOKIE not in request.cookies:
        path, secure = base_path(settings) or "/", is_secure(settings)
        answer.set_cookie(language.COOKIE, person.language, language.YEAR, path=path, secure=secure, samesite="lax")
    return answer


def _client(service: Service) -> Any:
    settings = service.settings
    hidden = settings.oidc_client_secret
    return AsyncOAuth2Client(
        client_id=settings.oidc_client_id,
        client_secret=hidden.get_secret_value() if hidden else None,
        token_endpoint_auth_method="client_secret_basic" if hidden else "none",
        redirect_uri=absolute(service, CALLBACK),
        scope=SCOPE,
        code_challenge_method="S256",
        timeout=5,
        verify=trusted(settings.oidc_ca_file),
    )


async def _exchanged(service: Service, metadata: dict[str, Any], code: str, verifier: str) -> dict[str, Any]:
    try:
        async with _client(service) as client:
            return dict(await client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=verifier))
    except AuthlibBaseError as refused:
        raise SignInFailed(why=("mã đăng nhập không được chấp nhận", "the code was not accepted")) from refused
    except (httpx.HTTPError, ValueError) as fault:
        raise ProviderAway() from fault
