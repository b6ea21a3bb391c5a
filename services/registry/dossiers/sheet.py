"""The view model of the score sheet itself: parts, sections and criteria as a page groups them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.web.formats import show_points
from kit.web.language import current_language
from kit.web.language import gettext as _
from law.evidence import supporting
from law.rulebooks import Criterion, Group, Sheet
from law.rulebooks.sheet import Condition
from law.scoring import Filled, Tally
from services.registry.dossiers.dossier import Dossier


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
