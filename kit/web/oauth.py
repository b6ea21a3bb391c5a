"""Authlib's OAuth client. Its own filter would show its deprecations to everybody who runs a command."""

import warnings

from authlib.deprecate import AuthlibDeprecationWarning  # type: ignore[import-untyped]

warnings.simplefilter("ignore", AuthlibDeprecationWarning)

from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # noqa: E402
from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]  # noqa: E402

__all__ = ["AsyncOAuth2Client", "AuthlibBaseError"]
