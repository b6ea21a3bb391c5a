"""The two files of a draft, written together: what a caller computes in a thread before its transaction."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from kit.papers.filed import Draft
from kit.papers.layout import Layout
from kit.papers.paper import Paper
from kit.papers.pdf import pdf
from kit.papers.word import docx

_MARK = re.compile(rb"ocop-paper:([0-9a-zA-Z-]{1,64})")


@dataclass(frozen=True)
class Written:
    """A draft's files and what is kept of them."""

    docx: bytes = field(repr=False)
    pdf: bytes = field(repr=False)
    draft: Draft


def written(paper_id: str, paper: Paper, layout: Layout, *, at: datetime, by: str, as_draft: bool = True) -> Written:
    """
    Both files of a draft, each saying in its properties which paper it is; the same bytes for the same arguments.
    `as_draft`: it says so across every page; not where this very file is printed to be signed.
    """
    mark = f"ocop-paper:{paper_id}"
    word = docx(paper, layout, at=at, draft=as_draft, mark=mark)
    page = pdf(paper, layout, at=at, draft=as_draft, mark=mark)
    kept = Draft(
        docx_sha256=_digest(word),
        pdf_sha256=_digest(page),
        layout=layout.id,
        layout_sha256=layout.digest,
        at=at,
        by=by,
    )
    return Written(word, page, kept)


def paper_of(content: bytes) -> str | None:
    """Which paper a file says it is, by its own properties; None when it says nothing. Reads at most a megabyte of them."""
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(content)) as parts, parts.open("docProps/core.xml") as core:
                content = core.read(1_000_000)
        except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
            return None
    found = _MARK.search(content)
    return found.group(1).decode() if found else None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
