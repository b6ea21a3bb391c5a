"""What a case's page says of the rungs it climbed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ocop_events.words import ESCALATION

from kit.language import current_language
from kit.language import gettext as _
from law.terms import STEPS, council_terms
from programme import names
from services.evaluation.reminders.climb import Climb


def climbs(found: Iterable[Climb]) -> list[dict[str, Any]]:
    """The rungs as rows, the latest first."""
    return [
        {
            "at": one.climbed_at,
            "level": names.said(ESCALATION.meanings.get(one.level, (one.level, one.level))),
            "percent": one.percent,
            "step": step(one.step),
            "to": names.office(one.to_office, one.day),
        }
        for one in found
    ]


def step(code: str) -> str:
    """What a clock is for, in words."""
    if code in STEPS:
        return council_terms().of(code).task.say(current_language())
    return {"screening": _("Thẩm tra hồ sơ"), "council": _("Đánh giá tại Hội đồng")}.get(code, code)
