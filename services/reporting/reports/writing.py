"""The files a report is published as: DOCX and PDF for people, XLSX and CSV to go on counting with, JSON for machines."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence

from kit.language import speaking
from kit.lists import as_csv
from kit.lists.workbook import Sheet, book
from kit.papers.pdf import pdf
from kit.papers.word import docx
from law import papers
from services.reporting.reports import tables
from services.reporting.reports.report import File, PublishedFile, Report, ReportFields
from services.reporting.reports.report_paper import paper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def written(report: Report) -> list[tuple[File, PublishedFile]]:
    """
    Every file of a report, the same bytes for the same report: the clock in them is the instant it was counted at. Takes
    a second or two: run it in a thread.
    """
    mark = f"ocop-paper:{report.id}"
    with speaking("vi"):
        layout, said = papers.layout(report.until), paper(report)
        made: list[tuple[str, str, Callable[[], bytes]]] = [
            ("bao-cao.docx", DOCX, lambda: docx(said, layout, at=report.as_of, draft=False, mark=mark)),
            ("bao-cao.pdf", "application/pdf", lambda: pdf(said, layout, at=report.as_of, draft=False, mark=mark)),
            ("so-lieu.xlsx", XLSX, lambda: _workbook(report)),
            ("so-lieu.csv", "text/csv; charset=utf-8", lambda: _rows(report).encode()),
            ("so-lieu.json", "application/json", lambda: as_json(report)),
        ]
        return [_file(report, name, kind, write()) for name, kind, write in made]


def content_of(file: PublishedFile) -> bytes:
    """The bytes of a published file."""
    return b64decode(file.base64)


def as_json(report: Report) -> bytes:
    """The machine-readable twin: everything the report says, and the hashes by which it is found again."""
    said = {
        "id": report.id,
        **report.model_dump(mode="json", include=set(ReportFields.model_fields)),
        "as_of": report.as_of.isoformat(),
        "lists": report.lists,
        "query_sha256": report.query,
        "content_sha256": report.content,
        "sections": [one.model_dump(mode="json") for one in report.sections],
    }
    return json.dumps(said, ensure_ascii=False, indent=2).encode()


def _workbook(report: Report) -> bytes:
    sheets = [
        Sheet(name=f"{one.no}"[:31], head=one.head, rows=one.rows, widths=[40, *(18 for _ in one.head[1:])])
        for one in tables.written(report, "vi")
    ]
    return book(tables.subject(report, "vi"), sheets, at=report.as_of)


def _rows(report: Report) -> str:
    lines: list[Sequence[str | int]] = [["Mục", "Nội dung", "Địa bàn hoặc chỉ tiêu", "Cột", "Số liệu"]]
    for one in tables.written(report, "vi"):
        for row in one.rows:
            lines += [
                [one.no, one.heading, row[0], title, value] for title, value in zip(one.head[1:], row[1:], strict=True)
            ]
    return as_csv(lines)


def _file(report: Report, name: str, kind: str, content: bytes) -> tuple[File, PublishedFile]:
    digest = hashlib.sha256(content).hexdigest()
    kept = PublishedFile(
        id=digest, report_id=report.id, name=name, media_type=kind, base64=b64encode(content).decode("ascii")
    )
    return File(name=name, media_type=kind, sha256=digest, size=len(content)), kept
