"""The provider's signing key, kept under the home so that a restart signs nobody out, and the access tokens it signs."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import RSAKey

LIFETIME_SECONDS = 24 * 3600
"""As long as any session of a service: this provider gives no refresh tokens, and is asked again with these."""
ALGORITHM = "RS256"


def signing_key(home: Path) -> RSAKey:
    """The key of this home; made on the first start."""
    file = home / "identity.pem"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = RSAKey.generate_key(2048, private=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(made.as_pem(private=True))
    return RSAKey.import_key(file.read_bytes(), {"use": "sig"})


@dataclass(frozen=True)
class AccessTokens:
    """Signs what the platform's endpoints take as bearer: a JWT of this issuer for this audience."""

    issuer: str
    audience: str
    key: RSAKey

    def token(self, subject: str, claims: Mapping[str, object]) -> str:
        """An access token that speaks for `subject`."""
        now = int(time.time())
        said = {
            **claims,
            "iss": self.issuer,
            "aud": self.audience,
            "sub": subject,
            "iat": now,
            "exp": now + LIFETIME_SECONDS,
            "jti": str(uuid4()),
        }
        return jwt.encode({"alg": ALGORITHM, "typ": "at+jwt"}, said, self.key)  # RFC 9068 2.1
