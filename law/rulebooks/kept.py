"""
Editions a process was handed by its database: found by (id, hash) and in force nowhere.

What governs is what the files of the package and the installation say; nobody changes it by an event. The text of an
edition travels and is kept as the gzip of its RFC 8785 form, in base64.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from kit.refusal import Kind, Refusal
from law.rulebooks.reading import hash_of, rulebook_of
from law.rulebooks.rulebook import Rulebook

MOST = 20_000_000
"""Bytes an edition may have once unpacked: the largest act so far has one million."""


class NotThatEdition(Refusal):
    """A text that is not what its hash says, or no text at all."""

    slug = "rulebook.not-that-edition"
    kind = Kind.INVALID
    vi = "Nội dung kèm theo không phải bản {hash} của bộ tiêu chí {rulebook}: {why}. Đề nghị nơi gửi phát lại."
    en = "The content is not edition {hash} of rulebook {rulebook}: {why}. Ask the publisher to send it again."


KEPT: dict[tuple[str, str], Callable[[], Rulebook]] = {}
"""The editions of this process. Only ever added to: an edition never becomes another."""


def packed(text: bytes) -> str:
    """The RFC 8785 form of an edition as it is kept and travels."""
    return base64.b64encode(gzip.compress(text, mtime=0)).decode("ascii")


def unpacked(text: str) -> Any:
    """The content in `packed` text. Raises ValueError for what is none, or larger than MOST."""
    try:
        unpacker = zlib.decompressobj(wbits=31)
        data = unpacker.decompress(base64.b64decode(text, validate=True), MOST)
    except zlib.error as broken:
        raise ValueError(str(broken)) from broken
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("larger than an edition may be, or cut short")
    return json.loads(data, parse_float=str)


def checked(rulebook_id: str, hash: str, text: str) -> None:
    """Raises NotThatEdition unless the text is the content with this id and hash."""
    try:
        content = unpacked(text)
        found = (content["id"], hash_of(content))
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise NotThatEdition(rulebook=rulebook_id, hash=hash[:12], why=str(wrong)) from wrong
    if found != (rulebook_id, hash):
        raise NotThatEdition(rulebook=rulebook_id, hash=hash[:12], why=f"{found[0]} {found[1][:12]}")


def remember(rulebook_id: str, hash: str, text: str) -> None:
    """The process finds the edition from here on; its text is read when it is first asked for."""
    KEPT.setdefault((rulebook_id, hash), cache(partial(_read, text)))


def _read(text: str) -> Rulebook:
    return rulebook_of(unpacked(text))
