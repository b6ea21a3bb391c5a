"""
The law of scoring: sheets stay secret until enough are sealed, then open together; far-apart scores are scored again.

Pure. Quorum, spread limit and number of rounds are the office's regulation, as `law` reads it from the rulebook.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from law.rulebooks import CouncilRegulation, CouncilSettings
from law.scoring import Seats, quorum_of, require_quorum
from services.evaluation.scoring import refusals
from services.evaluation.scoring.scoring import LIFECYCLE, Result, Round, Scorer, Scoring, Verb


def under_edition(scoring: Scoring, hash: str) -> Scoring:
    """The scoring under a later edition of its act; nothing was sealed yet."""
    return scoring.model_copy(update={"rulebook_hash": hash})


def open_scoring(
    id: str,
    *,
    case_id: str,
    dossier_id: str,
    office: str,
    place: str,
    council_id: str,
    rulebook: tuple[str, str],
    regulation: CouncilRegulation | None,
    set_no: int,
    scorers: Sequence[Scorer],
    chair_id: str,
    recused: Sequence[str],
    at: datetime,
) -> Scoring:
    """A scoring in its first round. `rulebook`: id and hash. `regulation`: the office's own, if it has one."""
    return Scoring(
        id=id,
        case_id=case_id,
        dossier_id=dossier_id,
        office=office,
        place=place,
        council_id=council_id,
        rulebook_id=rulebook[0],
        rulebook_hash=rulebook[1],
        regulation=regulation,
        set_no=set_no,
        scorers=tuple(scorers),
        chair_id=chair_id,
        recused=tuple(recused),
        rounds=(Round(number=1, opened_at=at),),
    )


def seats_of(scoring: Scoring) -> Seats:
    """Those who score, as the law counts them: who is recused, or only keeps the minutes, is not among them."""
    return Seats(members=tuple(scorer.person_id for scorer in scoring.scorers), chair=scoring.chair_id)


def must_be_open(scoring: Scoring) -> None:
    """This will raise StepRefused unless sheets may be filled now."""
    LIFECYCLE.step(scoring.state, Verb.SEAL)


def seal(scoring: Scoring, member_id: str) -> Scoring:
    """This will note that a member has sealed."""
    state = LIFECYCLE.step(scoring.state, Verb.SEAL)
    if not scoring.is_scorer(member_id):
        raise refusals.NotAScorer()
    return scoring.model_copy(update={"state": state, "sealed": (*scoring.sealed, member_id)})


def reveal(scoring: Scoring, *, settings: CouncilSettings, at: datetime) -> Scoring:
    """This will open all sealed sheets at once; raises while the quorum, or the chair's own sheet, is missing."""
    state = LIFECYCLE.step(scoring.state, Verb.REVEAL)
    require_quorum(quorum_of(seats_of(scoring), settings, scoring.sealed))
    return _last_round(scoring.model_copy(update={"state": state}), revealed_at=at)


def measured(scoring: Scoring, *, spread: str, limit: str) -> Scoring:
    """The scoring with how far the totals lie apart, in points."""
    return _last_round(scoring, spread=spread, limit=limit)


def dispute(scoring: Scoring) -> Scoring:
    """This will send the council back to discuss: the totals lie too far apart."""
    state = LIFECYCLE.step(scoring.state, Verb.DISPUTE)
    return _last_round(scoring.model_copy(update={"state": state}), disputed=True)


def score_again(scoring: Scoring, at: datetime) -> Scoring:
    """This will open the next round with empty sheets; the earlier rounds are kept."""
    state = LIFECYCLE.step(scoring.state, Verb.SCORE_AGAIN)
    following = Round(number=scoring.round + 1, opened_at=at)
    return scoring.model_copy(update={"state": state, "sealed": (), "rounds": (*scoring.rounds, following)})


def conclude(scoring: Scoring, *, total: str, star: int, by: str, at: datetime) -> Scoring:
    """This will fix the council's result as the server computed it."""
    state = LIFECYCLE.step(scoring.state, Verb.CONCLUDE)
    result = Result(total=total, star=star, concluded_at=at, concluded_by=by)
    return scoring.model_copy(update={"state": state, "result": result})


def break_off(scoring: Scoring) -> Scoring:
    """This will end a scoring whose dossier was taken back: without a result, and with its secrets."""
    return scoring.model_copy(update={"state": LIFECYCLE.step(scoring.state, Verb.BREAK_OFF)})


def without(scoring: Scoring, person_id: str) -> Scoring:
    """The scoring after a member was recused: neither owed nor counted."""
    return scoring.model_copy(
        update={
            "scorers": tuple(scorer for scorer in scoring.scorers if scorer.person_id != person_id),
            "sealed": tuple(sealed for sealed in scoring.sealed if sealed != person_id),
            "recused": (*scoring.recused, person_id),
        }
    )


def _last_round(scoring: Scoring, **changes: object) -> Scoring:
    last = scoring.rounds[-1].model_copy(update=changes)
    return scoring.model_copy(update={"rounds": (*scoring.rounds[:-1], last)})
