"""What must hold of a request to use the mark, and what it becomes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kit.identity import Principal
from kit.mapped import mapped
from kit.text import is_address
from law.mark import mark_rules
from services.registry.mark_requests import refusals
from services.registry.mark_requests.commands import AnswerRequestCommand, LetterCommand, RequestCommand
from services.registry.mark_requests.lifecycle import Verb
from services.registry.mark_requests.mark_request import Answered, MarkRequest

MOST_WAITING = 300
"""Requests of anybody that wait at one office: beyond, letters only."""
AN_HOUR = 12
"""So often one network may ask within an hour, to each replica: none fills an office's queue by itself."""


def received(id: str, command: RequestCommand, code: str, *, on: date, offices: Iterable[str]) -> MarkRequest:
    """
    A request that came on a day, with the last one for its answer. Raises OfficeNotHere, NoWayToAnswer, EmailMisspelt,
    DaysTurnedRound.
    """
    if command.office not in set(offices):
        raise refusals.OfficeNotHere(pointer="/office")
    by_letter = isinstance(command, LetterCommand) and bool(command.letter)
    if not (command.email or command.phone or by_letter):
        raise refusals.NoWayToAnswer(pointer="/email")
    if command.email and not is_address(command.email):
        raise refusals.EmailMisspelt(pointer="/email")
    if command.from_day and command.to_day and command.to_day < command.from_day:
        raise refusals.DaysTurnedRound(pointer="/to_day")
    answer_by = mark_rules().term("answer-request").last_day(on)
    return MarkRequest(id=id, **dict(command), code=code, received_on=on, answer_by=answer_by)


def must_have_room(waiting: int) -> None:
    """Raises TooManyWaiting where an office has so many requests that it takes none of strangers."""
    if waiting >= MOST_WAITING:
        raise refusals.TooManyWaiting()


def ended_before(request: MarkRequest, day: date) -> bool:
    """Whether a request was answered before a day, and nothing it allowed lasts until then."""
    answer = request.answer
    return answer is not None and answer.answered_on < day and (answer.until is None or answer.until < day)


def erased(request: MarkRequest, on: date) -> MarkRequest:
    """The request without the person who asked and how to reach them."""
    return request.model_copy(update={"person": "", "email": "", "phone": "", "erased_on": on})


def answered(
    request: MarkRequest, command: AnswerRequestCommand, *, at: datetime, on: date, by: Principal
) -> MarkRequest:
    """The request as an office answered it; raises StepRefused, ReasonMissing, UntilIsPast."""
    verb = Verb.ALLOW if command.allowed else Verb.REFUSE
    request.lifecycle.step(request.state, verb)
    if not command.allowed and not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    if command.allowed and command.until and command.until < on:
        raise refusals.UntilIsPast(pointer="/until")
    answer = mapped(Answered, command, answered_on=on)
    if not command.allowed:
        answer = answer.model_copy(update={"until": None})
    return request.stepped(verb, at=at, by=by, note=command.reason or None, office=request.office, answer=answer)
