"""
Use cases of decisions over certificates: drafted, signed copy filed, issued over all lines or none, corrected, a line taken
out; and the appeal that annuls one. Each one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kit.decisions.decision import By
from kit.history import Actor
from kit.identity import Principal
from kit.lifecycle import Label
from kit.mapped import mapped
from kit.papers import register as papers
from kit.papers.filed import FiledPaper, Scan
from kit.papers.paper import Paper
from kit.papers.written import Written
from kit.refusal import Forbidden, Stale
from kit.work import Unit
from law.certificate_life import revocation_law
from law.places.offices import exists_on
from law.rulebooks import shelf
from programme.roles import OFFICERS
from services.registry.certificates import store as certificates
from services.registry.certificates import use_cases as certificate_use_cases
from services.registry.certificates.certificate import Certificate, DecisionCited, Ground, Revoked
from services.registry.certificates.lifecycle import ENDED
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.certificates.rules import authority_over
from services.registry.revocations import announcements, drafting, refusals, rules, store
from services.registry.revocations.commands import (
    CorrectCommand,
    DraftDecisionCommand,
    SettleCommand,
    SignedCommand,
)
from services.registry.revocations.decision import KIND, CertificateDecision, CertificateLine, Signatory
from services.registry.revocations.lifecycle import Verb
from services.registry.revocations.revocation import Result, Revocation
from services.registry.revocations.use_cases import RevocationDecided, RevocationDropped, keep_step


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

    Raises NothingChosen, NotInThisDecision, GroundUnknown, CollectorUnknown, Forbidden, NobodySigns, PostMissing.
    """
    chosen = [*dict.fromkeys(command.revocations)], [*dict.fromkeys(command.certificates)]
    if not any(chosen):
        raise refusals.NothingChosen(pointer="/revocations")
    collector = command.collector
    if collector and not exists_on(collector, unit.today):
        raise refusals.CollectorUnknown(pointer="/collector", given=collector)
    rulebook = shelf().in_force(unit.today)
    procedures = await store.revocations.among(unit, chosen[0])
    living = await certificates.certificates.among(unit, [one.certificate_id for one in procedures.values()])
    ended = await certificates.certificates.among(unit, chosen[1])
    law = revocation_law(rulebook, unit.today, ended=True)
    lines: list[CertificateLine] = []
    offices: dict[str, str] = {}
    for revocation in (procedures.get(id) for id in chosen[0]):
        certificate = living.get(revocation.certificate_id) if revocation else None
        if revocation is None or certificate is None or not by.covers(certificate.place.path, *OFFICERS):
            raise _not_here(None, ("không có thủ tục này", "there is no such procedure"))
        if why := _not_ready(certificate, revocation):
            raise _not_here(certificate, why)
        offices[revocation.office] = revocation.authority
        grounds = revocation.grounds
        lines.append(_line(len(lines) + 1, certificate, grounds, command, revocation))
    later = rules.grounds_of(command.grounds, law) if ended else ()
    if ended and not later:
        raise refusals.GroundUnknown(
            pointer="/grounds", given="–", rulebook=rulebook.title.pair, known=", ".join(one.id for one in law.grounds)
        )
    for certificate in (ended.get(id) for id in chosen[1] if id not in living):
        if certificate is None or not by.covers(certificate.place.path, *OFFICERS):
            raise _not_here(None, ("không có giấy chứng nhận này", "there is no such certificate"))
        if why := _not_ready(certificate, None):
            raise _not_here(certificate, why)
        over = authority_over(certificate, rulebook, unit.today)
        offices[over.office] = over.words
        lines.append(_line(len(lines) + 1, certificate, later, command, None))
    if len(offices) > 1:
        raise _not_here(
            None, ("các dòng thuộc nhiều cơ quan quyết định khác nhau", "its lines are several offices' to decide")
        )
    [(office, authority)] = offices.items()
    if not rules.may_decide(by, office):
        raise Forbidden()
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
    cited = tuple(text for one in procedures.values() for text in _cited(one))
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
    after its end, also where it ended after the draft.

    Raises NotFound, Forbidden, Stale, StepRefused, LinesNotReady.
    """
    decision = await _to_decide(unit, decision_id, by, expected)
    held = await certificates.certificates.among(unit, [line.certificate_id for line in decision.standing])
    ids = [line.revocation_id for line in decision.standing if line.revocation_id]
    procedures = await store.revocations.among(unit, ids)
    not_ready: dict[int, Label] = {}
    for line in decision.standing:
        certificate = held.get(line.certificate_id)
        if certificate is None:
            not_ready[line.no] = ("không còn giấy chứng nhận này", "the certificate is gone")
            continue
        of_it = procedures.get(line.revocation_id) if line.revocation_id else None
        if why := _not_ready(certificate, of_it):
            not_ready[line.no] = why
    issued = await store.register.issue(
        unit, decision.id, not_ready=not_ready, by=_by(unit, by, decision.id), expected=expected
    )
    await papers.issue(unit, decision.id)
    announcements.issued(unit, issued, await papers.papers.get(unit, decision.id))
    for line in issued.standing:
        await _revoke(unit, issued, line, procedures, by)
    return issued


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
    Settles an appeal: an officer of the office that decided. An annulled decision loses the line, and the certificate is in
    force again. Raises NotFound, Stale, Forbidden, StepRefused, NoAppeal, ReasonMissing, PaperNeeded.
    """
    revocation = await store.seen_by(unit, revocation_id, by, expected)
    if not rules.may_decide(by, revocation.office):
        raise Forbidden()
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
    by: Principal,
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


def _not_ready(certificate: Certificate, revocation: Revocation | None) -> Label | None:
    """Why a certificate cannot be revoked by a decision now; None when it can."""
    if certificate.state is CertificateState.REVOKED or (certificate.revoked and not certificate.revoked.annulled_on):
        return ("giấy chứng nhận đã bị thu hồi", "the certificate was revoked already")
    if revocation is None:
        if certificate.state in ENDED:
            return None
        return (
            "giấy chứng nhận còn hiệu lực, phải có thủ tục đã kết luận",
            "the certificate is alive: it needs a procedure that is concluded",
        )
    if Verb.DECIDE not in revocation.may:
        return ("thủ tục chưa có kết luận thu hồi, hoặc đã kết thúc", "the procedure is not concluded, or has ended")
    return None


def _line(
    no: int,
    certificate: Certificate,
    grounds: Sequence[Ground],
    command: DraftDecisionCommand,
    revocation: Revocation | None,
) -> CertificateLine:
    return CertificateLine(
        no=no,
        certificate_id=certificate.id,
        revocation_id=revocation.id if revocation else None,
        product_id=certificate.product_id,
        product_name=certificate.product_name,
        product_code=certificate.product_code,
        producer_name=certificate.producer_name,
        place=certificate.place.path,
        star=certificate.star,
        recognition_number=certificate.decision_number,
        recognition_on=certificate.decided_on,
        recognition_line=command.recognition_lines.get(certificate.id),
        recognised_by=certificate.office,
        grounds=tuple(grounds),
        collected_by=command.collector or certificate.place.path,
        ended=certificate.state in ENDED,
    )


def _cited(revocation: Revocation) -> list[str]:
    """What a decision rests on in a procedure: its conclusion, and the submission."""
    found = []
    if revocation.concluded and (paper := revocation.concluded.paper):
        found.append(f"Căn cứ kết luận tại văn bản số {paper.number} ngày {_said(paper.signed_on)}")
    if revocation.submitted and (paper := revocation.submitted.paper):
        found.append(f"Theo đề nghị tại Tờ trình số {paper.number} ngày {_said(paper.signed_on)}")
    return found


def _said(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def _not_here(certificate: Certificate | None, why: Label) -> refusals.NotInThisDecision:
    what = f"{certificate.product_name} ({certificate.product_code})" if certificate else "–"
    return refusals.NotInThisDecision(what=what, why=why)


async def _to_decide(unit: Unit, decision_id: str, by: Principal, expected: int) -> CertificateDecision:
    decision = await store.decision_seen_by(unit, decision_id, by, expected)
    if not rules.may_decide(by, decision.office):
        raise Forbidden()
    return decision


def _by(unit: Unit, by: Principal, paper: str, reason: str = "") -> By:
    return By(who=by.id, at=unit.now, paper=paper, reason=reason)
