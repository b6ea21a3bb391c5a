"""What is shown of campaigns: the JSON views and the view models of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.history import Step as Taken
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import NO, YES, form
from law.campaigns import campaign_rules
from law.rulebooks import shelf
from programme import names
from services.evaluation.campaigns import progress, rules, use_cases
from services.evaluation.campaigns.campaign import Campaign
from services.evaluation.campaigns.commands import CloseCampaignCommand, OpenCampaignCommand, ReviewCommand
from services.evaluation.campaigns.forecast import Forecast
from services.evaluation.campaigns.lifecycle import LIFECYCLE, State
from services.evaluation.campaigns.line import Line
from services.evaluation.campaigns.line_lifecycle import LINES, OPEN_STAGES, Stage
from services.evaluation.campaigns.progress import PlaceProgress

COLOURS = {
    Stage.NOT_INVITED: "grey",
    Stage.INVITED: "blue",
    Stage.DOSSIER_OPENED: "light-blue",
    Stage.SUBMITTED: "turquoise",
    Stage.IN_EVALUATION: "purple",
    Stage.KEPT: "green",
    Stage.UPGRADED: "green",
    Stage.LOWERED: "orange",
    Stage.NOT_RECOGNISED: "red",
    Stage.LAPSED: "red",
    Stage.GIVEN_UP: "grey",
    Stage.REVOKED: "red",
    Stage.STRUCK: "grey",
}
MOST_CALLED = 25
"""Late lines that a campaign's page names; the others are in the list."""


class CampaignView(Campaign):
    """A campaign for machines; whose products and places it is about stands in its lines."""

    steps: tuple[Taken, ...] = Field((), exclude=True)
    places: tuple[str, ...] = Field((), exclude=True)
    producers: tuple[str, ...] = Field((), exclude=True)
    unnamed_products: int = Field(
        description="Products of the decision, by what was published, that no record here has"
    )


class LineView(Line):
    """A line for machines."""

    steps: tuple[Taken, ...] = Field((), exclude=True)
    taken: str | None = Field(None, exclude=True)
    is_late: bool


class OwnLineView(BaseModel):
    """A line as its producer sees it: nothing of what the office noted on the spot."""

    id: str
    version: int
    campaign_id: str
    campaign: str
    product_name: str
    product_code: str
    star: int
    valid_until: date
    receiving_office: str
    opens_on: date | None
    closes_on: date
    state: Stage
    invited_on: date | None
    received_on: date | None
    in_time: bool | None
    star_now: int | None
    is_late: bool


class MonthView(BaseModel):
    """A month of the forecast. `judged`: rulings of the same month a year before."""

    month: date
    due: int
    judged: int


class OfficeSetView(BaseModel):
    """The same of one office and product set, month by month."""

    office: str
    set_no: int
    due: list[int]
    judged: list[int]


class ForecastView(BaseModel):
    """Twelve months, and each office and set with something in them."""

    months: list[MonthView]
    rows: list[OfficeSetView]


def view(campaign: Campaign) -> CampaignView:
    """The campaign for machines."""
    return mapped(CampaignView, campaign, unnamed_products=campaign.unnamed)


def line_view(line: Line, on: date) -> LineView:
    """A line for machines, to somebody on the office's side."""
    return mapped(LineView, line, is_late=line.late(on))


def own_view(line: Line, on: date) -> OwnLineView:
    """A line for machines, to its producer."""
    return mapped(OwnLineView, line, is_late=line.late(on))


def forecast_view(found: Forecast) -> ForecastView:
    """The forecast for machines."""
    months = [
        MonthView(month=month, due=found.count(found.due, month), judged=found.count(found.judged, month))
        for month in found.months
    ]
    rows = [
        OfficeSetView(
            office=office,
            set_no=set_no,
            due=[found.count(found.due, month, office, set_no) for month in found.months],
            judged=[found.count(found.judged, month, office, set_no) for month in found.months],
        )
        for office, set_no in found.rows
    ]
    return ForecastView(months=months, rows=rows)


def row(campaign: Campaign) -> dict[str, Any]:
    """A campaign as a row of a list."""
    return {
        **dict(campaign),
        "of_office": names.office(campaign.office, campaign.opened_on),
        "of": of(campaign),
        "state": names.state(LIFECYCLE, campaign.state),
        "is_open": campaign.state is State.OPEN,
    }


def of(campaign: Campaign) -> str:
    """Of what it is: a decision, or a window."""
    if campaign.decision_number and campaign.decided_on:
        return _(
            "Quyết định {number} ngày {day}", number=campaign.decision_number, day=f"{campaign.decided_on:%d/%m/%Y}"
        )
    if campaign.window_from and campaign.window_to:
        first, last = f"{campaign.window_from:%d/%m/%Y}", f"{campaign.window_to:%d/%m/%Y}"
        return _("Hết hạn từ {first} đến {last}", first=first, last=last)
    return "–"


def line_row(line: Line, on: date) -> dict[str, Any]:
    """A line as a row of a list."""
    return {
        **dict(line),
        "stage": names.state(LINES, line.state),
        "colour": "red" if line.late(on) else COLOURS[line.state],
        "late": line.late(on),
        "days_late": max(0, (on - line.closes_on).days),
        "last_day": line.last_day,
        "then": names.place(line.place_then.path, line.place_then.on, line.place_then.name),
        "now": names.place(line.place_now.path, line.place_now.on, line.place_now.name),
        "serving": names.office(line.place_now.path, line.place_now.on),
        "is_open": line.state in OPEN_STAGES,
    }


def stages() -> list[tuple[str, str]]:
    """Every stage with its words, for a form."""
    return [(one.value, names.state(LINES, one)) for one in Stage]


def whole(
    campaign: Campaign, lines: Sequence[Line], me: Principal, on: date, *, borders: str, unit: str
) -> dict[str, Any]:
    """The page of a campaign: counts, places, who is late."""
    counted = rules.counts(lines)
    late = sorted((line for line in lines if line.late(on)), key=lambda line: (line.closes_on, line.no))
    law, runs = campaign_rules(), use_cases.runs(campaign, me)
    places = progress.by_place(lines, borders=borders, unit=unit, on=on)
    return {
        "campaign": campaign,
        "row": row(campaign),
        "receiving": names.office(campaign.receiving_office, campaign.opened_on),
        "lines": len(lines),
        "stages": [(stage, names.state(LINES, Stage(stage)), count) for stage, count in counted.items()],
        "left": sum(line.state in OPEN_STAGES for line in lines),
        "reviewed": sum(line.review is not None for line in lines),
        "filed": sum(line.received_on is not None for line in lines),
        "in_time": sum(line.in_time is True for line in lines),
        "late_filed": sum(line.in_time is False for line in lines),
        "places": [_place(one) for one in places],
        "borders": borders,
        "unit": unit,
        "late": [line_row(line, on) for line in late[:MOST_CALLED]],
        "late_count": len(late),
        "runs": runs,
        "to_invite": sum(rules.may_be_invited(line, law) for line in lines) if runs else 0,
        "is_open": campaign.state is State.OPEN,
        "steps": steps(campaign.steps, LIFECYCLE),
    }


def one_line(campaign: Campaign, line: Line, me: Principal, on: date) -> dict[str, Any]:
    """The page of a line: its days, its review, its story."""
    review = line.review
    known = {one.id: one.label.say(current_language()) for one in campaign_rules().review}
    return {
        "campaign": campaign,
        "line": line_row(line, on),
        "set": names.product_set(line.set_no),
        "recognised": _recognised(line),
        "receiving": names.office(line.receiving_office, campaign.opened_on),
        "review": review,
        "findings": [(known.get(id, id), met) for id, met in review.findings.items()] if review else [],
        "review_office": names.office(review.office, review.reviewed_on) if review else "",
        "may_review": use_cases.reviewing_office(line, me) is not None and line.waits and campaign.state is State.OPEN,
        "steps": steps(line.steps, LINES),
    }


def own(lines: Iterable[Line], on: date) -> list[dict[str, Any]]:
    """A producer's own lines: what is asked of them, by when, where."""
    return [
        {**line_row(line, on), "receiving": names.office(line.receiving_office, line.place_now.on)} for line in lines
    ]


def steps(taken: Sequence[Taken], lifecycle: Any) -> list[dict[str, Any]]:
    """A history, the latest first."""
    return [
        {
            "at": one.at,
            "verb": names.verb(lifecycle, one.verb),
            "by": names.office(one.office, one.at.date()) if one.office and one.by.id is None else one.by.name,
            "note": one.note or "–",
        }
        for one in reversed(taken)
    ]


def opening(me: Principal, on: date) -> dict[str, Any]:
    """The form by which a campaign is opened, and what the law says of its last days."""
    offices = [(one, names.office(one, on)) for one in use_cases.opening_offices(me)]
    window = shelf().in_force(on).re_evaluation
    known = OpenCampaignCommand.model_construct(office=offices[0][0] if offices else "", name="")
    hidden = ("due_by", "due_before") if window.closes_days_before is not None else ()
    return {
        "asked": form(OpenCampaignCommand, known, {"office": offices}, but=hidden),
        "window": window,
        "rulebook": shelf().in_force(on).title.say(current_language()),
        "known": [
            {
                "number": one.number,
                "day": one.signed_on,
                "products": one.products,
                "source": one.source.say(current_language()),
            }
            for one in campaign_rules().decisions
        ],
    }


def reviewing(line: Line) -> dict[str, Any]:
    """The form of a review, with what was found before."""
    found = line.review.findings if line.review else {}
    return {
        "asked": form(ReviewCommand, line.review),
        "findings": [
            (one.id, one.label.say(current_language()), "" if one.id not in found else YES if found[one.id] else NO)
            for one in campaign_rules().review
        ],
    }


def closing(campaign: Campaign, lines: Sequence[Line]) -> dict[str, Any]:
    """The form that closes a campaign, with how its lines stand."""
    counted = rules.counts(lines)
    return {
        "campaign": campaign,
        "asked": form(CloseCampaignCommand),
        "stages": [(names.state(LINES, Stage(stage)), count) for stage, count in counted.items()],
        "left": sum(line.state in OPEN_STAGES for line in lines),
    }


def forecast_page(found: Forecast, on: date) -> dict[str, Any]:
    """The page of the forecast: the months, and each office and set."""
    view = forecast_view(found)
    return {
        "months": [
            {"name": f"{one.month:%m/%Y}", "due": one.due, "judged": one.judged, "more": one.due - one.judged}
            for one in view.months
        ],
        "rows_of_sets": [
            {
                "office": names.office(one.office, on),
                "set": names.product_set(one.set_no),
                "due": one.due,
                "total": sum(one.due),
                "judged": sum(one.judged),
            }
            for one in view.rows
        ],
        "total": sum(one.due for one in view.months),
        "judged": sum(one.judged for one in view.months),
    }


def _recognised(line: Line) -> str:
    """The decision that recognised it, and where in its annex the product stands, as far as that is known."""
    day = f"{line.decided_on:%d/%m/%Y}"
    if line.decision_line is None:
        return _("{number} ngày {day}", number=line.decision_number, day=day)
    return _("{number} ngày {day}, dòng {line}", number=line.decision_number, day=day, line=line.decision_line)


def _place(one: PlaceProgress) -> dict[str, Any]:
    return {"name": one.name, "one": one, "done": one.done + one.filed}
