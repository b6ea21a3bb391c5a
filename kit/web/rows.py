"""Rows of a list, each made under its own try: one that cannot be shown says why, and the others are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from kit.refusal import Kind, Refusal
from kit.telemetry.logs import log

A = TypeVar("A")
R = TypeVar("R")

_log = log(__name__)


class RowNotShown(Refusal):
    """A fault of ours in one row; the log has it."""

    slug = "row.not-shown"
    kind = Kind.CONFLICT
    vi = "Dòng này chưa hiển thị được. Hãy báo quản trị viên; các dòng khác không bị ảnh hưởng."
    en = "This row cannot be shown. Tell the administrator; the other rows are not affected."


def rows(items: Iterable[A], make: Callable[[A], R], refused: Callable[[A, Refusal], R]) -> list[R]:
    """What `make` gives for each item; what `refused` makes of an item and the refusal (or fault) in its way."""
    return [_row(item, make, refused) for item in items]


def refused_row(item: object, refusal: Refusal) -> dict[str, Any]:
    """A row of a JSON list that cannot be shown: whose it is, and why, in both languages."""
    return {"id": getattr(item, "id", None), "refused": said(refusal)}


def said(refusal: Refusal) -> dict[str, str]:
    """A refusal beside what can be shown."""
    return {"slug": refusal.slug, "vi": refusal.say("vi"), "en": refusal.say("en")}


def _row(item: A, make: Callable[[A], R], refused: Callable[[A, Refusal], R]) -> R:
    try:
        return make(item)
    except Refusal as refusal:
        return refused(item, refusal)
    except Exception:
        _log.exception("a row cannot be shown", kind=type(item).__name__, id=getattr(item, "id", None))
        return refused(item, RowNotShown())
