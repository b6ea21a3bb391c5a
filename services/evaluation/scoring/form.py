"""A score sheet read out of a page's form: `answers-1.1` is the option of criterion 1.1, `parts-A` points of part A."""

from __future__ import annotations

import re

from starlette.datastructures import FormData

from services.evaluation.cases.dossier import FilledSheet
from services.evaluation.scoring import refusals

_POINTS = re.compile(r"\d{1,3}(\.\d{1,4})?")


def filled(sent: FormData) -> FilledSheet:
    """What was ticked and typed; raises PointsUnreadable for what is no number."""
    return FilledSheet(
        answers=_named(sent, "answers-"),
        parts={part: _points(part, text) for part, text in _named(sent, "parts-").items()},
        raised=tuple(str(line) for line in sent.getlist("raised")),
    )


def note(sent: FormData) -> str | None:
    """The member's remark."""
    return str(sent.get("note", ""))[:4000].strip() or None


def _named(sent: FormData, prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): str(value).strip()
        for name, value in sent.items()
        if name.startswith(prefix) and str(value).strip()
    }


def _points(part: str, text: str) -> str:
    """Vietnamese writes a comma: both it and the point are taken."""
    plain = text.replace(",", ".")
    if not _POINTS.fullmatch(plain):
        raise refusals.PointsUnreadable(pointer=f"/parts/{part}", part=part)
    return plain
