"""
What must hold of an adviser's review and of the team's report: how they are filled, handed in, sealed, and what layer they make. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kit.history import Actor
from kit.identity import Principal
from kit.refusal import Refusal, Several
from law.analysis import council_layer
from law.rulebooks import Rulebook
from services.evaluation.advisory import refusals
from services.evaluation.advisory.advisory import Advisory
from services.evaluation.advisory.commands import SealCommand
from services.evaluation.advisory.lifecycle import Verb
from services.evaluation.advisory.review import Report, ReportPaper, Review, digest_of
from services.evaluation.advisory.review_lifecycle import ReportVerb, State
from services.evaluation.advisory.review_lifecycle import Verb as ReviewVerb
from services.evaluation.advisory_teams.team import StoredFile
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import ADVISED, Layer, MemberSheet
from services.evaluation.scoring.commands import SheetCommand
from services.evaluation.scoring.sheet import SheetFields


def reviewed(
    review: Review | None,
    id: str,
    work: Advisory,
    rulebook: Rulebook,
    command: SheetCommand,
    *,
    by: Principal,
    at: datetime,
) -> Review:
    """An adviser's draft with what they filled so far; it may be incomplete."""
    known = review or Review(
        id=id,
        case_id=work.case_id,
        office=work.office,
        person_id=by.id,
        name=by.name,
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        saved_at=at,
    )
    return known.moved(ReviewVerb.SAVE, **_filled(command), rulebook_hash=rulebook.hash, saved_at=at)


def handed_in(review: Review, *, at: datetime) -> Review:
    """A review that who works on the case may read now."""
    return review.moved(ReviewVerb.HAND_IN, handed_in_at=at)


def taken_back(review: Review) -> Review:
    """A review that is its adviser's draft again."""
    return review.moved(ReviewVerb.TAKE_BACK, handed_in_at=None)


def review_lapsed(review: Review) -> Review:
    """A review that is not needed any more; it stays its adviser's alone."""
    return review.moved(ReviewVerb.LAPSE)


def proposed(reviews: Sequence[Review], rulebook: Rulebook, set_no: int) -> SheetFields:
    """
    The sheet the head begins the report with: of each criterion the option the handed-in reviews agree on, the mean of
    parts scored as a whole, and what was noted, by whom.
    """
    if not reviews:
        return SheetFields()
    merged = council_layer(rulebook, set_no, [one.filled.for_law() for one in reviews])
    notes: dict[str, str] = {}
    for one in reviews:
        for criterion, note in one.notes.items():
            notes[criterion] = "\n".join(filter(None, (notes.get(criterion), f"{one.name}: {note}")))
    raised = sorted({line for one in reviews for line in one.raised})
    return SheetFields.model_construct(
        answers=dict(merged.answers),
        parts={id: format(points, "f") for id, points in merged.parts.items()},
        case_of={id: said for one in reviews for id, said in one.case_of.items()},
        raised=tuple(raised),
        notes={id: note[:4000] for id, note in notes.items()},
        note=None,
    )


def report_saved(
    report: Report | None, work: Advisory, rulebook: Rulebook, command: SheetCommand, *, at: datetime
) -> Report:
    """The head's draft of the report; it may be incomplete."""
    known = report or Report(
        id=work.case_id,
        case_id=work.case_id,
        office=work.office,
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        saved_at=at,
    )
    return known.moved(ReportVerb.SAVE, **_filled(command), rulebook_hash=rulebook.hash, saved_at=at)


def require_sealable(work: Advisory, reviews: Sequence[Review], report: Report) -> None:
    """Raises everything that keeps the report from being sealed but what is missing on its sheet."""
    wrong: list[Refusal] = []
    if not any(one.state is State.HANDED_IN for one in reviews):
        wrong.append(refusals.NothingHandedIn())
    wrong += [refusals.AnswerAwaited(until=one.answer_by) for one in work.questions if one.is_open]
    wrong += [refusals.VisitOpen(on=one.visited_on) for one in work.visits if not one.closed]
    if not (report.note or "").strip():
        wrong.append(refusals.SummaryMissing(pointer="/note"))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)


def report_sealed(
    report: Report,
    command: SealCommand,
    file: StoredFile | None,
    *,
    total: str,
    star: int,
    nonce: str,
    by: Principal,
    at: datetime,
) -> Report:
    """The report made immutable, with a digest that binds it; raises PaperIncomplete, DayAhead."""
    paper = None
    if file or command.number or command.signed_on:
        if not (file and command.number and command.signed_on):
            raise refusals.PaperIncomplete(pointer="/number")
        paper = ReportPaper.model_validate({**dict(command), "file": file})
    sealed = report.moved(
        ReportVerb.SEAL, sealed_at=at, sealed_by=Actor.of(by), total=total, star=star, nonce=nonce, paper=paper
    )
    return sealed.model_copy(update={"digest": digest_of(sealed)})


def reported(work: Advisory, *, by: Principal, at: datetime) -> Advisory:
    """The work whose report is in."""
    return work.stepped(Verb.REPORT, at=at, by=by)


def layer_of(case: Case, report: Report, sheet: MemberSheet, on: date) -> Layer:
    """The report as a layer of the case."""
    return Layer(
        office=case.office,
        tier=case.tier,
        case_id=case.id,
        outcome=ADVISED,
        total=report.total,
        star=report.star,
        rulebook_id=case.dossier.rulebook_id,
        decided_on=on,
        sheets=(sheet.model_copy(update={"digest": report.digest}),),
        note=report.note,
    )


def _filled(command: SheetCommand) -> dict[str, object]:
    return dict(command) | {"raised": command.filled.raised, "note": command.note or None}
