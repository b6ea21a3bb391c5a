"""Whether a file in hand is one of our published reports, unaltered: asked by anybody who has the file."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel

from kit.work import Unit
from law.reports import report_forms
from services.reporting.reports import store
from services.reporting.reports.lifecycle import State


class Verdict(StrEnum):
    """What a file is."""

    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Answer(BaseModel):
    """The verdict on a file; whoever asks has the file, so what it says on its face is no secret."""

    verdict: Verdict
    report_id: str | None = None
    title: str | None = None
    office: str | None = None
    as_of: datetime | None = None
    published_on: date | None = None
    content_sha256: str | None = None
    superseded_by: str | None = None


async def verdict(unit: Unit, sha256: str) -> Answer:
    """What a file with this digest is."""
    file = await store.files.find(unit, sha256)
    report = await store.reports.find(unit, file.report_id) if file else None
    if report is None or report.published_on is None:
        return Answer(verdict=Verdict.UNKNOWN)
    return Answer(
        verdict=Verdict.SUPERSEDED if report.state is State.SUPERSEDED else Verdict.PUBLISHED,
        report_id=report.id,
        title=report_forms(report.lists["reports"]).report(report.kind).subject.vi,
        office=report.office,
        as_of=report.as_of,
        published_on=report.published_on,
        content_sha256=report.content,
        superseded_by=report.superseded_by,
    )
