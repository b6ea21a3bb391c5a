"""The standings as a CSV file, as spreadsheets open it."""

from __future__ import annotations

from collections.abc import Sequence

from kit.language import gettext as _
from kit.lists import as_csv
from law.rulebooks import shelf
from programme.names import said
from services.reporting.standings.views import StandingsView, Stars


def written(view: StandingsView) -> str:
    """
    A row per group, then what is undecided, then the total; names in the page's language.
    """
    stars = [str(star) for star in reversed(shelf().stars())]
    rows = [[_("Mã"), _("Tên"), *(f"{star}★" for star in stars), _("Tổng")]]
    rows += [_row(group.code, said(group.label), group.stars, group.total, stars) for group in view.groups]
    for one in view.undecided if view.by == "place" else ():
        rows.append(_row(one.place, _("Chưa xác định: {name}", name=one.name), one.stars, one.total, stars))
    rows.append(_row(view.place.code, _("Tổng: {name}", name=said(view.place.label)), view.stars, view.total, stars))
    return as_csv(rows)


def _row(code: str, name: str, counts: Stars, total: int, stars: Sequence[str]) -> list[str]:
    return [code, name, *(str(counts.get(star, 0)) for star in stars), str(total)]
