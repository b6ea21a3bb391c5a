"""What an attempt means for a message, and how long to wait before the next. Pure."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kit.history import SYSTEM
from kit.identity import Principal
from services.notifications.deliveries import refusals
from services.notifications.deliveries.answer import Answer, Result
from services.notifications.deliveries.commands import ToldOtherwiseCommand
from services.notifications.messages.lifecycle import Verb
from services.notifications.messages.message import AT_ONCE, Message

_MINUTE = 60.0
_HOUR = 60 * _MINUTE


@dataclass(frozen=True)
class Patience:
    """
    How long to wait after the first, second, … failed attempt, in seconds; when the pauses are used up, no more is tried.

    RFC 5321, 4.5.4.1: retry for days, at least half an hour apart once the first attempts have failed.
    """

    pauses: tuple[float, ...] = (
        _MINUTE, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 6 * _HOUR, 12 * _HOUR, 24 * _HOUR, 24 * _HOUR
    )  # fmt: skip
    spread: float = 0.2
    jitter: Callable[[float, float], float] = random.uniform

    def pause(self, attempts: int) -> timedelta | None:
        """How long to wait after so many attempts; None when there were enough. Spread, so that not all knock at once."""
        if attempts > len(self.pauses):
            return None
        wanted = self.pauses[attempts - 1]
        return timedelta(seconds=wanted * self.jitter(1 - self.spread, 1 + self.spread))


def claimed(message: Message, *, until: datetime, at: datetime) -> Message:
    """The message in the hands of one sender until its claim runs out. `until`: on the machine's clock."""
    return message.stepped(Verb.CLAIM, at=at, by=SYSTEM, due_at=until, attempts=message.attempts + 1)


def closed(message: Message, *, at: datetime) -> Message:
    """The message that is not sent, because its reader stood aside from the dossier meanwhile."""
    return message.stepped(Verb.CLOSE, at=at, by=SYSTEM, due_at=None)


def answered(message: Message, answer: Answer, patience: Patience, *, wall: datetime, at: datetime) -> Message:
    """The message after an attempt. A refusal that may pass is tried again until patience ends."""
    if answer.result is Result.ACCEPTED:
        return message.stepped(Verb.ACCEPT, at=at, by=SYSTEM, note=answer.note, due_at=None, delivered_at=at)
    if answer.result is Result.PERMANENT:
        return message.stepped(Verb.REJECT, at=at, by=SYSTEM, note=answer.note, due_at=None)
    if answer.result is Result.TECHNICAL:
        return message.stepped(Verb.BREAK, at=at, by=SYSTEM, note=answer.note, due_at=None)
    pause = patience.pause(message.attempts)
    if pause is None:
        return message.stepped(Verb.EXPIRE, at=at, by=SYSTEM, note=answer.note, due_at=None)
    return message.stepped(Verb.POSTPONE, at=at, by=SYSTEM, note=answer.note, due_at=wall + pause)


def retried(message: Message, *, by: Principal, at: datetime) -> Message:
    """The message on its way again, with all attempts before it; raises StepRefused."""
    return message.stepped(Verb.RETRY, at=at, by=by, due_at=AT_ONCE, attempts=0)


def told_otherwise(message: Message, command: ToldOtherwiseCommand, *, by: Principal, at: datetime) -> Message:
    """The message of which a person says how its recipient was told; raises HowMissing or StepRefused."""
    if not command.how:
        raise refusals.HowMissing(pointer="/how")
    return message.stepped(Verb.TELL_OTHERWISE, at=at, by=by, note=command.how, due_at=None)
