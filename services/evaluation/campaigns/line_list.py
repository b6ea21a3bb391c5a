"""A campaign's lines as an XLSX workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kit.language import gettext as _
from kit.lists.workbook import Cell, written
from programme import names
from services.evaluation.campaigns.campaign import Campaign
from services.evaluation.campaigns.line import Line
from services.evaluation.campaigns.line_lifecycle import LINES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(campaign: Campaign, lines: Iterable[Line], on: date) -> bytes:
    """One sheet, a line a row, days as days. Up to 500 lines take some tens of milliseconds: run it in a thread."""
    return written(campaign.name, _("Danh sách"), head(), [row(line, on) for line in lines], _WIDTHS)


def head() -> list[str]:
    """The names of the columns."""
    return [
        _("TT"), _("Sản phẩm"), _("Bộ sản phẩm"), _("Chủ thể"), _("Mã sản phẩm"), _("Hạng sao"), _("Dòng trong quyết định"), _("Xã, huyện khi công nhận"),
        _("Xã hiện nay"), _("Hết hiệu lực"), _("Hạn nộp"), _("Hạn nội bộ"), _("Rà soát"), _("Nhận xét rà soát"), _("Tình trạng"),
        _("Nhận hồ sơ"), _("Đúng hạn"), _("Hạng sao mới"), _("Lý do"),
    ]  # fmt: skip


def row(line: Line, on: date) -> list[Cell]:
    """A line as a row."""
    review = line.review
    in_time = None if line.in_time is None else _("Có") if line.in_time else _("Không")
    return [
        line.no,
        line.product_name,
        names.product_set(line.set_no),
        line.producer_name,
        line.product_code,
        line.star,
        line.decision_line,
        names.place(line.place_then.path, line.place_then.on, line.place_then.name),
        names.place(line.place_now.path, line.place_now.on, line.place_now.name),
        line.valid_until,
        line.closes_on,
        line.internal_by,
        (_("Đạt") if all(review.findings.values()) else _("Có nội dung không đạt")) if review else None,
        review.note if review else None,
        " – ".join([names.state(LINES, line.state), *([_("quá hạn")] if line.late(on) else [])]),
        line.received_on,
        in_time,
        line.star_now,
        line.because or None,
    ]


_WIDTHS = (5, 32, 28, 34, 22, 9, 10, 24, 24, 13, 13, 13, 18, 36, 24, 13, 10, 12, 30)
