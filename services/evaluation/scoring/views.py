"""What may be seen of a scoring: progress by those who lead it, one's own sheet, and all sheets once revealed."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from services.evaluation.cases.dossier import FilledSheet, MemberSheet
from services.evaluation.cases.views import Named
from services.evaluation.scoring.scoring import LIFECYCLE, Result, Round, Scoring
from services.evaluation.scoring.sheet import LIFECYCLE as SHEET
from services.evaluation.scoring.sheet import Sheet
from services.evaluation.scoring.telling import Tally


class Progress(BaseModel):
    """Who has sealed and who has not; for the chair, the secretary and the office's officers."""

    scorers: int
    sealed: int
    needed: int
    waiting_for: list[str]


class ScoringView(BaseModel):
    """A scoring as the caller may see it."""

    id: str
    version: int
    case_id: str
    state: Named
    round: int
    rounds: tuple[Round, ...]
    rulebook_id: str
    rulebook_hash: str
    set_no: int
    i_score: bool
    i_sealed: bool
    progress: Progress | None
    sheets: list[MemberSheet]
    result: Result | None


class SheetView(BaseModel):
    """The caller's own sheet, with what the server computes from it so far."""

    version: int
    case_id: str
    round: int
    state: Named
    rulebook_id: str
    rulebook_hash: str
    answers: dict[str, str]
    parts: dict[str, str]
    case_of: dict[str, str]
    raised: tuple[str, ...]
    note: str | None
    tally: Tally
    sealed_at: datetime | None
    digest: str | None


def scoring_view(scoring: Scoring, *, me: str, progress: Progress | None, sheets: list[MemberSheet]) -> ScoringView:
    """A scoring as a person may see it; `progress` only for those who lead it."""
    vi, en = LIFECYCLE.states[scoring.state]
    return ScoringView(
        id=scoring.id,
        version=scoring.version,
        case_id=scoring.case_id,
        state=Named(code=scoring.state.value, vi=vi, en=en),
        round=scoring.round,
        rounds=scoring.rounds,
        rulebook_id=scoring.rulebook_id,
        rulebook_hash=scoring.rulebook_hash,
        set_no=scoring.set_no,
        i_score=scoring.is_scorer(me),
        i_sealed=me in scoring.sealed,
        progress=progress,
        sheets=sheets,
        result=scoring.result,
    )


def progress_of(scoring: Scoring, needed: int) -> Progress:
    """How far the present round is."""
    waiting = [scorer.name for scorer in scoring.scorers if scorer.person_id not in scoring.sealed]
    return Progress(scorers=len(scoring.scorers), sealed=len(scoring.sealed), needed=needed, waiting_for=waiting)


def sheet_view(scoring: Scoring, sheet: Sheet | None, begun: FilledSheet, tally: Tally) -> SheetView:
    """A member's own sheet; of version 0, and as far as it is `begun`, when nothing was saved in this round yet."""
    vi, en = SHEET.states[sheet.state if sheet else SHEET.initial]
    return SheetView(
        version=sheet.version if sheet else 0,
        case_id=scoring.case_id,
        round=scoring.round,
        state=Named(code=(sheet.state if sheet else SHEET.initial).value, vi=vi, en=en),
        rulebook_id=scoring.rulebook_id,
        rulebook_hash=scoring.rulebook_hash,
        answers=begun.answers,
        parts=begun.parts,
        case_of=begun.case_of,
        raised=begun.raised,
        note=sheet.note if sheet else None,
        tally=tally,
        sealed_at=sheet.sealed_at if sheet else None,
        digest=sheet.digest if sheet else None,
    )
