"""What must hold of directives and tasks: both sides of every line, no fixture."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kit.lifecycle import StepRefused
from law.directives import directive_days, letter
from services.reporting.directives import refusals, rules, task_rules
from services.reporting.directives.commands import (
    AnswerTaskCommand,
    OrderCommand,
    PassDownCommand,
    ReviewTaskCommand,
    UrgeTaskCommand,
)
from services.reporting.directives.directive import MOST_ORDERS, Directive, KeptFile
from services.reporting.directives.task import Task
from services.reporting.directives.task_lifecycle import TaskState
from tests.reporting.directives.directives_harness import CLERK, DEPARTMENT

DAY, DUE = date(2023, 3, 1), date(2023, 6, 21)
AT = datetime(2023, 3, 1, 2, tzinfo=UTC)
PAPER = KeptFile(sha256="0" * 64, size=1, media_type="application/pdf", name="a.pdf")


def draft(**more: object) -> Directive:
    said, hash = letter("2023-snn-ocop")
    made = rules.drafted("d-1", said, hash, said.to.offices, [f"o-{n}" for n in range(8)], on=DAY)
    return made.model_copy(update={"number": "1", "signed_on": DAY, "paper": PAPER, **more})


def task(**more: object) -> Task:
    made = rules.task_of("t-1", draft(), draft().orders[3], "33/330", on=DAY)
    return made.model_copy(update=more)


def answered(one: Task, on: date) -> Task:
    return task_rules.answered(one, AnswerTaskCommand(words="Xong"), (), (), on=on, at=AT, by=CLERK)


def review(one: Task, **said: object) -> Task:
    command = ReviewTaskCommand.model_validate({"answer": "sent-back", "reason": "Thiếu", **said})
    return task_rules.reviewed(one, command, on=DUE, at=AT, by=DEPARTMENT)


class TestIssuing:
    @pytest.mark.parametrize("missing", ["number", "signed_on", "signatory", "paper", "recipients", "orders"])
    def test_asks_for_everything(self, missing: str) -> None:
        assert rules.issued(draft(), on=DAY, at=AT, by=DEPARTMENT).issued_on == DAY
        empty = draft(**{missing: None if missing in ("signed_on", "paper") else "" if missing != "orders" else ()})
        with pytest.raises(refusals.NotYetComplete):
            rules.issued(empty, on=DAY, at=AT, by=DEPARTMENT)

    def test_is_of_a_letter_signed_today_at_the_latest(self) -> None:
        with pytest.raises(refusals.SignedToCome):
            rules.issued(draft(signed_on=DAY + timedelta(days=1)), on=DAY, at=AT, by=DEPARTMENT)

    def test_makes_no_more_tasks_than_a_directive_may(self) -> None:
        fits = rules.MOST_TASKS // 8
        rules.issued(draft(recipients=("33/330",) * fits), on=DAY, at=AT, by=DEPARTMENT)
        with pytest.raises(refusals.TooManyTasks):
            rules.issued(draft(recipients=("33/330",) * (fits + 1)), on=DAY, at=AT, by=DEPARTMENT)

    def test_is_done_once(self) -> None:
        one = rules.issued(draft(), on=DAY, at=AT, by=DEPARTMENT)
        with pytest.raises(StepRefused):
            rules.issued(one, on=DAY, at=AT, by=DEPARTMENT)
        with pytest.raises(StepRefused):
            rules.with_order(one, "o-9", OrderCommand(no="9", what="x"))

    def test_of_forty_orders_at_most(self) -> None:
        one = draft()
        for n in range(len(one.orders), MOST_ORDERS):
            one = rules.with_order(one, f"o-{n}", OrderCommand(no=f"n{n}", what="x"))
        with pytest.raises(refusals.TooManyOrders):
            rules.with_order(one, "o-z", OrderCommand(no="z", what="x"))


class TestAnAnswer:
    def test_is_in_time_on_the_last_day_and_late_after_it(self) -> None:
        assert answered(task(), DUE).replies[0].on_time
        assert not answered(task(), DUE + timedelta(days=1)).replies[0].on_time
        assert answered(task(due_on=None), DUE + timedelta(days=1)).replies[0].on_time

    def test_that_was_late_stays_late_and_one_in_time_in_time(self) -> None:
        late = DUE + timedelta(days=9)
        assert [one.on_time for one in answered(review(answered(task(), DUE)), late).replies] == [True, True]
        again = answered(review(answered(task(), late), due_on=late), late)
        assert [one.on_time for one in again.replies] == [False, False]

    def test_is_not_reviewed_by_who_gave_it(self) -> None:
        with pytest.raises(refusals.OwnAnswer):
            task_rules.reviewed(answered(task(), DUE), ReviewTaskCommand(answer="accepted"), on=DUE, at=AT, by=CLERK)

    def test_is_sent_back_with_a_reason_and_to_no_day_that_passed(self) -> None:
        with pytest.raises(refusals.ReasonMissing):
            review(answered(task(), DUE), reason="")
        with pytest.raises(refusals.DayPassed):
            review(answered(task(), DUE), due_on=DUE - timedelta(days=1))
        assert review(answered(task(), DUE), due_on=DUE).due_on == DUE


class TestPassingDown:
    def test_gives_ones_own_day_or_an_earlier_one(self) -> None:
        def down(due_on: date | None) -> Task:
            command = PassDownCommand(recipients=("33/330/1",), due_on=due_on)
            task_rules.passed_down(task(), command, on=DAY, at=AT, by=CLERK)
            return task_rules.task_below("t-2", task(), command, "33/330/1", DAY, on=DAY)

        assert (down(None).due_on, down(DUE).due_on, down(DAY).due_on) == (DUE, DUE, DAY)
        with pytest.raises(refusals.LaterThanAbove):
            down(DUE + timedelta(days=1))
        with pytest.raises(refusals.DayPassed):
            down(DAY - timedelta(days=1))

    def test_goes_to_somebody(self) -> None:
        with pytest.raises(refusals.NobodyChosen):
            task_rules.passed_down(task(), PassDownCommand(recipients=()), on=DAY, at=AT, by=CLERK)


class TestUrging:
    def test_is_done_once_a_day(self) -> None:
        def urge(one: Task, on: date) -> Task:
            return task_rules.urged(one, UrgeTaskCommand(), on=on, at=AT, by=DEPARTMENT)

        one = urge(task(), DAY)
        with pytest.raises(refusals.UrgedToday):
            urge(one, DAY)
        assert len(urge(one, DAY + timedelta(days=1)).urgings) == 2

    def test_is_over_once_it_is_answered(self) -> None:
        with pytest.raises(StepRefused):
            task_rules.urged(answered(task(), DAY), UrgeTaskCommand(), on=DAY, at=AT, by=DEPARTMENT)


class TestItsDays:
    def test_every_day_brings_each_thing_once_however_seldom_one_looks(self) -> None:
        days, one = directive_days(), task()
        for stride in (1, 3, 400):
            rungs: list[str] = []
            urged, last = 0, DAY
            while last < date(2023, 8, 1):
                on = min(last + timedelta(days=stride), date(2023, 8, 1))
                urges, reached = task_rules.met(one, days, last, on)
                urged, rungs, last = urged + urges, [*rungs, *(rung.level for rung in reached)], on
            assert rungs == ["reminder", "head", "office-above"]
            assert urged == (0 if stride == 400 else 2)

    def test_none_comes_of_a_task_without_a_day_or_that_was_answered(self) -> None:
        for one in (task(due_on=None), task(state=TaskState.ANSWERED), task(state=TaskState.ENDED)):
            assert task_rules.next_day(one, directive_days(), DAY) is None
            assert task_rules.met(one, directive_days(), DAY, date(2024, 1, 1)) == (False, ())

    def test_of_a_task_given_after_its_last_day_are_counted_from_then(self) -> None:
        given = date(2023, 7, 3)
        assert task_rules.next_day(task(given_on=given), directive_days(), given) == date(2023, 7, 4)
