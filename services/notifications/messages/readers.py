"""Whom an event concerns: the producer, the office that serves its place, an office it names, who sits on a council. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ocop_events.envelope import EventData
from ocop_events.evaluation.advisory import AdvisoryFacts
from ocop_events.evaluation.campaign import CampaignOpenedV2
from ocop_events.evaluation.case import CaseEscalatedV1
from ocop_events.evaluation.council import CouncilFacts, CouncilRemindedV1
from ocop_events.evaluation.meeting import MeetingFacts
from ocop_events.evaluation.opinion import OpinionAskedV1
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.evaluation.scoring import ScoringFacts
from ocop_events.evaluation.substitute import SubstituteFacts
from ocop_events.registry.mark_request import MarkReplyDueV1
from ocop_events.reporting.directive import DirectiveIssuedV1
from ocop_events.vocabulary import ProducerRef

from kit.refusal import Refusal
from law.places import gazetteer, today
from services.notifications.messages.readings import office_words
from services.notifications.recipients.recipient import Kind, Recipient

HEAD = "head"
"""The rung at which whoever heads the office is told, where its contacts say who that is."""
Reader = Callable[[date], Recipient]
"""Whom it concerns, as of the day the message is written: the office that serves a place may have changed since."""


def readers(to: str, fact: EventData, of: ProducerRef, named_on: date) -> list[Reader]:
    """
    Who `to` is for an event (see `OnEvent.to`); nobody where it names none.

    `seats`, `members`, `council`: people by id, who sit, score, are called or must act before the office that the event names.
    `asker`: who asked without an account and left an address. `below`: the office whose proposal a ruling sent back. `communes`:
    the offices that serve the places of a campaign's lines, each once. `recipients`: the offices of a directive, or of a report.
    `persons`, `given`: those whose advisory work it is, or is now. `acts_id`: who acts for a colleague. Otherwise the office, or
    offices, that the event's field names. `of`: the producer; `named_on`: when offices were called so.
    """
    if to == "producer":
        return [producer(of)]
    if to == "commune":
        return [office_of(of)]
    if to == "asker" and isinstance(fact, MarkReplyDueV1):
        return [asker(fact)]
    if to == "below" and isinstance(fact, RulingIssuedV1):
        return [office(fact.layers[-1].office, fact.layers[-1].decided_on or named_on)] if fact.layers else []
    if to == "communes" and isinstance(fact, CampaignOpenedV2):
        return [office_of(one) for one in {line.producer.place.path: line.producer for line in fact.lines}.values()]
    if to == "recipients" and isinstance(fact, DirectiveIssuedV1):
        return [office(one, fact.issued_on) for one in fact.recipients]
    if isinstance(fact, CouncilFacts) and to == "seats":
        return [person(seat.person_id, fact.office) for seat in fact.seats if not seat.recused]
    if isinstance(fact, (ScoringFacts, MeetingFacts, CouncilRemindedV1, OpinionAskedV1)) and to in (
        "members",
        "council",
    ):
        return [person(one, fact.office) for one in getattr(fact, to)]
    if isinstance(fact, AdvisoryFacts) and to in ("persons", "given"):
        return [person(one, fact.office) for one in getattr(fact, to)]
    if isinstance(fact, SubstituteFacts) and to == "acts_id":
        return [person(fact.acts_id, fact.office)]
    if isinstance(fact, CaseEscalatedV1) and fact.level == HEAD:
        return [lambda on: _office(fact.to_office, named_on).model_copy(update={"head": True})]
    named = getattr(fact, to)
    return [office(path, named_on) for path in (named if isinstance(named, list) else [named]) if path]


def person(id: str, place: str) -> Reader:
    """Somebody by the id they sign in with; events have no names of them. `place`: before which office they sit."""
    return lambda on: Recipient(kind=Kind.PERSON, id=id, place=place, name=id)


def producer(of: ProducerRef) -> Reader:
    """A producer, seen by the office that serves its place."""
    return lambda on: Recipient(kind=Kind.PRODUCER, id=of.id, place=_serving(of, on), name=of.name)


def asker(fact: MarkReplyDueV1) -> Reader:
    """Somebody who asked an office for something without an account, by the address they left; its office sees the message."""
    to = Recipient(
        kind=Kind.ASKER, id=fact.mark_request_id, place=fact.office, name=fact.organisation, email=fact.asker.email
    )
    return lambda on: to


def office(path: str, named_on: date) -> Reader:
    """An office by its path."""
    return lambda on: _office(path, named_on)


def office_of(of: ProducerRef) -> Reader:
    """The office that serves a producer's place: a certificate outlives the communes it was issued in."""
    return lambda on: _office(_serving(of, on), on)


def _office(path: str, named_on: date) -> Recipient:
    return Recipient(kind=Kind.OFFICE, id=path, place=path, name=office_words(path, named_on)["vi"])


def _serving(of: ProducerRef, on: date) -> str:
    """
    The office that serves, on a day, what a place was when it was last named.

    Where a place was divided, nobody but a person can say which part is meant: the province's office is informed instead.
    """
    try:
        return today(gazetteer(), of.place.path, of.place.on, on).path
    except Refusal:
        return of.place.path.partition("/")[0]
