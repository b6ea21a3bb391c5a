"""What became of a loaded list, as the JSON API and the page show it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from kit.language import current_language
from kit.language import gettext as _
from kit.refusal import Refusal
from services.registry.recognitions.published_list import LIMIT
from services.registry.recognitions.row import COLUMNS
from services.registry.recognitions.use_cases import Line


class Said(BaseModel):
    """Why a row was not entered."""

    slug: str
    vi: str
    en: str


class LineLoaded(BaseModel):
    """What became of one line of the file; the line with the column names is the first."""

    line: int
    product: str
    outcome: Literal["added", "joined", "known", "refused"]
    product_id: str | None = None
    certificate_id: str | None = None
    why: Said | None = None


class ListLoaded(BaseModel):
    """What became of every line."""

    lines: list[LineLoaded]


def loaded(line: Line) -> LineLoaded:
    """A line for machines."""
    became = line.became
    if isinstance(became, Refusal):
        why = Said(slug=became.slug, vi=became.say("vi"), en=became.say("en"))
        return LineLoaded(line=line.line, product=line.product, outcome="refused", why=why)
    return LineLoaded(
        line=line.line,
        product=line.product,
        outcome=became.outcome,
        product_id=became.product_id,
        certificate_id=became.certificate_id,
    )


def form(lines: list[Line] | None = None) -> dict[str, Any]:
    """The page by which lists are loaded, with what became of the one just sent."""
    rows = [_row(line) for line in lines] if lines is not None else None
    return {"columns": [*COLUMNS, "set_no"], "limit": LIMIT, "lines": rows}


def _row(line: Line) -> dict[str, Any]:
    outcomes = {
        "added": _("Đã thêm sản phẩm"),
        "joined": _("Đã ghi thêm vào sản phẩm đã có"),
        "known": _("Đã có từ trước"),
        "refused": _("Không nhập được"),
    }
    shown = loaded(line)
    return {
        "line": shown.line,
        "product": shown.product,
        "product_id": shown.product_id,
        "outcome": outcomes[shown.outcome],
        "refused": shown.outcome == "refused",
        "certified": shown.certificate_id is not None,
        "why": line.became.say(current_language()) if isinstance(line.became, Refusal) else "",
    }
