"""The verdict on a case: what follows from its council's sheets under its rulebook. Computed, never chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.explanation import explain
from law.rulebooks import CouncilRegulation, CouncilSettings, Rulebook
from law.scoring import CouncilResult, Filled, Seats, SentBack, council_result, decision_of
from services.evaluation import legal
from services.evaluation.cases.dossier import Dossier, FilledSheet, Layer
from services.evaluation.rulings.ruling import ExplanationStep, Outcome


@dataclass(frozen=True)
class Bench:
    """What a verdict rests on. `on`: the day on which it is asked where the case goes. `sheets` and `names` are by member id."""

    tier: str
    dossier: Dossier
    on: date
    set_no: int
    round: int
    seats: Seats
    settings: CouncilSettings
    regulation: CouncilRegulation | None
    sheets: Mapping[str, FilledSheet]
    names: Mapping[str, str]
    layers: Sequence[Layer]


@dataclass(frozen=True)
class Verdict:
    """The exact total (points out of 100; `law.scoring.shown` is for people), the star, and where that leads."""

    total: Decimal
    star: int
    outcome: Outcome
    recognises: int | None
    to: legal.Desk | None
    authority: str | None
    explanation: tuple[ExplanationStep, ...]


def verdict(rulebook: Rulebook, bench: Bench) -> Verdict:
    """This will compute the verdict; raises what keeps a council from having one (quorum, a sheet that must not count)."""
    result = result_of(rulebook, bench)
    back = sent_back(bench.layers)
    decided = decision_of(rulebook, result, back)
    route = decided.route
    return Verdict(
        total=decided.total,
        star=decided.star,
        outcome=Outcome(route.outcome),
        recognises=route.star,
        to=legal.desk(rulebook, route.to, bench.dossier, bench.on) if route.to else None,
        authority=route.authority.vi if route.authority else None,
        explanation=explained(rulebook, result, bench, back),
    )


def result_of(rulebook: Rulebook, bench: Bench) -> CouncilResult:
    """The council's result as the law computes it."""
    sheets = {member: filled(sheet) for member, sheet in bench.sheets.items()}
    return council_result(
        rulebook, bench.tier, bench.set_no, sheets, bench.seats, settings=bench.settings, round=bench.round
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


def filled(sheet: FilledSheet) -> Filled:
    """A sheet as the law reads it."""
    return Filled.model_validate(sheet.model_dump(include={"answers", "parts", "case_of", "raised"}))


def sent_back(layers: Sequence[Layer]) -> SentBack | None:
    """The higher office's finding, when it was the last word and sent the case back here."""
    last = layers[-1] if layers else None
    if last is None or last.outcome != Outcome.RETURNED.value:
        return None
    return SentBack(last.tier, Decimal(last.total or "0"), last.star or 0)
