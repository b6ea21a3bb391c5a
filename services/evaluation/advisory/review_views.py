"""What is shown of reviews and of the report: as they are filled in, and as the sealed one is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kit.aggregate import Kept
from kit.language import current_language
from kit.mapped import mapped
from kit.refusal import Refusal
from kit.web.labelled import form
from law.rulebooks import Rulebook
from services.evaluation.advisory import report_rules
from services.evaluation.advisory.advisory import Advisory
from services.evaluation.advisory.commands import SealCommand
from services.evaluation.advisory.review import Report, Review
from services.evaluation.advisory.review_lifecycle import LIFECYCLE as REVIEWS
from services.evaluation.advisory.review_lifecycle import REPORT_LIFECYCLE, ReportState
from services.evaluation.advisory.review_lifecycle import State as ReviewState
from services.evaluation.cases import legal
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import MemberSheet
from services.evaluation.cases.views import Named
from services.evaluation.scoring.sheet import SheetFields
from services.evaluation.scoring.sheet_views import SheetView, filling
from services.evaluation.scoring.tally import tally


class ReportView(SheetFields, Kept):
    """The team's report: its head's draft, or what they sealed."""

    version: int
    case_id: str
    state: Named
    rulebook_id: str
    rulebook_hash: str
    total: str | None
    star: int | None
    sealed_at: datetime | None
    digest: str | None
    paper_number: str | None = None


def report_view(report: Report) -> ReportView:
    """The report, for who may read it."""
    state = Named.of(report.state, REPORT_LIFECYCLE.states[report.state])
    return mapped(ReportView, report, state=state, paper_number=report.paper.number if report.paper else None)


def reviewing(case: Case, shown: Case, work: Advisory, mine: Review | None) -> dict[str, Any]:
    """The page on which an adviser fills in their review."""
    sheet = review_view(shown, mine)
    return filling(case, sheet, []) | {
        "work": work,
        "handed_in": mine is not None and mine.state is ReviewState.HANDED_IN,
    }


def review_view(shown: Case, mine: Review | None) -> SheetView:
    """An adviser's own review, as far as it is filled. `shown`: the case with as much of the claim as they may see."""
    state = mine.state if mine else REVIEWS.initial
    return _sheet(shown, mine or SheetFields(), Named.of(state, REVIEWS.states[state]), mine.version if mine else 0)


def reporting(
    case: Case, shown: Case, work: Advisory, report: Report | None, reviews: Sequence[Review], rulebook: Rulebook
) -> dict[str, Any]:
    """The page on which the head writes the report: begun with what the reviews agree on, and what each gave beside it."""
    given: SheetFields = report or report_rules.proposed(reviews, rulebook, case.dossier.product.set_no)
    state = report.state if report else REPORT_LIFECYCLE.initial
    sheet = _sheet(shown, given, Named.of(state, REPORT_LIFECYCLE.states[state]), report.version if report else 0)
    said = [(one.name, one) for one in reviews]
    return filling(case, sheet, said) | {"work": work, "begun": report is None, "reviews": len(reviews)}


def sealing(case: Case, work: Advisory, report: Report, wrong: Sequence[Refusal], missing: int) -> dict[str, Any]:
    """The page that asks whether to seal, with what is still missing."""
    rulebook = legal.rulebook_of(case.dossier)
    return {
        "case": case,
        "work": work,
        "report": report,
        "counted": tally(rulebook, case.dossier.product.set_no, report.filled),
        "wrong": [one.say(current_language()) for one in wrong],
        "missing": missing,
        "asked": form(SealCommand),
    }


def reading(case: Case, sheet: MemberSheet) -> dict[str, Any]:
    """A sealed report, part by part, to be read."""
    given = SheetFields.model_construct(
        answers=sheet.answers,
        parts=sheet.parts,
        case_of=sheet.case_of,
        raised=sheet.raised,
        notes=sheet.notes,
        note=sheet.note,
    )
    return filling(case, _sheet(case, given, Named.of("sealed", REPORT_LIFECYCLE.states[ReportState.SEALED]), 0), [])


def _sheet(case: Case, given: SheetFields, state: Named, version: int) -> SheetView:
    rulebook = legal.rulebook_of(case.dossier)
    fields = {name: getattr(given, name) for name in SheetFields.model_fields}
    return SheetView.model_construct(
        **fields,
        version=version,
        case_id=case.id,
        round=1,
        state=state,
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        tally=tally(rulebook, case.dossier.product.set_no, given.filled),
        claimed=case.dossier.self_assessment,
        sealed_at=None,
        digest=None,
        scoring_open=True,
        unsealed=(),
        earlier=(),
        sealed_before=None,
    )
