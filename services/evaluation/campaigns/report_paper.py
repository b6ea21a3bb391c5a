"""What stands on the report of a campaign to the Steering Committee. Pure; the words are Vietnamese, as sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.papers.paper import Annex, Block, Column, Numbered, Paper, Paragraph, Signature, Table
from law import papers
from programme import names
from services.evaluation.campaigns import progress, rules
from services.evaluation.campaigns.campaign import Campaign
from services.evaluation.campaigns.line import Line
from services.evaluation.campaigns.line_lifecycle import LINES, Stage


def paper(campaign: Campaign, lines: Sequence[Line], on: date) -> Paper:
    """The report as of a day, its number and signature left to the office."""
    office = papers.office(campaign.office, on)
    return Paper(
        issuer=office.head,
        kind="BC",
        symbol=f"BC-{office.symbol}",
        place=office.place,
        year=on.year,
        subject=f"Kết quả {campaign.name[:1].lower()}{campaign.name[1:]}",
        addressees=("Ban Chỉ đạo Chương trình OCOP",),
        blocks=_blocks(campaign, lines, on),
        annexes=(Annex(title="Danh sách sản phẩm", blocks=(_list(lines, on),), wide=True),),
        signatures=(Signature(lines=("THỦ TRƯỞNG ĐƠN VỊ",)),),
        recipients=("- Như trên;", "- Lưu: VT."),
    )


def _blocks(campaign: Campaign, lines: Sequence[Line], on: date) -> tuple[Block, ...]:
    found = rules.counts(lines)
    late = sum(line.late(on) for line in lines)
    of = (
        f"theo Quyết định số {campaign.decision_number} ngày {_day(campaign.decided_on)}"
        if campaign.decision_number and campaign.decided_on
        else f"có giấy chứng nhận hết hạn từ ngày {_day(campaign.window_from)} đến ngày {_day(campaign.window_to)}"
    )
    counted = [f"{_said(Stage(stage))}: {count}" for stage, count in found.items()]
    unnamed = (
        (
            Paragraph(
                text=f"Quyết định công nhận {campaign.listed} sản phẩm; {campaign.unnamed} sản phẩm chưa có tên trong hệ thống và chưa được rà soát trên hệ thống."
            ),
        )
        if campaign.unnamed
        else ()
    )
    receiving = names.office(campaign.receiving_office, campaign.opened_on, "vi")
    closing = f" Đợt kết thúc ngày {_day(campaign.closed_on)}." if campaign.closed_on else ""
    return (
        Paragraph(text="I. TÌNH HÌNH CHUNG", bold=True),
        Paragraph(
            text=f"Đợt mở ngày {_day(campaign.opened_on)}, gồm {len(lines)} sản phẩm {of}; hồ sơ nhận tại {receiving}.{closing}"
        ),
        *unnamed,
        Paragraph(text=f"II. KẾT QUẢ ĐẾN NGÀY {_day(on)}", bold=True),
        Numbered(items=tuple(counted), marks="-"),
        Paragraph(
            text=f"Đã rà soát {sum(line.review is not None for line in lines)} sản phẩm; nhận hồ sơ đúng hạn {sum(line.in_time is True for line in lines)}, quá hạn {sum(line.in_time is False for line in lines)}; {late} sản phẩm quá hạn chưa có hồ sơ."
        ),
        Paragraph(text="III. THEO ĐỊA BÀN", bold=True),
        _by_place(lines, on),
    )


def _by_place(lines: Sequence[Line], on: date) -> Table:
    columns = [Column(title="Địa bàn", weight=3)]
    columns += [
        Column(title=title, align="right")
        for title in ("Sản phẩm", "Đã rà soát", "Chưa có hồ sơ", "Quá hạn", "Đang đánh giá", "Đã xong")
    ]
    rows = [
        (one.name, str(one.lines), str(one.reviewed), str(one.waiting), str(one.late), str(one.filed), str(one.done))
        for one in progress.by_place(lines, borders="then", unit="above", on=on)
    ]
    return Table(columns=tuple(columns), rows=tuple(rows))


def _list(lines: Sequence[Line], on: date) -> Table:
    columns = (
        Column(title="TT", weight=0.5, align="centre"),
        Column(title="Sản phẩm", weight=2.5),
        Column(title="Chủ thể", weight=2.5),
        Column(title="Địa bàn", weight=2),
        Column(title="Hạng sao", weight=0.8, align="right"),
        Column(title="Hạn nộp", weight=1.1),
        Column(title="Nhận hồ sơ", weight=1.1),
        Column(title="Kết quả", weight=2),
    )
    rows = tuple(
        (
            str(line.no),
            line.product_name,
            line.producer_name,
            names.place(line.place_then.path, line.place_then.on, line.place_then.name, "vi"),
            str(line.star),
            _day(line.closes_on),
            _day(line.received_on),
            _said(line.state)
            + (f", {line.star_now} sao" if line.star_now else "")
            + (" (quá hạn)" if line.late(on) else ""),
        )
        for line in lines
    )
    return Table(columns=columns, rows=rows)


def _said(stage: Stage) -> str:
    return names.state(LINES, stage, "vi")


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
