"""What may be seen of a ruling. Its producer sees the result and why; who scored what is the council's."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from kit.identity import Principal
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier, Layer, MemberSheet
from services.evaluation.cases.sight import sees_all
from services.evaluation.cases.views import Named
from services.evaluation.rulings.ruling import LIFECYCLE, Appeal, Correction, ExplanationStep, Outcome, Ruling
from services.evaluation.rulings.telling import told

OUTCOMES = {
    Outcome.RECOGNISED: ("Công nhận", "Recognised"),
    Outcome.NOT_RECOGNISED: ("Không công nhận", "Not recognised"),
    Outcome.FORWARDED: ("Chuyển cấp trên", "Forwarded to the higher office"),
    Outcome.RETURNED: ("Chuyển về cấp dưới", "Sent back to the lower office"),
}


class ExplanationView(BaseModel):
    """How a star came about, for anybody who may see the ruling."""

    ruling_id: str
    total: str
    star: int
    outcome: Named
    rulebook_id: str
    rulebook_hash: str
    steps: tuple[ExplanationStep, ...]


class RulingView(ExplanationView):
    """A ruling, whole."""

    version: int
    case_id: str
    state: Named
    dossier: Dossier
    office: str
    tier: str
    to_office: str | None
    authority: str | None
    decision_number: str | None
    decided_on: date
    validity_months: int | None
    issued_at: datetime
    regulation: dict[str, str]
    round: int
    sheets: tuple[MemberSheet, ...]
    layers: tuple[Layer, ...]
    """Every office's finding, this one's last."""
    appeals: tuple[Appeal, ...]
    corrections: tuple[Correction, ...]


def explanation(ruling: Ruling, case: Case, by: Principal) -> ExplanationView:
    """The explanation alone, as the caller may see it."""
    return ExplanationView.model_validate(_why(ruling, case, by))


_INSIDE: dict[str, object] = {"sheets": (), "findings": {}, "note": None}
"""What of a layer is the offices' own, and nothing of it for others."""


def view(ruling: Ruling, case: Case, by: Principal) -> RulingView:
    """A ruling as the caller may see it."""
    inside = sees_all(case, by)
    layers = (*ruling.layers, ruling.layer())
    vi, en = LIFECYCLE.states[ruling.state]
    return RulingView.model_validate(
        {
            **_why(ruling, case, by),
            "version": ruling.version,
            "case_id": ruling.case_id,
            "state": Named(code=ruling.state.value, vi=vi, en=en),
            "dossier": ruling.dossier,
            "office": ruling.office,
            "tier": ruling.tier,
            "to_office": ruling.to_office,
            "authority": ruling.authority,
            "decision_number": ruling.decision_number,
            "decided_on": ruling.decided_on,
            "validity_months": ruling.validity_months,
            "issued_at": ruling.issued_at,
            "regulation": ruling.regulation,
            "round": ruling.round,
            "sheets": ruling.sheets if inside else (),
            "layers": layers if inside else tuple(layer.model_copy(update=_INSIDE) for layer in layers),
            "appeals": ruling.appeals,
            "corrections": ruling.corrections,
        }
    )


def _why(ruling: Ruling, case: Case, by: Principal) -> dict[str, object]:
    vi, en = OUTCOMES[ruling.outcome]
    return {
        "ruling_id": ruling.id,
        "total": ruling.total,
        "star": ruling.star,
        "outcome": Named(code=ruling.outcome.value, vi=vi, en=en),
        "rulebook_id": ruling.rulebook_id,
        "rulebook_hash": ruling.rulebook_hash,
        "steps": told(ruling, case, by),
    }
