"""«Print the afternoon»: every paper of a decision's cases in the order in which they are laid before the authority, as one ZIP."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence

from starlette.responses import StreamingResponse

from kit.clock import LOCAL
from kit.identity import Principal
from kit.normalization import nfd
from kit.papers import register as papers
from kit.papers.filed import FiledPaper
from kit.papers.paper import Paper
from kit.papers.written import written
from kit.service import Service
from kit.web.files import FileStore
from kit.web.zipped import Zipping
from kit.work import Unit
from law import papers as law_papers
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.councils.council import Council
from services.evaluation.decisions import drafting, use_cases
from services.evaluation.decisions.decision import CaseDecision, CaseLine
from services.evaluation.decisions.score_sheets import sheets_paper
from services.evaluation.documents import store as documents
from services.evaluation.documents.document import Kind as DocumentKind
from services.evaluation.meetings import meeting_papers
from services.evaluation.meetings import store as meeting_store
from services.evaluation.meetings.meeting import Meeting
from services.evaluation.rulings.verdict import Proposal

printing = Zipping()

NO_MEETING = (
    "Giấy mời, danh sách ký tên: không có cuộc họp nào về các hồ sơ này mà người in được xem toàn bộ chương trình."
)
CERTIFICATES = "Giấy chứng nhận: sổ đăng ký cấp sau khi quyết định được ban hành; tải bản in ở trang của từng giấy chứng nhận trong sổ đăng ký."


async def answer(service: Service, unit: Unit, decision: CaseDecision, by: Principal) -> StreamingResponse:
    """The archive as a download. Raises Busy while others are written."""
    held = await _meetings(unit, decision, by)
    now = await use_cases.now_of(unit, decision)
    filed = await use_cases.paper_of(unit, decision.id)
    found = {id: one for id, one in now.found.items() if isinstance(one, tuple)}
    entries = _entries(service, unit, decision, now.cases, found, filed, held)
    return await printing.answer(f"buoi-hop-{decision.id}.zip", entries)


async def _entries(
    service: Service,
    unit: Unit,
    decision: CaseDecision,
    cases: Mapping[str, Case],
    found: Mapping[str, tuple[Proposal, Council]],
    filed: FiledPaper,
    held: Sequence[Meeting],
) -> AsyncIterator[tuple[str, bytes]]:
    on, last = decision.drafted_on, filed.drafts[-1]
    layout = law_papers.layout_of(last.layout, last.layout_sha256)

    async def made(paper: Paper) -> bytes:
        return (await asyncio.to_thread(written, decision.id, paper, layout, at=last.at, by=last.by)).pdf

    yield "00-muc-luc.txt", _contents(decision, held).encode()
    for meeting in held:
        paper = meeting_papers.invitation(meeting, on=on, to_sign=True)
        yield f"01-giay-moi-kem-danh-sach-ky-ten/{_day(meeting)}.pdf", await made(paper)
    for line in decision.standing:
        if line.case_id in found:
            proposal = found[line.case_id][0]
            paper = sheets_paper(cases[line.case_id], proposal.rulebook, proposal.sheets, on=on)
            yield f"02-phieu-cham/{_called(line)}.pdf", await made(paper)
    for line in decision.standing:
        if minutes := await _minutes(service, unit, line):
            yield f"03-bien-ban/{_called(line)}.pdf", minutes
    for meeting in held:
        if minutes := await _written(service, unit, meeting.minutes_id):
            yield f"03-bien-ban/cuoc-hop-{_day(meeting)}.pdf", minutes
    yield "04-to-trinh.pdf", await made(drafting.submission_paper(decision, on=on))
    if filed.signed is not None:
        copy = FileStore.of(service).path(filed.signed.sha256)
        yield "05-quyet-dinh-ban-ky.pdf", await asyncio.to_thread(copy.read_bytes)
    else:
        yield "05-du-thao-quyet-dinh-kem-phu-luc.pdf", await made(filed.paper)
    yield "06-danh-sach-ket-qua.pdf", await made(drafting.results_paper(decision, on=on))


async def _minutes(service: Service, unit: Unit, line: CaseLine) -> bytes | None:
    """The minutes of a case: the signed copy, or the draft as it was written last; None where nobody wrote any."""
    of_case = [one for one in await documents.of_case(unit, line.case_id) if one.kind == DocumentKind.MINUTES]
    if not of_case:
        return None
    return await _written(service, unit, max(of_case, key=lambda one: one.no).id)


async def _written(service: Service, unit: Unit, paper_id: str | None) -> bytes | None:
    filed = await papers.papers.find(unit, paper_id) if paper_id else None
    if filed is None or not filed.drafts:
        return None
    if filed.signed is not None:
        return await asyncio.to_thread(FileStore.of(service).path(filed.signed.sha256).read_bytes)
    draft = filed.drafts[-1]
    layout = law_papers.layout_of(draft.layout, draft.layout_sha256)
    return (await asyncio.to_thread(written, filed.id, filed.paper, layout, at=draft.at, by=draft.by)).pdf


async def _meetings(unit: Unit, decision: CaseDecision, by: Principal) -> list[Meeting]:
    """The meetings over its cases, where every case on the agenda is one that a person sees: its papers speak of all."""
    found = await meeting_store.over_cases(unit, [line.case_id for line in decision.standing], office=decision.office)
    seen = await case_store.seen_inside_among(unit, {id for one in found for id in one.case_ids}, by)
    return [one for one in found if all(id in seen for id in one.case_ids)]


def _day(meeting: Meeting) -> str:
    return f"{meeting.starts_at.astimezone(LOCAL):%Y-%m-%d-%Hh%M}"


def _contents(decision: CaseDecision, held: Sequence[Meeting]) -> str:
    lines = [
        f"{line.no}. {line.product_name} – {line.producer_name} ({line.dossier_number})" for line in decision.standing
    ]
    missing = [CERTIFICATES] if held else [NO_MEETING, CERTIFICATES]
    return "\n".join((decision.subject, "", *lines, "", *missing, ""))


def _called(line: CaseLine) -> str:
    """A name that every system keeps: the line's number and the product's name without marks."""
    bare = "".join(sign for sign in nfd(line.product_name) if not "\u0300" <= sign <= "\u036f")
    plain = re.sub(r"[^a-z0-9]+", "-", bare.replace("đ", "d").replace("Đ", "D").lower()).strip("-")
    return f"{line.no:03d}-{plain[:60] or 'san-pham'}"
