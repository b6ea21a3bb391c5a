"""The explanation of a star that an office decided without this platform: what its paper says, and where the total lies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from law.explanation import steps
from law.explanation.value import Explanation, Step
from law.explanation.wording import say
from law.rulebooks.applied import EditionApplied
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.values import Text
from law.scoring.stars import band_of, shown


def explain_elsewhere(
    rulebook: Rulebook,
    level: str,
    *,
    set_no: int,
    decided_by: str,
    number: str,
    on: date,
    total: Decimal,
    star: int,
    recognised: bool,
    editions: Sequence[EditionApplied] = (),
) -> Explanation:
    """
    Explains a decision of a tier that is known by its signed paper alone: its sheets are not here, so nothing is counted
    again but the band of the total. `level`: the tier; `decided_by`, `number`, `on`: as the paper has them.
    """
    tier = rulebook.tier(level)
    day = Text(vi=f"{on:%d/%m/%Y}", en=on.isoformat())
    said = say("elsewhere", by=decided_by, number=number, on=day, total=shown(rulebook, total), star=star)
    return Explanation(
        title=Text(vi=f"Giải trình kết quả – {tier.label.vi}", en=f"How the result came about – {tier.label.en}"),
        steps=(
            steps.rulebook_step(rulebook),
            *steps.edition_steps(editions),
            Step(code="elsewhere", text=said),
            steps.band_step(rulebook, total, band_of(rulebook, total)),
            _route(rulebook, level, star, set_no, recognised=recognised),
        ),
    )


def _route(rulebook: Rulebook, level: str, star: int, set_no: int, *, recognised: bool) -> Step:
    tier = rulebook.tier(level)
    at = f"/tiers/{rulebook.tiers.index(tier)}"
    found = tier.recognition_of(star, set_no)
    if not recognised or found is None:
        return Step(code="route", text=say("route-not-recognised"), mark="missed", article=steps.article(rulebook, at))
    text = say("route-recognised", authority=found.authority, star=star, months=rulebook.validity_months)
    cited = steps.article(rulebook, f"{at}/recognises/{tier.recognises.index(found)}")
    return Step(code="route", text=text, mark="met", article=cited)
