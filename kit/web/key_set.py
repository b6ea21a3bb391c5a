"""The provider's keys (RFC 7517): those that can be read, whatever stands beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, KeySet

from kit.telemetry.logs import log

_log = log(__name__)
_MOST = 100


def readable(document: Mapping[str, Any]) -> KeySet:
    """
    The keys of a JWK set that are of a kind we know.

    RFC 7517, 5: a key whose `kty`, or any value in it, is not understood is ignored; one new curve at the provider must
    not stop everybody.
    """
    keys = []
    listed = document.get("keys")
    for one in listed[:_MOST] if isinstance(listed, list) else ():
        try:
            keys.append(JWKRegistry.import_key(one))
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as unknown:
            kind = {name: str(one.get(name))[:40] for name in ("kid", "kty", "crv")} if isinstance(one, dict) else {}
            _log.warning("a key of the identity provider was left out", fault=type(unknown).__name__, **kind)
    return KeySet(keys)
