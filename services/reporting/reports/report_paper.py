"""A report as an official paper (Decree 30/2020/NĐ-CP): its number and signature are left to the office."""

from __future__ import annotations

from kit.clock import LOCAL
from kit.papers.paper import Block, Column, Heading, Paper, Paragraph, Signature, Table
from law import papers
from programme import names
from services.reporting.reports import tables
from services.reporting.reports.report import Report
from services.reporting.reports.tables import Written


def paper(report: Report) -> Paper:
    """The paper of a report, in Vietnamese; made again it is the same."""
    on = report.until
    office = papers.office(report.office, on)
    return Paper(
        issuer=office.head,
        kind="BC",
        symbol=f"BC-{office.symbol}",
        place=office.place,
        year=on.year,
        subject=f"{tables.subject(report, 'vi')}\n(từ ngày {report.since:%d/%m/%Y} đến ngày {report.until:%d/%m/%Y})",
        blocks=tuple(block for one in tables.written(report, "vi") for block in _section(one)) + _sources(report),
        signatures=(Signature(lines=("THỦ TRƯỞNG ĐƠN VỊ",)),),
        recipients=(*(f"- {names.office(one, on, 'vi')};" for one in report.recipients), "- Lưu: VT."),
    )


def _section(written: Written) -> tuple[Block, ...]:
    columns = (
        Column(title=written.head[0], weight=3),
        *(Column(title=title, align="right") for title in written.head[written.numbers_from :]),
    )
    rows = tuple(
        tuple(tables.number(cell, "vi") if isinstance(cell, int) else cell for cell in row) for row in written.rows
    )
    return (
        Heading(text=f"{written.no}. {written.heading}", level=2),
        Paragraph(text=written.text),
        Table(columns=columns, rows=rows),
    )


def _sources(report: Report) -> tuple[Block, ...]:
    at = f"{report.as_of.astimezone(LOCAL):%H giờ %M ngày %d/%m/%Y}"
    return (
        Paragraph(
            text=f"Số liệu do hệ thống tự đếm từ việc đã diễn ra, theo những gì đã ghi nhận đến {at}. Mã kiểm tra nội dung: {report.content[:16]}.",
            italic=True,
        ),
    )
