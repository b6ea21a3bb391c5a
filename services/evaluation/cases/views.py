"""What a caller may see of a case. The producer sees their own side of it: never the council, never what it does."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from kit.identity import Principal
from services.evaluation import legal
from services.evaluation.cases import rules
from services.evaluation.cases.case import Case, Return, Screening, Step
from services.evaluation.cases.dossier import Dossier, Layer
from services.evaluation.cases.lifecycle import LIFECYCLE, State
from services.evaluation.standing import stands_inside


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


def line(case: Case, today: date) -> CaseLine:
    """A case as a line of a list."""
    return CaseLine.model_validate(_line(case, today))


def view(case: Case, by: Principal, today: date) -> CaseView | ProducerCaseView:
    """A case as the caller may see it."""
    if not sees_all(case, by):
        # Where the council stands is the council's business until it has ruled.
        shown = {**_line(case, today), "state": _state(before_ruling(case.state))}
        return ProducerCaseView.model_validate(
            {**shown, "dossier_id": case.dossier.dossier_id, "returns": case.returns}
        )
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


def sees_all(case: Case, by: Principal) -> bool:
    """Whether the caller stands on the office's side of the case rather than the producer's."""
    return stands_inside(case, by)


def before_ruling(state: State) -> State:
    """What a producer is told while the council works."""
    return State.COUNCIL if state in (State.SCORING, State.SCORED) else state


def _line(case: Case, today: date) -> dict[str, object]:
    dossier = case.dossier
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
        "round_done_by": joined.done_by if (joined := legal.round_of(case)) else None,
        "overdue": rules.is_overdue(case, today),
    }


def _state(state: State) -> Named:
    vi, en = LIFECYCLE.states[state]
    return Named(code=state.value, vi=vi, en=en)
