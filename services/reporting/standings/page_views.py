"""The view models of the pages of the standings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kit.language import gettext as _
from law.classification import classification
from law.places import Outline, outlines
from law.rulebooks import shelf
from programme import names
from programme.names import said
from services.reporting.standings.question import Borders, By, Question, address
from services.reporting.standings.views import EndingView, GroupView, ProductView, StandingsView, Stars

BARS = 30
"""A picture with more bars than this says less than the table beside it."""


def whole(asked: Question, view: StandingsView) -> dict[str, Any]:
    """The standings as a page."""
    stars = sorted(view.stars, reverse=True)
    some = [group for group in view.groups if group.total]
    return {
        "place": said(view.place.label),
        "above": [(said(one.label), f"/standings?{address(asked, place=one.code)}") for one in view.above],
        "view": view,
        "stars": stars,
        "by": said_by(asked.by),
        "rows": [_row(asked, group) for group in some],
        "bars": _bars([(said(one.label), one.total, one.stars) for one in _largest(some)], stars),
        "map": _map(asked, view),
        "months": _bars([(_month(one), one.total, one.stars) for one in view.ending], stars),
        "ending": [(_month(one), one.stars, one.total) for one in view.ending],
        "later": view.total - sum(one.total for one in view.ending),
        "more_bars": max(0, len(some) - BARS),
        "empty": [_link(asked, group) for group in view.groups if not group.total],
        "undecided": [(one.name, one.total, said((one.vi, one.en))) for one in view.undecided],
        "products": f"/standings/products?{address(asked)}",
        "undecided_products": f"/standings/products?{address(asked, undecided='true')}",
        "csv": f"/api/standings.csv?{address(asked)}",
        "filters": filters(asked),
        **choices(asked),
    }


def choices(asked: Question) -> dict[str, Any]:
    """What the form offers, and what is chosen in it."""
    return {
        "asked": asked,
        "kept_place": asked.place,
        "borders_options": [
            (Borders.THEN.value, _("Địa giới của ngày đã chọn")),
            (Borders.TODAY.value, _("Địa giới hiện nay")),
        ],
        "by_options": [(by.value, said_by(by)) for by in By],
        "star_options": [(str(star), _("{count} sao", count=star)) for star in shelf().recognised_stars()],
        "sector_options": [(one.code, names.sector(one.code)) for one in classification().sectors],
        "kind_options": [(code, said(label)) for code, label in names.producer_kinds().items()],
    }


def filters(asked: Question) -> list[str]:
    """What the counted products have in common, in words."""
    found = []
    if asked.star is not None:
        found.append(_("{count} sao", count=asked.star))
    if asked.year is not None:
        found.append(_("quyết định năm {year}", year=asked.year))
    if asked.sector is not None:
        found.append(names.sector(asked.sector))
    if asked.set_no is not None:
        found.append(names.product_set(asked.set_no))
    if asked.kind is not None:
        found.append(names.producer_kind(asked.kind))
    return found


def listed(asked: Question, products: Iterable[ProductView]) -> list[dict[str, Any]]:
    """Products as rows of a list."""
    return [
        {
            "id": one.product_id,
            "name": one.name,
            "star": one.star,
            "producer": one.producer,
            "place": said(one.place.label) if one.place else _("{name} (chưa xác định)", name=one.place_name),
            "decision": one.decision_number,
            "decided_on": one.decided_on,
            "valid_until": one.valid_until,
            "code": one.product_code,
        }
        for one in products
    ]


def said_by(by: By) -> str:
    """A dimension in words."""
    return {
        By.PLACE: _("Địa bàn"),
        By.STAR: _("Hạng sao"),
        By.YEAR: _("Năm quyết định"),
        By.SECTOR: _("Ngành"),
        By.SET: _("Bộ sản phẩm"),
        By.KIND: _("Loại chủ thể"),
    }[by]


def _row(asked: Question, group: GroupView) -> dict[str, Any]:
    return {"link": _link(asked, group), "stars": group.stars, "total": group.total}


def _link(asked: Question, group: GroupView) -> tuple[str, str | None]:
    """A group's name and where it leads: into the place, or to the products themselves."""
    name = said(group.label)
    if asked.by is By.PLACE:
        return name, f"/standings?{address(asked, place=group.code)}"
    if asked.by is By.STAR:
        name = _("{count} sao", count=group.code)
    narrowed = {By.STAR: "star", By.YEAR: "year", By.SECTOR: "sector", By.SET: "set_no", By.KIND: "kind"}[asked.by]
    known = group.code != "?" and (asked.by is not By.KIND or group.code in names.producer_kinds())
    return name, f"/standings/products?{address(asked, **{narrowed: group.code})}" if known else None


def _largest(groups: Sequence[GroupView]) -> list[GroupView]:
    return sorted(groups, key=lambda group: -group.total)[:BARS]


def _month(one: EndingView) -> str:
    return _("tháng {month}", month=f"{one.month:%m/%Y}")


def _map(asked: Question, view: StandingsView) -> dict[str, Any] | None:
    """The units right below the place, each with its highest star; none where no outlines of them are held."""
    held = outlines(asked.place, asked.borders_on) if asked.by is By.PLACE and view.total else None
    if held is None:
        return None
    groups = {group.code: group for group in view.groups}
    areas = [_area(one, groups[one.path]) for one in held.units if one.path in groups]
    filled = sum(1 for area in areas if area["total"])
    words = _("{some} trên {all} đơn vị có sản phẩm; từng đơn vị xem ở bảng bên dưới.", some=filled, all=len(areas))
    return {"width": held.width, "height": held.height, "areas": areas, "said": words}


def _area(one: Outline, group: GroupView) -> dict[str, Any]:
    stars = ", ".join(f"{star}★: {count}" for star, count in group.stars.items())
    words = f"{said(group.label)}: {group.total}" + (f" ({stars})" if stars else "")
    highest = max(map(int, group.stars), default=0)
    return {"d": one.d, "x": one.x, "y": one.y, "star": highest, "total": group.total, "said": words}


def _bars(rows: Sequence[tuple[str, int, Stars]], stars: Sequence[str]) -> list[dict[str, Any]]:
    """Rows as bars: each part's start and width in per cent of the longest."""
    longest = max([total for _name, total, _stars in rows], default=0) or 1
    return [{"name": name, "total": total, "parts": _parts(counts, stars, longest)} for name, total, counts in rows]


def _parts(counts: Stars, stars: Sequence[str], longest: int) -> list[dict[str, Any]]:
    parts, start = [], 0
    for star in stars:
        if count := counts.get(star, 0):
            x, end = 10_000 * start // longest, 10_000 * (start + count) // longest
            parts.append({"star": star, "count": count, "x": x / 100, "width": (end - x) / 100})
            start += count
    return parts
