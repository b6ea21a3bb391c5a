"""Rulings taken up from a higher office's signed paper: what follows from it under the rulebook, and whether it still does. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kit.identity import Principal
from kit.mapped import mapped
from law.explanation.elsewhere import explain_elsewhere
from law.rulebooks import Rulebook
from law.scoring import points_text
from services.evaluation.cases import legal
from services.evaluation.cases.case import Case, LawEditions, PaperElsewhere
from services.evaluation.cases.dossier import Dossier, Layer
from services.evaluation.rulings.ruling import Basis, DecisionRef, ExplanationStep, Outcome, PaperOutside, Ruling

OUTSIDE = "outside-decision"
"""The kind of basis, in the contract's words."""


@dataclass(frozen=True)
class Elsewhere:
    """What the signed paper of a higher office (`office`, of `tier`) says. `points`: out of 100; `decided_by`: as the paper calls it."""

    office: str
    tier: str
    outcome: Outcome
    star: int
    points: Decimal
    decided_by: str
    number: str
    on: date
    paper: PaperElsewhere


def basis_of(paper: PaperElsewhere, office: str) -> Basis:
    """What rests on a signed paper of an office that two persons stand for."""
    return Basis(
        kind=OUTSIDE,
        paper=mapped(PaperOutside, paper),
        entered_by=paper.entered_by,
        confirmed_by=paper.confirmed_by,
        office=office,
    )


def taken_up(
    id: str, case: Case, said: Elsewhere, *, layers: Sequence[Layer], by: Principal, at: datetime, law: LawEditions
) -> Ruling:
    """
    What the higher office decided, as its paper has it, taken up by the case's office under the tier whose power it is: no
    sheet of it is here, so it carries none. Only what is recognised is a line of a decision.
    """
    rulebook = legal.rulebook_of(case.dossier)
    recognised = said.outcome is Outcome.RECOGNISED
    authority = rulebook.tier(said.tier).authority_for(said.star, case.dossier.product.set_no) if recognised else None
    line = DecisionRef(id=said.paper.outside_decision_id, number=said.number, decided_on=said.on)
    return Ruling(
        id=id,
        case_id=case.id,
        dossier=case.dossier,
        office=case.office,
        tier=said.tier,
        outcome=said.outcome,
        star=said.star,
        total=points_text(said.points),
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        scorers=(),
        chair_id=None,
        round=0,
        sheets=(),
        explanation=explained(rulebook, case.dossier, said),
        layers=tuple(layers),
        authority=authority.vi if authority else None,
        decision_number=said.number,
        decided_on=said.on,
        validity_months=rulebook.validity_months if recognised else None,
        law=law,
        decision=line if recognised else None,
        basis=basis_of(said.paper, said.office),
        issued_at=at,
        issued_by=by.id,
    )


def explained(rulebook: Rulebook, dossier: Dossier, said: Elsewhere) -> tuple[ExplanationStep, ...]:
    """What the paper says and where its total lies, in both languages."""
    found = explain_elsewhere(
        rulebook,
        said.tier,
        set_no=dossier.product.set_no,
        decided_by=said.decided_by,
        number=said.number,
        on=said.on,
        total=said.points,
        star=said.star,
        recognised=said.outcome is Outcome.RECOGNISED,
        editions=dossier.editions,
    )
    return tuple(
        ExplanationStep(
            code=step.code,
            vi=step.text.vi,
            en=step.text.en,
            article=step.article.vi if step.article else None,
            mark=step.mark,
        )
        for step in found.steps
    )
