"""
What the pages show of analysis: who scores high and low, and the same product through several eyes, criterion by
criterion: the producer and every office that scored it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kit.language import current_language
from kit.language import gettext as _
from law.analysis import compare_layers, council_layer
from law.rulebooks import CouncilSettings, Rulebook
from law.scoring import Filled
from programme import names
from services.evaluation.analysis.leaning import OfficeLeaning
from services.evaluation.cases import legal
from services.evaluation.cases.dossier import Dossier, Layer, MemberSheet
from services.evaluation.rulings.ruling import Ruling
from services.evaluation.rulings.verdict import Proposal

SELF = "self"


def leaning_page(found: OfficeLeaning) -> dict[str, Any]:
    """An office's comparison, with the offices below called by name."""
    named = [one.model_copy(update={"name": names.office(one.who, found.until)}) for one in found.offices]
    return {
        "found": found,
        "office": names.office(found.office, found.until),
        "members": found.members,
        "offices": named,
    }


def sides_proposed(proposal: Proposal) -> dict[str, Any]:
    """The sides of a case whose council has concluded."""
    rulebook, case, bench = proposal.rulebook, proposal.case, proposal.bench
    sheets = [sheet.for_law() for sheet in bench.sheets.values()]
    council = council_layer(rulebook, bench.set_no, sheets, bench.settings)
    known = _scored(rulebook, bench.set_no, (*case.layers, *case.advised))
    return _table(rulebook, case.dossier, [*known, (_council(rulebook, bench.tier), council)])


def sides_of(ruling: Ruling, advised: Sequence[Layer] = ()) -> dict[str, Any]:
    """The sides of a case that was ruled on; `advised`: the report of the office's own advisory team."""
    rulebook, set_no = legal.rulebook_of(ruling.dossier), ruling.dossier.product.set_no
    settings = CouncilSettings.model_validate(ruling.regulation)
    council = council_layer(rulebook, set_no, [sheet.for_law() for sheet in ruling.sheets], settings)
    known = _scored(rulebook, set_no, (*ruling.layers, *advised))
    return _table(rulebook, ruling.dossier, [*known, (_council(rulebook, ruling.tier), council)])


def _council(rulebook: Rulebook, tier: str) -> str:
    return _("Hội đồng {tier}", tier=rulebook.tier(tier).label.say(current_language()).lower())


def _side(rulebook: Rulebook, layer: Layer) -> str:
    if layer.is_advice:
        return _("Tổ tư vấn {tier}", tier=rulebook.tier(layer.tier).label.say(current_language()).lower())
    return _council(rulebook, layer.tier)


def _scored(rulebook: Rulebook, set_no: int, layers: Sequence[Layer]) -> list[tuple[str, Filled]]:
    return [
        (
            _side(rulebook, layer),
            council_layer(rulebook, set_no, [sheet.for_law() for sheet in _last_round(layer.sheets)]),
        )
        for layer in layers
        if layer.sheets
    ]


def _last_round(sheets: Sequence[MemberSheet]) -> list[MemberSheet]:
    last = max(sheet.round for sheet in sheets)
    return [sheet for sheet in sheets if sheet.round == last]


def _table(rulebook: Rulebook, dossier: Dossier, scored: Sequence[tuple[str, Filled]]) -> dict[str, Any]:
    """Column heads and the rows on which the sides differ, widest first. Empty when only one side gave points."""
    set_no, language = dossier.product.set_no, current_language()
    sides: dict[str, Filled] = {SELF: dossier.self_assessment.for_law()} if dossier.self_assessment.was_filled else {}
    heads = {SELF: _("Chủ thể")}
    for number, (head, filled) in enumerate(scored):
        sides[f"{number}"] = filled
        heads[f"{number}"] = head
    if len(sides) < 2:
        return {"heads": [], "rows": [], "same": 0}
    found = compare_layers(rulebook, set_no, sides)
    sheet = rulebook.sheet(set_no)
    labels = {leaf.id: f"{leaf.id}. {leaf.label.say(language)}" for leaf in sheet.leaves}
    labels |= {part.id: f"{part.id}. {part.label.say(language)}" for part in sheet.whole_parts}
    rows: list[tuple[str, list[Decimal | None], Decimal]] = [
        (labels[row.criterion], list(row.points.values()), row.spread) for row in found.disputed
    ]
    return {"heads": [heads[side] for side in sides], "rows": rows, "same": len(found.rows) - len(rows)}
