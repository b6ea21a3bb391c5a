"""Where a dossier is, as the page's steps and the JSON API show it: the same for all who may see the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel

from kit.command import OneOf
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.refusal import Refusal
from law.calendar import Counted, calendar_held, next_round
from law.rulebooks import Rulebook
from programme import names
from programme.journeys import Stage
from programme.roles import OFFICERS, acts_for
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import State
from services.registry.journeys.journey import OF_THE_COUNCIL, Ruled, Stay

ON_ITS_WAY = frozenset({State.SUBMITTED, State.RETURNED})
_FAILED = frozenset({Stage.DECLINED, Stage.NOT_RECOGNISED})


class StayView(BaseModel):
    """
    A stay at one office. `days`: of the calendar, so far or in all; `left`: until `due_on`, as `counted`; negative when over.
    `due_provisional`: that day was counted over a holiday that no decision had fixed when the office got the dossier.
    """

    case_id: str
    office: str
    tier: str
    stage: Annotated[str, OneOf(tuple(stage.value for stage in Stage if stage not in OF_THE_COUNCIL))]
    opened_on: date
    ended_on: date | None
    days: int
    due_on: date | None
    due_provisional: bool = False
    counted: Counted | None
    left: int | None
    supplement_by: date | None
    ruled: Ruled | None


class JourneyView(BaseModel):
    """Where a dossier is. `with_producer`: it is the producer's turn."""

    dossier_id: str
    state: State
    with_producer: bool
    stays: list[StayView]
    certificate_id: str | None


def journey_view(dossier: Dossier, stays: Sequence[Stay], on: date) -> JourneyView:
    """The journey for machines."""
    return mapped(
        JourneyView,
        dossier,
        dossier_id=dossier.id,
        with_producer=dossier.state in (State.DRAFT, State.RETURNED),
        stays=[_stay_view(stay, on) for stay in stays],
    )


def _stay_view(stay: Stay, on: date) -> StayView:
    left = _left(stay.due_on, stay.counted, on, stay.calendar) if stay.open and stay.due_on else None
    made = {"case_id": stay.id, "stage": stay.stage.value, "days": _days(stay, on), "left": left}
    return mapped(StayView, stay, **made, due_provisional=stay.is_provisional)


def steps(dossier: Dossier, stays: Sequence[Stay], rulebook: Rulebook, by: Principal, on: date) -> dict[str, Any]:
    """The page's steps from draft to certificate: each done, now, or to come, with who has it and for how long."""
    shown = [_drafting(dossier, on), *(_at(stay, dossier, rulebook, by, on) for stay in stays)]
    if dossier.state in ON_ITS_WAY and not stays:
        shown.append({"title": _("Cơ quan tiếp nhận hồ sơ"), "who": None, "is": "now", "since": dossier.submitted_on})
    shown += _ahead(dossier, stays, rulebook)
    shown.append(_ending(dossier, stays))
    return {"steps": shown, "dossier": dossier}


def _drafting(dossier: Dossier, on: date) -> dict[str, Any]:
    until = dossier.submitted_on
    draft = dossier.state is State.DRAFT
    return {
        "title": _("Soạn và nộp hồ sơ"),
        "who": dossier.producer_name,
        "is": "now" if draft else "done" if until else "failed",
        "since": dossier.opened_on,
        "until": until,
        "days": ((until or on) - dossier.opened_on).days if until or draft else None,
    }


def _at(stay: Stay, dossier: Dossier, rulebook: Rulebook, by: Principal, on: date) -> dict[str, Any]:
    """One stay. While the producer owes a supplement, the producer has it."""
    screens = _acts(rulebook, stay) == "screens"
    office = names.office(stay.office, stay.opened_on)
    asked = stay.open and stay.stage is Stage.RETURNED
    owed = asked and dossier.state is State.RETURNED  # else it is handed in again, and on its way to the office
    opens = acts_for(by, dossier.producer_id) or by.covers(stay.office, *OFFICERS)
    return {
        "title": _("Thẩm tra tại {office}", office=office) if screens else _("Đánh giá tại {office}", office=office),
        "who": dossier.producer_name if owed else office,
        "is": "now" if stay.open else "failed" if stay.stage in _FAILED else "done",
        "said": _("Chủ thể đã nộp bổ sung, đang chuyển đến cơ quan") if asked and not owed else _said(stay),
        "since": stay.opened_on,
        "until": stay.ended_on,
        "days": _days(stay, on),
        **(_owed(stay, on) if owed else {} if asked else _deadline(stay, rulebook, on)),
        "case_id": stay.id if opens else None,
        "ruling_id": stay.ruled.ruling_id if stay.ruled and opens else None,
    }


def _acts(rulebook: Rulebook, stay: Stay) -> str | None:
    """What the stay's office does by the rulebook; None for a tier it does not have."""
    return next((tier.acts for tier in rulebook.tiers if tier.level == stay.tier), None)


def _said(stay: Stay) -> str:
    words = {
        Stage.OPENED: _("Đang xử lý"),
        Stage.SCREENED: _("Đã thẩm tra, đề nghị đánh giá"),
        Stage.RETURNED: _("Chờ chủ thể bổ sung"),
        Stage.FORWARDED: _("Đang chuyển lên cấp trên"),
        Stage.REFERRED_BACK: _("Cấp trên chuyển về để kết luận"),
        Stage.DECLINED: _("Không đề nghị đánh giá"),
        Stage.HANDED_OVER: _("Đã chuyển lên cấp trên"),
        Stage.SENT_DOWN: _("Đã chuyển về cấp dưới"),
        Stage.RECOGNISED: _("Đã kết luận: công nhận"),
        Stage.NOT_RECOGNISED: _("Đã kết luận: không công nhận"),
        Stage.WITHDRAWN: _("Chủ thể đã rút hồ sơ"),
    }
    return words[stay.stage]


def _owed(stay: Stay, on: date) -> dict[str, Any]:
    by = stay.supplement_by
    return {"due_on": by, "left": _left_said(_left(by, "calendar", on), "calendar") if by else None}


def _deadline(stay: Stay, rulebook: Rulebook, on: date) -> dict[str, Any]:
    if not stay.open or stay.answered_on:
        return {}
    if stay.due_on:
        left = _left(stay.due_on, stay.counted, on, stay.calendar)
        shown = {"due_on": stay.due_on, "left": _left_said(left, stay.counted), "late": left < 0}
        return {**shown, "provisional": stay.is_provisional}
    if stay.counted is None and _acts(rulebook, stay) == "scores":
        try:
            session = next_round(rulebook, stay.tier, stay.opened_on)
        except Refusal:
            return {}
        return {"round_done_by": session.done_by} if session else {}
    return {}


def _ahead(dossier: Dossier, stays: Sequence[Stay], rulebook: Rulebook) -> list[dict[str, Any]]:
    """The tiers still to come, up to the one that recognises the star the producer claims."""
    if dossier.state not in (State.DRAFT, *ON_ITS_WAY):
        return []
    assessed = dossier.self_assessment
    claimed = rulebook.recogniser_of(assessed.star, dossier.set_no) if assessed and assessed.star else None
    goal = claimed or next(tier for tier in rulebook.tiers if tier.acts == "scores")
    levels = [tier.level for tier in rulebook.tiers]
    begun = max((levels.index(stay.tier) for stay in stays if stay.tier in levels), default=-1)
    if not stays and dossier.state is not State.DRAFT:
        begun = 0
    coming = rulebook.tiers[begun + 1 : levels.index(goal.level) + 1]
    return [
        {
            "title": _("Thẩm tra") if tier.acts == "screens" else _("Hội đồng đánh giá"),
            "who": tier.label.say(current_language()),
            "is": "todo",
        }
        for tier in coming
    ]


def _ending(dossier: Dossier, stays: Sequence[Stay]) -> dict[str, Any]:
    """How it ends: the certificate, or why there is none."""
    ruled = next((stay.ruled for stay in reversed(stays) if stay.ruled), None)
    match dossier.state:
        case State.RECOGNISED:
            said = _("{star} sao", star=ruled.star) if ruled else None
            return {"title": _("Giấy chứng nhận"), "is": "done", "said": said, "certificate_id": dossier.certificate_id}
        case State.NOT_RECOGNISED:
            return {"title": _("Không được công nhận lần này"), "is": "failed"}
        case State.NOT_PROPOSED:
            return {"title": _("Không được đề nghị đánh giá"), "is": "failed"}
        case State.WITHDRAWN:
            return {"title": _("Hồ sơ đã rút"), "is": "failed"}
        case _:
            return {"title": _("Kết luận và giấy chứng nhận"), "is": "todo"}


def _days(stay: Stay, on: date) -> int:
    return ((stay.ended_on or on) - stay.opened_on).days


def _left(due: date, counted: Counted | None, on: date, calendar: Sequence[str] = ()) -> int:
    """Days until a day, working days where the act counts those; how many it is past, negative."""
    if due < on:
        return -(on - due).days
    return calendar_held(calendar).working_days_between(on, due) if counted == "working" else (due - on).days


def _left_said(left: int, counted: Counted | None) -> str:
    if left < 0:
        return _("quá hạn {count} ngày", count=-left)
    if left == 0:
        return _("hôm nay là ngày cuối")
    return _("còn {count} ngày làm việc", count=left) if counted == "working" else _("còn {count} ngày", count=left)
