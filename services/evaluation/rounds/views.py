"""What is shown of rounds: the JSON views and the view models of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.command import Reason
from kit.history import Step as Taken
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import form
from law.rulebooks import shelf
from law.terms import council_terms
from programme import names
from services.evaluation.cases import views as case_views
from services.evaluation.cases.case import Case, Placed
from services.evaluation.cases.lifecycle import LIFECYCLE as CASE_LIFECYCLE
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.rounds import rules, use_cases
from services.evaluation.rounds.commands import CarryOverCommand, ChangePlanCommand, PlanRoundCommand
from services.evaluation.rounds.lifecycle import LIFECYCLE, State
from services.evaluation.rounds.round import Round

MOST_ENDANGERING = 25
"""Cases that endanger a round's end which its page names; the others are in the list."""


class RoundView(Round):
    """A round for machines; which cases it left to another stands in its event."""

    key: str = Field("", exclude=True)
    steps: tuple[Taken, ...] = Field((), exclude=True)
    carried: Any = Field((), exclude=True)
    carried_over: int


class CaseInRound(BaseModel):
    """A case in a round: where it stands, how old it is, who it waits for."""

    case_id: str
    number: str
    product: str
    producer: str
    state: CaseState
    opened_on: date
    age_days: int
    due_on: date | None
    waits_for: str | None
    late: bool
    carried_over_because: str | None


def view(round: Round) -> RoundView:
    """The round for machines."""
    return mapped(RoundView, round, carried_over=len(round.carried))


def case_view(case: Case, by: Principal, on: date) -> CaseInRound:
    """A case in a round, for machines."""
    row = case_views.row(case, by, on)
    return CaseInRound(
        case_id=case.id,
        number=row["number"],
        product=row["product"],
        producer=row["producer"],
        state=case.state,
        opened_on=case.opened_on,
        age_days=(on - case.opened_on).days,
        due_on=row["due_on"],
        waits_for=waits_for(case) or None,
        late=case.placed is not None and case.placed.late,
        carried_over_because=case.placed.reason if case.placed else None,
    )


def row(round: Round, on: date) -> dict[str, Any]:
    """A round as a row of a list."""
    colours = {State.PLANNED: "grey", State.OPEN: "blue", State.CLOSED: "grey", State.DISCARDED: "red"}
    late = round.state is State.OPEN and on > round.ends_by
    return {
        **dict(round),
        "name": called(round),
        "of_office": names.office(round.office, on),
        "state": _("quá hạn") if late else names.state(LIFECYCLE, round.state),
        "colour": "red" if late or round.endangered_on else colours[round.state],
    }


def called(round: Round) -> str:
    """What a round is called: the act's by its number and year, a planned one as its office named it."""
    return _("Đợt {no} năm {year}", no=round.no, year=str(round.year)) if round.no else round.name


def waits_for(case: Case) -> str:
    """Who a case waits for, in words."""
    if case.state is CaseState.RETURNED:
        return _("Chủ thể bổ sung hồ sơ")
    if any(one.until is None for one in case.halts):
        return _("Chủ thể trả lời Tổ tư vấn")
    if step := case.awaited:
        return council_terms().of(step.step).task.say(current_language())
    if case.state in rules.WAITING:
        return _("Cơ quan: {state}", state=names.state(CASE_LIFECYCLE, case.state))
    return ""


def case_rows(cases: Iterable[Case], by: Principal, on: date) -> list[dict[str, Any]]:
    """Cases of a round as rows of a list."""
    return [
        {
            **case_views.row(case, by, on),
            "age": (on - case.opened_on).days,
            "waits_for": waits_for(case) or "–",
            "late": case.placed is not None and case.placed.late,
            "reason": case.placed.reason if case.placed else None,
        }
        for case in cases
    ]


def states() -> list[tuple[str, str]]:
    """Every state of a case with its words, for a form."""
    return [(one.value, names.state(CASE_LIFECYCLE, one)) for one in CaseState]


def whole(
    round: Round,
    by_state: Mapping[CaseState, int],
    endangering: Sequence[Case],
    me: Principal,
    on: date,
    following: tuple[str, date] | None,
) -> dict[str, Any]:
    """The page of a round: its days, its cases by state, what endangers its end."""
    waiting = sum(count for state, count in by_state.items() if state in rules.WAITING)
    done = sum(by_state.values()) - waiting
    runs = use_cases.runs(round, me)
    counted = {**round.counts}
    return {
        "round": round,
        "row": row(round, on),
        "name": called(round),
        "waiting": waiting,
        "done": done,
        "stages": [
            (one.value, names.state(CASE_LIFECYCLE, one), by_state[one]) for one in CaseState if one in by_state
        ],
        "endangering": case_rows(endangering[:MOST_ENDANGERING], me, on),
        "more": len(endangering) > MOST_ENDANGERING,
        "behind": round.state is State.OPEN and rules.is_endangered(round, waiting=waiting, done=done, on=on),
        "following": following,
        "may_replan": runs and round.state is State.PLANNED,
        "may_carry": runs and round.state is State.OPEN and waiting > 0,
        "may_close": runs and round.state is State.OPEN and on > round.proposals_by,
        "counts": [(_outcome(name), count) for name, count in counted.items()],
        "steps": _steps(round),
    }


def _outcome(name: str) -> str:
    if name == "carried-over":
        return _("Chuyển sang đợt sau")
    return names.state(CASE_LIFECYCLE, CaseState(name)) if name in set(CaseState) else name


def _steps(round: Round) -> list[dict[str, Any]]:
    return [
        {"at": one.at, "verb": names.verb(LIFECYCLE, one.verb), "by": one.by.name or "–", "note": one.note or "–"}
        for one in reversed(round.steps)
    ]


def planning(me: Principal, on: date) -> dict[str, Any]:
    """The form by which a round is planned."""
    offices = [(one, names.office(one, on)) for one in use_cases.planning_offices(me, on)]
    return {
        "asked": form(PlanRoundCommand, None, {"office": offices}),
        "rulebook": shelf().in_force(on).title.say(current_language()),
    }


def replanning(round: Round) -> dict[str, Any]:
    """The form by which a planned round is changed."""
    return {"round": round, "name": called(round), "asked": form(ChangePlanCommand, round)}


def discarding(round: Round) -> dict[str, Any]:
    """The form by which a planned round is discarded."""
    return {"round": round, "name": called(round), "asked": form(Reason)}


def carrying(
    round: Round, cases: Sequence[Case], following: tuple[str, date] | None, by: Principal, on: date
) -> dict[str, Any]:
    """The form by which cases are carried over."""
    shown = [case_views.row(case, by, on) for case in cases]
    return {
        "round": round,
        "name": called(round),
        "cases": [(one["id"], f"{one['product']} – {one['producer']} ({one['state']})") for one in shown],
        "asked": form(CarryOverCommand, None, but=("cases",)),
        "following": following,
    }


def of_case(place: Placed, on: date) -> dict[str, Any]:
    """In which round a case is, for its page."""
    return {"place": place, "passed": on > place.ends_by}
