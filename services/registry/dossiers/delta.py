"""What changed since the last dossier of the product: what an upgrade or re-evaluation rests on."""

from __future__ import annotations

from typing import Any

from kit.language import current_language
from kit.language import gettext as _
from law.rulebooks import Rulebook, Sheet
from programme import names
from services.registry.dossiers.dossier import Dossier, Evidence


def since(dossier: Dossier, before: Dossier, rulebook: Rulebook) -> dict[str, Any]:
    """The view model: answers that differ on the same sheet, papers that came and went."""
    sheet = rulebook.sheet(dossier.set_no)
    now, then = dossier.self_assessment, before.self_assessment
    same = now is not None and then is not None and now.rulebook_id == then.rulebook_id
    same = same and dossier.set_no == before.set_no
    had = {paper.sha256 for paper in before.evidence}
    has = {paper.sha256 for paper in dossier.evidence}
    return {
        "before_id": before.id,
        "before": before.number,
        "comparable": same,
        "answers": _answers(sheet, then.filled.answers, now.filled.answers) if same and now and then else [],
        "totals": (then.total, now.total) if same and now and then else None,
        "added": [_paper(paper) for paper in dossier.evidence if paper.sha256 not in had],
        "gone": [_paper(paper) for paper in before.evidence if paper.sha256 not in has],
    }


def _answers(sheet: Sheet, then: Any, now: Any) -> list[dict[str, str]]:
    language, unsaid = current_language(), _("Chưa chấm")
    changed = []
    for leaf in sheet.leaves:
        if then.get(leaf.id) != now.get(leaf.id):
            said = [
                leaf.by_option[o].label.say(language) if (o := given.get(leaf.id)) in leaf.by_option else unsaid
                for given in (then, now)
            ]
            changed.append({"criterion": f"{leaf.id}. {leaf.label.say(language)}", "then": said[0], "now": said[1]})
    return changed


def _paper(paper: Evidence) -> str:
    return f"{paper.name} ({names.evidence_kind(paper.kind)})"
