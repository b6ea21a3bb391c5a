"""An adviser's review of a case by criterion, and the team's one report: secret until the head seals it."""

from __future__ import annotations

from datetime import date, datetime

from kit.aggregate import Kept
from kit.history import Actor, Stateful
from kit.mapped import mapped
from law.scoring import Sealed, seal_of
from services.evaluation.advisory.advisory import PaperFields
from services.evaluation.advisory.review_lifecycle import LIFECYCLE, REPORT_LIFECYCLE, ReportState, State
from services.evaluation.advisory_teams.team import StoredFile
from services.evaluation.cases.dossier import MemberSheet
from services.evaluation.scoring.sheet import SheetFields


class Review(SheetFields, Stateful, lifecycle=LIFECYCLE):
    """What one adviser would give, criterion by criterion."""

    case_id: str
    office: str
    person_id: str
    name: str
    state: State = State.DRAFT
    rulebook_id: str
    rulebook_hash: str
    parts: dict[str, str] = {}
    saved_at: datetime
    handed_in_at: datetime | None = None


class ReportPaper(PaperFields, Kept):
    """The signed copy of the report."""

    number: str
    signed_on: date
    file: StoredFile


class Report(SheetFields, Stateful, lifecycle=REPORT_LIFECYCLE):
    """The team's one report on a case; its id is the case's. `note` is its summary."""

    case_id: str
    office: str
    state: ReportState = ReportState.DRAFT
    rulebook_id: str
    rulebook_hash: str
    parts: dict[str, str] = {}
    saved_at: datetime
    sealed_at: datetime | None = None
    sealed_by: Actor | None = None
    total: str | None = None
    star: int | None = None
    nonce: str | None = None
    digest: str | None = None
    paper: ReportPaper | None = None


def digest_of(report: Report) -> str:
    """The digest of the report's seal, as of a council member's sheet: by the head, for the case, under its rulebook."""
    assert report.sealed_by is not None
    bound = {"member_id": report.sealed_by.id, "round": 1}
    return seal_of(report.filled.for_law(), mapped(Sealed, report, **bound))


def sheet_of(report: Report) -> MemberSheet:
    """A sealed report in the form in which sheets travel."""
    assert report.sealed_by is not None
    own = {"member_id": report.sealed_by.id, "member_name": report.sealed_by.name, "round": 1}
    return mapped(
        MemberSheet,
        report,
        **report.filled.model_dump(exclude={"total", "star"}),
        total=report.total,
        star=report.star,
        **own,
    )
