"""Events about decisions: from the aggregate to the contract."""

from __future__ import annotations

from typing import Any, TypeVar

from ocop_events.decided import DecisionFacts
from ocop_events.decided import DecisionLine as LineRef
from ocop_events.evaluation.decision import DecisionCorrectedV1, DecisionIssuedV1, DecisionLineWithdrawnV1
from ocop_events.vocabulary import OfficialPaper

from kit.mapped import mapped
from kit.papers.filed import FiledPaper
from kit.work import Unit
from law.rulebooks import shelf
from services.evaluation.decisions.decision import CODE, CaseDecision, CaseLine

D = TypeVar("D", bound=DecisionFacts)


def issued(unit: Unit, decision: CaseDecision, filed: FiledPaper | None) -> None:
    """Announces a decision, all its lines in one. `filed`: its paper, where its signed copy is on file."""
    unit.announce(_of(DecisionIssuedV1, decision, filed), place=decision.office)


def corrected(unit: Unit, decision: CaseDecision, filed: FiledPaper | None) -> None:
    """Announces that the number or day of a decision was put right."""
    last = decision.corrections[-1]
    own = {
        "what": last.what,
        "was_number": last.was_number.text,
        "was_decided_on": last.was_on,
        "corrected_on": unit.today,
    }
    unit.announce(_of(DecisionCorrectedV1, decision, filed, **own), place=decision.office)


def line_withdrawn(
    unit: Unit, decision: CaseDecision, line: CaseLine, filed: FiledPaper | None, by_paper: OfficialPaper
) -> None:
    """Announces that a line was taken out of a decision, and by which paper."""
    assert line.withdrawn is not None, "the line was withdrawn"
    own = {
        "line": _line(line),
        "reason": line.withdrawn.reason,
        "withdrawn_by": by_paper,
        "withdrawn_on": unit.today,
    }
    unit.announce(_of(DecisionLineWithdrawnV1, decision, filed, **own), place=decision.office)


def _of(kind: type[D], decision: CaseDecision, filed: FiledPaper | None, **own: Any) -> D:
    signed = decision.signed
    assert signed is not None, "what is announced of a decision was signed"
    copy = filed.signed if filed else None
    titles = {one.id: one.title.vi for one in shelf().all()}
    said = {
        "decision_id": decision.id,
        "signed_by": signed.signatory or None,
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
        "grounds": [titles.get(id, id) for id in decision.rulebooks],
        "lines": [_line(line) for line in decision.standing],
    }
    return mapped(kind, decision, **(said | own))


def _line(line: CaseLine) -> LineRef:
    return mapped(LineRef, line, line=line.no, subject_id=line.subject_id or line.case_id)
