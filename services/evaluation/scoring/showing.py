"""View models of a score sheet: parts, sections and criteria as a page groups them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.web.formats import show_points
from kit.web.language import current_language
from kit.web.language import gettext as _
from law.rulebooks import Criterion, Group, Sheet
from services.evaluation.cases.dossier import Dossier
from services.evaluation.scoring.views import SheetView


def part_names() -> dict[str, str]:
    """The parts people play on a council."""
    return {"chair": _("Chủ tịch"), "secretary": _("Thư ký"), "member": _("Thành viên")}


def parts_of(sheet: Sheet, mine: SheetView, dossier: Dossier) -> list[dict[str, Any]]:
    """The sheet as it is filled: every part with its points so far, its sections, and the criteria with what the
    producer claimed and the papers behind it."""
    language = current_language()
    return [
        {
            "id": part.id,
            "label": part.label.say(language),
            "max": part.max,
            "points": mine.tally.parts.get(part.id, "0"),
            "claimed": dossier.self_assessment.parts.get(part.id),
            "given": mine.parts.get(part.id, ""),
            "whole": not part.sections,
            "sections": [
                {
                    "id": section.id,
                    "label": section.label.say(language),
                    "max": section.max,
                    "points": mine.tally.sections.get(section.id, "0"),
                    "criteria": list(_criteria(section.criteria, mine, dossier)),
                }
                for section in part.sections
            ],
        }
        for part in sheet.parts
    ]


def lines_of(sheet: Sheet) -> list[tuple[str, str]]:
    """The lines a member may raise by hand."""
    language = current_language()
    return [(name, text.say(language)) for name, text in sheet.raisable.items()]


def missing_of(sheet: Sheet, mine: SheetView) -> list[tuple[str, str]]:
    """What is not filled in yet: (field, label)."""
    language = current_language()
    labels = {leaf.id: f"{leaf.id}. {leaf.label.say(language)}" for leaf in sheet.leaves}
    named = [(f"answers-{id}", labels[id]) for id in mine.tally.unanswered if id in labels]
    parts = {part.id: part.label.say(language) for part in sheet.whole_parts}
    return named + [(f"parts-{id}", parts[id]) for id in mine.tally.unanswered if id in parts]


def _criteria(entries: tuple[Criterion | Group, ...], mine: SheetView, dossier: Dossier) -> Iterator[dict[str, Any]]:
    for entry in entries:
        if isinstance(entry, Group):
            for leaf in entry.criteria:
                yield _criterion(leaf, mine, dossier, entry.label.say(current_language()))
        else:
            yield _criterion(entry, mine, dossier, None)


def _criterion(leaf: Criterion, mine: SheetView, dossier: Dossier, group: str | None) -> dict[str, Any]:
    language = current_language()
    cases = {case.id: case.label.say(language) for case in leaf.cases}
    claimed = leaf.by_option.get(dossier.self_assessment.answers.get(leaf.id, ""))
    return {
        "id": leaf.id,
        "claimed": claimed.label.say(language) if claimed else None,
        "claimed_points": claimed.points if claimed else None,
        "papers": [(paper.name, paper.url) for paper in dossier.evidence if paper.criterion == leaf.id],
        "label": leaf.label.say(language),
        "group": group,
        "max": leaf.max,
        "chosen": mine.answers.get(leaf.id, ""),
        "unscored": leaf.id in mine.tally.unscored,
        "notes": [condition.text.say(language) for condition in leaf.conditions],
        "options": [
            {
                "id": option.id,
                "label": option.label.say(language),
                "points": option.points,
                "case": cases.get(option.case or ""),
                "hint": _hint(option.points, option.star, cases.get(option.case or "")),
            }
            for option in leaf.options
        ],
    }


def _hint(points: Any, star: int | None, case: str | None) -> str:
    said = [_("{points} điểm", points=show_points(points))]
    if star is not None:
        said.append(_("mức tối thiểu cho {star} sao", star=star))
    if case:
        said.append(case)
    return " · ".join(said)
