"""View models of the pages of progress."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from kit.identity import Principal
from kit.web.language import current_language
from kit.web.language import gettext as _
from law.levels import level
from services.reporting import names
from services.reporting.names import said
from services.reporting.progress.journey import Stage
from services.reporting.progress.rules import AGES, ENDED, listed_ages
from services.reporting.progress.views import CaseView, OfficeView, ProgressView
from services.reporting.roles import OFFICERS


def whole(view: ProgressView, me: Principal, office: str | None) -> dict[str, Any]:
    """The progress page."""
    return {
        "view": view,
        "office": office,
        "own": _own(me, view),
        "offices": [_office(one, view) for one in view.offices],
        "stages": [_stage(stage, view.total, office) for stage in Stage if view.total.by_stage.get(stage)],
        "ages": [(said_age(age), view.total.by_age.get(age, 0)) for age in listed_ages()],
        "overdue": _cases(office, overdue="true"),
        "ended": _cases(office, ended="true"),
    }


def stages() -> list[tuple[str, str]]:
    """Every stage with its words, for a form."""
    return [(stage.value, said_stage(stage)) for stage in Stage]


def listed(cases: Iterable[CaseView]) -> list[dict[str, Any]]:
    """Cases as rows of a list."""
    return [
        {
            "id": one.case_id,
            "number": one.number,
            "product": one.product,
            "producer": one.producer,
            "office": said(names.office(one.office, one.opened_on)),
            "stage": said_stage(one.stage),
            "opened_on": one.opened_on,
            "age": one.age_days,
            "due_on": one.due_on,
            "clock": said_clock(one),
        }
        for one in cases
    ]


def said_clock(one: CaseView) -> str:
    """How a case stands to its deadline, in words."""
    if one.overdue:
        return _("Quá hạn")
    if one.late:
        return _("Xong sau hạn")
    if one.answered_on is not None and one.due_on is not None:
        return _("Xong trong hạn")
    if one.stage is Stage.RETURNED:
        return _("Tạm dừng, chờ chủ thể")
    return _("Trong hạn") if one.due_on is not None and one.stage not in ENDED else ""


def said_stage(stage: Stage) -> str:
    """A stage in words."""
    return {
        Stage.OPENED: _("Mới tiếp nhận"),
        Stage.RETURNED: _("Chờ chủ thể bổ sung"),
        Stage.SCREENED: _("Đã thẩm tra, đề nghị đánh giá"),
        Stage.SCORING: _("Đang chấm điểm"),
        Stage.SCORED: _("Đã có kết quả chấm"),
        Stage.FORWARDED: _("Đã chuyển cấp trên, chờ tiếp nhận"),
        Stage.REFERRED_BACK: _("Cấp trên chuyển về"),
        Stage.DECLINED: _("Không đề nghị"),
        Stage.HANDED_OVER: _("Cấp trên đã tiếp nhận"),
        Stage.SENT_DOWN: _("Đã chuyển về cấp dưới"),
        Stage.RECOGNISED: _("Đã công nhận"),
        Stage.NOT_RECOGNISED: _("Không công nhận"),
        Stage.WITHDRAWN: _("Chủ thể đã rút hồ sơ"),
    }[stage]


def said_age(age: str) -> str:
    """A step of the ages in words."""
    if age == "older":
        return _("Trên {days} ngày", days=AGES[-1])
    at = AGES.index(int(age))
    return _("{first}–{last} ngày", first=AGES[at - 1] + 1 if at else 0, last=age)


def said_tier(tier: str) -> str:
    """A tier of government in words."""
    known = level(tier)
    return known.label.say(current_language()) if known else tier


def _own(me: Principal, view: ProgressView) -> list[tuple[str, str]]:
    """The offices a person may narrow the page to: those they work for, and those below that have cases."""
    paths = dict.fromkeys([*me.offices(*OFFICERS), *(one.office for one in view.offices)])
    return [(path, said(names.office(path, view.on))) for path in paths]


def _office(one: OfficeView, view: ProgressView) -> dict[str, Any]:
    share = round(100 * one.in_time / (one.in_time + one.late)) if one.in_time + one.late else None
    return {
        "name": said((one.vi, one.en)),
        "tier": said_tier(one.tier),
        "path": _cases(one.office),
        "overdue_path": _cases(one.office, overdue="true"),
        "one": one,
        "share": share,
    }


def _stage(stage: Stage, total: OfficeView, office: str | None) -> tuple[str, int, str]:
    return said_stage(stage), total.by_stage[stage], _cases(office, stage=stage.value)


def _cases(office: str | None, **more: str) -> str:
    return "/progress/cases?" + urlencode({**({"office": office} if office else {}), **more})
