"""The outcome of a comparison as a CSV file, as spreadsheets open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from kit.language import gettext as _
from services.registry.comparisons.comparison import Line
from services.registry.comparisons.views import differing, outcomes, why

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def written(lines: Sequence[Line]) -> str:
    """A row per line, with what the list and the register say. It begins with the mark by which spreadsheets know UTF-8."""
    out, words = io.StringIO(), outcomes()
    sheet = csv.writer(out)
    sheet.writerow([_("Dòng"), _("Sản phẩm"), _("Chủ thể"), _("Kết quả"), _("Khác nhau"), _("Ghi chú")])
    for one in lines:
        cells = [one.product, one.producer, words[one.outcome], "; ".join(differing(one)), why(one)]
        sheet.writerow([one.line or "", *map(_inert, cells)])
    return "\ufeff" + out.getvalue()


def _inert(text: str) -> str:
    """A text no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_ACTIVE) else text
