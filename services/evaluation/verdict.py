"""The verdict on a case: what follows from its council's sheets under its rulebook. Computed, never chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from law.explanation import explain
from law.rulebooks import CouncilSettings, Rulebook
from law.scoring import CouncilResult, Filled, Seats, council_result
from services.evaluation import legal
from services.evaluation.cases.dossier import FilledSheet, Layer
from services.evaluation.rulings.ruling import ExplanationStep, Outcome

SCORE_AGAIN = "score-again"


@dataclass(frozen=True)
class Bench:
    """What a verdict rests on, as it was on the day the council concluded. `sheets` and `names` are by member id."""

    tier: str
    place: str
    set_no: int
    round: int
    seats: Seats
    settings: CouncilSettings
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
    steps = explained(rulebook, result, bench.names)
    route = result.route
    if back := sent_back(bench.layers):
        return _adopted(rulebook, bench, back, steps)
    return Verdict(
        total=result.total,
        star=result.star,
        outcome=Outcome(route.outcome),
        recognises=route.star,
        to=legal.desk(rulebook, route.to, bench.place) if route.to else None,
        authority=route.authority.vi if route.authority else None,
        explanation=steps,
    )


def result_of(rulebook: Rulebook, bench: Bench) -> CouncilResult:
    """The council's result as the law computes it."""
    sheets = {member: filled(sheet) for member, sheet in bench.sheets.items()}
    return council_result(
        rulebook, bench.tier, bench.set_no, sheets, bench.seats, settings=bench.settings, round=bench.round
    )


def explained(rulebook: Rulebook, result: CouncilResult, names: Mapping[str, str]) -> tuple[ExplanationStep, ...]:
    """How the star came about, step by step, in both languages."""
    return tuple(
        ExplanationStep(
            code=step.code,
            vi=step.text.vi,
            en=step.text.en,
            article=step.article.vi if step.article else None,
            mark=step.mark,
        )
        for step in explain(rulebook, result, names).steps
    )


def told(settings: CouncilSettings) -> dict[str, str]:
    """The settings as a ruling carries them: text by name."""
    return {name: str(value) for name, value in settings.model_dump().items()}


def filled(sheet: FilledSheet) -> Filled:
    """A sheet as the law reads it."""
    return Filled.model_validate(sheet.model_dump(include={"answers", "parts", "case_of", "raised"}))


def sent_back(layers: Sequence[Layer]) -> Layer | None:
    """The higher office's finding, when it was the last word and sent the case back here."""
    return layers[-1] if layers and layers[-1].outcome == Outcome.RETURNED.value else None


def _adopted(rulebook: Rulebook, bench: Bench, back: Layer, steps: tuple[ExplanationStep, ...]) -> Verdict:
    """
    A case sent back is ruled on the higher council's result, within this tier's own power: it scored the product last,
    and below what this office had forwarded it for (Decision 148/QĐ-TTg, Annex II).
    """
    tier = rulebook.tier(bench.tier)
    star = back.star or 0
    authority = tier.authority_for(star)
    step = ExplanationStep(
        code="referred-back",
        vi=f"Cấp trên ({back.office}) chấm {back.total} điểm, {star} sao, và chuyển về để {tier.label.vi} kết luận theo thẩm quyền.",
        en=f"The higher office ({back.office}) scored {back.total} points, {star} stars, and sent the case back to be ruled at the tier “{tier.label.en}”.",
    )
    return Verdict(
        total=Decimal(back.total or "0"),
        star=star,
        outcome=Outcome.RECOGNISED if authority else Outcome.NOT_RECOGNISED,
        recognises=star if authority else None,
        to=None,
        authority=authority.vi if authority else None,
        explanation=(*steps, step),
    )
