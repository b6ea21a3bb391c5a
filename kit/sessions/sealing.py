"""What is derived from OCOP_SESSION_SECRET: row ids, form tokens, and the encryption of what the provider gave."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from pydantic import ValidationError

from kit.secret import derived
from kit.sessions.session import Tokens


class Keys:
    """One key per purpose (HKDF, RFC 5869), so that what is signed for one is worth nothing for another."""

    def __init__(self, secret: str, service: str) -> None:
        self._secret = secret
        self._service = service
        self._rows = self._derived("row ids")
        self._forms = self._derived("form tokens")
        self._fernet = Fernet(urlsafe_b64encode(self._derived("provider tokens")))
        self._writers = Fernet(urlsafe_b64encode(self._derived("writers")))
        self._devices = self._derived("device copies")

    def row(self, cookie: str) -> str:
        """The id of the row a cookie's value stands for."""
        return hmac.new(self._rows, cookie.encode(), hashlib.sha256).hexdigest()

    def form(self, cookie: str) -> str:
        """The token that forms of this session carry."""
        return hmac.new(self._forms, cookie.encode(), hashlib.sha256).hexdigest()

    def visit(self) -> str:
        """The secret that signs the cookie of somebody not signed in."""
        return self._derived("visits").hex()

    def writer(self, person_id: str) -> str:
        """Says, in a form, whose it is: believed also when the session it was made in has ended."""
        return self._writers.encrypt(person_id.encode()).decode()

    def written_by(self, writer: str, seconds: int) -> str | None:
        """Whose form it was; None when it is none of ours, or older."""
        try:
            return self._writers.decrypt(writer, ttl=seconds).decode()
        except InvalidToken:
            return None

    def device(self, person_id: str) -> str:
        """The key (base64url, 256 bits) to a person's own copies on a device: the next person there has another."""
        return urlsafe_b64encode(hmac.new(self._devices, person_id.encode(), hashlib.sha256).digest()).decode()

    def seal(self, tokens: Tokens) -> str:
        """The tokens, encrypted (Fernet)."""
        return self._fernet.encrypt(tokens.model_dump_json().encode()).decode()

    def open(self, sealed: str) -> Tokens | None:
        """The tokens again; None when another secret sealed them."""
        try:
            return Tokens.model_validate_json(self._fernet.decrypt(sealed))
        except (InvalidToken, ValidationError):
            return None

    def _derived(self, purpose: str) -> bytes:
        return derived(self._secret, self._service, purpose)
