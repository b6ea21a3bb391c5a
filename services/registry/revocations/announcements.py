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
from pydantic import BaseModel

from kit.mapped import mapped
from kit.papers.filed import FiledPaper
from kit.work import Unit
from services.registry.dossiers.announcements import subject
from services.registry.revocations.decision import CODE, KIND, CertificateDecision, CertificateLine
from services.registry.revocations.revocation import Because, Revocation

F = TypeVar("F", bound=RevocationFacts)
D = TypeVar("D", bound=DecisionFacts)


def of(kind: type[F], revocation: Revocation, part: BaseModel | None = None, **own: object) -> F:
    """An event of a revocation: fields of the same name are its own, or those of a `part` of it."""
    about = mapped(CertificateRef, revocation, id=revocation.certificate_id)
    facts = {"certificate": about, **subject(revocation)}
    said = {name: value for name, value in part or () if name in kind.model_fields}
    return mapped(kind, revocation, revocation_id=revocation.id, **(facts | said | own))


def _say(unit: Unit, revocation: Revocation, fact: RevocationFacts) -> None:
    unit.announce(fact, place=revocation.place.path)


def proposed(unit: Unit, revocation: Revocation, because: Because) -> None:
    """Announces that somebody is to look at a certificate, and why."""
    _say(unit, revocation, of(RevocationProposedV1, revocation, because, because=because.text))


def asked(unit: Unit, revocation: Revocation) -> None:
    """Announces that the producer was asked to explain."""
    _say(unit, revocation, of(RevocationExplanationAskedV1, revocation, revocation.asked))


def explained(unit: Unit, revocation: Revocation) -> None:
    """Announces that the producer explained, or let the day pass."""
    _say(unit, revocation, of(RevocationExplainedV1, revocation, revocation.explained))


def concluded(unit: Unit, revocation: Revocation) -> None:
    """Announces the conclusion."""
    said = revocation.concluded
    word = "revoke" if said and said.revoke else "keep"
    _say(unit, revocation, of(RevocationConcludedV1, revocation, said, conclusion=word))


def submitted(unit: Unit, revocation: Revocation) -> None:
    """Announces the submission."""
    _say(unit, revocation, of(RevocationSubmittedV1, revocation, revocation.submitted))


def dropped(unit: Unit, revocation: Revocation) -> None:
    """Announces that the procedure ended without a revocation."""
    fact = of(RevocationDroppedV1, revocation, reason=revocation.dropped_because, dropped_on=unit.today)
    _say(unit, revocation, fact)


def collected(unit: Unit, revocation: Revocation) -> None:
    """Announces the paper as collected or lost."""
    _say(unit, revocation, of(RevocationPaperCollectedV1, revocation, revocation.collected))


def appealed(unit: Unit, revocation: Revocation) -> None:
    """Announces an appeal."""
    _say(unit, revocation, of(RevocationAppealedV1, revocation, revocation.appeal))


def settled(unit: Unit, revocation: Revocation) -> None:
    """Announces how an appeal was settled."""
    _say(unit, revocation, of(RevocationAppealSettledV1, revocation, revocation.appeal))


def overdue(unit: Unit, revocation: Revocation) -> None:
    """Announces that a step is late."""
    _say(unit, revocation, of(RevocationOverdueV1, revocation, revocation.late[-1]))


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
