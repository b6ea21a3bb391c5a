"""
`oidc-provider-mock`, made strict enough to develop against.

Beside what it brings (discovery, code flow, ID tokens): one registered client, PKCE, access tokens that are JWTs, user
info by them, client credentials for service accounts, sessions that end everywhere (`sign_ons`), a key that survives a
restart, our own sign-in page, and no debugger.
"""

from __future__ import annotations

import json
import logging
import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import flask
import oidc_provider_mock
import werkzeug.serving
from authlib.jose import RSAKey as AuthlibRSAKey  # type: ignore[import-untyped]
from oidc_provider_mock._storage import Client

from estate.people import CLIENT, People, people, service_secrets
from estate.servers.identity.challenges import Challenges
from estate.servers.identity.keys import LIFETIME_SECONDS, AccessTokens, signing_key
from estate.servers.identity.sign_ons import COOKIE, SignOns

_TOKEN = "oidc-provider-mock.issue_token"
_END = "oidc-provider-mock.end_session"
_USER = "oidc-provider-mock.userinfo"
_AUTHORIZE = "/oauth2/authorize"
_CLOSED = ("/users/", "/oauth2/clients", "/oauth2/end_session/confirm")
"""Endpoints of the mock through which anybody could make themselves anybody."""


@dataclass(frozen=True)
class Seen:
    """What the provider knows of the estate it serves."""

    home: Path
    port: int
    redirects: Sequence[str]
    """Where codes may be sent."""
    fronts: Sequence[str]
    """Where a person may be sent after signing out."""
    logouts: Sequence[str] = ()
    """Where services are told that a session ended."""

    @property
    def issuer(self) -> str:
        """The provider's own address."""
        return f"http://127.0.0.1:{self.port}"


def build(seen: Seen, everybody: People | None = None, sign_ons: SignOns | None = None) -> flask.Flask:
    """The provider's application. `sign_ons`: its sessions, where somebody else of this process begins some too."""
    everybody = everybody or people()
    sign_ons = sign_ons or sign_ons_of(seen)
    key = sign_ons.key
    tokens = AccessTokens(seen.issuer, CLIENT, key)
    app = flask.Flask(__name__, template_folder=str(Path(__file__).parent / "templates"))
    app.secret_key = secrets.token_bytes(16)
    app.config["OAUTH2_ACCESS_TOKEN_GENERATOR"] = lambda *_, user, **__: tokens.token(user.sub, user.claims)
    oidc_provider_mock.init_app(
        app,
        require_client_registration=True,
        issue_refresh_token=False,
        access_token_max_age=timedelta(seconds=LIFETIME_SECONDS),
        user_claims=[oidc_provider_mock.User(sub=one.id, claims=one.claims()) for one in everybody.people],
    )
    # init_app wraps the application in a debugger that runs code for whoever reaches the port.
    app.wsgi_app, app.debug = flask.Flask.wsgi_app.__get__(app), False  # type: ignore[method-assign]
    known = service_secrets(seen.home)
    _close(app)
    _furnish(app, key.as_pem(private=True), seen.redirects, known[CLIENT])
    _require_challenges(app)
    _keep_sign_ons(app, seen, sign_ons)
    _name_sessions(app, sign_ons)
    _answer_service_accounts(app, tokens, everybody, known)
    _name_what_we_add(app)
    app.view_functions[_USER] = lambda: _user(sign_ons, everybody)
    app.view_functions[_END] = lambda: _ended(seen, sign_ons)
    app.context_processor(lambda: {"everybody": everybody.people})
    return app


def sign_ons_of(seen: Seen) -> SignOns:
    """The sessions of a provider, none begun yet."""
    return SignOns(seen.issuer, signing_key(seen.home), seen.logouts)


def _close(app: flask.Flask) -> None:
    @app.before_request
    def refuse() -> None:
        if flask.request.path.startswith(_CLOSED):
            flask.abort(404)


def _furnish(app: flask.Flask, pem: bytes, redirects: Sequence[str], secret: str) -> None:
    """Its storage is reached only inside a request: the first one brings in our key and our client."""

    @app.before_request
    def once() -> None:
        storage = flask.g.oidc_provider_mock_storage
        if storage.get_client(CLIENT) is None:
            storage.jwk = AuthlibRSAKey.import_key(pem, {"use": "sig"})
            storage.store_client(
                Client(
                    id=CLIENT,
                    secret=secret,
                    redirect_uris=list(redirects),
                    allowed_scopes=Client.SCOPES_SUPPORTED,
                    token_endpoint_auth_method="client_secret_basic",
                )
            )


def _require_challenges(app: flask.Flask) -> None:
    challenges = Challenges()

    @app.before_request
    def refuse() -> Any:
        request = flask.request
        if request.path == _AUTHORIZE and not challenges.is_begun(request.args):
            return "PKCE (S256) is required", 400
        is_code = request.path == "/oauth2/token" and request.form.get("grant_type") == "authorization_code"
        if is_code and not challenges.is_answered(request.form):
            return {"error": "invalid_grant", "error_description": "code_verifier does not match"}, 400
        return None

    @app.after_request
    def remember(response: flask.Response) -> flask.Response:
        if flask.request.path == _AUTHORIZE and response.location:
            challenges.remember(flask.request.args, response.location)
        return response


def _answer_service_accounts(
    app: flask.Flask, tokens: AccessTokens, everybody: People, known: Mapping[str, str]
) -> None:
    others = app.view_functions[_TOKEN]
    accounts = {account.id: account for account in everybody.services}

    def issue() -> Any:
        form, basic = flask.request.form, flask.request.authorization
        if form.get("grant_type") != "client_credentials":
            return others()
        id = (basic.username if basic else form.get("client_id")) or ""
        given = (basic.password if basic else form.get("client_secret")) or ""
        account = accounts.get(id)
        if account is None or not secrets.compare_digest(known[id].encode(), given.encode()):
            return {"error": "invalid_client"}, 401
        token = tokens.token(account.id, account.claims())
        return {"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME_SECONDS}

    app.view_functions[_TOKEN] = issue


def _keep_sign_ons(app: flask.Flask, seen: Seen, sign_ons: SignOns) -> None:
    """Who signs on is remembered in a cookie; `prompt=none` (Core 1.0, 3.1.2.1) is answered by it, without a page."""

    @app.before_request
    def silently() -> Any:
        request = flask.request
        if request.path != _AUTHORIZE or request.args.get("prompt") != "none":
            return None
        person, back = sign_ons.person(request.cookies.get(COOKIE)), request.args.get("redirect_uri", "")
        if back not in seen.redirects:
            flask.abort(400)
        if person is None:
            parameters = {"error": "login_required", "state": request.args.get("state", ""), "iss": seen.issuer}
            return flask.redirect(f"{back}?{urlencode(parameters)}")
        asked = {name: value for name, value in request.args.items() if name != "prompt"}
        browser = app.test_client()
        browser.set_cookie(COOKIE, request.cookies[COOKIE], domain=request.host.partition(":")[0])
        answer = browser.post(_AUTHORIZE, query_string=asked, data={"sub": person}, base_url=request.host_url)
        return flask.redirect(answer.location) if answer.location else ("", answer.status_code)

    @app.after_request
    def remember(answer: flask.Response) -> flask.Response:
        request = flask.request
        code = parse_qs(urlsplit(answer.location or "").query).get("code")
        if request.path == _AUTHORIZE and request.method == "POST" and code:
            sid = sign_ons.begin(request.form["sub"], request.cookies.get(COOKIE), code[0])
            answer.set_cookie(COOKIE, sid, httponly=True, samesite="Lax")
        return answer


def _name_sessions(app: flask.Flask, sign_ons: SignOns) -> None:
    """Tokens for a code name the session they belong to (`sid`)."""
    others = app.view_functions[_TOKEN]

    def issue() -> Any:
        answer = flask.make_response(others())
        if flask.request.form.get("grant_type") == "authorization_code" and answer.status_code == 200:
            said, sid = answer.get_json(), sign_ons.of_code(flask.request.form["code"])
            answer.set_data(
                json.dumps(
                    said | {kind: sign_ons.with_session(said[kind], sid) for kind in ("id_token", "access_token")}
                )
            )
        return answer

    app.view_functions[_TOKEN] = issue


def _user(sign_ons: SignOns, everybody: People) -> Any:
    """Who the bearer is today (Core 1.0, 5.3); 401 once the session has ended."""
    bearer = flask.request.authorization
    claims = sign_ons.claims(bearer.token or "") if bearer and bearer.type == "bearer" else None
    person = next((one for one in everybody.people if claims and one.id == claims.get("sub")), None)
    if person is None or claims is None or "nonce" in claims or claims["exp"] < time.time():
        return {"error": "invalid_token"}, 401
    return {"sub": person.id, **person.claims()}


def _ended(seen: Seen, sign_ons: SignOns) -> Any:
    """RP-Initiated Logout 1.0: the session named by the ID token, or the browser's own."""
    hinted = sign_ons.claims(flask.request.values.get("id_token_hint", "")) or {}
    sid = hinted.get("sid") or flask.request.cookies.get(COOKIE) or ""
    person = hinted.get("sub") or sign_ons.person(sid)
    if person:
        sign_ons.end(sid, person)
    answer = flask.redirect(_allowed_front(seen))
    answer.delete_cookie(COOKIE)
    return answer


def _name_what_we_add(app: flask.Flask) -> None:
    """The mock's metadata know what it brings itself; a client that believes them would not ask for ours."""

    @app.after_request
    def add(answer: flask.Response) -> flask.Response:
        if flask.request.path == "/.well-known/openid-configuration":
            said = answer.get_json()
            said["grant_types_supported"] = [*said["grant_types_supported"], "client_credentials"]
            said["backchannel_logout_supported"] = said["backchannel_logout_session_supported"] = True
            answer.set_data(json.dumps(said))
        return answer


def _allowed_front(seen: Seen) -> str:
    wanted = flask.request.values.get("post_logout_redirect_uri", "")
    return wanted if any(wanted.startswith(front + "/") for front in seen.fronts) else seen.fronts[0] + "/"


class Provider:
    """The provider on its own port, in a thread of the process that runs the services."""

    def __init__(self, seen: Seen) -> None:
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        self.sign_ons = sign_ons_of(seen)
        app = build(seen, sign_ons=self.sign_ons)
        self._server = werkzeug.serving.make_server("127.0.0.1", seen.port, app, threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, name="identity", daemon=True)

    def start(self) -> None:
        """Answers from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Closes the port."""
        self._server.shutdown()
        self._thread.join(2)
        self._server.server_close()
