"""How decisions come into force, all lines or none; and what is corrected or withdrawn of them then. Each one transaction."""

from __future__ import annotations

from ocop_events.vocabulary import OfficialPaper

from kit.decisions import rules as decision_rules
from kit.decisions.decision import LIFECYCLE
from kit.decisions.decision import Verb as DecisionVerb
from kit.history import Actor
from kit.identity import Principal
from kit.papers import register as papers
from kit.work import Due, Unit
from services.evaluation.councils import use_cases as councils
from services.evaluation.councils.council import Council
from services.evaluation.decisions import announcements, drafting, refusals, store
from services.evaluation.decisions.commands import (
    CorrectDecisionCommand,
    WithdrawLineCommand,
)
from services.evaluation.decisions.decision import ON_RESULTS, CaseDecision, CaseLine, Kind
from services.evaluation.decisions.use_cases import (
    AT_ONCE,
    Now,
    done_by,
    held_back,
    must_not_be_under_way,
    now_of,
    to_decide,
)
from services.evaluation.documents import store as documents
from services.evaluation.rulings import use_cases as rulings
from services.evaluation.rulings.commands import RulingCommand
from services.evaluation.rulings.ruling import DecisionRef, Signature

ISSUE = "decision-issue"
"""The deadline by which a decision of many lines is issued: at once, but not while somebody waits."""
CORRECT = "decision-correct"
"""The deadline by which the rulings of many lines take up a number that was put right."""


async def issue_decision(unit: Unit, decision_id: str, *, by: Principal, expected: int) -> CaseDecision:
    """
    Puts a signed decision into force: every line becomes a ruling (or its council has its number), or none. Of many lines
    somebody would wait too long: they are issued within a minute, in one transaction all the same, or the decision says
    which line is not ready.

    Raises NotFound, Forbidden, InConflict, Stale, StepRefused, LinesNotReady, BeingIssued.
    """
    decision = await to_decide(unit, decision_id, by, expected)
    must_not_be_under_way(decision)
    if len(decision.standing) <= AT_ONCE:
        return await _issue(unit, decision, by)
    decision_rules.issued(decision, not_ready={}, by=done_by(unit, by, decision.id))
    unit.defer(Due(what=ISSUE, subject=decision.id, due_at=unit.now, place=decision.office))
    waiting = {"issuing": Actor.of(by), "not_issued": ""}
    return await store.decisions.keep(unit, decision.model_copy(update=waiting))


async def issue_many(unit: Unit, due: Due) -> None:
    """
    Issues a decision of many lines as somebody asked. Where a line is not ready any more, none is issued, and the decision
    says why: whoever asked looks again.
    """
    decision = await store.decisions.find(unit, due.subject)
    if decision is None or decision.issuing is None or DecisionVerb.ISSUE not in LIFECYCLE.may(decision.state):
        return
    unit.widen()
    now = await now_of(unit, decision)
    if not_ready := held_back(unit, decision, now):
        no, why = min(not_ready.items())
        told = {"issuing": None, "not_issued": f"{no}: {why[0]}"}
        await store.decisions.keep(unit, decision.model_copy(update=told))
        return
    await _issue(unit, decision, decision.issuing, now)


async def correct_decision(
    unit: Unit, decision_id: str, command: CorrectDecisionCommand, *, by: Principal, expected: int
) -> CaseDecision:
    """
    Puts number or day of an issued decision right, as a new fact that names the old; both numbers find it. Its rulings take
    the number up, of many within a minute. Raises NothingCorrected, NumberTaken, WhyMissing, StepRefused, Stale.
    """
    decision = await to_decide(unit, decision_id, by, expected)
    said = done_by(unit, by, decision.id, command.reason)
    after = await store.register.correct(
        unit, decision.id, number=command.number, on=command.on, what="Số, ngày ký", by=said, expected=expected
    )
    if after.document_id and await documents.documents.find(unit, after.document_id):
        await documents.register.correct(
            unit, after.document_id, number=command.number, on=command.on, what="Số, ngày ký", by=said
        )
    announcements.corrected(unit, after, await papers.papers.find(unit, after.id))
    unit.defer(Due(what=CORRECT, subject=after.id, due_at=unit.now, place=after.office))
    return after


async def withdraw_line(
    unit: Unit, decision_id: str, no: int, command: WithdrawLineCommand, *, by: Principal, expected: int
) -> CaseDecision:
    """
    Takes a line out of an issued decision by a signed paper: its ruling is withdrawn, and the registry opens the revocation
    of what it had led to. Raises NoSuchLine, LineWithdrawn, WhyMissing, PaperInTheFuture, StepRefused, Stale.
    """
    decision = await to_decide(unit, decision_id, by, expected)
    if command.paper_on > unit.today:
        raise refusals.PaperInTheFuture(pointer="/paper_on", on=f"{command.paper_on:%d/%m/%Y}")
    said = done_by(unit, by, decision.id, command.reason)
    after = await store.register.withdraw_line(unit, decision.id, no, by=said, expected=expected)
    line = after.line(no)
    assert line is not None, "a line that was withdrawn is there"
    if Kind(after.kind) in ON_RESULTS:
        ref = ref_of(after, line)
        await rulings.withdraw_ruling(unit, line.subject_id, decision=ref, reason=command.reason, by=by)
    paper = OfficialPaper(number=command.paper_number, signed_on=command.paper_on, office=after.office)
    announcements.line_withdrawn(unit, after, line, await papers.papers.find(unit, after.id), paper)
    return after


def ref_of(decision: CaseDecision, line: CaseLine) -> DecisionRef:
    """A line of a signed decision as its ruling cites it."""
    signed = decision.signed
    assert signed is not None, "what is cited was signed"
    return DecisionRef(
        id=decision.id, number=signed.number.text, decided_on=signed.on, line=line.no, of=len(decision.lines)
    )


async def _issue(unit: Unit, decision: CaseDecision, by: Principal | Actor, now: Now | None = None) -> CaseDecision:
    now = now or await now_of(unit, decision)
    issued = await store.register.issue(
        unit,
        decision.id,
        not_ready=held_back(unit, decision, now),
        by=done_by(unit, by, decision.id),
        expected=decision.version,
    )
    await papers.issue(unit, issued.id)
    follow = _rule if Kind(issued.kind) in ON_RESULTS else _number_council
    subjects = {line.no: await follow(unit, issued, line, now, by) for line in issued.standing}
    lines = tuple(
        line.model_copy(update={"subject_id": subjects.get(line.no, line.subject_id)}) for line in issued.lines
    )
    kept = await store.decisions.keep(unit, issued.model_copy(update={"lines": lines, "issuing": None}))
    announcements.issued(unit, kept, await papers.papers.get(unit, kept.id))
    return kept


async def _rule(unit: Unit, decision: CaseDecision, line: CaseLine, now: Now, by: Principal | Actor) -> str:
    found = now.found[line.case_id]
    assert isinstance(found, tuple), "a line that is ready has its proposal"
    signed = decision.signed
    assert signed is not None, "an issued decision was signed"
    lines = drafting.signed_as(decision.office, signed.on, decision.signatory)
    ruling = await rulings.issue_proposed(
        unit,
        found[0],
        RulingCommand(decision_number=signed.number.text, decided_on=signed.on),
        council=found[1],
        by=by,
        signature=Signature(lines=lines, name=decision.signatory.name, document_id=decision.id),
        decision=ref_of(decision, line),
    )
    return ruling.id


async def _number_council(unit: Unit, decision: CaseDecision, line: CaseLine, now: Now, by: Principal | Actor) -> str:
    council = now.found[line.case_id]
    assert isinstance(council, Council), "a line that is ready has its council"
    assert decision.signed is not None, "an issued decision was signed"
    return (await councils.give_number(unit, council.case_id, decision.signed.number.text, decision.signed.on)).id
