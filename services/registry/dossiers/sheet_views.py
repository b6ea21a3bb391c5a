"""The self-assessment as API and pages show it: the score sheet by parts, and what it counts to as far as it is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.refusal import Refusal
from kit.web.formats import show_points
from law.analysis import Target, reach
from law.evidence import supporting
from law.linkages import linkage_list
from law.rulebooks import Criterion, Group, Rulebook, Sheet
from law.rulebooks.sheet import Condition
from law.scoring import Filled, Tally, faults, self_assessment, shown
from programme import names
from services.registry.dossiers.commands import FilledCommand
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.rules import UNFINISHED
from services.registry.linkages import views as linkage_views
from services.registry.linkages.linkage import Linkage

MOST_NAMED = 12
"""Improvements listed for one star; a long list helps nobody, and the rest follows when these are done."""


class SheetView(BaseModel):
    """The real sheet the dossier is scored on, with what is filled in so far."""

    rulebook_id: str
    rulebook_hash: str
    sheet: Sheet
    filled: FilledCommand


def sheet_view(dossier: Dossier, rulebook: Rulebook) -> SheetView:
    """The sheet of a dossier under a rulebook."""
    return SheetView(
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        sheet=rulebook.sheet(dossier.set_no),
        filled=mapped(FilledCommand, filled_of(dossier)),
    )


def filled_of(dossier: Dossier) -> Filled:
    """What is filled in so far."""
    return dossier.self_assessment.filled if dossier.self_assessment else Filled()


def sheet_page(dossier: Dossier, rulebook: Rulebook, *, open: bool, linked: Sequence[Linkage] = ()) -> dict[str, Any]:
    """The page of the sheet. `open`: the reader may fill it in; `linked`: the contracts on file that answer a criterion."""
    filled = filled_of(dossier)
    counted = tally_of(rulebook, dossier.set_no, filled)
    return live(dossier, rulebook, counted, saved=True) | {
        "parts": parts_of(rulebook.sheet(dossier.set_no), filled, counted["counted"], dossier),
        "open": open,
        "linked": [linkage_views.line(one, one.from_on) for one in linked],
        "linked_topics": linkage_list().topics,
    }


def live(dossier: Dossier, rulebook: Rulebook, counted: dict[str, Any], *, saved: bool) -> dict[str, Any]:
    """The panel that stays in sight while a sheet is filled in. `counted`: what `tally_of` gave."""
    return {
        "dossier": dossier,
        "rulebook": rulebook.title,
        "set": names.product_set(dossier.set_no),
        "tally": counted,
        "part_tally": _part_tally(rulebook.sheet(dossier.set_no), counted["counted"]),
        "saved": saved,
    }


def _part_tally(sheet: Sheet, counted: Tally) -> list[tuple[str, str, Decimal, Decimal]]:
    """The points of every part so far: (id, label, points, most)."""
    language = current_language()
    return [
        (part.id, part.label.say(language), counted.parts.get(part.id, Decimal(0)), part.max) for part in sheet.parts
    ]


def parts_of(sheet: Sheet, filled: Filled, counted: Tally, dossier: Dossier) -> list[dict[str, Any]]:
    """Every part with its points so far, its sections, and the criteria with the papers attached to them."""
    language = current_language()
    return [
        {
            "id": part.id,
            "label": part.label.say(language),
            "max": part.max,
            "points": counted.parts.get(part.id, 0),
            "given": filled.parts.get(part.id),
            "whole": not part.sections,
            "sections": [
                {
                    "id": section.id,
                    "label": section.label.say(language),
                    "max": section.max,
                    "points": counted.sections.get(section.id, 0),
                    "criteria": list(_criteria(section.criteria, filled, counted, dossier)),
                }
                for section in part.sections
            ],
        }
        for part in sheet.parts
    ]


def _criteria(
    entries: tuple[Criterion | Group, ...], filled: Filled, counted: Tally, dossier: Dossier
) -> Iterator[dict[str, Any]]:
    for entry in entries:
        if isinstance(entry, Group):
            for leaf in entry.criteria:
                yield _criterion(leaf, filled, counted, dossier, entry.label.say(current_language()))
        else:
            yield _criterion(entry, filled, counted, dossier, None)


def _criterion(leaf: Criterion, filled: Filled, counted: Tally, dossier: Dossier, group: str | None) -> dict[str, Any]:
    language = current_language()
    cases = {case.id: case.label.say(language) for case in leaf.cases}
    return {
        "id": leaf.id,
        "topic": leaf.topic,
        "label": f"{leaf.id}. {group + ': ' if group else ''}{leaf.label.say(language)}",
        "max": leaf.max,
        "chosen": filled.answers.get(leaf.id, ""),
        "unscored": counted.unscored[leaf.id].text.say(language) if leaf.id in counted.unscored else None,
        "notes": [_note(condition) for condition in leaf.conditions if condition.kind != "not-scored"],
        "papers": [paper for paper in dossier.evidence if paper.criterion == leaf.id],
        "kinds": [kind.label.say(language) for kind in supporting(leaf) if kind.no],
        "options": [
            (option.id, option.label.say(language), _hint(option.points, option.star, cases.get(option.case or "")))
            for option in leaf.options
        ],
    }


def _note(condition: Condition) -> str:
    """A line of the act beside the criterion; what rejects the dossier is said to do so."""
    text = condition.text.say(current_language())
    if condition.kind == "reject":
        return _("Hồ sơ bị loại nếu: {text}.", text=text[:1].lower() + text[1:])
    return _("Yêu cầu: {text}.", text=text[:1].lower() + text[1:]) if condition.kind == "requirement" else f"{text}."


def _hint(points: Any, star: int | None, case: str | None) -> str:
    said = [_("{points} điểm", points=show_points(points))]
    if star is not None:
        said.append(_("mức tối thiểu cho {star} sao", star=star))
    if case:
        said.append(case)
    return " · ".join(said)


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
