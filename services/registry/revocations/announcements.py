"""Events about revocations, and about the decisions over certificates: from the aggregates to the contract."""

from __future__ import annotations

from typing import Any, TypeVar

from ocop_events.decided import DecisionFacts
from ocop_events.decided import DecisionLine as LineRef
from ocop_events.registry.decision import (
    CertificateDecisionCorrectedV1,
    CertificateDecisionIssuedV1,
    CertificateDecisionLineWithdrawnV1,
)
from ocop_events.registry.revocation import (
    RevocationAppealedV1,
    RevocationAppealSettledV1,
    RevocationConcludedV1,
    RevocationDroppedV1,
    RevocationExplainedV1,
    RevocationExplanationAskedV1,
    RevocationFacts,
    RevocationOverdueV1,
    RevocationPaperCollectedV1,
    RevocationProposedV1,
    RevocationSubmittedV1,
)
from ocop_events.vocabulary import CertificateRef, OfficialPaper

from kit.mapped import mapped
from kit.papers.filed import FiledPaper
from kit.work import Unit
from services.registry.certificates.announcements import grounds, paper
from services.registry.dossiers.announcements import subject
from services.registry.revocations.decision import CODE, KIND, CertificateDecision, CertificateLine
from services.registry.revocations.revocation import Because, Revocation

F = TypeVar("F", bound=RevocationFacts)
D = TypeVar("D", bound=DecisionFacts)


def of(kind: type[F], revocation: Revocation, **own: object) -> F:
    """An event of a revocation: fields of the same name are its own."""
    about = mapped(CertificateRef, revocation, id=revocation.certificate_id)
    facts = {"certificate": about, "grounds": grounds(revocation.grounds), **subject(revocation)}
    return mapped(kind, revocation, revocation_id=revocation.id, **facts, **own)


def _say(unit: Unit, revocation: Revocation, fact: RevocationFacts) -> None:
    unit.announce(fact, place=revocation.place.path)


def proposed(unit: Unit, revocation: Revocation, because: Because) -> None:
    """Announces that somebody is to look at a certificate, and why."""
    said = {"because": because.text, "source": because.source, "proposed_on": because.on}
    _say(unit, revocation, of(RevocationProposedV1, revocation, **said))


def asked(unit: Unit, revocation: Revocation) -> None:
    """Announces that the producer was asked to explain."""
    said = revocation.asked
    assert said is not None
    own = {"paper": paper(said.paper), "asked_on": said.asked_on, "answer_by": said.answer_by}
    _say(unit, revocation, of(RevocationExplanationAskedV1, revocation, **own))


def explained(unit: Unit, revocation: Revocation) -> None:
    """Announces that the producer explained, or let the day pass."""
    said = revocation.explained
    assert said is not None
    own = {"silent": said.silent, "explained_on": said.explained_on}
    _say(unit, revocation, of(RevocationExplainedV1, revocation, **own))


def concluded(unit: Unit, revocation: Revocation) -> None:
    """Announces the conclusion."""
    said = revocation.concluded
    assert said is not None
    own = {
        "conclusion": "revoke" if said.revoke else "keep",
        "paper": paper(said.paper),
        "concluded_on": said.concluded_on,
        "decide_by": said.decide_by,
    }
    _say(unit, revocation, of(RevocationConcludedV1, revocation, **own))


def submitted(unit: Unit, revocation: Revocation) -> None:
    """Announces the submission."""
    said = revocation.submitted
    assert said is not None
    own = {"to_office": said.to_office, "paper": paper(said.paper), "submitted_on": said.submitted_on}
    _say(unit, revocation, of(RevocationSubmittedV1, revocation, **own))


def dropped(unit: Unit, revocation: Revocation) -> None:
    """Announces that the procedure ended without a revocation."""
    own = {"reason": revocation.dropped_because, "dropped_on": unit.today}
    _say(unit, revocation, of(RevocationDroppedV1, revocation, **own))


def collected(unit: Unit, revocation: Revocation) -> None:
    """Announces the paper as collected or lost."""
    said = revocation.collected
    assert said is not None
    own = {"collected_by": said.by_office, "lost": said.lost, "collected_on": said.collected_on}
    _say(unit, revocation, of(RevocationPaperCollectedV1, revocation, **own))


def appealed(unit: Unit, revocation: Revocation) -> None:
    """Announces an appeal."""
    said = revocation.appeal
    assert said is not None
    own = {"why": said.why, "appealed_on": said.appealed_on, "settle_by": said.settle_by}
    _say(unit, revocation, of(RevocationAppealedV1, revocation, **own))


def settled(unit: Unit, revocation: Revocation) -> None:
    """Announces how an appeal was settled."""
    said = revocation.appeal
    assert said is not None
    assert said.result is not None
    own = {"result": said.result.value, "paper": paper(said.paper), "settled_on": said.settled_on}
    _say(unit, revocation, of(RevocationAppealSettledV1, revocation, **own))


def overdue(unit: Unit, revocation: Revocation) -> None:
    """Announces that a step is late."""
    _say(unit, revocation, of(RevocationOverdueV1, revocation, **dict(revocation.late[-1])))


def issued(unit: Unit, decision: CertificateDecision, filed: FiledPaper) -> None:
    """Announces a decision, all its lines in one."""
    _decided(unit, decision, _of(CertificateDecisionIssuedV1, decision, filed))


def corrected(unit: Unit, decision: CertificateDecision, filed: FiledPaper) -> None:
    """Announces that the number or day of a decision was put right."""
    last = decision.corrections[-1]
    own = {
        "what": last.what,
        "was_number": last.was_number.text,
        "was_decided_on": last.was_on,
        "corrected_on": unit.today,
    }
    _decided(unit, decision, _of(CertificateDecisionCorrectedV1, decision, filed, **own))


def line_withdrawn(unit: Unit, decision: CertificateDecision, no: int, filed: FiledPaper) -> None:
    """Announces that a line was taken out of a decision."""
    line = decision.line(no)
    assert line is not None
    assert line.withdrawn is not None
    own = {"line": _line(line), "reason": line.withdrawn.reason, "withdrawn_on": unit.today}
    _decided(unit, decision, _of(CertificateDecisionLineWithdrawnV1, decision, filed, **own))


def _of(kind: type[D], decision: CertificateDecision, filed: FiledPaper, **own: Any) -> D:
    signed = decision.signed
    assert signed is not None, "what is announced of a decision was signed"
    copy = filed.signed
    return kind.model_validate(
        {
            "decision_id": decision.id,
            "kind": KIND,
            "office": decision.office,
            "authority": decision.authority,
            "signed_by": signed.signatory,
            "number": signed.number.text,
            "decided_on": signed.on,
            "effective_on": signed.on,
            "paper": OfficialPaper(
                number=signed.number.text,
                signed_on=signed.on,
                kind=CODE,
                office=decision.office,
                name=copy.name if copy else None,
                sha256=copy.sha256 if copy else None,
            ),
            "grounds": list(dict.fromkeys(one.words for line in decision.standing for one in line.grounds)),
            "lines": [_line(line) for line in decision.standing],
            **own,
        }
    )


def _line(line: CertificateLine) -> LineRef:
    return mapped(LineRef, line, line=line.no, subject_id=line.certificate_id)


def _decided(unit: Unit, decision: CertificateDecision, fact: DecisionFacts) -> None:
    unit.announce(fact, place=decision.office)
