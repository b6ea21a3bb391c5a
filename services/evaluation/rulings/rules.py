"""
What must hold of a ruling: when it may be issued and what it must carry. Pure.

The star, the outcome and the authority are not chosen here by anybody: they come from the verdict of the rulebook.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kit.clock import local_date
from kit.history import Actor
from kit.identity import Principal
from kit.papers.number import Place, official_number
from law import papers
from law.scoring import points_text
from services.evaluation.cases.case import Case, LawEditions
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.lifecycle import Verb as CaseVerb
from services.evaluation.councils.council import Council
from services.evaluation.rulings import refusals
from services.evaluation.rulings.commands import AnswerCommand, AppealCommand, CorrectionCommand, RulingCommand
from services.evaluation.rulings.elsewhere import basis_of
from services.evaluation.rulings.lifecycle import Verb
from services.evaluation.rulings.ruling import Appeal, Basis, Correction, DecisionRef, Outcome, Ruling, Withdrawal
from services.evaluation.rulings.verdict import Proposal, sent_back

CASE_STEP = {
    Outcome.RECOGNISED: CaseVerb.RECOGNISE,
    Outcome.NOT_RECOGNISED: CaseVerb.NOT_RECOGNISE,
    Outcome.FORWARDED: CaseVerb.FORWARD,
    Outcome.RETURNED: CaseVerb.SEND_DOWN,
}
"""What a ruling does to its case."""

NEEDS_NUMBER = frozenset({Outcome.RECOGNISED})
"""Outcomes that are decisions of the authority: below three stars there is a notice, and sending on is a letter."""
ENDS = frozenset({Outcome.RECOGNISED, Outcome.NOT_RECOGNISED})
"""Outcomes that end a dossier: their producer gets them in writing."""


def issued(
    id: str,
    proposal: Proposal,
    command: RulingCommand,
    *,
    council: Council,
    by: Principal | Actor,
    at: datetime,
    law: LawEditions | None = None,
    decision: DecisionRef | None = None,
    basis: Basis | None = None,
) -> Ruling:
    """The ruling proposed, under the decision's number and day and the editions of `law`; raises what is wrong with those."""
    case, rulebook, bench, found = proposal.case, proposal.rulebook, proposal.bench, proposal.found
    today = local_date(at)
    said: dict[str, Any] = {"decided_on": today} | {name: value for name, value in dict(command).items() if value}
    _check_decision(found.outcome, command, said["decided_on"], local_date(proposal.concluded_at), today)
    return Ruling(
        id=id,
        case_id=case.id,
        dossier=case.dossier,
        office=case.office,
        tier=case.tier,
        outcome=found.outcome,
        star=found.star,
        total=points_text(found.total),
        to_office=found.to.office if found.to else None,
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        regulation=bench.settings.as_text(),
        own_regulation=bench.regulation,
        scorers=bench.seats.members,
        chair_id=bench.seats.chair,
        recused=council.recused,
        round=bench.round,
        sheets=proposal.sheets,
        explanation=found.explanation,
        layers=case.layers,
        authority=found.authority,
        **said,
        validity_months=rulebook.validity_months if found.outcome is Outcome.RECOGNISED else None,
        law=law,
        decision=decision,
        basis=basis or _outside(case) or proposal.basis,
        issued_at=at,
        issued_by=by.id or "",
    )


def numbered(ruling: Ruling, number: str | None = None) -> Place | None:
    """
    Where the number of a ruling stands, or another it had: that of a decision, below recognition of a notice; None of a
    ruling without a number and of one that sends the dossier on. Raises NumberUnreadable.
    """
    text = number or ruling.decision_number
    if ruling.outcome not in ENDS or not text:
        return None
    kind = papers.DECISION if ruling.outcome in NEEDS_NUMBER else papers.NOTICE
    symbol = papers.symbol(ruling.office, ruling.decided_on, kind)
    return Place(ruling.office, official_number(text, symbol, pointer="/decision_number"), ruling.decided_on)


def corrected(ruling: Ruling, command: CorrectionCommand, *, by: Principal, on: date) -> Ruling:
    """A clerical error put right: the number of the decision. Stars and totals have no such verb."""
    correction = Correction(**dict(command), corrected_on=on, by_id=by.id)
    cited = ruling.decision
    after = ruling.moved(
        Verb.CORRECT,
        decision_number=command.decision_number,
        decision=cited.model_copy(update={"number": command.decision_number}) if cited else None,
        corrections=(*ruling.corrections, correction),
    )
    if not command.what:
        raise refusals.GroundsMissing(pointer="/what")
    if not command.decision_number:
        raise refusals.DecisionNumberMissing(pointer="/decision_number")
    return after


def renumbered(ruling: Ruling, decision: DecisionRef, *, what: str, by: Actor, on: date) -> Ruling:
    """A ruling whose decision's number or day was put right; whatever state it is in."""
    said = Correction(decision_number=decision.number, what=what, corrected_on=on, by_id=by.id or "")
    changes = {
        "decision": decision,
        "decision_number": decision.number,
        **decision.model_dump(include={"decided_on"}),
        "corrections": (*ruling.corrections, said),
    }
    return ruling.model_copy(update=changes)


def withdrawn(ruling: Ruling, *, decision: DecisionRef | None, reason: str, by: Principal, on: date) -> Ruling:
    """A ruling taken back with its line of a decision; what followed from it is undone by decisions of their own."""
    withdrawal = Withdrawal(reason=reason, withdrawn_on=on, by_id=by.id)
    after = ruling.moved(Verb.WITHDRAW, decision=decision or ruling.decision, withdrawal=withdrawal)
    if not reason.strip():
        raise refusals.GroundsMissing(pointer="/reason")
    return after


def appealed(ruling: Ruling, command: AppealCommand, *, on: date) -> Ruling:
    """A ruling that its producer contests."""
    appeal = Appeal(**dict(command), appealed_on=on)
    after = ruling.moved(Verb.APPEAL, appeals=(*ruling.appeals, appeal))
    if not command.grounds:
        raise refusals.GroundsMissing(pointer="/grounds")
    return after


def upheld(ruling: Ruling, command: AnswerCommand, *, on: date) -> Ruling:
    """A ruling left as it is, its appeal answered."""
    after = ruling.moved(Verb.UPHOLD)
    if not command.answer:
        raise refusals.GroundsMissing(pointer="/answer")
    answered = ruling.appeals[-1].model_copy(update={"answered_on": on, **dict(command)})
    return after.model_copy(update={"appeals": (*ruling.appeals[:-1], answered)})


def _outside(case: Case) -> Basis | None:
    """Of a case that a higher office sent back by paper, that paper: its result decides."""
    if case.elsewhere is None or sent_back(case.layers) is None:
        return None
    return basis_of(case.elsewhere, case.layers[-1].office)


def require_own_power(case: Case, when_sent_back: str) -> None:
    """Raises ExamineAgainFirst where the office's regulation has what was sent back examined again before it is ruled."""
    if case.state is CaseState.REFERRED_BACK and when_sent_back == "examine-again":
        raise refusals.ExamineAgainFirst()


def _check_decision(
    outcome: Outcome, command: RulingCommand, decided_on: date, concluded_on: date, today: date
) -> None:
    """Raises what is wrong with a decision's number or date."""
    if not command.decision_number and outcome in NEEDS_NUMBER:
        raise refusals.DecisionNumberMissing(pointer="/decision_number")
    if decided_on > today:
        raise refusals.DecidedInTheFuture(
            pointer="/decided_on", given=f"{decided_on:%d/%m/%Y}", today=f"{today:%d/%m/%Y}"
        )
    if decided_on < concluded_on:
        raise refusals.DecidedTooEarly(
            pointer="/decided_on", given=f"{decided_on:%d/%m/%Y}", concluded=f"{concluded_on:%d/%m/%Y}"
        )
