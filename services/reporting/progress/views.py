"""What is shown of progress: JSON views and the view models of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from kit.collation import vietnamese_key
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from law.levels import level
from law.places import CENTRE
from programme import names
from programme.journeys import ENDED, Stage
from programme.roles import OFFICERS
from services.reporting.progress import rules
from services.reporting.progress.journey import CaseProgress
from services.reporting.progress.rules import AGES, listed_ages
from services.reporting.progress.tally import Tally


class OfficeView(BaseModel):
    """One office: what is open before it, and what it answered in the period."""

    office: str = Field(description="Path of the office's place; `vn` is the centre")
    vi: str
    en: str
    tier: str = Field(description="commune, district, province or centre")
    open: int
    overdue: int = Field(description="Open cases whose period is over without the office's step")
    due_soon: int = Field(description="Open cases whose period ends within seven days")
    waiting: int = Field(description="Open cases that wait for the producer's supplement")
    by_stage: dict[Stage, int]
    by_age: dict[str, int] = Field(description="Open cases by age in days: at most 7, 15, 30, 60, 90, or `older`")
    answered: int = Field(description="Cases answered in the period")
    in_time: int = Field(description="Of these, within the office's deadline")
    late: int = Field(description="Of these, after it")
    untimed: int = Field(description="Of these, such as the rulebook gives no deadline for")
    recognised: int = Field(description="Of these, those that ended in a recognition by this office")


class ProgressView(BaseModel):
    """The offices a person answers for, those with cases only, and all of them together."""

    on: date = Field(description="The day the open cases are looked at: today")
    since: date
    until: date
    offices: list[OfficeView]
    total: OfficeView


class CaseView(BaseModel):
    """One case in a list."""

    case_id: str
    number: str
    product: str
    producer: str
    place_name: str
    office: str
    tier: str
    stage: Stage
    opened_on: date
    since: date = Field(description="The day it reached its stage")
    age_days: int
    due_on: date | None
    due_provisional: bool = Field(
        False, description="Counted over a holiday that no decision had fixed when the case was opened"
    )
    overdue: bool
    answered_on: date | None
    late: bool
    ended_on: date | None


class CasesView(BaseModel):
    """A page of cases, oldest first."""

    items: list[CaseView]
    next: str | None = Field(description="What `after` takes for the next page; null on the last")


def progress(
    offices: Mapping[str, Tally], whole: Tally, *, office: str | None, since: date, until: date, today: date
) -> ProgressView:
    """The tallies of offices as their officers see them."""
    return ProgressView(
        on=today,
        since=since,
        until=until,
        offices=_in_order(_office_view(path, one, today) for path, one in offices.items()),
        total=_office_view(office or CENTRE, whole, today),
    )


def case(one: CaseProgress, today: date) -> CaseView:
    """A case in a list."""
    return mapped(
        CaseView,
        one,
        case_id=one.id,
        age_days=((one.ended_on or today) - one.opened_on).days,
        due_provisional=one.is_provisional,
        overdue=rules.is_overdue(one, today),
    )


def whole(view: ProgressView, me: Principal, office: str | None) -> dict[str, Any]:
    """The progress page."""
    return {
        "view": view,
        "office": office,
        "own": _own(me, view),
        "offices": [_office(one) for one in view.offices],
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
            "office": names.office(one.office, one.opened_on),
            "stage": said_stage(one.stage),
            "opened_on": one.opened_on,
            "age": one.age_days,
            "due_on": one.due_on,
            "provisional": one.due_provisional,
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
    return [(path, names.office(path, view.on)) for path in paths]


def _office(one: OfficeView) -> dict[str, Any]:
    share = round(100 * one.in_time / (one.in_time + one.late)) if one.in_time + one.late else None
    return {
        "name": names.said((one.vi, one.en)),
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


def _office_view(path: str, one: Tally, today: date) -> OfficeView:
    vi, en = names.both(names.office, path, today)
    return OfficeView(
        office=path,
        vi=vi,
        en=en,
        tier=one.tier,
        open=one.open,
        overdue=one.overdue,
        due_soon=one.due_soon,
        waiting=one.waiting,
        by_stage={stage: one.by_stage[stage] for stage in Stage if one.by_stage[stage]},
        by_age={age: one.by_age[age] for age in rules.listed_ages() if one.by_age[age]},
        answered=one.answered,
        in_time=one.in_time,
        late=one.late,
        untimed=one.untimed,
        recognised=one.recognised,
    )


def _in_order(views: Iterable[OfficeView]) -> list[OfficeView]:
    """From the centre down, and by name within a level."""
    return sorted(views, key=lambda one: (one.office != CENTRE, one.office.count("/"), vietnamese_key(one.vi)))
