"""When a report may be made, what its hashes are made of, and how two of them differ. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import rfc8785

from kit.identity import Principal
from law.reports import ReportForm
from services.reporting.reports import refusals
from services.reporting.reports.commands import PrepareReportCommand, PublishReportCommand
from services.reporting.reports.lifecycle import Verb
from services.reporting.reports.report import File, PublicationFields, Report, ReportFields, Section


def check_period(command: PrepareReportCommand, today: date) -> None:
    """Raises PeriodReversed, PeriodNotOver."""
    if command.until < command.since:
        raise refusals.PeriodReversed(pointer="/until")
    if command.since > today:
        raise refusals.PeriodNotOver(pointer="/since", since=f"{command.since:%d/%m/%Y}")


def prepared(
    id: str,
    command: PrepareReportCommand,
    sections: Sequence[Section],
    *,
    lists: Mapping[str, str],
    as_of: datetime,
) -> Report:
    """A draft of what was counted."""
    return Report(
        id=id,
        **dict(command),
        as_of=as_of,
        lists=dict(lists),
        sections=tuple(sections),
        query=query(command, as_of, lists),
        content=content(command, as_of, lists, sections),
    )


def query(asked: ReportFields, as_of: datetime, lists: Mapping[str, str]) -> str:
    """SHA-256 of what was asked: which report, of whom, of which days, as known when, by which lists."""
    return hashlib.sha256(rfc8785.dumps(_asked(asked, as_of, lists))).hexdigest()


def content(asked: ReportFields, as_of: datetime, lists: Mapping[str, str], sections: Sequence[Section]) -> str:
    """SHA-256 of everything a report says, in RFC 8785 form."""
    said = {**_asked(asked, as_of, lists), "sections": [one.model_dump(mode="json") for one in sections]}
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()


def _asked(asked: ReportFields, as_of: datetime, lists: Mapping[str, str]) -> dict[str, Any]:
    own = {name: getattr(asked, name) for name in ("kind", "office")}
    days = {name: getattr(asked, name).isoformat() for name in ("since", "until")}
    return {**own, **days, "as_of": as_of.isoformat(), "lists": dict(lists)}


def published(
    report: Report,
    command: PublishReportCommand,
    files: Sequence[File],
    form: ReportForm,
    *,
    on: date,
    at: datetime,
    by: Principal,
) -> Report:
    """The report with its files and recipients. Raises StepRefused, NotForEverybody, ReasonMissing."""
    if command.public and not form.public:
        raise refusals.NotForEverybody(pointer="/public")
    if command.supersedes and not command.reason.strip():
        raise refusals.ReasonMissing(pointer="/reason")
    return report.stepped(
        Verb.PUBLISH,
        at=at,
        by=by,
        note=command.reason or None,
        files=tuple(files),
        published_on=on,
        **{name: getattr(command, name) for name in PublicationFields.model_fields},
    )


def superseded(old: Report, by_report: Report, reason: str, *, at: datetime, by: Principal) -> Report:
    """The report that another one replaces. Raises StepRefused, CannotBeReplaced."""
    if (old.office, old.kind) != (by_report.office, by_report.kind) or old.id == by_report.id:
        raise refusals.CannotBeReplaced(pointer="/supersedes")
    return old.stepped(Verb.SUPERSEDE, at=at, by=by, note=reason, superseded_by=by_report.id)


def differences(one: Sequence[Section], other: Sequence[Section]) -> list[tuple[str, str, int, int]]:
    """(section, figure, then, now) of what two countings of the same report say differently."""
    now = {(section.no, figure.code): figure.value for section in other for figure in section.figures}
    return [
        (section.no, figure.code, figure.value, now.get((section.no, figure.code), 0))
        for section in one
        for figure in section.figures
        if now.get((section.no, figure.code)) != figure.value
    ]
