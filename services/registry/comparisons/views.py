"""A comparison as the page and the JSON API show it, each line with where it is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.sent_lists import ACCEPTED, LIMIT
from services.registry.comparisons.comparison import Comparison, Difference, Line, Outcome
from services.registry.comparisons.store import MOST_OURS
from services.registry.recognitions import rules as recognitions
from services.registry.recognitions.published_list import headings
from services.registry.recognitions.sent_list import Why

SHOWN_AGAIN = 500_000
"""Characters of a list that the page carries, so that it is compared anew in one press after a cure."""


class LineView(BaseModel):
    """What became of one line; the line with the column names is the first, and 0 is in no list."""

    line: int
    product: str
    producer: str
    outcome: Outcome
    product_id: str | None
    certificate_id: str | None
    differences: list[Difference]
    why: Why | None


class ComparisonView(BaseModel):
    """Every line, and how many became what. `whole`: false where the register has more of its own than is named."""

    whole: bool
    counts: dict[Outcome, int]
    lines: list[LineView]


def comparison(made: Comparison) -> ComparisonView:
    """For machines."""
    return mapped(ComparisonView, made, counts=_counts(made.lines), lines=[_line(one) for one in made.lines])


def page(made: Comparison | None = None, text: str = "") -> dict[str, Any]:
    """The page, with what became of the list just sent; what is to be cured stands first."""
    words, lines = outcomes(), made.lines if made else ()
    order = [Outcome.DIFFERING, Outcome.MISSING, Outcome.UNREAD, Outcome.ONLY_OURS, Outcome.MATCHED]
    rows = [
        {
            "line": one,
            "outcome": words[one.outcome],
            "colour": {Outcome.MATCHED: "green", Outcome.DIFFERING: "orange", Outcome.UNREAD: "red"}.get(
                one.outcome, "yellow"
            ),
            "said": [*differing(one), *filter(None, [why(one)])],
            "cure": _cure(one),
        }
        for one in sorted(lines, key=lambda one: (order.index(one.outcome), one.line))
    ]
    counts = _counts(lines)
    return {
        "rows": rows if made else None,
        "most": None if made is None or made.whole else MOST_OURS,
        "counts": [(words[one], counts[one]) for one in order if counts[one]],
        "text": text if len(text) <= SHOWN_AGAIN else "",
        "columns": headings(),
        "limit": LIMIT,
        "accepted": ACCEPTED,
    }


def outcomes() -> dict[Outcome, str]:
    """Outcomes in words."""
    return {
        Outcome.MATCHED: _("Khớp"),
        Outcome.DIFFERING: _("Khác nhau"),
        Outcome.MISSING: _("Sổ chưa có"),
        Outcome.UNREAD: _("Không đọc được"),
        Outcome.ONLY_OURS: _("Chỉ có trong sổ"),
    }


def differing(line: Line) -> list[str]:
    """What differs, a sentence each."""
    fields = {
        "producer": _("Chủ thể"),
        "star": _("Hạng sao"),
        "decision": _("Quyết định"),
        "decided_on": _("Ngày quyết định"),
    }
    return [
        _(
            "{field}: danh sách ghi {theirs}, sổ ghi {ours}",
            field=fields[one.field],
            theirs=one.theirs,
            ours=one.ours or "–",
        )
        for one in line.differences
    ]


def why(line: Line) -> str:
    """Why a line could not be read."""
    return line.why.say(current_language()) if line.why else ""


def _cure(line: Line) -> tuple[str, str] | None:
    """Where the line is mended: (text, path)."""
    if line.outcome is Outcome.MISSING:
        return _("Nhập vào sổ"), "/recognitions/new"
    if line.ours is None:
        return None
    if line.outcome is Outcome.DIFFERING and any(one.field != "producer" for one in line.differences):
        at = f"/certificates/{line.ours.certificate_id}" if line.ours.certificate_id else "/recognitions/new"
        return (_("Xem giấy chứng nhận") if line.ours.certificate_id else _("Nhập vào sổ")), at
    return _("Xem sản phẩm"), f"/products/{line.ours.product_id}"


def _counts(lines: Sequence[Line]) -> dict[Outcome, int]:
    found = Counter(one.outcome for one in lines)
    return {one: found[one] for one in Outcome}


def _line(one: Line) -> LineView:
    ours = one.ours
    return mapped(
        LineView,
        one,
        product_id=ours.product_id if ours else None,
        certificate_id=ours.certificate_id if ours else None,
        why=recognitions.why(one.why) if one.why else None,
    )
