"""What is done with requests to use the mark: received of anybody or by letter, answered by the office."""

from __future__ import annotations

import secrets
from datetime import date

from kit.identity import Principal
from kit.work import Unit
from law.levels import largest
from law.places import CENTRE, gazetteer
from programme.roles import OFFICERS
from services.registry.mark_requests import announcements, rules, store
from services.registry.mark_requests.commands import AnswerRequestCommand, LetterCommand, RequestCommand
from services.registry.mark_requests.mark_request import MarkRequest


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
    kept = await store.requests.add(unit, made)
    announcements.received(unit, kept)
    return kept


async def enter_letter(unit: Unit, command: LetterCommand, *, by: Principal) -> MarkRequest:
    """Enters a request that came by letter: an officer of the office. Raises Forbidden, and what `receive_request` raises but for the room."""
    by.must_cover(command.office, *OFFICERS)
    kept = await store.requests.add(unit, _received(unit, command))
    announcements.received(unit, kept)
    return kept


async def answer_request(
    unit: Unit, request_id: str, command: AnswerRequestCommand, *, by: Principal, expected: int
) -> MarkRequest:
    """
    Answers a request: an officer of its office or of one above. Raises NotFound, Stale, Forbidden, StepRefused, ReasonMissing,
    UntilIsPast.
    """
    request = await request_to_answer(unit, request_id, by, expected)
    kept = await store.requests.keep(unit, rules.answered(request, command, at=unit.now, on=unit.today, by=by))
    announcements.answered(unit, kept)
    return kept


async def request_to_answer(unit: Unit, request_id: str, by: Principal, expected: int | None = None) -> MarkRequest:
    """Loads a request for an officer of its office or of one above; raises NotFound, Stale, Forbidden."""
    request = await store.seen_by(unit, request_id, by, expected)
    by.must_cover(request.office, *OFFICERS)
    return request


def _received(unit: Unit, command: RequestCommand) -> MarkRequest:
    code = secrets.token_hex(10)
    served = offices(unit, unit.today)
    return rules.received(unit.new_id(), command, code=code, on=unit.today, offices=served)
