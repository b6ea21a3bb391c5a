"""
Events about requests to use the mark: who asks as an organisation, no person. Only where an address was left, the answer goes
to it by an event that few may read.
"""

from __future__ import annotations

from ocop_events.registry.mark_request import (
    Asker,
    MarkReplyDueV1,
    MarkRequestAnsweredV1,
    MarkRequestFacts,
    MarkRequestOverdueV1,
    MarkRequestReceivedV1,
)
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
    said = {**dict(asked), "allowed": request.state is State.ALLOWED, "paper": paper}
    unit.announce(mapped(MarkRequestAnsweredV1, answer, **said), place=request.office)
    if request.email:
        reply = mapped(MarkReplyDueV1, answer, **said, asker=Asker(email=request.email))
        unit.announce(reply, place=request.office)


def overdue(unit: Unit, request: MarkRequest, climbs_to: str | None) -> None:
    """Announces that the day for the answer passed."""
    asked = mapped(MarkRequestFacts, request, mark_request_id=request.id)
    fact = MarkRequestOverdueV1(**dict(asked), was_due_on=request.answer_by, climbs_to=climbs_to)
    unit.announce(fact, place=request.office)
