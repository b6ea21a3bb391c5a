"""
Editions a process was handed by its database: found by (id, hash) and in force nowhere.

Rulebooks are in `KEPT`; the law's other texts, lists and offices' regulations, in `TEXTS`. What governs is what the files of the package and the installation say; nobody changes it by an event. The text of an
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
    vi = "Nội dung kèm theo không phải bản {hash} của văn bản {id}: {why}. Đề nghị nơi gửi phát lại."
    en = "The content is not edition {hash} of {id}: {why}. Ask the publisher to send it again."


NAMED_BY = {"rulebook": "id", "list": "list", "regulation": "id"}
"""Kind of text → the name in its content that says which it is."""


KEPT: dict[tuple[str, str], Callable[[], Rulebook]] = {}
"""The editions of this process. Only ever added to: an edition never becomes another."""

TEXTS: dict[tuple[str, str, str], str] = {}
"""(kind, id, hash) → the packed text of a list or a regulation. Only ever added to, too."""


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


def checked(id: str, hash: str, text: str, kind: str = "rulebook") -> None:
    """Raises NotThatEdition unless the text is the content of this kind with this id and hash."""
    try:
        content = unpacked(text)
        found = (content[NAMED_BY[kind]], hash_of(content))
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise NotThatEdition(id=id, hash=hash[:12], why=str(wrong)) from wrong
    if found != (id, hash):
        raise NotThatEdition(id=id, hash=hash[:12], why=f"{found[0]} {found[1][:12]}")


def remember(id: str, hash: str, text: str, kind: str = "rulebook") -> None:
    """The process finds the edition from here on; its text is read when it is first asked for."""
    if kind == "rulebook":
        KEPT.setdefault((id, hash), cache(partial(_read, text)))
    else:
        TEXTS.setdefault((kind, id, hash), text)


def is_known(id: str, hash: str, kind: str = "rulebook") -> bool:
    """Whether the process finds an edition among those its database keeps."""
    return (id, hash) in KEPT if kind == "rulebook" else (kind, id, hash) in TEXTS


def kept_of(kind: str, id: str) -> dict[str, Any]:
    """Hash → content of every edition kept of a list or a regulation."""
    return {hash: unpacked(text) for (of, name, hash), text in list(TEXTS.items()) if (of, name) == (kind, id)}


def _read(text: str) -> Rulebook:
    return rulebook_of(unpacked(text))
