"""What is done with decisions: draft, file the signed copy, take it back, discard, look before signing; each one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kit.decisions import rules as decision_rules
from kit.decisions.decision import By, State
from kit.history import Actor
from kit.identity import Principal
from kit.lifecycle import Label
from kit.mapped import mapped
from kit.papers import register as papers
from kit.papers.filed import FiledPaper, Scan
from kit.papers.paper import Paper
from kit.papers.written import Written
from kit.refusal import Forbidden, NotFound, Refusal, Stale
from kit.work import Unit
from law import papers as law_papers
from programme.roles import COUNCIL_STAFF, MAY, OFFICERS
from services.evaluation.cases import access, legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.councils import store as council_store
from services.evaluation.decisions import drafting, refusals, rules, store
from services.evaluation.decisions.commands import (
    DraftDecisionCommand,
)
from services.evaluation.decisions.decision import ON_RESULTS, CaseDecision, CaseLine, Cited, Kind
from services.evaluation.documents.commands import SignedCommand
from services.evaluation.documents.document import Signatory
from services.evaluation.documents.refusals import SignatoryMissing
from services.evaluation.rulings import use_cases as rulings

AT_ONCE = 40
"""So many lines are looked at, and issued, while somebody waits: a request has three seconds for its transaction."""
DECIDERS = MAY.rule
"""Who acts on decisions besides an office's officers."""
ROLES = (*OFFICERS, *DECIDERS)


@dataclass(frozen=True)
class Plan:
    """A draft about to be kept. Its files are no part of what a repeated command is known by."""

    decision: CaseDecision
    paper: Paper
    written: Written | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return "Plan()"


@dataclass(frozen=True)
class Now:
    """What each case of a decision would give as a line today, with what its issue needs."""

    cases: Mapping[str, Case]
    lines: Mapping[str, CaseLine | Label]
    found: Mapping[str, object]


async def plan(
    unit: Unit,
    command: DraftDecisionCommand,
    *,
    by: Principal,
    decision_id: str | None = None,
    expected: int | None = None,
) -> Plan:
    """
    What a draft would say now, before its files are written; of one that exists (`decision_id`), anew.

    Raises NotInThisDecision, Forbidden, InConflict, OfficeEnded, SubmissionIncomplete, StepRefused, Stale, NobodySigns,
    PostMissing.
    """
    before = await to_decide(unit, decision_id, by, expected) if decision_id else None
    ids = [*dict.fromkeys(command.cases)]
    cases = await case_store.seen_inside_among(unit, ids, by)
    for id in ids:
        if id not in cases:
            raise NotFound()
        _must_decide(cases[id], by)
    chosen = [cases[id] for id in ids]
    offices = {case.office for case in chosen}
    if len(offices) > 1 or (before is not None and before.office not in offices):
        why = ("các hồ sơ thuộc nhiều cơ quan", "its cases are several offices'")
        raise refusals.NotInThisDecision(pointer="/cases", what=_called(chosen[-1]), why=why)
    [office] = offices
    legal.require_office(office, unit.today)
    kind = command.decides
    now = await _now(unit, chosen, kind)
    made: list[CaseLine] = []
    for case in chosen:
        line = now.lines[case.id]
        if not isinstance(line, CaseLine):
            raise refusals.NotInThisDecision(pointer="/cases", what=_called(case), why=line)
        made.append(line)
    lines = rules.numbered(made)
    signatory = mapped(Signatory, command, name=command.signatory)
    rulebooks = {case.dossier.rulebook_id: legal.rulebook_of(case.dossier) for case in chosen}
    said = {
        "kind": kind.value,
        "symbol": drafting.symbol(office, unit.today),
        "subject": drafting.SUBJECTS[kind],
        "authority": _authority(unit, office, kind, chosen, now),
        "rulebooks": tuple(sorted(rulebooks)),
        "signatory": signatory,
        "submission": _submission(command),
        "aside": tuple(sorted({person for case in chosen for person in case.recused})),
        "not_issued": "",
    }
    if before is not None:
        decision = decision_rules.amended(before, lines).model_copy(update=said)
    else:
        decision = CaseDecision.model_validate(
            {
                "id": unit.new_id(),
                "office": office,
                "lines": lines,
                "drafted_on": unit.today,
                "drafted_by": Actor.of(by),
                **said,
            }
        )
    councils = _numbers_of_councils(now) if kind in ON_RESULTS else []
    paper = drafting.decision_paper(decision, list(rulebooks.values()), on=unit.today, councils=councils)
    return Plan(decision, paper)


async def draft_decision(unit: Unit, command: DraftDecisionCommand, made: Plan, *, by: Principal) -> CaseDecision:
    """
    Keeps a draft and the digests of its files. Raises what `plan` raises, and Stale where something moved meanwhile; of many
    lines that is asked at the issue alone.
    """
    if len(made.decision.lines) > AT_ONCE:
        return await _keep_draft(unit, made, made, is_new=True)
    fresh = await plan(unit, command, by=by)
    decision = fresh.decision.model_copy(update={"id": made.decision.id})
    return await _keep_draft(unit, Plan(decision, fresh.paper), made, is_new=True)


async def amend_decision(
    unit: Unit, decision_id: str, command: DraftDecisionCommand, made: Plan, *, by: Principal, expected: int
) -> CaseDecision:
    """Drafts a decision anew. Raises what `plan` raises, and Stale where something moved meanwhile, as `draft_decision`."""
    if len(made.decision.lines) > AT_ONCE:
        await store.decisions.get(unit, decision_id, expected)
        return await _keep_draft(unit, made, made, is_new=False)
    fresh = await plan(unit, command, by=by, decision_id=decision_id, expected=expected)
    return await _keep_draft(unit, fresh, made, is_new=False)


async def require_signing(unit: Unit, decision_id: str, *, by: Principal, expected: int | None = None) -> CaseDecision:
    """A decision that a person acts on, asked before bytes are kept or a form is shown. Raises NotFound, Forbidden, Stale."""
    return await to_decide(unit, decision_id, by, expected)


async def file_signed_copy(
    unit: Unit, decision_id: str, command: SignedCommand, scan: Scan, *, by: Principal, expected: int
) -> CaseDecision:
    """
    Files the signed copy under number and day as they stand on it: that number is the office's once in that year.

    Raises NumberTaken, NumberUnreadable, CopyOfAnotherPaper, SignatoryMissing, LinesNotReady where a line would be refused
    under that day, and what `kit.papers.filed.signed` raises.
    """
    decision = await to_decide(unit, decision_id, by, expected)
    name = command.signatory or decision.signatory.name
    if not name:
        raise SignatoryMissing(pointer="/signatory")
    signatory = decision.signatory.model_copy(update={"name": name})
    lines = drafting.signed_as(decision.office, min(command.on, unit.today), signatory)
    after = await store.register.sign(
        unit,
        decision.id,
        number=command.number,
        on=command.on,
        signatory=" / ".join((*lines, name)),
        by=done_by(unit, by, decision.id),
        expected=expected,
    )
    if len(after.standing) <= AT_ONCE:
        now = await now_of(unit, after)
        decision_rules.issued(after, not_ready=held_back(unit, after, now), by=done_by(unit, by, decision.id))
    await papers.file_signed(unit, decision.id, scan, number=command.number, on=command.on, by=by.id)
    return await store.decisions.keep(unit, after.model_copy(update={"signatory": signatory}))


async def take_back_copy(unit: Unit, decision_id: str, *, by: Principal, expected: int) -> CaseDecision:
    """Takes back a copy filed by mistake before the issue; number and file are free again."""
    decision = await to_decide(unit, decision_id, by, expected)
    must_not_be_under_way(decision)
    after = await store.register.take_back(unit, decision_id, expected=expected)
    await papers.take_back(unit, decision_id)
    return after


async def discard_decision(unit: Unit, decision_id: str, *, by: Principal, expected: int) -> CaseDecision:
    """Gives a draft up; its cases wait for another."""
    await to_decide(unit, decision_id, by, expected)
    return await store.register.discard(unit, decision_id, expected=expected)


async def now_of(unit: Unit, decision: CaseDecision) -> Now:
    """What each standing line's case would give today; cases that are gone are left out."""
    cases = await case_store.cases.among(unit, [line.case_id for line in decision.standing])
    return await _now(unit, list(cases.values()), Kind(decision.kind))


async def readiness_of(unit: Unit, decision: CaseDecision) -> list[rules.Check]:
    """The page before signing: what is green, what is red and in which line."""
    now = await now_of(unit, decision)
    return rules.readiness(decision, now.cases, now.lines, on=unit.today)


async def paper_of(unit: Unit, decision_id: str) -> FiledPaper:
    """The paper on file under a decision's id."""
    return await papers.papers.get(unit, decision_id)


def decides(by: Principal, decision: CaseDecision) -> bool:
    """Whether a person is of the office that decides; of what they may see, they act for no producer of a line."""
    return decision.office in by.offices(*ROLES)


def handles(by: Principal, decision: CaseDecision) -> bool:
    """Whether a person handles the office's papers: its officers and its councils' staff."""
    return decision.office in by.offices(*OFFICERS, *COUNCIL_STAFF)


async def handled_by(unit: Unit, decision_id: str, by: Principal) -> CaseDecision:
    """A decision for who handles its office's papers. Raises NotFound to all others."""
    decision = await store.seen_by(unit, decision_id, by)
    if not handles(by, decision):
        raise NotFound()
    return decision


async def decides_on(unit: Unit, decision: CaseDecision, by: Principal) -> bool:
    """Whether a person may act on a decision they see: of its office, and on every line's office side without a conflict."""
    try:
        await to_decide(unit, decision.id, by, None)
    except Refusal:
        return False
    return True


async def decisions_waiting(unit: Unit, by: Principal) -> int:
    """How many decisions wait for a step this person may take."""
    return await store.waiting(unit, by, ROLES)


async def _now(unit: Unit, cases: Sequence[Case], kind: Kind) -> Now:
    found: Mapping[str, object]
    if kind in ON_RESULTS:
        found = proposed = await rulings.proposed_among(unit, cases)
        lines = {case.id: rules.line_of(1, case, kind, proposed[case.id]) for case in cases}
    else:
        councils = {one.case_id: one for one in await council_store.among_cases(unit, [case.id for case in cases])}
        found = councils
        lines = {case.id: rules.line_of(1, case, kind, councils.get(case.id)) for case in cases}
    return Now({case.id: case for case in cases}, lines, found)


def held_back(unit: Unit, decision: CaseDecision, now: Now) -> dict[int, Label]:
    """The lines that keep the decision from being issued, and why: those that stop, of the page before signing."""
    checks = rules.readiness(decision, now.cases, now.lines, on=unit.today)
    found = {no: why for check in checks if check.stops for no, why in check.found}
    if decision.signed is not None and Kind(decision.kind) in ON_RESULTS:
        for line in decision.standing:
            one = now.found.get(line.case_id)
            if isinstance(one, tuple) and line.no not in found and (why := rules.too_early(one[0], decision.signed.on)):
                found[line.no] = why
    return found


async def _keep_draft(unit: Unit, fresh: Plan, made: Plan, *, is_new: bool) -> CaseDecision:
    if fresh.paper != made.paper or fresh.decision.id != made.decision.id or made.written is None:
        raise Stale()
    decision = fresh.decision
    kept = await (store.register.draft(unit, decision) if is_new else store.decisions.keep(unit, decision))
    await papers.file_draft(
        unit, kept.id, fresh.paper, made.written, subject=kept.id, about=kept.kind, office=kept.office
    )
    return kept


async def to_decide(unit: Unit, decision_id: str, by: Principal, expected: int | None) -> CaseDecision:
    """Loads a decision for who decides on each of its lines. Raises NotFound, Stale, Forbidden, InConflict, OfficeEnded."""
    decision = await store.seen_by(unit, decision_id, by)
    if not decides(by, decision):
        raise Forbidden()
    ids = [line.case_id for line in decision.lines]
    cases = await case_store.seen_inside_among(unit, ids, by)
    if len(cases) < len(set(ids)):
        raise Forbidden()
    for case in cases.values():
        _must_decide(case, by)
    legal.require_office(decision.office, unit.today)
    if expected is not None and decision.version != expected:
        raise Stale()
    return decision


def _must_decide(case: Case, by: Principal) -> None:
    if not access.acts_for(case, by, *DECIDERS):
        raise Forbidden()
    access.require_no_conflict(case, by)


def _authority(unit: Unit, office: str, kind: Kind, cases: Sequence[Case], now: Now) -> str:
    if kind is not Kind.RECOGNITION:
        return law_papers.office(office, unit.today).whole
    named: dict[str, Case] = {}
    for case in cases:
        found = now.found[case.id]
        assert isinstance(found, tuple), "a case with a line has its proposal"
        named.setdefault(found[0].found.authority or "", case)
    if len(named) > 1:
        *_rest, last = named.values()
        why = ("thuộc thẩm quyền của người khác theo bộ tiêu chí của nó", "another authority decides by its rulebook")
        raise refusals.NotInThisDecision(pointer="/cases", what=_called(last), why=why)
    return next(iter(named))


def _submission(command: DraftDecisionCommand) -> Cited | None:
    if not command.submission_number and not command.submission_on:
        return None
    if not command.submission_number or not command.submission_on:
        raise refusals.SubmissionIncomplete(pointer="/submission_number")
    return Cited(reference=command.submission_number, day=command.submission_on)


def _numbers_of_councils(now: Now) -> list[str]:
    councils = [one[1] for one in now.found.values() if isinstance(one, tuple)]
    return list(dict.fromkeys(one.decision_number for one in councils if one.decision_number))


def _called(case: Case) -> str:
    return f"{case.dossier.product.name} – {case.dossier.producer.name}"


def done_by(unit: Unit, by: Principal | Actor, paper: str, reason: str = "") -> By:
    return By(who=by.id or "", at=unit.now, paper=paper, reason=reason)


def must_not_be_under_way(decision: CaseDecision) -> None:
    if decision.issuing is not None and decision.state is State.SIGNED:
        raise refusals.BeingIssued()
