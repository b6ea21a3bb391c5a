"""What is done with reports: counted into a draft, published with files, replaced, counted again to compare."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from kit.identity import Principal
from kit.refusal import NotFound
from kit.work import Unit
from law.lists import stamp
from law.places import CENTRE, exists_on
from law.reports import ReportForm, report_forms
from programme.roles import OFFICERS
from services.reporting.reports import announcements, making, refusals, rules, store, writing
from services.reporting.reports.commands import PrepareReportCommand, PublishReportCommand
from services.reporting.reports.lifecycle import Verb
from services.reporting.reports.report import File, PublishedFile, Report

LISTS = ("figures", "reports")
Files = Sequence[tuple[File, PublishedFile]]


def makes(by: Principal, office: str) -> bool:
    """Whether a person makes the reports of an office: an officer of the office itself."""
    return any(by.holds(role, office) for role in OFFICERS)


async def prepare_report(unit: Unit, command: PrepareReportCommand, *, by: Principal) -> Report:
    """Counts a draft. Raises NotYourOffice, UnknownReport, PeriodReversed, PeriodNotOver."""
    if not makes(by, command.office) or not unit.serves(command.office):
        raise refusals.NotYourOffice(pointer="/office")
    rules.check_period(command, unit.today)
    lists = stamp(*LISTS)
    sections = await making.made(unit, command, unit.now, lists)
    return await store.reports.add(unit, rules.prepared(unit.new_id(), command, sections, lists=lists, as_of=unit.now))


async def files_of(unit: Unit, report_id: str, by: Principal) -> Files:
    """The files a draft will be published as, written in a thread before its transaction. Raises NotFound, NotYourOffice."""
    report = await _own(unit, report_id, by)
    return await asyncio.to_thread(writing.written, report)


async def publish_report(
    unit: Unit,
    report_id: str,
    command: PublishReportCommand,
    files: Files,
    address: str,
    *,
    by: Principal,
    expected: int,
) -> Report:
    """
    Publishes a draft as it was counted; with `supersedes` the older report says so from then on. Raises NotFound, Stale,
    NotYourOffice, StepRefused, NoSuchRecipient, NotForEverybody, ReasonMissing, CannotBeReplaced.
    """
    report = await _own(unit, report_id, by, expected)
    for one in command.recipients:
        if one != CENTRE and not exists_on(one, unit.today):
            raise refusals.NoSuchRecipient(pointer="/recipients", office=one)
    shown = [file for file, _ in files]
    kept = await store.reports.keep(
        unit, rules.published(report, command, shown, form_of(report), on=unit.today, at=unit.now, by=by)
    )
    await store.files.put_all(unit, [content for _, content in files])
    if command.supersedes:
        await _replace(unit, command.supersedes, kept, command.reason, by)
    announcements.published(unit, kept, address)
    return kept


async def discard_report(unit: Unit, report_id: str, *, by: Principal, expected: int) -> Report:
    """Puts a draft away. Raises NotFound, Stale, NotYourOffice, StepRefused."""
    report = await _own(unit, report_id, by, expected)
    return await store.reports.keep(unit, report.stepped(Verb.DISCARD, at=unit.now, by=by))


@dataclass(frozen=True)
class Again:
    """A report counted again from what is kept now: whether it says the same, and if not, where."""

    report: Report
    content: str
    differences: list[tuple[str, str, int, int]]

    @property
    def same(self) -> bool:
        return self.content == self.report.content


async def count_again(unit: Unit, report_id: str, *, by: Principal) -> Again:
    """Makes a report again as of the same instant, by the same lists. Raises NotFound."""
    report = await store.seen_by(unit, report_id, by)
    sections = await making.made(unit, report, report.as_of, report.lists)
    content = rules.content(report, report.as_of, report.lists, sections)
    return Again(report, content, rules.differences(report.sections, sections))


async def file_named(unit: Unit, report_id: str, name: str, by: Principal | None) -> PublishedFile:
    """One of the files of a report somebody may see. Raises NotFound."""
    report = await store.seen_by(unit, report_id, by)
    for one in report.files:
        if one.name == name:
            return await store.files.get(unit, one.sha256)
    raise NotFound()


def form_of(report: Report) -> ReportForm:
    """The form of a report, in the edition it was made by."""
    return report_forms(report.lists["reports"]).report(report.kind)


async def _own(unit: Unit, report_id: str, by: Principal, expected: int | None = None) -> Report:
    report = await store.seen_by(unit, report_id, by, expected)
    if not makes(by, report.office):
        raise refusals.NotYourOffice()
    return report


async def _replace(unit: Unit, old_id: str, report: Report, reason: str, by: Principal) -> None:
    old = await store.reports.find(unit, old_id)
    if old is None:
        raise refusals.CannotBeReplaced(pointer="/supersedes")
    kept = await store.reports.keep(unit, rules.superseded(old, report, reason, at=unit.now, by=by))
    announcements.superseded(unit, kept, reason)
