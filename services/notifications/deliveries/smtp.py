"""The conversation with the mail server, and what its answers mean."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from urllib.parse import unquote, urlsplit

import aiosmtplib

from services.notifications.deliveries.answer import Answer, Result

TIMEOUT_SECONDS = 20.0
"""How long connecting, or handing over one mail from the first word to the last, may take."""


class ServerAwayError(ConnectionError):
    """The mail server does not answer or does not let us in: no message is to blame, none is claimed."""


class MailServer:
    """
    One connection to the server that `SMTP_URL` names: `smtp://` (STARTTLS where it is offered) or `smtps://`, with
    user and password in the address where the server asks for them.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("SMTP_URL must look like smtp://host:25 or smtps://user:password@host:465")
        self._timeout = timeout
        self._client = aiosmtplib.SMTP(
            hostname=parts.hostname,
            port=parts.port or (465 if parts.scheme == "smtps" else 25),
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            use_tls=parts.scheme == "smtps",
            timeout=timeout,
        )

    async def open(self) -> None:
        """Connects unless there is a living connection; raises ServerAwayError."""
        if self._client.is_connected:
            try:
                await self._client.noop()
                return
            except (aiosmtplib.SMTPException, OSError):
                await self.close()
        try:
            await asyncio.wait_for(self._client.connect(), self._timeout)
        except (aiosmtplib.SMTPException, OSError) as away:
            self._client.close()
            raise ServerAwayError(f"{type(away).__name__}: {away}") from away

    async def close(self) -> None:
        """Ends the connection, politely where the server listens."""
        with suppress(aiosmtplib.SMTPException, OSError):
            await asyncio.wait_for(self._client.quit(), timeout=2)
        self._client.close()

    async def hand_over(self, mail: bytes, *, sender: str, to: str) -> Answer:
        """Offers one mail and says what the server made of it; it raises nothing but cancellation."""
        try:
            offered = self._client.sendmail(sender, [to], mail)
            _, words = await asyncio.wait_for(offered, self._timeout)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            one = refused.recipients[0]
            return Answer(_of(one.code, Result.PERMANENT), one.code, one.message)
        except aiosmtplib.SMTPResponseException as answered:
            # The sender, the content or the order of things was refused, not the address.
            return Answer(_of(answered.code, Result.TECHNICAL), answered.code, answered.message)
        except (aiosmtplib.SMTPException, OSError) as broken:
            # Whether the server took it before the line broke is not known: it will be offered again.
            await self.close()
            return Answer(Result.TEMPORARY, None, f"{type(broken).__name__}: {broken}")
        return Answer(Result.ACCEPTED, 250, words)


def _of(code: int, lasting: Result) -> Result:
    """4yz may pass, 5yz will not (RFC 5321, 4.2.1); anything else is no answer of a mail server."""
    if 400 <= code < 500:
        return Result.TEMPORARY
    return lasting if 500 <= code < 600 else Result.TECHNICAL
