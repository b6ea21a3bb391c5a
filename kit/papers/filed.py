"""A paper on file: drafted by the platform, signed by an authority, issued, and in the end superseded."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate
from kit.lifecycle import Lifecycle
from kit.papers.number import OfficialNumber, official_number
from kit.papers.paper import Paper
from kit.refusal import Kind, Refusal

_HEADER = 1029
"""The first bytes of a PDF, among which its header stands (ISO 32000-1, annex H.3.4.1)."""
_END = 65_536
"""The last bytes of a PDF, among which its end is marked; some scanners fill up with zeros."""
LARGEST_BYTES = 30_000_000
"""Of a signed copy: a scan of a decision with an annex of 500 lines."""


class State(StrEnum):
    """Where a paper is."""

    DRAFT = "draft"
    SIGNED = "signed"
    ISSUED = "issued"
    SUPERSEDED = "superseded"


class Verb(StrEnum):
    """What is done with a paper."""

    REDRAFT = "redraft"
    FILE = "file"
    RETURN = "return"
    ISSUE = "issue"
    SUPERSEDE = "supersede"


LIFECYCLE = Lifecycle(
    subject=("văn bản", "official paper"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.REDRAFT): State.DRAFT,
        (State.DRAFT, Verb.FILE): State.SIGNED,
        (State.SIGNED, Verb.RETURN): State.DRAFT,
        (State.SIGNED, Verb.ISSUE): State.ISSUED,
        (State.ISSUED, Verb.SUPERSEDE): State.SUPERSEDED,
    },
    states={
        State.DRAFT: ("dự thảo", "draft"),
        State.SIGNED: ("đã ký, chưa ban hành", "signed, not issued"),
        State.ISSUED: ("đã ban hành", "issued"),
        State.SUPERSEDED: ("đã được thay thế", "superseded"),
    },
    verbs={
        Verb.REDRAFT: ("soạn lại dự thảo", "draft it anew"),
        Verb.FILE: ("nộp bản ký", "file the signed copy"),
        Verb.RETURN: ("bỏ bản ký nộp nhầm", "take back a copy filed by mistake"),
        Verb.ISSUE: ("ban hành", "issue"),
        Verb.SUPERSEDE: ("thay thế", "supersede"),
    },
)


class NotASignedPdf(Refusal):
    """What was uploaded as the signed copy is no PDF."""

    slug = "paper.not-a-pdf"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Bản ký phải là tệp PDF nguyên vẹn (bản quét hoặc bản ký số). Mở thử tệp, chọn đúng tệp rồi nộp lại."
    en = "The signed copy must be a whole PDF (a scan, or digitally signed). See that it opens, and send it again."


class CopyTooLarge(Refusal):
    """A signed copy larger than is kept."""

    slug = "paper.copy-too-large"
    kind = Kind.TOO_LARGE
    vi = "Bản ký lớn hơn {limit} MB. Quét lại với độ phân giải thấp hơn rồi nộp lại."
    en = "The signed copy is larger than {limit} MB. Scan it at a lower resolution and send it again."


class DraftIsNotSigned(Refusal):
    """What was uploaded as the signed copy is the draft the platform wrote, byte for byte."""

    slug = "paper.draft-is-not-signed"
    kind = Kind.CONFLICT
    vi = "Tệp này chính là bản dự thảo do hệ thống tạo, chưa có chữ ký. Nộp bản đã ký, đóng dấu."
    en = "This file is the draft that the platform wrote, without a signature. Send the signed and stamped copy."


class DayImpossible(Refusal):
    """A paper is not signed in the future."""

    slug = "paper.day-impossible"
    vi = "Ngày ký {on} ở trong tương lai. Ghi ngày trên bản ký."
    en = "The day of signing, {on}, lies in the future. Write the day that is on the signed copy."


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Draft(_Value):
    """
    One draft, as its files were: from the same description, layout and clock they can be written again.

    `layout` is the edition's id, `layout_sha256` what it said ("" on drafts of before that was kept).
    """

    docx_sha256: str
    pdf_sha256: str
    layout: str
    layout_sha256: str = ""
    at: datetime
    by: str


class SignedCopy(_Value):
    """The copy with signature and seal: its file, and number and day as typed once from it."""

    name: str
    sha256: str
    size: int
    number: OfficialNumber
    on: date
    by: str
    at: datetime


class Scan(_Value):
    """
    A file offered as a signed copy, looked at before a transaction: what it is called, its digest, its size in bytes.

    `whole_pdf`: whether it begins and ends as a PDF does (ISO 32000-1, 7.5); one cut off on its way has no end. `picture`: it
    is a photograph that the caller judged by its content, where its kind of paper is signed on the spot and photographed.
    """

    name: str
    sha256: str
    size: int
    whole_pdf: bool
    picture: bool = False

    @classmethod
    def of(cls, content: bytes, name: str) -> Scan:
        """A file in memory."""
        whole = b"%PDF-" in content[:_HEADER] and b"%%EOF" in content[-_END:]
        return cls(name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content), whole_pdf=whole)

    @classmethod
    def at(cls, path: Path, name: str, sha256: str) -> Scan:
        """A file on disk whose digest is known. Blocks: run it in a thread."""
        size = path.stat().st_size
        with path.open("rb") as file:
            begins = b"%PDF-" in file.read(_HEADER)
            file.seek(max(0, size - _END))
            return cls(name=name, sha256=sha256, size=size, whole_pdf=begins and b"%%EOF" in file.read())


class FiledPaper(Aggregate):
    """A paper of an office about something of the caller's (`subject`: its id, `about`: what sort of thing that is)."""

    subject: str
    about: str
    office: str
    paper: Paper
    state: State = State.DRAFT
    drafts: Annotated[tuple[Draft, ...], Field(max_length=200)] = ()
    signed: SignedCopy | None = None
    returned: tuple[SignedCopy, ...] = ()
    superseded_by: str | None = None


def redrafted(filed: FiledPaper, paper: Paper, draft: Draft) -> FiledPaper:
    """With another draft, the last one counting; raises StepRefused once it is signed."""
    state = LIFECYCLE.step(filed.state, Verb.REDRAFT)
    return filed.model_copy(update={"state": state, "paper": paper, "drafts": (*filed.drafts[-199:], draft)})


def signed(filed: FiledPaper, scan: Scan, *, number: str, on: date, by: str, at: datetime, today: date) -> FiledPaper:
    """
    With its signed copy on file; number and day are what stands on it.

    Raises StepRefused, NotASignedPdf, CopyTooLarge, DraftIsNotSigned, DayImpossible, NumberUnreadable.
    """
    state = LIFECYCLE.step(filed.state, Verb.FILE)
    if not (scan.whole_pdf or scan.picture):
        raise NotASignedPdf(pointer="/file")
    if scan.size > LARGEST_BYTES:
        raise CopyTooLarge(pointer="/file", limit=LARGEST_BYTES // 1_000_000)
    if scan.sha256 in {digest for draft in filed.drafts for digest in (draft.pdf_sha256, draft.docx_sha256)}:
        raise DraftIsNotSigned(pointer="/file")
    if on > today:
        raise DayImpossible(pointer="/on", on=f"{on:%d/%m/%Y}")
    read = official_number(number, filed.paper.symbol)
    copy = SignedCopy(name=scan.name, sha256=scan.sha256, size=scan.size, number=read, on=on, by=by, at=at)
    return filed.model_copy(update={"state": state, "signed": copy})


def returned(filed: FiledPaper) -> FiledPaper:
    """A copy filed by mistake taken back before anything followed from it; it is kept among the returned ones."""
    state = LIFECYCLE.step(filed.state, Verb.RETURN)
    kept = (*filed.returned, filed.signed) if filed.signed else filed.returned
    return filed.model_copy(update={"state": state, "signed": None, "returned": kept})


def issued(filed: FiledPaper) -> FiledPaper:
    """In force; raises StepRefused without a signed copy."""
    return filed.model_copy(update={"state": LIFECYCLE.step(filed.state, Verb.ISSUE)})


def superseded(filed: FiledPaper, by_paper: str) -> FiledPaper:
    """Replaced by another paper; it stays on file and can be verified."""
    state = LIFECYCLE.step(filed.state, Verb.SUPERSEDE)
    return filed.model_copy(update={"state": state, "superseded_by": by_paper})
