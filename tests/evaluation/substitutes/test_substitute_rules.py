"""Who may be named, for which days, and when a substitution may be ended. Both sides."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.history import Actor
from kit.lifecycle import StepRefused
from services.evaluation.substitutes import refusals, rules
from services.evaluation.substitutes.commands import NameSubstituteCommand
from services.evaluation.substitutes.lifecycle import State
from services.evaluation.substitutes.substitute import Officer, Substitute
from tests.callers import person

ME = person("officer.1", "province-officer@33")
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
TODAY = date(2026, 8, 3)
MATE = Officer(id="33|officer.2", office="33", person_id="officer.2", name="Bình")


def named(acts: Officer | None = MATE, own: Any = (), theirs: Any = (), **more: Any) -> Substitute:
    asked = {"office": "33", "acts_id": "officer.2", "first": date(2026, 8, 10), "last": date(2026, 8, 14)} | more
    return rules.named("s", NameSubstituteCommand(**asked), acts, own, theirs, on=TODAY, at=AT, by=ME)


def test_a_substitute_is_an_officer_of_the_same_office_and_not_oneself() -> None:
    assert (named().person_id, named().acts_name) == ("officer.1", "Bình")
    for acts in (None, MATE.model_copy(update={"office": "33/11977"})):
        with pytest.raises(refusals.NotAColleague):
            named(acts)
    with pytest.raises(refusals.OneselfNamed):
        named(acts_id="officer.1")


def test_the_days_come_in_order_and_are_not_over() -> None:
    assert named(first=TODAY, last=TODAY).holds(TODAY)
    with pytest.raises(refusals.DaysReversed):
        named(last=date(2026, 8, 9))
    with pytest.raises(refusals.PeriodOver):
        named(first=date(2026, 7, 1), last=date(2026, 8, 2))


def test_nobody_has_two_at_once_nor_one_who_is_away_too() -> None:
    before = named()
    for days in ({"first": date(2026, 8, 14), "last": date(2026, 8, 20)}, {"first": date(2026, 8, 1)}):
        with pytest.raises(refusals.NamedAlready):
            named(own=[before], **days)
        with pytest.raises(refusals.SubstituteAway):
            named(theirs=[before], **days)
    assert named(own=[before], theirs=[before], first=date(2026, 8, 15), last=date(2026, 8, 20))
    ended = before.model_copy(update={"state": State.ENDED})
    assert named(own=[ended], theirs=[ended])


def test_holds_on_both_its_days_and_none_beside() -> None:
    one = named()
    days = [date(2026, 8, day) for day in (9, 10, 14, 15)]
    assert [one.holds(day) for day in days] == [False, True, True, False]


def test_is_ended_once_and_before_it_is_over() -> None:
    over = rules.ended(named(), on=date(2026, 8, 12), at=AT, by=Actor.of(ME))
    assert (over.state, over.ended_on, over.holds(date(2026, 8, 12))) == (State.ENDED, date(2026, 8, 12), False)
    with pytest.raises(StepRefused):
        rules.ended(over, on=date(2026, 8, 12), at=AT, by=Actor.of(ME))
    with pytest.raises(refusals.SubstitutionOver):
        rules.ended(named(), on=date(2026, 8, 15), at=AT, by=Actor.of(ME))
