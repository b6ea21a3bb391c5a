"""Why a star is what it is: the explanation of a council's result, and of one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from law.explanation import steps
from law.explanation.value import Explanation, Step
from law.explanation.wording import say
from law.rulebooks.applied import EditionApplied
from law.rulebooks.council import CouncilRegulation
from law.rulebooks.rulebook import Rulebook, Tier
from law.rulebooks.sheet import Sheet
from law.rulebooks.values import Text
from law.scoring.decision import SentBack, decision_of
from law.scoring.filled import Filled
from law.scoring.result import CouncilResult, self_assessment
from law.scoring.routes import Route
from law.scoring.stars import shown

HOW = {
    "most-chosen": Text(vi="được nhiều phiếu chọn nhất, hòa thì lấy mức thấp", en="most chosen, the lower on a tie"),
    "lower-median": Text(vi="trung vị thấp của các phiếu", en="lower median of the sheets"),
}


def explain(
    rulebook: Rulebook,
    result: CouncilResult,
    names: Mapping[str, str] | None = None,
    regulation: CouncilRegulation | None = None,
    back: SentBack | None = None,
    editions: Sequence[EditionApplied] = (),
) -> Explanation:
    """
    Explains a council's result step by step.

    `names`: member → name, as the sheets are to be called. `regulation`: the office's own, cited where it spoke.
    `editions`: what was applied since the dossier was submitted; each is told, with the edition before it.
    `back`: the higher council's finding on which this office rules after the case was sent back to it.
    """
    sheet = rulebook.sheet(result.set_no)
    tier = rulebook.tier(result.level)
    title = Text(vi=f"Giải trình kết quả – {tier.label.vi}", en=f"How the result came about – {tier.label.en}")
    return Explanation(
        title=title,
        steps=(
            steps.rulebook_step(rulebook),
            *steps.edition_steps(editions),
            *_quorum(rulebook, result, regulation),
            *_sheets(rulebook, result, names or {}),
            *_spread(rulebook, result, regulation),
            _mean(rulebook, result, regulation),
            *_agreed_not_scored(rulebook, sheet, result),
            *_rejected(rulebook, sheet, result.rejected),
            steps.band_step(rulebook, result.total, result.finding.band),
            *_reading(rulebook, sheet, result, regulation),
            *steps.minimum_steps(rulebook, sheet, result.finding),
            *_star(rulebook, result),
            *_sent_back(rulebook, back),
            *_route(rulebook, result, decision_of(rulebook, result, back).route, regulation),
        ),
    )


def explain_sheet(rulebook: Rulebook, set_no: int, filled: Filled) -> Explanation:
    """Explains one sheet, such as a self-assessment: points, band, minima, the star it would have."""
    sheet = rulebook.sheet(set_no)
    tally, finding = self_assessment(rulebook, set_no, filled)
    text = say("points", total=shown(rulebook, tally.total), parts=steps.parts_text(rulebook, tally.parts))
    return Explanation(
        title=Text(vi=f"Giải trình phiếu – {sheet.label.vi}", en=f"How the sheet adds up – {sheet.label.en}"),
        steps=(
            steps.rulebook_step(rulebook),
            Step(code="points", text=text),
            *steps.not_scored_steps(rulebook, sheet, tally.unscored),
            *_rejected(rulebook, sheet, tally.rejected),
            steps.band_step(rulebook, tally.total, finding.band),
            *steps.minimum_steps(rulebook, sheet, finding),
            steps.star_step(rulebook, finding, rejected=bool(tally.rejected)),
        ),
    )


def _quorum(rulebook: Rulebook, result: CouncilResult, regulation: CouncilRegulation | None) -> Iterator[Step]:
    quorum = result.quorum
    text = say("quorum", present=quorum.present, eligible=quorum.eligible, needed=quorum.needed, share=quorum.share)
    enough = "met" if quorum.present >= quorum.needed else "missed"
    yield Step(code="quorum", text=text, mark=enough, article=steps.regulated(rulebook, "quorum_share", regulation))
    if quorum.chair_needed:
        code = "chair-present" if quorum.chair_present else "chair-absent"
        mark = "met" if quorum.chair_present else "missed"
        cited = steps.regulated(rulebook, "chair_must_attend", regulation)
        yield Step(code=code, text=say(code), mark=mark, article=cited)


def _sheets(rulebook: Rulebook, result: CouncilResult, names: Mapping[str, str]) -> Iterator[Step]:
    for member, tally in result.tallies.items():
        parts = steps.parts_text(rulebook, tally.parts)
        text = say("sheet-total", member=names.get(member, member), total=shown(rulebook, tally.total), parts=parts)
        yield Step(code="sheet-total", text=text, at=member)


def _spread(rulebook: Rulebook, result: CouncilResult, regulation: CouncilRegulation | None) -> Iterator[Step]:
    totals = [tally.total for tally in result.tallies.values()]
    spread = result.spread
    cited = steps.regulated(rulebook, "spread_limit", regulation)
    text = say(
        "spread",
        highest=shown(rulebook, max(totals)),
        lowest=shown(rulebook, min(totals)),
        points=spread.points,
        limit=spread.limit,
    )
    yield Step(code="spread", text=text, mark="missed" if spread.exceeded else "met", article=cited)
    if spread.exceeded and result.route.outcome != "score-again":
        yield Step(
            code="spread-after-last-round", text=say("spread-after-last-round", round=result.round), article=cited
        )


def _mean(rulebook: Rulebook, result: CouncilResult, regulation: CouncilRegulation | None) -> Step:
    totals = [tally.total for tally in result.tallies.values()]
    total = shown(rulebook, result.total)
    equals = "=" if total == result.total else "≈"
    text = say("mean", count=len(totals), sum=sum(totals, Decimal(0)), equals=equals, total=total)
    return Step(code="mean", text=text, article=steps.regulated(rulebook, "total", regulation))


def _agreed_not_scored(rulebook: Rulebook, sheet: Sheet, result: CouncilResult) -> Iterator[Step]:
    """Criteria that the council agreed not to score, each with the line that the first such sheet met."""
    agreed = [criterion for criterion, one in result.agreed.items() if one.option is None]
    lines = {
        criterion: next(t.unscored[criterion] for t in result.tallies.values() if criterion in t.unscored)
        for criterion in agreed
        if any(criterion in t.unscored for t in result.tallies.values())
    }
    yield from steps.not_scored_steps(rulebook, sheet, lines)


def _rejected(rulebook: Rulebook, sheet: Sheet, lines: tuple[str, ...]) -> Iterator[Step]:
    for line in lines:
        text = say("rejected", line=sheet.raisable[line])
        yield Step(code="rejected", text=text, mark="missed", article=steps.article(rulebook, "/sheets"), at=line)


def _star(rulebook: Rulebook, result: CouncilResult) -> Iterator[Step]:
    # While the council is to score again, there is no star yet to speak of.
    if result.route.outcome != "score-again":
        yield steps.star_step(rulebook, result.finding, rejected=bool(result.rejected))


def _reading(
    rulebook: Rulebook, sheet: Sheet, result: CouncilResult, regulation: CouncilRegulation | None
) -> Iterator[Step]:
    if not sheet.thresholds:
        return
    cited = steps.regulated(rulebook, "threshold_reading", regulation)
    if result.settings.threshold_reading == "agreed":
        yield Step(code="reading", text=say("reading-agreed", how=HOW[result.settings.agreed_option]), article=cited)
    else:
        yield Step(code="reading", text=say("reading-each-sheet"), article=cited)


def _sent_back(rulebook: Rulebook, back: SentBack | None) -> Iterator[Step]:
    if back is not None:
        at = f"/tiers/{[tier.level for tier in rulebook.tiers].index(rulebook.tier(back.tier).level)}"
        label = rulebook.tier(back.tier).label
        text = say("sent-back", tier=label, total=shown(rulebook, back.total), star=back.star)
        yield Step(code="sent-back", text=text, article=steps.article(rulebook, at))


def _entry(tier: Tier, star: int, set_no: int) -> int:
    """Which of the tier's recognitions it is."""
    found = tier.recognition_of(star, set_no)
    return tier.recognises.index(found) if found else 0


def _route(
    rulebook: Rulebook, result: CouncilResult, route: Route, regulation: CouncilRegulation | None
) -> Iterator[Step]:
    tier = rulebook.tier(result.level)
    at = f"/tiers/{rulebook.tiers.index(tier)}"
    match route.outcome:
        case "recognised":
            assert route.authority is not None
            assert route.star is not None
            text = say("route-recognised", authority=route.authority, star=route.star, months=rulebook.validity_months)
            position = _entry(tier, route.star, result.set_no)
            cited = steps.article(rulebook, f"{at}/recognises/{position}")
            yield Step(code="route", text=text, mark="met", article=cited)
        case "forwarded":
            assert route.to is not None
            assert tier.forward_at is not None
            text = say("route-forwarded", limit=tier.forward_at, to=rulebook.tier(route.to).label)
            cited = steps.article(rulebook, f"{at}/forward_at")
            if route.authority is not None and route.star is not None:
                meanwhile = say("route-recognised-meanwhile", authority=route.authority, star=route.star)
                by = steps.regulated(rulebook, "at_forward", regulation)
                yield Step(code="recognised-meanwhile", text=meanwhile, mark="met", article=by)
            yield Step(code="route", text=text, mark="met", article=cited)
        case "returned":
            assert route.to is not None
            text = say("route-returned", to=rulebook.tier(route.to).label)
            yield Step(code="route", text=text, article=steps.article(rulebook, at))
        case "not-recognised":
            cited = steps.article(rulebook, "/sheets" if result.rejected else "/bands")
            yield Step(code="route", text=say("route-not-recognised"), mark="missed", article=cited)
        case "score-again":
            cited = steps.regulated(rulebook, "spread_limit", regulation)
            yield Step(code="route", text=say("route-score-again", round=result.round + 1), article=cited)
