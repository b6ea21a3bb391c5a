"""The verdict on a case: the star its council's sheets come to under its rulebook, and where that leads. Computed, never chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from law.explanation import explain
from law.rulebooks import Rulebook
from law.scoring import CouncilResult, SentBack, decision_of
from services.evaluation.cases import legal
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Layer, MemberSheet
from services.evaluation.rulings.ruling import Basis, ExplanationStep, Outcome
from services.evaluation.scoring.result import Bench, result_of


@dataclass(frozen=True)
class Verdict:
    """The exact total (points out of 100; `law.scoring.shown` is for people), the star, and where that leads."""

    total: Decimal
    star: int
    outcome: Outcome
    recognises: int | None
    to: legal.TierOffice | None
    authority: str | None
    explanation: tuple[ExplanationStep, ...]


@dataclass(frozen=True)
class Proposal:
    """What would be ruled on a case whose council has concluded, with all it follows from."""

    case: Case
    rulebook: Rulebook
    bench: Bench
    sheets: tuple[MemberSheet, ...]
    concluded_at: datetime
    found: Verdict
    basis: Basis = field(default_factory=Basis)


def verdict(rulebook: Rulebook, bench: Bench) -> Verdict:
    """Computes the verdict; raises what keeps a council from having one (quorum, a sheet that must not count)."""
    result = result_of(rulebook, bench)
    back = sent_back(bench.layers)
    decided = decision_of(rulebook, result, back)
    route = decided.route
    return Verdict(
        total=decided.total,
        star=decided.star,
        outcome=Outcome(route.outcome),
        recognises=route.star,
        to=legal.tier_office(rulebook, route.to, bench.dossier, bench.on) if route.to else None,
        authority=route.authority.vi if route.authority else None,
        explanation=explained(rulebook, result, bench, back),
    )


def explained(
    rulebook: Rulebook, result: CouncilResult, bench: Bench, back: SentBack | None
) -> tuple[ExplanationStep, ...]:
    """How the star came about, step by step, in both languages."""
    return tuple(
        ExplanationStep(
            code=step.code,
            vi=step.text.vi,
            en=step.text.en,
            article=step.article.vi if step.article else None,
            mark=step.mark,
        )
        for step in explain(rulebook, result, bench.names, bench.regulation, back, bench.dossier.editions).steps
    )


def sent_back(layers: Sequence[Layer]) -> SentBack | None:
    """The higher office's finding, when it was the last word and sent the case back here."""
    last = layers[-1] if layers else None
    if last is None or not last.sends_down:
        return None
    return SentBack(last.tier, Decimal(last.total or "0"), last.star or 0)
