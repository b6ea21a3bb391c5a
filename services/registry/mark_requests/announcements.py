"""Events about requests to use the mark: who asks as an organisation, no person."""

from __future__ import annotations

from ocop_events.registry.mark_request import MarkRequestAnsweredV1, MarkRequestFacts, MarkRequestReceivedV1
from ocop_events.vocabulary import OfficialPaper

from kit.mapped import mapped
from kit.work import Unit
from services.registry.mark_requests.lifecycle import State
from services.registry.mark_requests.mark_request import MarkRequest


def received(unit: Unit, request: MarkRequest) -> None:
    """Announces that somebody asked to use the mark."""
    fact = mapped(MarkRequestReceivedV1, request, mark_request_id=request.id)
    unit.announce(fact, place=request.office)


def answered(unit: Unit, request: MarkRequest) -> None:
    """Announces what the office answered."""
    answer = request.answer
    assert answer, "what is announced was answered"
    paper = mapped(OfficialPaper, answer, kind="TB") if answer.number and answer.signed_on else None
    asked = mapped(MarkRequestFacts, request, mark_request_id=request.id)
    fact = mapped(MarkRequestAnsweredV1, answer, **dict(asked), allowed=request.state is State.ALLOWED, paper=paper)
    unit.announce(fact, place=request.office)
