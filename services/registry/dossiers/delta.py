"""What changed since the last dossier of the product, or since an office sent the dossier back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from kit.language import current_language
from kit.language import gettext as _
from kit.web.formats import show_points
from law.rulebooks import Rulebook, Sheet
from law.scoring import Filled
from programme import names
from services.registry.dossiers.dossier import Dossier, Evidence, Submission
from services.registry.dossiers.lifecycle import State


def since(dossier: Dossier, before: Dossier, rulebook: Rulebook) -> dict[str, Any]:
    """The view model of an upgrade or re-evaluation: answers that differ on the same sheet, papers that came and went."""
    return {
        "before_id": before.id,
        "before": before.number,
        **_between(before, dossier, rulebook.sheet(dossier.set_no), same_set=dossier.set_no == before.set_no),
    }


def supplements(dossier: Dossier, rulebook: Rulebook) -> list[dict[str, Any]]:
    """
    What each supplement changed, the newest first: what an office had asked for, what the producer ticked of it, and what
    is different. One that is still being written is none yet.
    """
    sheet = rulebook.sheet(dossier.set_no)
    stages: list[Submission | Dossier] = [*dossier.handed_in, dossier]
    found = [
        {
            "office": names.office(before.office, before.at.date()),
            "asked": [(text, text in before.done) for text in before.asked],
            **_between(before, after, sheet, same_set=True),
        }
        for before, after in pairwise(stages)
        if isinstance(before, Submission) and not (after is dossier and dossier.state is State.RETURNED)
    ]
    return found[::-1]


def _between(
    before: Dossier | Submission, after: Dossier | Submission, sheet: Sheet, *, same_set: bool
) -> dict[str, Any]:
    now, then = after.self_assessment, before.self_assessment
    same = same_set and now is not None and then is not None and now.rulebook_id == then.rulebook_id
    had = {paper.sha256 for paper in before.evidence}
    has = {paper.sha256 for paper in after.evidence}
    return {
        "comparable": same,
        "withheld": now is None,
        "answers": _answers(sheet, then.filled, now.filled) if same and now and then else [],
        "totals": (then.total, now.total) if same and now and then else None,
        "added": [_paper(paper) for paper in after.evidence if paper.sha256 not in had],
        "gone": [_paper(paper) for paper in before.evidence if paper.sha256 not in has],
    }


def _answers(sheet: Sheet, then: Filled, now: Filled) -> list[dict[str, str]]:
    language = current_language()
    changed = []
    for leaf in sheet.leaves:
        if then.answers.get(leaf.id) != now.answers.get(leaf.id):
            said = [_option(leaf.by_option, one.answers.get(leaf.id)) for one in (then, now)]
            changed.append({"criterion": f"{leaf.id}. {leaf.label.say(language)}", "then": said[0], "now": said[1]})
    for part in sheet.whole_parts:
        points: Sequence[Decimal | None] = [one.parts.get(part.id) for one in (then, now)]
        if points[0] != points[1]:
            said = [_("Chưa chấm") if one is None else show_points(one) for one in points]
            changed.append({"criterion": part.label.say(language), "then": said[0], "now": said[1]})
    return changed


def _option(options: Mapping[str, Any], chosen: str | None) -> str:
    return options[chosen].label.say(current_language()) if chosen and chosen in options else _("Chưa chấm")


def _paper(paper: Evidence) -> str:
    return f"{paper.name} ({names.evidence_kind(paper.kind)})"
