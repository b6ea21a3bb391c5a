"""The deployment's secret, and what is made of it: a key per purpose, and hashes that only who has the key can make."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kit.settings import ServiceSettings


class SessionSecretMissingError(RuntimeError):
    """The site is published over TLS without a secret of its own."""

    def __init__(self) -> None:
        super().__init__("Set OCOP_SESSION_SECRET (the same for all services): at least 32 random characters.")


def secret(settings: ServiceSettings) -> str:
    """The deployment's secret: the setting, or on a development machine one kept under OCOP_HOME."""
    if settings.session_secret:
        return settings.session_secret.get_secret_value()
    if settings.is_secure():
        raise SessionSecretMissingError()
    return _kept(settings.home / "session.secret")


def derived(secret: str, service: str, purpose: str) -> bytes:
    """One key per service and purpose (HKDF, RFC 5869), so that what is signed for one is worth nothing for another."""
    info = f"ocop {service} {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())


class Matching:
    """
    Hashes by which numbers of people are matched without being compared as numbers (HMAC-SHA-256).

    Each begins with a mark of its key: after a change of the secret those of the old one are known, and made anew from
    the number where that is kept. `recognised` is the one hash that the services of a deployment share.
    """

    def __init__(self, settings: ServiceSettings, service: str) -> None:
        self._settings, self._service = settings, service

    @cached_property
    def _key(self) -> bytes:
        return derived(secret(self._settings), self._service, "numbers of people")

    @cached_property
    def mark(self) -> str:
        """The beginning of each hash of this key."""
        return hmac.new(self._key, b"which key", hashlib.sha256).hexdigest()[:8] + ":"

    def hash(self, number: str) -> str:
        """What a number is matched by."""
        return self.mark + hmac.new(self._key, b"number " + number.encode(), hashlib.sha256).hexdigest()

    @cached_property
    def _shared_key(self) -> bytes:
        return derived(secret(self._settings), "programme", "people recognised across services")

    def recognised(self, kind: str, value: str) -> str:
        """
        What two services of a deployment recognise the same number, address or name by, without either telling it to the
        other; of a `kind` (`telephone`, `email` …), so that equal text of another kind is not taken for it.
        """
        return hmac.new(self._shared_key, f"{kind} {value}".encode(), hashlib.sha256).hexdigest()


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
