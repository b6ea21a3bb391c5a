"""Citizens' reports as they are shown: whole to the offices, to who has the answer number what became of it, to others nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import Asked, form
from law.measures import citizen_reports
from programme import names
from services.registry.breaches import views as breach_views
from services.registry.breaches.breach import Breach
from services.registry.citizen_reports import use_cases
from services.registry.citizen_reports.citizen_report import CitizenReport
from services.registry.citizen_reports.commands import AnswerCommand, NumberCommand, ReportCommand
from services.registry.citizen_reports.lifecycle import LIFECYCLE, State

COLOURS = {State.RECEIVED: "yellow", State.ANSWERED: "grey"}


class CitizenReportView(CitizenReport):
    """A report for machines of an office; who answered is the register's own, and the number nobody's."""

    steps: tuple[Step, ...] = Field((), exclude=True)
    lists: dict[str, str] = Field({}, exclude=True)
    number_hash: str = Field("", exclude=True)


class Followed(BaseModel):
    """What who has the answer number reads: what became of the report, none of its words."""

    product_id: str
    product_name: str
    state: State
    received_on: date
    answer_by: date
    founded: bool | None
    answer: str | None
    answered_on: date | None


def view(report: CitizenReport) -> CitizenReportView:
    """A report for machines of an office."""
    return CitizenReportView.model_validate(report.model_dump(exclude={"steps", "lists", "number_hash"}))


def followed(report: CitizenReport) -> Followed:
    """What who has the answer number reads."""
    return mapped(Followed, report)


def line(report: CitizenReport, on: date) -> dict[str, Any]:
    """A report as a row of a list."""
    return {
        "id": report.id,
        "product": report.product_name,
        "producer": report.producer_name,
        "place": names.where(report.place),
        "about": about(report.about),
        "state": names.state(LIFECYCLE, report.state),
        "colour": COLOURS[report.state],
        "received_on": report.received_on,
        "answer_by": report.answer_by,
        "late": report.state is State.RECEIVED and report.answer_by < on,
        "photographs": len(report.photographs),
        "said": [(_("Trả lời"), report.answer)],
        "founded": None if report.founded is None else _("Đúng") if report.founded else _("Không có cơ sở"),
    }


def whole(report: CitizenReport, by: Principal, on: date) -> dict[str, Any]:
    """A report as a page of the office."""
    return {
        "report": report,
        "line": line(report, on),
        "office": names.office(report.office, on),
        "may_answer": report.state is State.RECEIVED and use_cases.may_answer(report, by),
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note or "–"}
            for step in reversed(report.steps)
        ],
    }


def reporting() -> dict[str, Any]:
    """The public's form."""
    return {"asked": form(ReportCommand, choices={"about": abouts()})}


def following() -> list[Asked]:
    """The form of who has an answer number."""
    return form(NumberCommand)


def answering(handled: Sequence[Breach], on: date) -> dict[str, Any]:
    """The office's form; `handled`: open breaches of the product, which a report may be part of."""
    choices = {
        "founded": [("yes", _("Đúng, có vi phạm")), ("no", _("Không có cơ sở"))],
        "severity": breach_views.severities(),
    }
    but = () if handled else ("breach_id",)
    if handled:
        rows = [breach_views.line(one, on) for one in handled]
        offered = [("", _("Thụ lý vi phạm mới"))]
        choices["breach_id"] = offered + [(row["id"], f"{row['kind']} – {row['state']}") for row in rows]
    return {"asked": form(AnswerCommand, choices=choices, but=but)}


def abouts() -> list[tuple[str, str]]:
    """What may be reported."""
    return [(one.id, one.label.say(current_language())) for one in citizen_reports().kinds]


def about(code: str) -> str:
    """What was reported, in words; one of another edition by its code."""
    found = citizen_reports().kind(code)
    return found.label.say(current_language()) if found else code
