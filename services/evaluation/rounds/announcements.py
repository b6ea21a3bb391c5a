"""Events about rounds, and of the cases in them."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.envelope import EventData
from ocop_events.evaluation.case import CasePlacedV1
from ocop_events.evaluation.round import RoundClosedV1, RoundEndangeredV1, RoundOpenedV1

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.cases.announcements import facts
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.rounds import rules
from services.evaluation.rounds.round import Round

F = TypeVar("F", bound=EventData)


def of(kind: type[F], round: Round, **own: object) -> F:
    """An event of a round: fields of the same name are the round's own."""
    return mapped(kind, round, round_id=round.id, **own)


def opened(unit: Unit, round: Round) -> None:
    """Announces a round that takes proposals."""
    unit.announce(of(RoundOpenedV1, round), place=round.office)


def closed(unit: Unit, round: Round) -> None:
    """Announces that a round is over, with counts and what it left to another."""
    left = [dict(one) for one in round.carried]
    unit.announce(of(RoundClosedV1, round, carried_over=left), place=round.office)


def endangered(unit: Unit, round: Round, by_state: dict[CaseState, int]) -> None:
    """Announces that a round will not be done by its last day at its pace."""
    waiting = {state.value: count for state, count in by_state.items() if state in rules.WAITING}
    fact = of(
        RoundEndangeredV1, round, open_cases=sum(waiting.values()), by_stage=waiting, noticed_on=unit.today
    )  # fmt: skip
    unit.announce(fact, place=round.office)


def placed(unit: Unit, case: Case) -> None:
    """Announces in which round a case is."""
    place = case.placed
    assert place is not None, "what is announced as placed is in a round"
    unit.announce(mapped(CasePlacedV1, place, **facts(case), placed_on=place.on), place=case.place)
