"""View models of a ruling: the result, why, and every layer beside the others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kit.identity import Principal
from kit.web.language import current_language
from kit.web.language import gettext as _
from law.rulebooks import Rulebook, Sheet
from law.scoring import sheet_total, shown
from services.evaluation import legal, names, verdict
from services.evaluation.analysis import sides
from services.evaluation.cases import showing as case_showing
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import FilledSheet
from services.evaluation.cases.sight import sees_all
from services.evaluation.rulings.rules import NEEDS_NUMBER
from services.evaluation.rulings.ruling import LIFECYCLE as RULING
from services.evaluation.rulings.ruling import Outcome, Ruling, State, Verb
from services.evaluation.rulings.telling import told
from services.evaluation.rulings.views import OUTCOMES


def proposed(rulebook: Rulebook, tier: str, found: verdict.Verdict, on: date) -> dict[str, Any]:
    """What would be decided, before it is."""
    return {
        "total": shown(rulebook, found.total),
        "star": found.star,
        "outcome": names.said(OUTCOMES[found.outcome]),
        "to": names.office(found.to.office, on) if found.to else None,
        "authority": names.authority(rulebook, tier, found.recognises) if found.recognises else None,
        "needs_number": found.outcome in NEEDS_NUMBER,
        "steps": found.explanation,
    }


def whole(ruling: Ruling, case: Case, by: Principal, *, acts: bool, own: bool) -> dict[str, Any]:
    """A ruling as a page for one reader."""
    rulebook = legal.rulebook_of(ruling.dossier)
    inside = sees_all(case, by)
    may = RULING.may(ruling.state)
    own_sheet = ruling.dossier.self_assessment
    return {
        "ruling": ruling,
        "total": shown(rulebook, Decimal(ruling.total)),
        "outcome": names.said(OUTCOMES[ruling.outcome]),
        "authority": names.authority(rulebook, ruling.tier, ruling.star) if ruling.authority else None,
        "state": names.said(RULING.states[ruling.state]),
        "office": names.office(ruling.office, ruling.decided_on),
        "to": names.office(ruling.to_office, ruling.decided_on) if ruling.to_office else None,
        "rulebook": rulebook.title,
        "layers": case_showing.layers((*ruling.layers, ruling.layer()), own_sheet, ruling.decided_on),
        "columns": columns(ruling) if inside else [],
        "comparison": comparison(rulebook.sheet(ruling.dossier.product.set_no), ruling) if inside else [],
        "sides": sides.of_ruling(rulebook, ruling) if inside else {"heads": []},
        "steps": told(ruling, case, by),
        "inside": inside,
        "may_correct": acts and Verb.CORRECT in may,
        "may_appeal": own and Verb.APPEAL in may and ruling.outcome in (Outcome.RECOGNISED, Outcome.NOT_RECOGNISED),
        "may_answer": acts and ruling.state is State.APPEALED,
    }


def columns(ruling: Ruling) -> list[str]:
    """Who filled the sheets that are compared: the producer, then everybody who scored, office by office."""
    return [_("Chủ thể"), *(sheet.member_name or sheet.member_id for sheet in _every_sheet(ruling))]


def comparison(sheet: Sheet, ruling: Ruling) -> list[tuple[str, list[Decimal | None]]]:
    """Points per criterion (per part where the rulebook knows only parts), a column per sheet."""
    filled = [ruling.dossier.self_assessment, *_every_sheet(ruling)]
    counted = [sheet_total(sheet, verdict.filled(one)) for one in filled]
    rows: list[tuple[str, list[Decimal | None]]] = [
        (
            f"{leaf.id}. {leaf.label.say(current_language())}",
            [
                tally.criteria[leaf.id] if leaf.id in one.answers else None
                for one, tally in zip(filled, counted, strict=True)
            ],
        )
        for leaf in sheet.leaves
    ]
    for part in sheet.parts:
        label = _("Phần {part}: {label}", part=part.id, label=part.label.say(current_language()))
        rows.append(
            (
                label,
                [
                    tally.parts[part.id] if _was_filled(one) else None
                    for one, tally in zip(filled, counted, strict=True)
                ],
            )
        )
    return rows


def _every_sheet(ruling: Ruling) -> list[Any]:
    return [sheet for layer in (*ruling.layers, ruling.layer()) for sheet in layer.sheets]


def _was_filled(sheet: FilledSheet) -> bool:
    return bool(sheet.answers or sheet.parts)
