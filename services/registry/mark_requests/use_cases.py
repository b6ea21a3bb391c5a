"""What is done with requests to use the mark: received of anybody or by letter, answered by the office."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from ocop_events.registry.mark_request import MarkReplyDueV1

from kit.identity import Principal
from kit.work import Due, Unit, outbox
from law.levels import largest
from law.mark import mark_rules
from law.places import CENTRE, gazetteer, office_above
from programme.roles import OFFICERS
from services.registry.certificates.rules import midnight
from services.registry.mark_requests import announcements, rules, store
from services.registry.mark_requests.commands import AnswerRequestCommand, LetterCommand, RequestCommand
from services.registry.mark_requests.lifecycle import State
from services.registry.mark_requests.mark_request import MarkRequest
from services.registry.mark_requests.refusals import CodeUnknown

DEADLINE = "mark-request-due"
"""When the answer to a request is late."""


def offices(unit: Unit, on: date) -> list[str]:
    """The offices that answer requests here: those of the largest places this deployment serves."""
    return [one.path for one in gazetteer().descendants(CENTRE, on, largest()) if unit.serves(one.path)]


async def receive_request(unit: Unit, command: RequestCommand) -> MarkRequest:
    """
    Receives a request of anybody; the answer carries the code it is followed by. Raises OfficeNotHere, NoWayToAnswer,
    EmailMisspelt, DaysTurnedRound, TooManyWaiting.
    """
    made = _received(unit, command)
    rules.must_have_room(await store.waiting_at(unit, command.office))
    return await _entered(unit, made)


async def enter_letter(unit: Unit, command: LetterCommand, *, by: Principal) -> MarkRequest:
    """Enters a request that came by letter: an officer of the office. Raises Forbidden, and what `receive_request` raises but for the room."""
    by.must_cover(command.office, *OFFICERS)
    return await _entered(unit, _received(unit, command))


async def answer_request(
    unit: Unit, request_id: str, command: AnswerRequestCommand, *, by: Principal, expected: int
) -> MarkRequest:
    """
    Answers a request: an officer of its office or of one above. Raises NotFound, Stale, Forbidden, StepRefused, ReasonMissing,
    UntilIsPast.
    """
    request = await request_to_answer(unit, request_id, by, expected)
    kept = await store.requests.keep(unit, rules.answered(request, command, at=unit.now, on=unit.today, by=by))
    unit.settle(DEADLINE, kept.id)
    announcements.answered(unit, kept)
    return kept


async def be_late(unit: Unit, due: Due) -> None:
    """Announces that the day for an answer passed, to its office and to the one above; one that was answered meanwhile is in time."""
    request = await store.requests.find(unit, due.subject)
    if request is not None and request.state is State.RECEIVED and request.answer_by < unit.today:
        announcements.overdue(unit, request, office_above(request.office, unit.today))


async def follow_request(unit: Unit, code: str) -> MarkRequest:
    """The request a code is of. Raises CodeUnknown."""
    found = await store.followed_by(unit, code.strip())
    if found is None:
        raise CodeUnknown(pointer="/code")
    return found


async def erase_person(unit: Unit, request_id: str) -> None:
    """Removes the person who asked and how to reach them, from what was announced too, once their time is over; once is enough."""
    request, since = await store.requests.find(unit, request_id), mark_rules().keeps_since(unit.today)
    if request is not None and since and request.erased_on is None and rules.ended_before(request, since):
        await store.requests.keep(unit, rules.erased(request, unit.today))
        await outbox.forget(unit, MarkReplyDueV1.event_topic, request.id)


async def request_to_answer(unit: Unit, request_id: str, by: Principal, expected: int | None = None) -> MarkRequest:
    """Loads a request for an officer of its office or of one above; raises NotFound, Stale, Forbidden."""
    request = await store.seen_by(unit, request_id, by, expected)
    by.must_cover(request.office, *OFFICERS)
    return request


async def _entered(unit: Unit, request: MarkRequest) -> MarkRequest:
    kept = await store.requests.add(unit, request)
    late = midnight(kept.answer_by + timedelta(days=1))
    unit.defer(Due(what=DEADLINE, subject=kept.id, due_at=late, place=kept.office))
    announcements.received(unit, kept)
    return kept


def _received(unit: Unit, command: RequestCommand) -> MarkRequest:
    served = offices(unit, unit.today)
    return rules.received(unit.new_id(), command, secrets.token_hex(10), on=unit.today, offices=served)
