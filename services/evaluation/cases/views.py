"""What a caller may see of a case. The producer sees their own side of it: never the council, never what it does."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from kit.identity import Principal
from kit.web.answers import by_content
from kit.web.rows import said
from services.evaluation import legal
from services.evaluation.cases import rules
from services.evaluation.cases.case import Case, Return, Screening, Step
from services.evaluation.cases.dossier import Dossier, Layer
from services.evaluation.cases.lifecycle import LIFECYCLE, State
from services.evaluation.cases.sight import as_seen_by, sees_all


class Named(BaseModel):
    """A code with its words."""

    code: str
    vi: str
    en: str


class CaseLine(BaseModel):
    """A case in a list."""

    id: str
    version: int
    number: str
    kind: str
    product: str
    producer: str
    place: str
    office: str
    tier: str
    state: Named
    opened_on: date
    due_on: date | None
    """The last day of the office's own period; None where it has none, or it stands still."""
    round_done_by: date | None
    """Where the office has no period of its own: the day by which the session the case joined is done."""
    overdue: bool
    amiss: dict[str, str] | None = None
    """Why a day is not told that the rulebook would give: {slug, vi, en}; the edition of the dossier is not held here."""


class CaseView(CaseLine):
    """A case, whole."""

    opened_at: datetime
    dossier: Dossier
    layers: tuple[Layer, ...]
    may: list[Named]
    from_office: str | None
    to_office: str | None
    screening: Screening | None
    returns: tuple[Return, ...]
    steps: tuple[Step, ...]
    overdue_since: date | None
    finish_by: date | None
    """The last day to finish it by a rulebook that a later act has replaced."""


class ProducerCaseView(CaseLine):
    """A case as the producer of its dossier sees it."""

    dossier_id: str
    returns: tuple[Return, ...]


def line(case: Case, by: Principal, today: date) -> CaseLine:
    """A case as a line of a list, as the caller may see it."""
    if sees_all(case, by):
        return CaseLine.model_validate(_line(case, today))
    return CaseLine.model_validate(_producers(case, by, today).model_dump(include=set(CaseLine.model_fields)))


def view(case: Case, by: Principal, today: date) -> CaseView | ProducerCaseView:
    """A case as the caller may see it."""
    if not sees_all(case, by):
        return _producers(case, by, today)
    return CaseView.model_validate(
        {
            **_line(case, today),
            "opened_at": case.opened_at,
            "dossier": case.dossier,
            "layers": case.layers,
            "may": [Named(code=verb, vi=LIFECYCLE.verbs[verb][0], en=LIFECYCLE.verbs[verb][1]) for verb in case.may],
            "from_office": case.from_office,
            "to_office": case.to_office,
            "screening": case.screening,
            "returns": case.returns,
            "steps": case.steps,
            "overdue_since": case.overdue_since,
            "finish_by": legal.finish_by(case.dossier),
        }
    )


def _producers(case: Case, by: Principal, today: date) -> ProducerCaseView:
    """The producer's side of a case; its version moves when that side does."""
    seen = as_seen_by(case, by)
    shown = {**_line(seen, today), "dossier_id": seen.dossier.dossier_id, "returns": seen.returns}
    return by_content(ProducerCaseView.model_validate(shown))


def _line(case: Case, today: date) -> dict[str, object]:
    dossier = case.dossier
    session, amiss = legal.session_of(case)
    return {
        "id": case.id,
        "version": case.version,
        "number": dossier.number,
        "kind": dossier.kind,
        "product": dossier.product.name,
        "producer": dossier.producer.name,
        "place": dossier.producer.place.name,
        "office": case.office,
        "tier": case.tier,
        "state": _state(case.state),
        "opened_on": case.opened_on,
        "due_on": case.period.due_on if case.period else None,
        "round_done_by": session.done_by if session else None,
        "overdue": rules.is_overdue(case, today),
        "amiss": said(amiss) if amiss else None,
    }


def _state(state: State) -> Named:
    vi, en = LIFECYCLE.states[state]
    return Named(code=state.value, vi=vi, en=en)
