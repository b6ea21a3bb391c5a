"""What the doors show of a scoring, with the secrecy of the sheets kept in one place."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import NotFound
from kit.storage import Unit
from kit.web.answers import by_content
from law.rulebooks import shelf
from law.scoring import quorum_needed
from services.evaluation import legal, standing
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import FilledSheet, MemberSheet
from services.evaluation.scoring import store, telling, use_cases, views
from services.evaluation.scoring.scoring import Scoring


async def scoring_for(unit: Unit, case_id: str, *, by: Principal) -> views.ScoringView:
    """A scoring for a person; raises NotFound where they may not see it."""
    case = await case_store.seen_inside(unit, case_id, by)
    scoring = await store.of_case(unit, case_id)
    if scoring is None:
        raise NotFound()
    leading = leads(case, by)
    shown = views.scoring_view(
        scoring,
        me=by.id,
        progress=_progress(case, scoring) if leading else None,
        sheets=await revealed_sheets(unit, case, scoring),
    )
    return shown if leading else by_content(shown)  # its own version counts the seals


async def revealed_sheets(unit: Unit, case: Case, scoring: Scoring) -> list[MemberSheet]:
    """Every revealed sheet of every round, with its total."""
    rulebook = legal.rulebook_of(case.dossier)
    return [
        telling.member_sheet(rulebook, scoring.set_no, sheet) for sheet in await store.revealed(unit, scoring.case_id)
    ]


async def sheet_for(unit: Unit, case_id: str, *, by: Principal) -> views.SheetView:
    """
    The caller's own sheet with what the server computes from it so far.

    In a later round it begins as what they gave in the round before: to be reconsidered, and nothing until it is saved.
    """
    scoring, mine = await use_cases.my_sheet(unit, case_id, by=by)
    rulebook = shelf().get(scoring.rulebook_id, scoring.rulebook_hash)
    begun = mine.filled if mine else await _given_before(unit, scoring, by)
    return views.sheet_view(scoring, mine, begun, telling.tally(rulebook, scoring.set_no, begun))


async def _given_before(unit: Unit, scoring: Scoring, by: Principal) -> FilledSheet:
    before = await store.own_sheet(unit, scoring.case_id, by.id, scoring.round - 1) if scoring.round > 1 else None
    return before.filled if before else FilledSheet()


def leads(case: Case, by: Principal) -> bool:
    """Whether a person may know who has sealed: the chair, the secretary, the office's officers."""
    return standing.acts_for(case, by, "chair", "secretary") and not standing.conflict_of(case, by)


def _progress(case: Case, scoring: Scoring) -> views.Progress:
    settings = legal.council_settings(legal.rulebook_of(case.dossier), scoring.regulation)
    return views.progress_of(scoring, quorum_needed(len(scoring.scorers), settings))
