"""Returns: what every office reports upwards, and reports published from them."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath

TOPIC = "ocop.reporting.return"


class ReturnFacts(EventData, key_facts=("form", "office", "period")):
    """What every event of a return carries."""

    return_id: str
    form: str
    office: PlacePath
    period: str


class ReturnDueV1(ReturnFacts, type="vn.ocop.reporting.return.due.v1", topic=TOPIC, key="return_id"):
    """An office owes a return by a date."""

    due_on: date


class ReturnSubmittedV1(
    ReturnFacts, type="vn.ocop.reporting.return.submitted.v1", topic=TOPIC, key="return_id", key_facts=("figures",)
):
    """An office handed its return in."""

    figures: dict[str, str]
    submitted_on: date


class ReturnApprovedV1(ReturnFacts, type="vn.ocop.reporting.return.approved.v1", topic=TOPIC, key="return_id"):
    """The office above accepted the return."""

    approved_on: date


class ReturnSentBackV1(ReturnFacts, type="vn.ocop.reporting.return.sent-back.v1", topic=TOPIC, key="return_id"):
    """The office above sent the return back with a reason."""

    reason: str
    sent_back_on: date


class ReturnOverdueV1(ReturnFacts, type="vn.ocop.reporting.return.overdue.v1", topic=TOPIC, key="return_id"):
    """A return was not handed in on time."""

    was_due_on: date


class ReportPublishedV1(EventData, type="vn.ocop.reporting.report.published.v1", topic=TOPIC, key="report_id"):
    """A report was published."""

    report_id: str
    title: str
    period: str
    url: str
    published_on: date
