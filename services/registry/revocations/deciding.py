"""
Use cases of decisions over certificates: drafted, signed copy filed, issued over all lines or none, corrected, a line taken
out; and the appeal that annuls one. Each one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.decisions import rules as decision_rules
from kit.decisions.decision import LIFECYCLE, By
from kit.decisions.decision import Verb as DecisionVerb
from kit.decisions.refusals import TooManyLines
from kit.history import Actor
from kit.identity import Principal
from kit.lifecycle import Label
from kit.mapped import mapped
from kit.papers import register as papers
from kit.papers.filed import FiledPaper, Scan
from kit.papers.paper import Paper
from kit.papers.written import Written
from kit.refusal import Forbidden, Stale
from kit.work import Due, Unit
from law.certificate_life import revocation_law
from law.places.offices import exists_on
from law.rulebooks import shelf
from programme.roles import OFFICERS, acts_for
from services.registry.certificates import store as certificates
from services.registry.certificates import use_cases as certificate_use_cases
from services.registry.certificates.certificate import Certificate, DecisionCited, Revoked
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.certificates.rules import authority_over
from services.registry.revocations import announcements, drafting, refusals, rules
from services.registry.revocations import decision_store as store
from services.registry.revocations import store as revocation_store
from services.registry.revocations.commands import (
    CorrectCommand,
    DraftDecisionCommand,
    SettleCommand,
    SignedCommand,
)
from services.registry.revocations.decision import KIND, CertificateDecision, CertificateLine, Signatory
from services.registry.revocations.revocation import Result, Revocation
from services.registry.revocations.use_cases import RevocationDecided, RevocationDropped, keep_step

ISSUE = "certificate-decision-issue"
"""The deadline by which a decision of many lines is issued: at once, but not while somebody waits."""
AT_ONCE = 40
"""So many lines are issued while somebody waits."""
MOST_PROCEDURES = 400
"""So many lines that end a procedure are kept in one transaction, at 8 rows each (`kit.storage.bounds`); of others all 500."""


@dataclass(frozen=True)
class Plan:
    """A draft about to be kept. Its files are no part of what a repeated command is known by."""

    decision: CertificateDecision
    paper: Paper
    written: Written | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return "Plan()"


async def plan(unit: Unit, command: DraftDecisionCommand, *, by: Principal, id: str | None = None) -> Plan:
    """
    What a draft would say now, before its files are written: an officer of the office that decides on every line.

    Raises NothingChosen, NotInThisDecision, GroundUnknown, CollectorUnknown, Forbidden, OwnCertificate, NobodySigns,
    PostMissing.
    """
    chosen = [*dict.fromkeys(command.revocations)], [*dict.fromkeys(command.certificates)]
    if not any(chosen):
        raise refusals.NothingChosen(pointer="/revocations")
    if len(chosen[0]) > MOST_PROCEDURES:
        raise TooManyLines(pointer="/revocations", most=MOST_PROCEDURES, count=len(chosen[0]))
    collector = command.collector
    if collector and not exists_on(collector, unit.today):
        raise refusals.CollectorUnknown(pointer="/collector", given=collector)
    rulebook = shelf().in_force(unit.today)
    procedures = await revocation_store.revocations.among(unit, chosen[0])
    living = await certificates.certificates.among(unit, [one.certificate_id for one in procedures.values()])
    ended = await certificates.certificates.among(unit, chosen[1])
    law = revocation_law(rulebook, unit.today, ended=True)
    lines: list[CertificateLine] = []
    offices: dict[str, str] = {}
    for revocation in (procedures.get(id) for id in chosen[0]):
        certificate = living.get(revocation.certificate_id) if revocation else None
        if revocation is None or certificate is None or not by.covers(certificate.place.path, *OFFICERS):
            raise _not_here(None, ("không có thủ tục này", "there is no such procedure"))
        if why := drafting.not_ready(certificate, revocation):
            raise _not_here(certificate, why)
        offices[revocation.office] = revocation.authority
        grounds = revocation.grounds
        lines.append(drafting.line_of(len(lines) + 1, certificate, grounds, command, revocation))
    later = rules.grounds_of(command.grounds, law) if ended else ()
    if ended and not later:
        raise refusals.GroundUnknown(
            pointer="/grounds", given="–", rulebook=rulebook.title.pair, known=", ".join(one.id for one in law.grounds)
        )
    for certificate in (ended.get(id) for id in chosen[1] if id not in living):
        if certificate is None or not by.covers(certificate.place.path, *OFFICERS):
            raise _not_here(None, ("không có giấy chứng nhận này", "there is no such certificate"))
        if why := drafting.not_ready(certificate, None):
            raise _not_here(certificate, why)
        over = authority_over(certificate, rulebook, unit.today)
        offices[over.office] = over.words
        lines.append(drafting.line_of(len(lines) + 1, certificate, later, command, None))
    if len(offices) > 1:
        raise _not_here(
            None, ("các dòng thuộc nhiều cơ quan quyết định khác nhau", "its lines are several offices' to decide")
        )
    [(office, authority)] = offices.items()
    if not rules.may_decide(by, office):
        raise Forbidden()
    rules.must_not_be_own(by, (*living.values(), *ended.values()))
    decision = CertificateDecision(
        id=id or unit.new_id(),
        office=office,
        kind=KIND,
        symbol=drafting.symbol(office, unit.today),
        subject=drafting.SUBJECT,
        lines=tuple(lines),
        authority=authority,
        rulebook_id=rulebook.id,
        drafted_on=unit.today,
        drafted_by=Actor.of(by),
        signatory=mapped(Signatory, command, name=command.signatory),
    )
    cited = tuple(text for one in procedures.values() for text in drafting.cited_in(one))
    return Plan(decision, drafting.paper(decision, rulebook, on=unit.today, cited=tuple(dict.fromkeys(cited))[:30]))


async def draft_decision(
    unit: Unit, command: DraftDecisionCommand, made: Plan, *, by: Principal
) -> CertificateDecision:
    """Keeps a draft and the digests of its files. Raises what `plan` raises, and Stale where something moved meanwhile."""
    fresh = await plan(unit, command, by=by, id=made.decision.id)
    if fresh.paper != made.paper or made.written is None:
        raise Stale()
    kept = await store.register.draft(unit, fresh.decision)
    await papers.file_draft(
        unit, kept.id, fresh.paper, made.written, subject=kept.id, about=kept.kind, office=kept.office
    )
    return kept


async def require_signing(unit: Unit, decision_id: str, *, by: Principal, expected: int) -> CertificateDecision:
    """A decision whose signed copy a person may file, asked before its bytes are kept. Raises NotFound, Forbidden, Stale."""
    return await _to_decide(unit, decision_id, by, expected)


async def file_signed_copy(
    unit: Unit, decision_id: str, command: SignedCommand, scan: Scan, *, by: Principal, expected: int
) -> CertificateDecision:
    """
    Files the signed copy under number and day as they stand on it: that number is the office's once in that year.

    Raises NotFound, Forbidden, Stale, StepRefused, NumberTaken, NumberUnreadable, CopyOfAnotherPaper, and what
    `kit.papers.filed.signed` raises.
    """
    decision = await _to_decide(unit, decision_id, by, expected)
    name = command.signatory or decision.signatory.name
    signatory = decision.signatory.model_copy(update={"name": name})
    rules.cited(command, unit.today, needed=True)
    day = command.paper_signed_on or unit.today
    lines = drafting.signed_as(decision.office, day, signatory)
    after = await store.register.sign(
        unit,
        decision.id,
        number=command.paper_number,
        on=day,
        signatory=" / ".join(part for part in (*lines, name) if part),
        by=_by(unit, by, decision.id),
        expected=expected,
    )
    await papers.file_signed(unit, decision.id, scan, number=command.paper_number, on=day, by=by.id)
    return await store.decisions.keep(unit, after.model_copy(update={"signatory": signatory}))


async def take_back_copy(unit: Unit, decision_id: str, *, by: Principal, expected: int) -> CertificateDecision:
    """Takes back a copy filed by mistake before the issue; number and file are free again."""
    await _to_decide(unit, decision_id, by, expected)
    after = await store.register.take_back(unit, decision_id, expected=expected)
    await papers.take_back(unit, decision_id)
    return after


async def discard_decision(unit: Unit, decision_id: str, *, by: Principal, expected: int) -> CertificateDecision:
    """Gives a draft up; its procedures wait for another."""
    await _to_decide(unit, decision_id, by, expected)
    return await store.register.discard(unit, decision_id, expected=expected)


async def issue_decision(unit: Unit, decision_id: str, *, by: Principal, expected: int) -> CertificateDecision:
    """
    Puts a signed decision into force: every certificate of its lines is revoked, or none. What had ended is noted as revoked
    after its end, also where it ended after the draft. Of many lines somebody would wait too long: they are issued within a
    minute, in one transaction all the same.

    Raises NotFound, Forbidden, Stale, StepRefused, LinesNotReady.
    """
    decision = await _to_decide(unit, decision_id, by, expected)
    if len(decision.standing) <= AT_ONCE:
        return await _issue(unit, decision, by, expected)
    decision_rules.issued(decision, not_ready=await _all_not_ready(unit, decision), by=_by(unit, by, decision.id))
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
    if not_ready := await _all_not_ready(unit, decision):
        no, why = min(not_ready.items())
        told = {"issuing": None, "not_issued": f"{no}: {why[0]}"}
        await store.decisions.keep(unit, decision.model_copy(update=told))
        return
    await _issue(unit, decision, decision.issuing, decision.version)


async def _issue(
    unit: Unit, decision: CertificateDecision, by: Principal | Actor, expected: int
) -> CertificateDecision:
    not_ready = await _all_not_ready(unit, decision)
    issued = await store.register.issue(
        unit, decision.id, not_ready=not_ready, by=_by(unit, by, decision.id), expected=expected
    )
    await papers.issue(unit, decision.id)
    announcements.issued(unit, issued, await papers.papers.get(unit, decision.id))
    ids = [line.revocation_id for line in issued.standing if line.revocation_id]
    procedures = await revocation_store.revocations.among(unit, ids)
    for line in issued.standing:
        await _revoke(unit, issued, line, procedures, by)
    return issued


async def _all_not_ready(unit: Unit, decision: CertificateDecision) -> dict[int, Label]:
    """The lines that cannot be issued now, and why."""
    held = await certificates.certificates.among(unit, [line.certificate_id for line in decision.standing])
    ids = [line.revocation_id for line in decision.standing if line.revocation_id]
    procedures = await revocation_store.revocations.among(unit, ids)
    found: dict[int, Label] = {}
    for line in decision.standing:
        certificate = held.get(line.certificate_id)
        if certificate is None:
            found[line.no] = ("không còn giấy chứng nhận này", "the certificate is gone")
            continue
        of_it = procedures.get(line.revocation_id) if line.revocation_id else None
        if why := drafting.not_ready(certificate, of_it):
            found[line.no] = why
    return found


async def correct_decision(
    unit: Unit, decision_id: str, command: CorrectCommand, *, by: Principal, expected: int
) -> CertificateDecision:
    """
    Puts number or day of an issued decision right; both numbers find it. Raises NotFound, Forbidden, Stale, StepRefused,
    NothingCorrected, NumberTaken, WhyMissing.
    """
    decision = await _to_decide(unit, decision_id, by, expected)
    rules.cited(command, unit.today, needed=True)
    after = await store.register.correct(
        unit,
        decision.id,
        number=command.paper_number,
        on=command.paper_signed_on,
        what="Số, ngày ký",
        by=_by(unit, by, decision.id, command.reason),
        expected=expected,
    )
    announcements.corrected(unit, after, await papers.papers.get(unit, decision.id))
    for line in after.standing:
        await certificate_use_cases.cite_anew(unit, line.certificate_id, cited_line(after, line))
    return after


async def settle_appeal(
    unit: Unit, revocation_id: str, command: SettleCommand, *, by: Principal, expected: int
) -> Revocation:
    """
    Settles an appeal: an officer of the office that decided, who is not its producer's own person. An annulled decision
    loses the line, and the certificate is in force again. Raises NotFound, Stale, Forbidden, OwnCertificate, StepRefused,
    NoAppeal, ReasonMissing, PaperNeeded.
    """
    revocation = await revocation_store.seen_by(unit, revocation_id, by, expected)
    if not rules.may_settle(by, revocation):
        raise refusals.OwnCertificate() if rules.may_decide(by, revocation.office) else Forbidden()
    after = rules.settled(revocation, command, on=unit.today, at=unit.now, by=by)
    kept = await keep_step(unit, after)
    announcements.settled(unit, kept)
    if command.result == Result.ANNULLED.value and kept.decision is not None:
        no = kept.decision.line
        said = _by(unit, by, kept.decision.id, command.answer)
        decision = await store.register.withdraw_line(unit, kept.decision.id, no, by=said)
        announcements.line_withdrawn(unit, decision, no, await papers.papers.get(unit, decision.id))
        await certificate_use_cases.restore_certificate(unit, kept.certificate_id, note=command.answer, by=by)
        announcements.dropped(unit, kept)
        await unit.happens(RevocationDropped(revocation=kept))
    return kept


async def paper_of(unit: Unit, decision_id: str) -> FiledPaper:
    """The paper on file under a decision's id."""
    return await papers.papers.get(unit, decision_id)


def cited_line(decision: CertificateDecision, line: CertificateLine) -> DecisionCited:
    """A line of a signed decision as its certificate cites it."""
    signed = decision.signed
    assert signed is not None, "what is cited was signed"
    return DecisionCited(
        id=decision.id, number=signed.number.text, decided_on=signed.on, line=line.no, of=len(decision.lines)
    )


async def _revoke(
    unit: Unit,
    decision: CertificateDecision,
    line: CertificateLine,
    procedures: Mapping[str, Revocation],
    by: Principal | Actor,
) -> None:
    cited = cited_line(decision, line)
    asked = Revoked(
        revoked_on=cited.decided_on,
        grounds=line.grounds,
        decision=cited,
        authority=decision.authority,
        recognition_line=line.recognition_line,
        collected_by=line.collected_by,
    )
    certificate = await certificate_use_cases.revoke_certificate(unit, line.certificate_id, asked, by=by)
    if line.revocation_id:
        after = rules.decided(
            procedures[line.revocation_id],
            cited,
            grounds=line.grounds,
            collector=line.collected_by,
            after_end=certificate.state is not CertificateState.REVOKED,
            on=unit.today,
            at=unit.now,
            by=by,
        )
        kept = await keep_step(unit, after)
        await unit.happens(RevocationDecided(revocation=kept, certificate=certificate))


def _not_here(certificate: Certificate | None, why: Label) -> refusals.NotInThisDecision:
    what = f"{certificate.product_name} ({certificate.product_code})" if certificate else "–"
    return refusals.NotInThisDecision(what=what, why=why)


async def _to_decide(unit: Unit, decision_id: str, by: Principal, expected: int) -> CertificateDecision:
    """Loads a decision for who decides on all its lines. Raises NotFound, Stale, Forbidden, OwnCertificate."""
    decision = await store.decision_seen_by(unit, decision_id, by, expected)
    if not rules.may_decide(by, decision.office):
        raise Forbidden()
    rules.must_not_be_own(by, await _certificates_of(unit, decision))
    return decision


async def decides_on(unit: Unit, decision: CertificateDecision, by: Principal) -> bool:
    """Whether a person is of the office that decides, and acts for no producer of a line."""
    if not rules.may_decide(by, decision.office):
        return False
    return not any(acts_for(by, one.producer_id) for one in await _certificates_of(unit, decision))


async def _certificates_of(unit: Unit, decision: CertificateDecision) -> list[Certificate]:
    found = await certificates.certificates.among(unit, [line.certificate_id for line in decision.lines])
    return list(found.values())


def _by(unit: Unit, by: Principal | Actor, paper: str, reason: str = "") -> By:
    return By(who=by.id or "", at=unit.now, paper=paper, reason=reason)
