"""
The law of a ruling: when it may be issued and what it must carry. Pure.

The star, the outcome and the authority are not chosen here by anybody: they come from the verdict of the rulebook.
"""

from __future__ import annotations

from datetime import date

from services.evaluation.cases.lifecycle import Verb as CaseVerb
from services.evaluation.rulings import refusals
from services.evaluation.rulings.ruling import LIFECYCLE, Appeal, Correction, Outcome, Ruling, Verb

CASE_STEP = {
    Outcome.RECOGNISED: CaseVerb.RECOGNISE,
    Outcome.NOT_RECOGNISED: CaseVerb.NOT_RECOGNISE,
    Outcome.FORWARDED: CaseVerb.FORWARD,
    Outcome.RETURNED: CaseVerb.SEND_DOWN,
}
"""What a ruling does to its case."""

NEEDS_NUMBER = frozenset({Outcome.RECOGNISED, Outcome.NOT_RECOGNISED})
"""Outcomes that are decisions of the authority; forwarding is a letter of the council."""


def check_decision(
    outcome: Outcome, *, decision_number: str | None, decided_on: date, concluded_on: date, today: date
) -> str | None:
    """This will answer the decision's number, tidied; raises what is wrong with number or date."""
    number = (decision_number or "").strip() or None
    if number is None and outcome in NEEDS_NUMBER:
        raise refusals.DecisionNumberMissing(pointer="/decision_number")
    if decided_on > today:
        raise refusals.DecidedInTheFuture(
            pointer="/decided_on", given=f"{decided_on:%d/%m/%Y}", today=f"{today:%d/%m/%Y}"
        )
    if decided_on < concluded_on:
        raise refusals.DecidedTooEarly(
            pointer="/decided_on", given=f"{decided_on:%d/%m/%Y}", concluded=f"{concluded_on:%d/%m/%Y}"
        )
    return number


def correct(ruling: Ruling, *, what: str, decision_number: str, on: date, by_id: str) -> Ruling:
    """This will put a clerical error right: the number of the decision. Stars and totals have no such verb."""
    state = LIFECYCLE.step(ruling.state, Verb.CORRECT)
    if not what.strip():
        raise refusals.GroundsMissing(pointer="/what")
    if not decision_number.strip():
        raise refusals.DecisionNumberMissing(pointer="/decision_number")
    correction = Correction(what=what.strip(), decision_number=decision_number.strip(), corrected_on=on, by_id=by_id)
    return ruling.model_copy(
        update={
            "state": state,
            "decision_number": decision_number.strip(),
            "corrections": (*ruling.corrections, correction),
        }
    )


def appeal(ruling: Ruling, *, grounds: str, on: date) -> Ruling:
    """This will note that the producer contests the ruling."""
    state = LIFECYCLE.step(ruling.state, Verb.APPEAL)
    if not grounds.strip():
        raise refusals.GroundsMissing(pointer="/grounds")
    appealed = Appeal(grounds=grounds.strip(), appealed_on=on)
    return ruling.model_copy(update={"state": state, "appeals": (*ruling.appeals, appealed)})


def uphold(ruling: Ruling, *, answer: str, on: date) -> Ruling:
    """This will answer an appeal and leave the ruling as it is."""
    state = LIFECYCLE.step(ruling.state, Verb.UPHOLD)
    if not answer.strip():
        raise refusals.GroundsMissing(pointer="/answer")
    answered = ruling.appeals[-1].model_copy(update={"answered_on": on, "answer": answer.strip()})
    return ruling.model_copy(update={"state": state, "appeals": (*ruling.appeals[:-1], answered)})
