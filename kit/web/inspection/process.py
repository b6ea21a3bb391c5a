"""A process for each file that is opened: a few at once, a queue with an end, and nothing of ours within its reach."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from weakref import WeakKeyDictionary

from kit.refusal import Refusal
from kit.telemetry.logs import log
from kit.web.inspection import refusals
from kit.web.inspection.bounds import AT_ONCE, QUEUE, SECONDS
from kit.web.inspection.kinds import FILMS, PDF_PAGE
from kit.web.refusals import Busy

_log = log(__name__)
_RETRY_SECONDS = 20
TOO_LONG = -1_000
"""In place of an exit status; those of processes that a signal ended are the signal's number, negative."""

REFUSALS: dict[str, type[Refusal]] = {
    "archive": refusals.ArchiveRefused,
    "locked": refusals.DocumentLocked,
    "old": refusals.DocumentOld,
    "pdf-password": refusals.PdfLocked,
    "pdf-cut": refusals.PdfCutOff,
    "pdf-broken": refusals.PdfBroken,
    "pdf-empty": refusals.PdfBroken,
    "pixels": refusals.PictureTooLarge,
}


@dataclass
class _Turns:
    """Whose turn it is, in one event loop."""

    places: asyncio.Semaphore
    within: int = 0


_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, _Turns] = WeakKeyDictionary()


@dataclass(frozen=True)
class Inspected:
    """What a file that is fit to keep gave: whether a picture of it was made, of how many, and the bytes of memory it took."""

    shown: bool
    peak: int
    pages: int = 1


async def inspect(kind: str, file: Path, into: Path, *, name: str, pointer: str | None = None) -> Inspected:
    """
    Opens a file of one of `kinds.OPENED`; the picture a browser shows for it is written to `into`, where one can be made.

    Raises Busy, and each of `kit.web.inspection.refusals` that tells what is wrong with it.
    """
    found, status = await _found(kind, file, PurePosixPath(name).suffix, into)  # a name may say whose it is
    if not found:
        _log.warning("inspection of a file given up", kind=kind, status=status)
        if kind in FILMS:  # it is kept for whoever plays it; only the picture of it is lacking
            return Inspected(shown=False, peak=0)
        # Killed by a bound, or by a fault of a library: what could not be opened here is not opened elsewhere.
        raise refusals.InspectionGivenUp(pointer=pointer, name=name)
    if fault := found.get("fault"):
        slug, values = fault
        values = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
        raise REFUSALS[slug](pointer=pointer, name=name, **values)
    return Inspected(shown=found["shown"], peak=found["peak"], pages=found["pages"])


async def draw_page(file: Path, number: int, into: Path) -> Inspected:
    """Writes the picture of one page (from 1) of a PDF that was opened before to `into`, where one can be made. Raises Busy, also when it took too long."""
    found, status = await _found(PDF_PAGE, file, str(number), into)
    if not found:
        _log.warning("page of a PDF given up", page=number, status=status)
        if status == TOO_LONG:  # the machine's fault as likely as the page's: asked again, it may be there
            raise Busy(seconds=_RETRY_SECONDS)
        return Inspected(shown=False, peak=0)
    return Inspected(shown=found["shown"], peak=found["peak"], pages=found["pages"])


async def _found(kind: str, file: Path, ending: str, into: Path) -> tuple[dict[str, Any], int]:
    """What the process says, and how it ended; nothing of one that was killed or failed."""
    async with _turn():
        status, said = await run(kind, str(file), ending, str(into))
    try:
        return (json.loads(said) if status == 0 else {}), status
    except ValueError:
        return {}, status


async def run(*announced: str) -> tuple[int, bytes]:
    """Looks at a file in a process of its own: exit status (TOO_LONG when it was) and what it printed."""
    # -I: neither its surroundings nor where it starts say what it imports; it has none of our settings and secrets.
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-m",
        "kit.web.inspection",
        *announced,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},
    )
    try:
        said, _ = await asyncio.wait_for(process.communicate(), SECONDS)
    except TimeoutError:
        return TOO_LONG, b""
    finally:
        if process.returncode is None:  # also where who asked went away
            process.kill()
            await process.wait()
    return process.returncode or 0, said


@asynccontextmanager
async def _turn() -> AsyncIterator[None]:
    turns = _turns.setdefault(asyncio.get_running_loop(), _Turns(asyncio.Semaphore(AT_ONCE)))
    if turns.within >= AT_ONCE + QUEUE:
        raise Busy(seconds=_RETRY_SECONDS)
    turns.within += 1
    try:
        async with turns.places:
            yield
    finally:
        turns.within -= 1
