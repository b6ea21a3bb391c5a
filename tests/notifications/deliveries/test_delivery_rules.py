"""What an attempt means for a message and how long to wait before the next, by the rules alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from services.notifications.deliveries import refusals, rules
from services.notifications.deliveries.answer import Answer, Result
from services.notifications.deliveries.commands import ToldOtherwiseCommand
from services.notifications.messages.lifecycle import LIFECYCLE, State, Verb
from services.notifications.messages.message import AT_ONCE, Message, Occasion
from services.notifications.recipients.recipient import Kind, Recipient

AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
WALL = datetime(2026, 11, 26, 21, tzinfo=UTC)
HOA = Principal.of("hoa", "Đặng Thị Hoa", "province-officer@33")
EVEN = rules.Patience(jitter=lambda low, high: 1.0)


def message(state: State = State.CREATED, **changes: Any) -> Message:
    return Message(
        id="m-1",
        occasion=Occasion(event_id="/r:1", cause="1", type="t", at=AT, about="d-1"),
        recipient=Recipient(kind=Kind.PRODUCER, id="p-1", place="33/11977", name="HTX"),
        told_key="producer:p-1",
        place="33/11977",
        template="case-returned",
        template_version=1,
        legal=True,
        values={},
        state=state,
        created_at=AT,
        useful_until=AT + timedelta(days=30),
        **changes,
    )


def sending(attempts: int = 1) -> Message:
    return message(State.SENDING, attempts=attempts)


class TestPatience:
    def test_waits_ever_longer_and_then_no_more(self) -> None:
        pauses = [EVEN.pause(attempt) for attempt in range(1, len(EVEN.pauses) + 1)]
        assert pauses == [timedelta(seconds=seconds) for seconds in EVEN.pauses]
        assert pauses == sorted(pauses, key=lambda pause: pause or timedelta())
        assert EVEN.pause(len(EVEN.pauses) + 1) is None

    @pytest.mark.parametrize(("drawn", "seconds"), [(0.8, 48), (1.2, 72)])
    def test_spreads_the_attempts_by_a_fifth(self, drawn: float, seconds: int) -> None:
        asked: list[tuple[float, float]] = []

        def jitter(low: float, high: float) -> float:
            asked.append((low, high))
            return drawn

        assert rules.Patience(jitter=jitter).pause(1) == timedelta(seconds=seconds)
        assert asked == [(0.8, 1.2)]


class TestAClaim:
    def test_counts_an_attempt_and_runs_out(self) -> None:
        until = WALL + timedelta(minutes=5)
        held = rules.claimed(message(attempts=2), until=until, at=AT)
        assert (held.state, held.attempts, held.due_at) == (State.SENDING, 3, until)

    def test_that_ran_out_is_taken_over(self) -> None:
        assert rules.claimed(sending(3), until=WALL, at=AT).attempts == 4


class TestTheServersAnswer:
    @pytest.mark.parametrize(
        ("result", "state", "due"),
        [
            (Result.ACCEPTED, State.DELIVERED, None),
            (Result.PERMANENT, State.PERMANENT_FAILURE, None),
            (Result.TECHNICAL, State.TECHNICAL_FAILURE, None),
            (Result.TEMPORARY, State.TEMPORARY_FAILURE, WALL + timedelta(minutes=1)),
        ],
    )
    def test_decides_what_becomes_of_the_message(self, result: Result, state: State, due: datetime | None) -> None:
        after = rules.answered(sending(), Answer(result, 250, "so \n said"), EVEN, wall=WALL, at=AT)
        assert (after.state, after.due_at, after.steps[-1].note) == (state, due, "250 so said")
        assert after.delivered_at == (AT if result is Result.ACCEPTED else None)

    def test_that_may_pass_ends_with_patience(self) -> None:
        answer = Answer(Result.TEMPORARY)
        last = len(EVEN.pauses)
        assert rules.answered(sending(last), answer, EVEN, wall=WALL, at=AT).state is State.TEMPORARY_FAILURE
        assert rules.answered(sending(last + 1), answer, EVEN, wall=WALL, at=AT).state is State.EXPIRED

    @pytest.mark.parametrize("state", [state for state in State if state is not State.SENDING])
    def test_is_refused_to_a_message_nobody_is_sending(self, state: State) -> None:
        for result in (Result.ACCEPTED, Result.PERMANENT, Result.TECHNICAL, Result.TEMPORARY):
            with pytest.raises(StepRefused):
                rules.answered(message(state, attempts=1), Answer(result), EVEN, wall=WALL, at=AT)


class TestByHand:
    @pytest.mark.parametrize("state", list(State))
    def test_a_message_is_sent_again_from_where_the_table_says(self, state: State) -> None:
        if Verb.RETRY in LIFECYCLE.may(state):
            again = rules.retried(message(state, attempts=9), by=HOA, at=AT)
            assert (again.state, again.attempts, again.due_at) == (State.CREATED, 0, AT_ONCE)
        else:
            with pytest.raises(StepRefused):
                rules.retried(message(state), by=HOA, at=AT)

    def test_a_recipient_reached_in_another_way_is_noted_with_how(self) -> None:
        command = ToldOtherwiseCommand(how="Gọi điện cho bà Hương.")
        after = rules.told_otherwise(message(State.NO_ADDRESS), command, by=HOA, at=AT)
        assert (after.state, after.due_at) == (State.TOLD_OTHERWISE, None)
        assert (after.steps[-1].by.id, after.steps[-1].note) == ("hoa", "Gọi điện cho bà Hương.")

    def test_how_must_be_said(self) -> None:
        with pytest.raises(refusals.HowMissing):
            rules.told_otherwise(message(State.NO_ADDRESS), ToldOtherwiseCommand(how=" "), by=HOA, at=AT)

    def test_a_message_whose_reader_stood_aside_is_not_sent(self) -> None:
        assert rules.closed(sending(), at=AT).state is State.WITHHELD
