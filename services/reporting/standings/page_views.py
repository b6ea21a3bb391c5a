"""The view models of the pages of the standings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kit.language import gettext as _
from law.classification import classification
from law.rulebooks import shelf
from programme import names
from programme.names import said
from services.reporting.standings.question import Borders, By, Question, address
from services.reporting.standings.views import GroupView, ProductView, StandingsView, Stars

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
        "bars": _bars(some, stars),
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


def _bars(groups: Sequence[GroupView], stars: Sequence[str]) -> list[dict[str, Any]]:
    """The largest groups as bars: each part's start and width in per cent of the longest."""
    largest = sorted(groups, key=lambda group: -group.total)[:BARS]
    longest = max((group.total for group in largest), default=1)
    return [
        {"name": said(group.label), "total": group.total, "parts": _parts(group.stars, stars, longest)}
        for group in largest
    ]


def _parts(counts: Stars, stars: Sequence[str], longest: int) -> list[dict[str, Any]]:
    parts, start = [], 0
    for star in stars:
        if count := counts.get(star, 0):
            x, end = 10_000 * start // longest, 10_000 * (start + count) // longest
            parts.append({"star": star, "count": count, "x": x / 100, "width": (end - x) / 100})
            start += count
    return parts
