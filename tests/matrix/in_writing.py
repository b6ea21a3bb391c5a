"""How the endpoints of written opinions and of appeals are asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.vocabulary import FilledSheet, Recognition

from law.rulebooks import shelf
from tests.evaluation.evaluation_harness import best
from tests.matrix.ask import Ask

ASKED_IN_WRITING = {"answer_by": "2026-08-20"}
SAID_IN_WRITING = {"opinion": "keep", "reason": "Duy trì tốt"}
_WHY = {"reason": "Lý do"}
_SETTLED = {"result": "upheld", "reason": "Đúng quy định"}


def again() -> dict[str, Any]:
    """What makes a dossier one of a re-evaluation, its own sheet whole: three stars, as its certificate says."""
    return {
        "kind": "re-evaluation",
        "previous": Recognition(certificate_id="c-1", star=3, valid_until=date(2027, 1, 20)),
        "self_assessment": FilledSheet(answers=best(shelf().get("R26"), 1, worse=5), total="89", star=3),
    }


def _each_way(path: str, said: dict[str, Any], version: str | None) -> dict[str, Ask]:
    return {f"POST /api{path}": Ask(said, version=version), f"POST {path}": Ask(form=said, version=version)}


IN_WRITING: dict[str, Ask] = {
    **_each_way("/cases/{case_id}/opinions", ASKED_IN_WRITING, "version"),
    **_each_way("/cases/{case_id}/opinions/mine", SAID_IN_WRITING, None),
    **_each_way("/cases/{case_id}/opinions/conclusion", {}, "version"),
    **_each_way("/cases/{case_id}/opinions/cancellation", _WHY, "version"),
    **_each_way("/appeals/{appeal_id}/acceptance", {}, "appeal"),
    **_each_way("/appeals/{appeal_id}/refusal", _WHY, "appeal"),
    **_each_way("/appeals/{appeal_id}/settlement", _SETTLED, "appeal"),
    **_each_way("/appeals/{appeal_id}/withdrawal", _WHY, "appeal"),
}
