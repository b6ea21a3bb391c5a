"""The standings as a CSV file, as spreadsheets open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from kit.language import gettext as _
from law.rulebooks import shelf
from programme.names import said
from services.reporting.standings.views import StandingsView, Stars

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def written(view: StandingsView) -> str:
    """
    A row per group, then what is undecided, then the total; names in the page's language. It begins with the mark by
    which spreadsheets know UTF-8.
    """
    out = io.StringIO()
    sheet = csv.writer(out)
    stars = [str(star) for star in reversed(shelf().stars())]
    sheet.writerow([_("Mã"), _("Tên"), *(f"{star}★" for star in stars), _("Tổng")])
    for group in view.groups:
        sheet.writerow(_row(group.code, said(group.label), group.stars, group.total, stars))
    for one in view.undecided if view.by == "place" else ():
        sheet.writerow(_row(one.place, _("Chưa xác định: {name}", name=one.name), one.stars, one.total, stars))
    sheet.writerow(_row(view.place.code, _("Tổng: {name}", name=said(view.place.label)), view.stars, view.total, stars))
    return "\ufeff" + out.getvalue()


def _row(code: str, name: str, counts: Stars, total: int, stars: Sequence[str]) -> list[str | int]:
    return [_inert(code), _inert(name), *(counts.get(star, 0) for star in stars), total]


def _inert(text: str) -> str:
    """A text no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_ACTIVE) else text
