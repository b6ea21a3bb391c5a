"""What is shown of reports: the JSON view, the rows of the list, one report in words and tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from kit.identity import Principal
from kit.language import current_language
from kit.mapped import mapped
from kit.web.labelled import form
from law.figures import figure_rules
from law.places import gazetteer
from law.reports import report_forms
from programme import names
from programme.roles import OFFICERS
from services.reporting.figures.views import address
from services.reporting.reports import tables
from services.reporting.reports.commands import PrepareReportCommand, PublishReportCommand
from services.reporting.reports.lifecycle import LIFECYCLE, State, Verb
from services.reporting.reports.report import File, PublicationFields, Report, ReportFields, Section
from services.reporting.reports.use_cases import Again, form_of, makes

COLOURS = {State.DRAFT: "yellow", State.PUBLISHED: "green", State.SUPERSEDED: "grey", State.DISCARDED: "grey"}


class ReportView(ReportFields, PublicationFields):
    """A report, with the hashes by which it is verified."""

    id: str
    version: int
    as_of: datetime = Field(description="The instant as of which its figures are known")
    state: State
    lists: dict[str, str] = Field(description="Hash of each list it was made by")
    query: str = Field(description="SHA-256 of what was asked")
    content: str = Field(description="SHA-256 of what it says; the same again when made again from the same events")
    sections: list[Section]
    files: list[File]
    published_on: date | None
    superseded_by: str | None


class Difference(BaseModel):
    """A figure that is another when counted again."""

    section: str
    figure: str
    then: int
    now: int


class AgainView(BaseModel):
    """A report made again."""

    same: bool
    content: str
    differences: list[Difference]


def view(report: Report) -> ReportView:
    """A report for a client."""
    return mapped(
        ReportView,
        report,
        sections=list(report.sections),
        files=list(report.files),
    )


def again(found: Again) -> AgainView:
    """What counting again said."""
    differ = [Difference(section=no, figure=code, then=then, now=now) for no, code, then, now in found.differences]
    return AgainView(same=found.same, content=found.content, differences=differ)


def row(report: Report) -> dict[str, Any]:
    """A report as a row of the list."""
    return {
        "id": report.id,
        "label": _label(report),
        "office": names.office(report.office, report.until),
        "since": report.since,
        "until": report.until,
        "as_of": report.as_of,
        "state": names.state(LIFECYCLE, report.state),
        "colour": COLOURS[report.state],
        "published_on": report.published_on,
    }


def kinds() -> list[tuple[str, str]]:
    """The forms there are."""
    return [(one.id, one.label.say(current_language())) for one in report_forms().reports]


def preparing(me: Principal, on: date) -> dict[str, Any]:
    """The form by which a report is counted; this year so far, unless asked otherwise."""
    offices = [(one, names.office(one, on)) for one in dict.fromkeys(me.offices(*OFFICERS))]
    known = PrepareReportCommand.model_construct(
        kind="", office=offices[0][0] if offices else "", since=on.replace(month=1, day=1), until=on
    )
    return {"asked": form(PrepareReportCommand, known, {"office": offices, "kind": kinds()})}


def whole(report: Report, me: Principal | None, replaceable: list[Report], on: date) -> dict[str, Any]:
    """One report: words, tables with the page behind each figure, files, and what may be done."""
    own = me is not None and makes(me, report.office)
    language = current_language()
    listed = figure_rules(report.lists["figures"])
    return {
        "report": report,
        "row": row(report),
        "subject": tables.subject(report, language),
        "sections": [
            {
                "written": said,
                "figures": [
                    {
                        "label": listed.figure(one.code).label.say(language),
                        "value": one.value,
                        "page": address(one.code, report.office, report.since, report.until, report.as_of),
                    }
                    for one in counted.figures
                ],
            }
            for said, counted in zip(tables.written(report, language), report.sections, strict=True)
        ],
        "opens_rows": me is not None and bool(me.offices(*OFFICERS)),
        "recipients": [names.office(one, on) for one in report.recipients],
        "unverified": report_forms(report.lists["reports"]).verified != "yes",
        "may_publish": own and Verb.PUBLISH in report.may,
        "may_discard": own and Verb.DISCARD in report.may,
        "asked": _publishing(report, replaceable, on) if own and Verb.PUBLISH in report.may else [],
    }


def _publishing(report: Report, replaceable: list[Report], on: date) -> list[Any]:
    around = [place.path for place in gazetteer().children(report.office, on)]
    above = report.office.rpartition("/")[0]
    offices = [(one, names.office(one, on)) for one in (*([above] if above else []), *around)]
    old = [(one.id, f"{_label(one)}, {one.since:%d/%m/%Y} – {one.until:%d/%m/%Y}") for one in replaceable]
    but = (*(() if old else ("supersedes", "reason")), *(() if form_of(report).public else ("public",)))
    return form(PublishReportCommand, None, {"recipients": offices, "supersedes": old}, but=but)


def _label(report: Report) -> str:
    return report_forms(report.lists["reports"]).report(report.kind).label.say(current_language())
