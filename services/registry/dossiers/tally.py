"""What the server makes of a self-assessment as far as it is filled in: its points, and the way to more stars."""

from __future__ import annotations

from typing import Any

from kit.refusal import Refusal
from kit.web.language import current_language
from kit.web.language import gettext as _
from law.analysis import Target, reach
from law.rulebooks import Rulebook, Sheet
from law.scoring import Filled, faults, self_assessment, shown
from services.registry.dossiers.rules import UNFINISHED

MOST_NAMED = 12
"""Improvements listed for one star; a long list helps nobody, and the rest follows when these are done."""


def tally_of(rulebook: Rulebook, set_no: int, filled: Filled) -> dict[str, Any]:
    """The view model of the panel that stays in sight while a sheet is filled in."""
    sheet = rulebook.sheet(set_no)
    counted, finding = self_assessment(rulebook, set_no, filled)
    wrong = list(faults(sheet, filled))
    recognised = [band.star for band in rulebook.bands if band.recognised]
    way = reach(rulebook, set_no, filled)
    return {
        "total": shown(rulebook, counted.total),
        "maximum": sheet.max,
        "star": finding.star if finding.star in recognised else 0,
        "least": min(recognised),
        "unanswered": sum(fault.slug in UNFINISHED for fault in wrong),
        "blank": _blank(sheet, wrong),
        "questions": len(sheet.leaves) + len(sheet.whole_parts),
        "wrong": [fault.say(current_language()) for fault in wrong if fault.slug not in UNFINISHED],
        "counted": counted,
        "by_total": finding.band.star,
        "held_back": [_held_back(sheet, missed.criterion, missed.star) for missed in finding.missed],
        "best": way.best,
        "targets": [_target(sheet, target) for target in way.targets if target.star in recognised],
    }


def _blank(sheet: Sheet, wrong: list[Refusal]) -> list[dict[str, str]]:
    """The first criteria (or whole parts) that are not answered."""
    language = current_language()
    labels = {f"/answers/{leaf.id}": f"{leaf.id}. {leaf.label.say(language)}" for leaf in sheet.leaves}
    labels |= {f"/parts/{part.id}": f"{part.id}. {part.label.say(language)}" for part in sheet.whole_parts}
    open_ = [fault.pointer or "" for fault in wrong if fault.slug in UNFINISHED]
    return [{"field": at.strip("/").replace("/", "-"), "label": labels.get(at, at)} for at in open_[:MOST_NAMED]]


def _held_back(sheet: Sheet, criterion: str, star: int) -> dict[str, Any]:
    label = sheet.by_criterion[criterion].label.say(current_language())
    return {"field": f"answers-{criterion}", "label": f"{criterion}. {label}", "star": star}


def _target(sheet: Sheet, target: Target) -> dict[str, Any]:
    named = target.improvements[:MOST_NAMED]
    return {
        "star": target.star,
        "reachable": target.reachable,
        "missing": target.missing,
        "more": len(target.improvements) - len(named),
        "improvements": [
            {
                "field": f"answers-{one.criterion}",
                "criterion": f"{one.criterion}. {sheet.by_criterion[one.criterion].label.say(current_language())}",
                "option": sheet.by_criterion[one.criterion].by_option[one.to_option].label.say(current_language()),
                "gain": one.gain,
                "why": _("mức tối thiểu") if one.why == "threshold" else None,
            }
            for one in named
        ],
    }
