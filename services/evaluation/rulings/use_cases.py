"""What is done with rulings: issue, correct, contest, answer; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pydantic import BaseModel, ConfigDict

from kit.facts import Fact
from kit.history import Actor
from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Forbidden, NotFound, Refusal
from kit.work import Unit
from law.rulebooks.assumptions import unsettled
from programme.roles import MAY
from programme.roles import acts_for as acts_for_producer
from services.evaluation.cases import access, legal
from services.evaluation.cases import rules as case_rules
from services.evaluation.cases import store as case_store
from services.evaluation.cases import use_cases as case_use_cases
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Layer, Moved
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.councils import store as council_store
from services.evaluation.councils.council import Council
from services.evaluation.councils.refusals import NoCouncil
from services.evaluation.opinions import store as opinion_store
from services.evaluation.opinions.opinion import Opinions
from services.evaluation.regulations import use_cases as regulations
from services.evaluation.rulings import announcements, elsewhere, in_writing, refusals, rules, store
from services.evaluation.rulings.commands import AnswerCommand, AppealCommand, CorrectionCommand, RulingCommand
from services.evaluation.rulings.elsewhere import Elsewhere
from services.evaluation.rulings.ruling import Basis, DecisionRef, Outcome, Ruling, Signature
from services.evaluation.rulings.verdict import Proposal, verdict
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring import tally
from services.evaluation.scoring.result import Bench, bench_of
from services.evaluation.scoring.scoring import Scoring
from services.evaluation.scoring.sheet import Sheet


class RulingIssued(Fact):
    """A ruling was issued: who counts rulings takes it up."""

    ruling: Ruling


class RulingAppealed(Fact):
    """Its producer contests a ruling: who watches over appeals takes it up."""

    ruling: Ruling


class RulingUpheld(Fact):
    """A contested ruling stands: its appeal was answered, refused or taken back."""

    ruling: Ruling
    answer: str
    by: Principal


class WithdrawnBy(BaseModel):
    """The paper by which a ruling is withdrawn."""

    model_config = ConfigDict(frozen=True)

    number: str
    signed_on: date


class RulingWithdrawn(Fact):
    """A ruling was taken back with its line of a decision; `paper`: by which, where the decision itself did not say."""

    ruling: Ruling
    reason: str
    by: Principal
    paper: WithdrawnBy | None = None


class RulingCorrected(Fact):
    """The number of a ruling was put right: who keeps its document puts it right there too, or refuses. `was`: the old one."""

    ruling: Ruling
    was: str
    by: Principal


async def issue_ruling(
    unit: Unit,
    case_id: str,
    command: RulingCommand,
    *,
    by: Principal,
    expected: int,
    signature: Signature | None = None,
    decision: DecisionRef | None = None,
    basis: Basis | None = None,
) -> Ruling:
    """
    Issues what follows from the sheets under the rulebook: recognised, not recognised, forwarded or returned.

    The caller gives the decision's number and day, and who signed where the signed copy is on file; star, outcome,
    authority and validity are the server's. `decision`: the line it is; without it a ruling that needs a number is a
    decision of one line, whose id is that of the document it was signed on, if there is one.
    """
    case = await case_use_cases.case_to_act_on(unit, case_id, by, expected, also=MAY.rule)
    proposal = await proposed(unit, case)
    await regulations.require_confirmed(unit, case)
    council = await council_store.needed_for(unit, case_id)
    return await issue_proposed(
        unit, proposal, command, council=council, by=by, signature=signature, decision=decision, basis=basis
    )


async def issue_proposed(
    unit: Unit,
    proposal: Proposal,
    command: RulingCommand,
    *,
    council: Council,
    by: Principal | Actor,
    signature: Signature | None = None,
    decision: DecisionRef | None = None,
    basis: Basis | None = None,
) -> Ruling:
    """Issues a proposal that was just loaded; whether the person may, and the regulation is confirmed, the caller asked."""
    case = proposal.case
    law = legal.law_of_decision(case)
    ruling = rules.issued(
        unit.new_id(), proposal, command, council=council, by=by, at=unit.now, law=law, decision=decision, basis=basis
    )
    if ruling.decision is None and ruling.outcome in rules.NEEDS_NUMBER:
        own = signature.document_id if signature else unit.new_id()
        one_line = mapped(DecisionRef, ruling, id=own, number=ruling.decision_number or "")
        ruling = ruling.model_copy(update={"decision": one_line})
    kept = await store.rulings.add(unit, ruling.model_copy(update={"signature": signature}))
    await unit.happens(RulingIssued(ruling=kept))
    await _move_case(unit, case, kept, proposal.found.to, by)
    announcements.issued(unit, kept)
    return kept


async def proposed(unit: Unit, case: Case) -> Proposal:
    """What would be ruled on a case; raises NotConcluded before its council's result, and what keeps it from having one."""
    written = (await opinion_store.ruled_on(unit, [case.id])).get(case.id)
    scoring = await scoring_store.of_case(unit, case.id)
    shown = await scoring_store.revealed(unit, case.id, scoring.round) if scoring else []
    return await _proposal(unit, case, scoring, shown, written)


async def _proposal(
    unit: Unit, case: Case, scoring: Scoring | None, revealed: Sequence[Sheet], written: Opinions | None
) -> Proposal:
    """By the council's sheets where it scored, else by its opinions in writing. Raises NotConcluded."""
    if scoring is None and written is not None:
        bench = await _under_its_regulation(unit, case, in_writing.bench_of(case, written, unit.today))
        return in_writing.proposal_of(case, written, bench)
    if scoring is None or scoring.result is None:
        raise refusals.NotConcluded()
    shown = [sheet for sheet in revealed if sheet.round == scoring.round]
    rulebook = legal.rulebook_of(case.dossier)
    if case.state is CaseState.REFERRED_BACK:
        rules.require_own_power(case, await when_sent_back(unit, case))
    bench = await _under_its_regulation(unit, case, bench_of(case, scoring, shown, unit.today))
    return Proposal(
        case=case,
        rulebook=rulebook,
        bench=bench,
        sheets=tuple(tally.member_sheet(rulebook, scoring.set_no, sheet) for sheet in shown),
        concluded_at=scoring.result.concluded_at,
        found=verdict(rulebook, bench),
    )


async def when_sent_back(unit: Unit, case: Case) -> str:
    """What the regulation that holds for the case's office now has done with a case that a higher office sent back."""
    _own, in_force = await regulations.known_of(unit, case)
    return legal.council_settings(legal.rulebook_of(case.dossier), in_force).when_sent_back


async def take_up_ruling(unit: Unit, case: Case, said: Elsewhere, *, layers: Sequence[Layer], by: Principal) -> Ruling:
    """
    Issues what a higher office decided without this platform, by its signed paper, and ends the case. Whether the person may,
    and the paper bears it out, the caller asked.
    """
    law = legal.law_of_decision(case)
    ruling = elsewhere.taken_up(unit.new_id(), case, said, layers=layers, by=by, at=unit.now, law=law)
    kept = await store.rulings.add(unit, ruling)
    await unit.happens(RulingIssued(ruling=kept))
    recognised = said.outcome is Outcome.RECOGNISED
    await case_use_cases.end_decided_elsewhere(
        unit, case, recognised=recognised, office=said.office, number=said.number
    )
    announcements.issued(unit, kept)
    return kept


async def proposed_among(unit: Unit, cases: Sequence[Case]) -> dict[str, tuple[Proposal, Council] | Refusal]:
    """
    What would be ruled on each of some cases of one office, with its council, by the case's id; of one whose council has no
    result, or whose regulation is unconfirmed, the refusal that says why. Some questions for all of them together.
    """
    ids = [case.id for case in cases]
    scorings = {one.case_id: one for one in await scoring_store.among_cases(unit, ids)}
    councils = {one.case_id: one for one in await council_store.among_cases(unit, ids)}
    written = await opinion_store.ruled_on(unit, ids)
    sheets: dict[str, list[Sheet]] = {}
    for sheet in await scoring_store.revealed_among(unit, ids):
        sheets.setdefault(sheet.case_id, []).append(sheet)
    confirmed: dict[tuple[str, str], Refusal | None] = {}
    found: dict[str, tuple[Proposal, Council] | Refusal] = {}
    for case in cases:
        try:
            key = (case.office, case.dossier.rulebook_hash)
            if key not in confirmed:
                confirmed[key] = await _unconfirmed(unit, case)
            if refused := confirmed[key]:
                raise refused
            if case.id not in councils:
                raise NoCouncil()
            proposal = await _proposal(unit, case, scorings.get(case.id), sheets.get(case.id, []), written.get(case.id))
            found[case.id] = (proposal, councils[case.id])
        except Refusal as refusal:
            found[case.id] = refusal
    return found


async def _unconfirmed(unit: Unit, case: Case) -> Refusal | None:
    try:
        await regulations.require_confirmed(unit, case)
    except Refusal as refusal:
        return refusal
    return None


async def _under_its_regulation(unit: Unit, case: Case, bench: Bench) -> Bench:
    """
    What the result rests on, with the office's own regulation where it confirmed, after scoring had opened, exactly what the
    council counted by. A council that counted otherwise goes on as it began, and cites nothing for that.
    """
    rulebook = legal.rulebook_of(case.dossier)
    if not unsettled(rulebook, bench.regulation):
        return bench
    _own, in_force = await regulations.known_of(unit, case)
    same = in_force is not None and in_force.over(rulebook.council).as_text() == bench.settings.as_text()
    return replace(bench, regulation=in_force) if same else bench


async def correct_ruling(
    unit: Unit, ruling_id: str, command: CorrectionCommand, *, by: Principal, expected: int
) -> Ruling:
    """Corrects the decision number of a ruling."""
    ruling = await ruling_seen_by(unit, ruling_id, by, expected)
    await case_use_cases.case_to_act_on(unit, ruling.case_id, by, also=MAY.rule)
    return await correct(unit, ruling, command, by=by)


async def correct(unit: Unit, ruling: Ruling, command: CorrectionCommand, *, by: Principal) -> Ruling:
    """Corrects the decision number of a ruling; whether the person may, the caller has asked."""
    kept = await store.rulings.keep(unit, rules.corrected(ruling, command, by=by, on=unit.today))
    await unit.happens(RulingCorrected(ruling=kept, was=ruling.decision_number or "", by=by))
    announcements.corrected(unit, kept)
    return kept


async def take_up_correction(unit: Unit, ruling: Ruling, decision: DecisionRef, *, what: str, by: Actor) -> Ruling:
    """Has a ruling carry the number and day of its decision that were put right there."""
    kept = await store.rulings.keep(unit, rules.renumbered(ruling, decision, what=what, by=by, on=unit.today))
    announcements.corrected(unit, kept)
    return kept


async def withdraw_ruling(
    unit: Unit,
    ruling_id: str,
    *,
    decision: DecisionRef | None,
    reason: str,
    by: Principal,
    paper: WithdrawnBy | None = None,
) -> Ruling:
    """
    Takes a ruling back with its line of a decision: the registry opens the revocation of what it had led to, nothing ends
    by itself. Whether the person may, the caller has asked. Raises NotFound, StepRefused, GroundsMissing.
    """
    ruling = await store.rulings.get(unit, ruling_id)
    after = rules.withdrawn(ruling, decision=decision, reason=reason, by=by, on=unit.today)
    kept = await store.rulings.keep(unit, after)
    await unit.happens(RulingWithdrawn(ruling=kept, reason=reason, by=by, paper=paper))
    announcements.withdrawn(unit, kept, (paper.number, paper.signed_on) if paper else None)
    return kept


async def appeal_ruling(unit: Unit, ruling_id: str, command: AppealCommand, *, by: Principal, expected: int) -> Ruling:
    """Notes the producer's appeal."""
    ruling = await ruling_seen_by(unit, ruling_id, by, expected)
    if not acts_for_producer(by, ruling.dossier.producer.id):
        raise Forbidden()
    kept = await store.rulings.keep(unit, rules.appealed(ruling, command, on=unit.today))
    announcements.appealed(unit, kept)
    await unit.happens(RulingAppealed(ruling=kept))
    return kept


async def answer_appeal(unit: Unit, ruling_id: str, command: AnswerCommand, *, by: Principal, expected: int) -> Ruling:
    """Answers an appeal and upholds the ruling."""
    ruling = await ruling_seen_by(unit, ruling_id, by, expected)
    await case_use_cases.case_to_act_on(unit, ruling.case_id, by, also=MAY.rule)
    return await uphold(unit, ruling_id, command, by=by)


async def uphold(unit: Unit, ruling_id: str, command: AnswerCommand, *, by: Principal) -> Ruling:
    """Has a contested ruling stand, with the answer to its appeal; whether the person may, the caller has asked."""
    ruling = await store.rulings.get(unit, ruling_id)
    kept = await store.rulings.keep(unit, rules.upheld(ruling, command, on=unit.today))
    await unit.happens(RulingUpheld(ruling=kept, answer=command.answer, by=by))
    return kept


async def ruling_seen_by(unit: Unit, ruling_id: str, by: Principal, expected: int | None = None) -> Ruling:
    """Loads a ruling for a person who may see its case; raises NotFound otherwise."""
    ruling = await store.rulings.find(unit, ruling_id)
    if ruling is None:
        raise NotFound()
    await case_store.seen_by(unit, ruling.case_id, by)
    return await store.rulings.get(unit, ruling_id, expected)


async def ruling_shown_to(unit: Unit, ruling: Ruling, by: Principal) -> Ruling:
    """The ruling with as much of the producer's own claim as a person may see who is to judge the dossier at another office."""
    seen = await case_use_cases.claim_of_dossier_seen(unit, ruling.dossier.dossier_id, by)
    if seen is None:
        return ruling
    claim = ruling.dossier.self_assessment.only(seen)
    return ruling.model_copy(update={"dossier": ruling.dossier.model_copy(update={"self_assessment": claim})})


def rules_for(by: Principal, case: Case) -> bool:
    """Whether a person may rule for the case's office: its officers and its chair, unless of the producer's side."""
    may = access.acts_for(case, by, *MAY.rule) and access.sees_all(case, by)
    return may and not access.conflict_of(case, by)


async def _move_case(
    unit: Unit, case: Case, ruling: Ruling, to: legal.TierOffice | None, by: Principal | Actor
) -> None:
    if ruling.outcome is Outcome.FORWARDED:
        if to is None:
            raise refusals.NothingToForwardTo()
        forwarded = case_rules.forwarded(case, to_office=to.office, by=by, at=unit.now, note=ruling.decision_number)
        layers = (*case.layers, *case.advised, ruling.layer())
        await case_use_cases.keep_forwarded(unit, forwarded, to, reason="above-threshold", layers=layers)
        return
    stepped = case.stepped(rules.CASE_STEP[ruling.outcome], at=unit.now, by=by, note=ruling.decision_number)
    ended = await case_store.cases.keep(unit, stepped)
    if case.state is CaseState.SCORED:
        unit.settle(case_use_cases.OVERDUE, case.id)
    await unit.happens(case_use_cases.CaseEnded(case=ended))


async def follow_dossier(unit: Unit, dossier_id: str, now: Moved) -> None:
    """Has a dossier's rulings name the records it is of now, so that their producer's people may contest them."""
    for ruling in await store.of_dossier(unit, dossier_id):
        followed = ruling.model_copy(update={"dossier": case_rules.moved(ruling.dossier, now)})
        await store.rulings.keep(unit, followed)
