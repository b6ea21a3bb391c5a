"""The register of papers: each one, and every digest of a file that is one of ours. One pair of collections a service."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from kit.papers import filed as rules
from kit.papers.filed import Draft, FiledPaper, Scan, State
from kit.papers.number import OfficialNumber
from kit.papers.paper import Paper
from kit.papers.written import Written
from kit.refusal import Kind, Refusal
from kit.storage.collection import Collection
from kit.storage.mongo import Index
from kit.work import Unit

papers: Collection[FiledPaper] = Collection(
    FiledPaper, "papers", [Index("subject"), Index("office", "signed.number.key")]
)


class KnownFile(Aggregate):
    """A file that is one of ours; its id is the SHA-256 of its bytes in lower-case hexadecimal."""

    paper_id: str
    signed: bool
    free: bool = False
    """A signed copy that was taken back from where it was filed by mistake: it may be filed to the paper it is of."""


class CopyOfAnotherPaper(Refusal):
    """The file is on file already, as a draft or as another paper's signed copy: one file is not two papers."""

    slug = "paper.copy-of-another"
    kind = Kind.CONFLICT
    vi = "Tệp này đã có trong sổ: là dự thảo, hoặc là bản ký của văn bản khác. Chọn đúng tệp; nếu văn bản kia nộp nhầm thì bỏ bản ký ở đó trước, rồi nộp lại ở đây."
    en = "This file is on file already: a draft, or the signed copy of another paper. Choose the right one; if it was filed there by mistake, take it back there first, then file it here."


files: Collection[KnownFile] = Collection(KnownFile, "paper_files", [Index("paper_id")])


class Verdict(StrEnum):
    """What a file in hand is."""

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    DRAFT = "draft"
    RETURNED = "returned"
    ALTERED = "altered"
    UNKNOWN = "unknown"


class Answer(BaseModel):
    """The verdict on a file. Number, day and title only of what was issued: of a draft nothing is told but that it is one."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    kind: str | None = None
    number: str | None = None
    signed_on: date | None = None
    office: str | None = None
    title: str | None = None
    superseded_by: str | None = None


async def file_draft(
    unit: Unit, paper_id: str, paper: Paper, written: Written, *, subject: str, about: str, office: str
) -> FiledPaper:
    """Keeps a first or another draft of a paper. Raises StepRefused once it is signed."""
    found = await papers.find(unit, paper_id)
    before = found or FiledPaper(id=paper_id, subject=subject, about=about, office=office, paper=paper)
    after = rules.redrafted(before, paper, written.draft)
    for digest in _digests(written.draft):
        await _know(unit, digest, paper_id, signed=False)
    return await (papers.keep(unit, after) if found else papers.add(unit, after))


async def file_signed(
    unit: Unit, paper_id: str, scan: Scan, *, number: str, on: date, by: str, expected: int | None = None
) -> FiledPaper:
    """
    Keeps what the signed copy is; its bytes are the caller's to keep.

    Raises what `filed.signed` raises, CopyOfAnotherPaper, Stale.
    """
    before = await papers.get(unit, paper_id, expected)
    after = rules.signed(before, scan, number=number, on=on, by=by, at=unit.now, today=unit.today)
    assert after.signed is not None
    await _know(unit, after.signed.sha256, paper_id, signed=True)
    return await papers.keep(unit, after)


async def take_back(unit: Unit, paper_id: str, *, expected: int | None = None) -> FiledPaper:
    """Takes back a signed copy that was filed by mistake, before the paper is issued; it may be filed where it belongs."""
    before = await papers.get(unit, paper_id, expected)
    after = rules.returned(before)
    if before.signed is not None:
        known = await files.get(unit, before.signed.sha256)
        await files.keep(unit, known.model_copy(update={"free": True}))
    return await papers.keep(unit, after)


async def issue(unit: Unit, paper_id: str, *, expected: int | None = None) -> FiledPaper:
    """Puts a signed paper into force. Raises StepRefused without a signed copy, Stale."""
    return await papers.keep(unit, rules.issued(await papers.get(unit, paper_id, expected)))


async def supersede(unit: Unit, paper_id: str, *, by_paper: str, expected: int | None = None) -> FiledPaper:
    """Says which paper replaced an issued one. Raises StepRefused, Stale."""
    return await papers.keep(unit, rules.superseded(await papers.get(unit, paper_id, expected), by_paper))


async def verdict(unit: Unit, sha256: str, named: str | None = None) -> Answer:
    """What a file with this digest is; `named`: the paper that the file itself says it is."""
    known = await files.find(unit, sha256)
    if known is None:
        ours = named is not None and await papers.find(unit, named) is not None
        return Answer(verdict=Verdict.ALTERED if ours else Verdict.UNKNOWN)
    paper = await papers.get(unit, known.paper_id)
    if not known.signed:
        return Answer(verdict=Verdict.DRAFT)
    if paper.signed is None or paper.signed.sha256 != sha256:
        return Answer(verdict=Verdict.RETURNED)
    if paper.state is State.SIGNED:
        return Answer(verdict=Verdict.DRAFT)  # nothing is published before it is issued
    return Answer(
        verdict=Verdict.ISSUED if paper.state is State.ISSUED else Verdict.SUPERSEDED,
        kind=paper.paper.kind,
        number=_shown(paper.signed.number),
        signed_on=paper.signed.on,
        office=paper.office,
        title=paper.paper.subject,
        superseded_by=paper.superseded_by,
    )


async def _know(unit: Unit, digest: str, paper_id: str, *, signed: bool) -> None:
    known = await files.find(unit, digest)
    if known is None:
        await files.add(unit, KnownFile(id=digest, paper_id=paper_id, signed=signed))
    elif known.free and signed:
        # Kept with its version: of two who file it at once to two papers, one is told.
        await files.keep(unit, known.model_copy(update={"paper_id": paper_id, "free": False}))
    elif known.signed or (known.paper_id, known.signed) != (paper_id, signed):
        raise CopyOfAnotherPaper(pointer="/file")


def _digests(draft: Draft) -> tuple[str, str]:
    return draft.docx_sha256, draft.pdf_sha256


def _shown(number: OfficialNumber) -> str:
    return number.text
