"""PKCE for a provider that does not ask for it: a code is redeemed only by whoever began the sign-in (RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit


class Challenges:
    """The challenge each code was given out under, kept until the code is redeemed."""

    def __init__(self) -> None:
        self._by_code: dict[str, str] = {}

    def is_begun(self, query: Mapping[str, str]) -> bool:
        """Whether a request for a code carries a challenge of the one kind we take."""
        return query.get("code_challenge_method") == "S256" and bool(query.get("code_challenge"))

    def remember(self, query: Mapping[str, str], location: str) -> None:
        """Binds the code in the redirect to the challenge of the request."""
        code = parse_qs(urlsplit(location).query).get("code")
        if code:
            self._by_code[code[0]] = query["code_challenge"]

    def is_answered(self, form: Mapping[str, str]) -> bool:
        """Whether the verifier of a token request answers the challenge of its code; a code answers once."""
        challenge = self._by_code.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        answer = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return challenge is not None and secrets.compare_digest(challenge, answer)
