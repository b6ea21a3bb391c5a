"""Laboratory results as a case's page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.language import current_language
from law.agencies import agency
from services.evaluation.laboratory.result import LabResult


def rows(results: Sequence[LabResult], dossier_id: str) -> list[dict[str, Any]]:
    """The results, each with its laboratory's name; `asked`: the case's own dossier waited for it."""
    return [
        {
            "sampled_on": one.sampled_on,
            "agency": _named(one.agency),
            "passed": one.passed,
            "measured": "; ".join(f"{each.name}: {each.value}" for each in one.parameters) or "–",
            "number": one.report_id,
            "url": one.document_url if (one.document_url or "").startswith(("https://", "http://")) else None,
            "asked": one.dossier_id == dossier_id,
        }
        for one in results
    ]


def _named(id: str) -> str:
    known = agency(id)
    return known.label.say(current_language()) if known else id
