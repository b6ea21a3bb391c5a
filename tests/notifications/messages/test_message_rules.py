"""How a message begins and who may act on it, by the rules alone; and what an attempt to deliver it means."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kit.identity import Principal
from services.notifications.messages import rules
from services.notifications.messages.lifecycle import LIFECYCLE, State, Verb
from services.notifications.messages.message import AT_ONCE, Message, Occasion
from services.notifications.recipients.recipient import Addressee, Kind, Recipient
from services.notifications.templates import store as templates
from services.notifications.templates.letter import Letter

AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
TEMPLATE = templates.template("case-returned")
PRODUCER = Recipient(kind=Kind.PRODUCER, id="p-1", place="33/11977", name="HTX")
OFFICE = Recipient(kind=Kind.OFFICE, id="33/11977", place="33/11977", name="Xã Tân Hưng")
HUONG = Addressee(name="Hương", email="huong@htx.example")
MINH = Addressee(name="Minh", email="minh@xa.example", language="en", contact="c-1")


def message(recipient: Recipient = PRODUCER, **changes: Any) -> Message:
    occasion = Occasion(event_id="/r:1", cause="1", type="t", at=AT, about="d-1")
    made = rules.drafted("m-1", occasion, recipient, TEMPLATE, TEMPLATE.sample, at=AT)
    return made.model_copy(update=changes)


def write(to: Addressee) -> Letter:
    return Letter(language=to.language, subject="Tin", greeting=to.name, opening=("…",))


class TestADraft:
    def test_is_worth_delivering_as_long_as_its_template_says(self) -> None:
        made = message()
        assert made.useful_until == AT + timedelta(days=TEMPLATE.useful_days)
        assert (made.state, made.due_at, made.attempts) == (State.CREATED, AT_ONCE, 0)
        assert (made.template, made.template_version, made.legal) == (TEMPLATE.id, TEMPLATE.version, TEMPLATE.legal)

    def test_waits_while_nobody_knows_where_to_send_it(self) -> None:
        waiting = rules.waiting(message(), at=AT)
        assert (waiting.state, waiting.due_at) == (State.NO_ADDRESS, None)


class TestAddressing:
    def test_writes_the_letter_in_the_readers_language(self) -> None:
        made = rules.addressed(message(OFFICE), MINH, write, at=AT)
        assert (made.letter, made.to) == (write(MINH), MINH)
        assert (made.state, made.due_at, made.steps) == (State.CREATED, AT_ONCE, ())
        assert rules.told_key(OFFICE, MINH) == "office:33/11977#c-1"

    def test_lets_go_what_waited(self) -> None:
        made = rules.addressed(rules.waiting(message(), at=AT), HUONG, write, at=AT)
        assert [step.verb for step in made.steps] == ["await-address", "address"]
        assert made.state is State.CREATED

    @pytest.mark.parametrize(
        ("legal", "opted_out", "state"),
        [
            (True, True, State.CREATED),
            (True, False, State.CREATED),
            (False, True, State.WITHHELD),
            (False, False, State.CREATED),
        ],
    )
    def test_withholds_from_who_opted_out_all_but_legal_notices(
        self, legal: bool, opted_out: bool, state: State
    ) -> None:
        to = HUONG.model_copy(update={"opted_out": opted_out})
        made = rules.addressed(message(legal=legal), to, write, at=AT)
        assert (made.state, made.due_at) == (state, None if state is State.WITHHELD else AT_ONCE)

    def test_of_several_readers_makes_a_message_for_each(self) -> None:
        numbers = itertools.count(2)
        second = MINH.model_copy(update={"contact": "c-2", "email": "lan@xa.example"})
        waiting = rules.waiting(message(OFFICE, version=4), at=AT)
        first, others = rules.fanned_out(waiting, [MINH, second], write, lambda: f"m-{next(numbers)}", at=AT)
        assert [(one.id, one.version) for one in (first, *others)] == [("m-1", 4), ("m-2", 0)]
        assert [one.to for one in (first, *others)] == [MINH, second]

    def test_anew_keeps_the_words_that_were_sent_to_the_same_reader(self) -> None:
        sent = rules.addressed(message(), HUONG, write, at=AT).model_copy(update={"due_at": None})
        assert rules.readdressed(sent, HUONG, write) is sent
        moved = rules.readdressed(sent, HUONG.model_copy(update={"email": "new@htx.example"}), write)
        assert moved.to is not None
        assert (moved.to.email, moved.due_at) == ("new@htx.example", AT_ONCE)


class TestUseAgain:
    @pytest.mark.parametrize(("days", "expected"), [(1, 7), (7, 7), (30, 30)])
    def test_lasts_a_week_at_least_and_never_shorter_than_it_was(self, days: int, expected: int) -> None:
        left = message(useful_until=AT + timedelta(days=days))
        assert rules.useful_again(left, at=AT).useful_until == AT + timedelta(days=expected)


class TestWhoMayAct:
    @pytest.mark.parametrize(
        ("grant", "may"),
        [
            ("commune-officer@33/11977", True),
            ("province-officer@33", True),
            ("central-officer@vn", True),
            ("commune-officer@33/12004", False),
            ("province-officer@17", False),
            ("producer@p-1", False),
            ("member@33", False),
            ("administrator@vn", False),
        ],
    )
    def test_is_an_officer_whose_territory_the_recipient_is_in(self, grant: str, may: bool) -> None:
        by = Principal.of("x", "X", grant)
        assert rules.may_act_on(message(), by) is may
        failed = message(state=State.PERMANENT_FAILURE)
        assert rules.steps_for(failed, by) == ([Verb.RETRY, Verb.TELL_OTHERWISE] if may else [])

    @pytest.mark.parametrize("state", list(State))
    def test_is_offered_what_the_table_has_of_what_people_do(self, state: State) -> None:
        by = Principal.of("x", "X", "province-officer@33")
        by_hand = [verb for verb in LIFECYCLE.may(state) if verb in (Verb.RETRY, Verb.TELL_OTHERWISE)]
        assert rules.steps_for(message(state=state), by) == by_hand
