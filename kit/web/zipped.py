"""A ZIP written while it is sent: an entry at a time, nothing of it kept, a few of them at once."""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import AsyncIterator
from typing import IO, cast

from starlette.responses import StreamingResponse

from kit.web.bounded_work import RETRY_SECONDS
from kit.web.refusals import Busy

AT_ONCE = 2
"""So many are written at once by one process; who comes later is asked to try again."""

Entries = AsyncIterator[tuple[str, bytes]]
"""Names in their order, each with its content when its turn has come."""


class _Sink:
    """What the archive writes to: it never goes back, and what was taken from it is gone."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, some: bytes, /) -> int:
        self._written += some
        return len(some)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = bytes(self._written)
        self._written.clear()
        return taken


class Zipping:
    """Archives of one sort, a few at a time: `return printing.answer("buoi-hop.zip", entries)`."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._places = asyncio.Semaphore(at_once)

    async def answer(self, name: str, entries: Entries) -> StreamingResponse:
        """The archive as a download. Raises Busy while as many as may be are written."""
        if self._places.locked():
            raise Busy(seconds=RETRY_SECONDS)
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return StreamingResponse(self._sent(entries), media_type="application/zip", headers=headers)

    async def _sent(self, entries: Entries) -> AsyncIterator[bytes]:
        async with self._places:  # taken when it is sent: an answer that nobody fetches holds no place
            async for some in zipped(entries):
                yield some


async def zipped(entries: Entries) -> AsyncIterator[bytes]:
    """The bytes of an archive with these entries in this order; PDF and DOCX are packed already and so are stored."""
    sink = _Sink()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w", zipfile.ZIP_STORED) as archive:
        async for name, content in entries:
            archive.writestr(name, content)
            yield sink.take()
    yield sink.take()
