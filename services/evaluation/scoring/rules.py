"""
What must hold of a scoring: sheets stay secret until enough are sealed, then open together; far-apart scores are scored
again. Pure.

Quorum, spread limit and number of rounds are the office's regulation, as `law` reads it from the rulebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kit.identity import Principal
from law.rulebooks import CouncilRegulation, CouncilSettings, Rulebook
from law.rulebooks import Sheet as Form
from law.rulebooks.applied import EditionApplied
from law.scoring import CouncilResult, Seats, points_text, quorum_of, require_quorum, unscored
from law.scoring.council import Spread
from law.scoring.refusals import CriterionUnknown
from services.evaluation.cases.case import Case
from services.evaluation.councils.council import Council
from services.evaluation.scoring import refusals
from services.evaluation.scoring.commands import SheetCommand, UnsealingCommand
from services.evaluation.scoring.lifecycle import Verb
from services.evaluation.scoring.scoring import Result, Round, Scorer, Scoring
from services.evaluation.scoring.sheet import Sheet, SheetFields, digest_of
from services.evaluation.scoring.sheet_lifecycle import Verb as SheetVerb


def under_edition(scoring: Scoring, hash: str) -> Scoring:
    """The scoring under a later edition of its act; nothing was sealed yet."""
    return scoring.model_copy(update={"rulebook_hash": hash})


def sheet_under_edition(sheet: Sheet, hash: str) -> Sheet:
    """A draft under a later edition of its act."""
    return sheet.model_copy(update={"rulebook_hash": hash})


def reopened(scoring: Scoring, applied: EditionApplied, at: datetime) -> Scoring:
    """
    The scoring in a round under a later edition of its act, with nothing sealed in it. The rounds before are kept, each
    with the edition it was scored under; a result they came to is none any more.
    """
    following = Round(number=scoring.round + 1, opened_at=at, rulebook_hash=applied.to_hash, correction=applied)
    before = tuple(
        one if one.rulebook_hash else one.model_copy(update={"rulebook_hash": scoring.rulebook_hash})
        for one in scoring.rounds
    )
    return scoring.moved(
        Verb.REOPEN, rulebook_hash=applied.to_hash, sealed=(), rounds=(*before, following), result=None
    )


def examined_again(scoring: Scoring, at: datetime) -> Scoring:
    """The scoring in another round, with nothing sealed in it: a higher office sent the case back, and this council looks again."""
    following = Round(number=scoring.round + 1, opened_at=at, rulebook_hash=scoring.rounds[-1].rulebook_hash)
    return scoring.moved(Verb.EXAMINE_AGAIN, sealed=(), rounds=(*scoring.rounds, following), result=None)


def opened(
    id: str,
    case: Case,
    council: Council,
    *,
    rulebook: Rulebook,
    regulation: CouncilRegulation | None,
    settings: CouncilSettings,
    at: datetime,
) -> Scoring:
    """A scoring of a sitting council in its first round. `regulation`: the office's own, if it has one."""
    return Scoring(
        id=id,
        case_id=case.id,
        dossier_id=case.dossier.dossier_id,
        office=case.office,
        place=case.place,
        council_id=council.id,
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        regulation=regulation,
        set_no=case.dossier.product.set_no,
        scorers=_scorers(council, settings),
        chair_id=council.chair.person_id,
        recused=council.recused,
        rounds=(Round(number=1, opened_at=at),),
        product=case.dossier.product,
        council=_sitting(council),
    )


def seats_of(scoring: Scoring) -> Seats:
    """Those who score, as the law counts them: who is recused, or only keeps the minutes, is not among them."""
    return Seats(members=tuple(scorer.person_id for scorer in scoring.scorers), chair=scoring.chair_id)


def must_be_open(scoring: Scoring) -> None:
    """Raises StepRefused unless sheets may be filled now."""
    scoring.moved(Verb.SEAL)


def sealed_by(scoring: Scoring, member_id: str) -> Scoring:
    """The scoring with one more member's sheet sealed; raises NotAScorer."""
    after = scoring.moved(Verb.SEAL, sealed=(*scoring.sealed, member_id))
    if not scoring.is_scorer(member_id):
        raise refusals.NotAScorer()
    return after


def unsealed_by(scoring: Scoring, member_id: str) -> Scoring:
    """The scoring with one sealed sheet less: its member took it back."""
    return scoring.moved(Verb.UNSEAL, sealed=tuple(one for one in scoring.sealed if one != member_id))


def revealed(scoring: Scoring, *, settings: CouncilSettings, at: datetime) -> Scoring:
    """The scoring with all sealed sheets open; raises while the quorum, or the chair's own sheet, is missing."""
    after = scoring.moved(Verb.REVEAL)
    require_quorum(quorum_of(seats_of(scoring), settings, scoring.sealed))
    return _last_round(after, revealed_at=at)


def measured(scoring: Scoring, apart: Spread, settings: CouncilSettings) -> Scoring:
    """
    The scoring with how far the totals lie apart, in points; in dispute when they lie too far apart and another round is
    allowed: the council goes back to discuss.
    """
    known = _last_round(scoring, spread=points_text(apart.points), limit=points_text(apart.limit))
    if apart.exceeded and scoring.turn < settings.rounds_at_most:
        return _last_round(known.moved(Verb.DISPUTE), disputed=True)
    return known


def scored_again(scoring: Scoring, at: datetime) -> Scoring:
    """The scoring in its next round, with empty sheets; the earlier rounds are kept."""
    following = Round(number=scoring.round + 1, opened_at=at, rulebook_hash=scoring.rounds[-1].rulebook_hash)
    return scoring.moved(Verb.SCORE_AGAIN, sealed=(), rounds=(*scoring.rounds, following))


def concluded(scoring: Scoring, found: CouncilResult, *, by: str, at: datetime) -> Scoring:
    """The scoring with the council's result as the server computed it."""
    result = Result(total=points_text(found.total), star=found.star, concluded_at=at, concluded_by=by)
    return scoring.moved(Verb.CONCLUDE, result=result)


def broken_off(scoring: Scoring) -> Scoring:
    """A scoring whose dossier was taken back: without a result, and with its secrets."""
    return scoring.moved(Verb.BREAK_OFF)


def seated_anew(scoring: Scoring, council: Council, settings: CouncilSettings) -> Scoring:
    """The scoring by the council as it is seated now: who left it is neither owed a sheet nor counted."""
    scorers = _scorers(council, settings)
    ids = {scorer.person_id for scorer in scorers}
    return scoring.model_copy(
        update={
            "scorers": scorers,
            "sealed": tuple(sealed for sealed in scoring.sealed if sealed in ids),
            "chair_id": council.led_by or scoring.chair_id,
            "recused": council.recused,
            "council": _sitting(council),
        }
    )


def led_anew(scoring: Scoring, council: Council) -> Scoring:
    """A revealed scoring whose chair or secretary is another: whom it concerns changes, no sheet does."""
    return scoring.model_copy(update={"council": _sitting(council)})


def restarted(scoring: Scoring, at: datetime) -> Scoring:
    """A revealed scoring in a round of its own for who is left, with empty sheets; what was opened is kept."""
    following = Round(
        number=scoring.round + 1, opened_at=at, rulebook_hash=scoring.rounds[-1].rulebook_hash, restarted=True
    )
    return scoring.moved(Verb.RESTART, sealed=(), rounds=(*scoring.rounds, following))


def check_notes(form: Form, notes: Mapping[str, str]) -> None:
    """Raises CriterionUnknown for a note on what the sheet does not have."""
    known = {*form.by_criterion, *(part.id for part in form.whole_parts)}
    for id in notes:
        if id not in known:
            raise CriterionUnknown(pointer=f"/notes/{id}", criterion=id, set_no=form.set_no)


def claim_open_to(scores: bool, settings: CouncilSettings, sheet: Sheet | None, form: Form) -> frozenset[str] | None:
    """
    Of which criteria (or parts scored as a whole) a person may see what the producer claimed; None: of all.

    Who scores judges first: a claim that is seen before draws the answer to itself. Once their sheet is complete they see
    the whole of it, and what it comes to.
    """
    if not scores or settings.claim_shown == "always":
        return None
    if sheet is None:
        return frozenset()
    judged = frozenset({*sheet.answers, *sheet.parts})
    asked = {*form.by_criterion, *(part.id for part in form.whole_parts)} - unscored(
        form, sheet.filled.for_law()
    ).keys()
    return None if asked <= judged else judged


def begun_sheet(id: str, scoring: Scoring, member_id: str, *, at: datetime) -> Sheet:
    """A scorer's sheet of the present round before anything is on it."""
    return Sheet(
        id=id,
        case_id=scoring.case_id,
        office=scoring.office,
        round=scoring.round,
        member_id=member_id,
        member_name=next(scorer.name for scorer in scoring.scorers if scorer.person_id == member_id),
        rulebook_id=scoring.rulebook_id,
        rulebook_hash=scoring.rulebook_hash,
        saved_at=at,
    )


def saved_sheet(sheet: Sheet, command: SheetCommand, *, at: datetime) -> Sheet:
    """A draft with what the member filled so far; it may be incomplete."""
    given = dict(command) | {"raised": command.filled.raised, "note": command.note or None}
    return sheet.moved(SheetVerb.SAVE, **given, saved_at=at)


def confirmed_sheet(sheet: Sheet, before: Sheet, *, at: datetime) -> Sheet:
    """A sheet of this round with what its member had sealed in the round before."""
    return sheet.moved(SheetVerb.SAVE, **before.model_dump(include=set(SheetFields.model_fields)), saved_at=at)


def sealed_sheet(sheet: Sheet, *, nonce: str, at: datetime) -> Sheet:
    """The sheet made immutable, stamped with a digest that binds it to its rulebook."""
    sealed = sheet.moved(SheetVerb.SEAL, sealed_at=at, nonce=nonce)
    return sealed.model_copy(update={"digest": digest_of(sealed)})


def unsealed_sheet(sheet: Sheet, command: UnsealingCommand, *, by: Principal, at: datetime) -> Sheet:
    """A sealed sheet as its owner's draft again, with the reason in its history; raises UnsealingReasonMissing."""
    if not command.reason:
        raise refusals.UnsealingReasonMissing(pointer="/reason")
    return sheet.stepped(SheetVerb.UNSEAL, at=at, by=by, note=command.reason, sealed_at=None, nonce=None, digest=None)


def revealed_sheet(sheet: Sheet) -> Sheet:
    """A sealed sheet, opened."""
    return sheet.moved(SheetVerb.REVEAL)


def lapsed_sheet(sheet: Sheet) -> Sheet:
    """A sheet that was not sealed in time; it stays its member's alone."""
    return sheet.moved(SheetVerb.LAPSE)


def sheet_set_aside(sheet: Sheet) -> Sheet:
    """The sheet of somebody who left the council, taken out of the result."""
    return sheet.moved(SheetVerb.SET_ASIDE)


def _sitting(council: Council) -> tuple[str, ...]:
    return tuple(seat.person_id for seat in council.seats if not seat.recusal)


def _scorers(council: Council, settings: CouncilSettings) -> tuple[Scorer, ...]:
    seats = council.scorers(secretary_scores=settings.secretary_scores)
    return tuple(Scorer(person_id=seat.person_id, name=seat.name) for seat in seats)


def _last_round(scoring: Scoring, **changes: object) -> Scoring:
    last = scoring.rounds[-1].model_copy(update=changes)
    return scoring.model_copy(update={"rounds": (*scoring.rounds[:-1], last)})
