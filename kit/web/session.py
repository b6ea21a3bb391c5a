"""The signed session cookie, one for all services behind the front: who is signed in, and a notice to show once."""

from __future__ import annotations

import json
import os
import secrets
import time
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from starlette.requests import HTTPConnection

from kit.identity import Principal
from kit.refusal import Kind, Refusal
from kit.settings import ServiceSettings
from kit.web.site import is_secure

COOKIE = "ocop_session"
LIFETIME_SECONDS = 8 * 3600
"""A working day: a role taken away at the provider ends with it at the latest."""


_WHO_LIMIT = 2600
"""Browsers drop a cookie over 4 KB without a word; this leaves room for a notice and the encoding."""


class TooManyGrants(Refusal):
    """What the person may do does not fit into a session."""

    slug = "sign-in.too-many-grants"
    kind = Kind.FORBIDDEN
    vi = "Tài khoản có {count} quyền, quá nhiều để đăng nhập. Đề nghị quản trị viên gộp quyền về đơn vị cấp trên."
    en = "The account holds {count} rights, too many to sign in with. Ask the administrator to merge them at a higher office."


class SessionSecretMissingError(RuntimeError):
    """The site is published over TLS without a secret of its own to sign sessions with."""

    def __init__(self) -> None:
        super().__init__("Set OCOP_SESSION_SECRET (the same for all services): at least 32 random characters.")


def secret(settings: ServiceSettings) -> str:
    """The signing secret: the setting, or on a development machine one kept under OCOP_HOME, shared by its services."""
    if settings.session_secret:
        return settings.session_secret.get_secret_value()
    if is_secure(settings):
        raise SessionSecretMissingError()
    return _kept(settings.home / "session.secret")


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)  # of services that start together, one wins and all read its secret whole
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()


def remember(connection: HTTPConnection, principal: Principal) -> None:
    """This will sign a person in: a new session, with nothing of the one before (no fixation). Raises TooManyGrants."""
    language_free = principal.model_dump(mode="json", exclude={"grants"})
    who = {**language_free, "grants": [str(grant) for grant in principal.grants]}
    if len(json.dumps(who)) > _WHO_LIMIT:
        raise TooManyGrants(count=len(principal.grants))
    connection.session.clear()
    connection.session["who"] = who
    connection.session["until"] = int(time.time()) + LIFETIME_SECONDS


def forget(connection: HTTPConnection) -> None:
    """This will sign the person out here."""
    connection.session.clear()


def signed_in(connection: HTTPConnection) -> Principal | None:
    """The person this session belongs to."""
    session: dict[str, Any] = connection.session
    who, until = session.get("who"), session.get("until", 0)
    if not who or until < time.time():
        return None
    try:
        return Principal.of(who["id"], who["name"], *who["grants"], email=who["email"], language=who["language"])
    except (KeyError, ValueError, ValidationError):  # a session of an older release
        return None


def leave_notice(connection: HTTPConnection, text: str) -> None:
    """This will show a notice on the next page."""
    connection.session["notice"] = text


def take_notice(connection: HTTPConnection) -> str | None:
    """The notice left for this page, once."""
    notice: str | None = connection.session.pop("notice", None)
    return notice
