"""A self-assessment read out of a page's form: `answers-1.1` is the option of criterion 1.1, `parts-A` points of part A."""

from __future__ import annotations

import re
from decimal import Decimal

from starlette.datastructures import FormData

from kit.refusal import Refusal, Several
from law.scoring import Filled
from services.registry.dossiers.refusals import PointsUnreadable

_POINTS = re.compile(r"\d{1,3}(\.\d{1,4})?")


def filled(sent: FormData) -> Filled:
    """What was ticked and typed; raises PointsUnreadable for what is no number."""
    parts: dict[str, Decimal] = {}
    wrong: list[Refusal] = []
    for part, given in _named(sent, "parts-").items():
        plain = given.replace(",", ".")  # Vietnamese writes a comma
        if _POINTS.fullmatch(plain):
            parts[part] = Decimal(plain)
        else:
            wrong.append(PointsUnreadable(pointer=f"/parts/{part}", part=part))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    return Filled(answers=_named(sent, "answers-"), parts=parts)


def _named(sent: FormData, prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): str(value).strip()
        for name, value in sent.items()
        if name.startswith(prefix) and str(value).strip()
    }
