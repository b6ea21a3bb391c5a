"""Authlib's OAuth client, and how the provider is known over TLS. Authlib's own filter would show its deprecations to everybody who runs a command."""

import ssl
import warnings
from functools import lru_cache

from authlib.deprecate import AuthlibDeprecationWarning  # type: ignore[import-untyped]

warnings.simplefilter("ignore", AuthlibDeprecationWarning)

from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # noqa: E402
from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]  # noqa: E402

__all__ = ["AsyncOAuth2Client", "AuthlibBaseError", "trusted"]


@lru_cache(maxsize=4)
def trusted(ca_file: str | None) -> ssl.SSLContext:
    """Whose word is taken for the provider's name: the authority in a file (PEM), or those of the system."""
    return ssl.create_default_context(cafile=ca_file)
