"""Money planned, allocated, spent, carried over and put right: both sides of every rule, and sums that never count twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.refusal import Refusal, Several
from law.resources import resource_list
from services.reporting.resources import rules
from services.reporting.resources.commands import (
    AllocateMoneyCommand,
    CarryOverCommand,
    CorrectMoneyCommand,
    PlanMoneyCommand,
    ResourceCommand,
    SpendMoneyCommand,
)
from services.reporting.resources.resource import Money, Resource
from tests.callers import person

AT = datetime(2027, 6, 1, 2, tzinfo=UTC)
ON = date(2027, 6, 1)
BY = person("officer", "commune-officer@33/11977")
DONE: dict[str, Any] = {"at": AT, "on": ON, "by": BY}
LINE = ResourceCommand(
    office="33/11977", year=2027, source="province", object_kind="product", object_id="p-1", object_name="Long nhãn"
)


def opened(id: str = "r-1", **more: Any) -> Resource:
    command = LINE.model_copy(update=more)
    return rules.opened(id, command, resource_list(), name=None, on=ON, lists={})


def allocated(known: Resource, amount: int, id: str = "a") -> Resource:
    command = AllocateMoneyCommand(amount=amount, on=ON, paper_number="77/QĐ-UBND", paper_signed_on=ON)
    return rules.allocated(known, id, command, resource_list().source_of(known.source), scan=None, **DONE)


def spent(known: Resource, amount: int, id: str = "s", reason: str | None = None) -> Resource:
    return rules.spent(known, id, SpendMoneyCommand(amount=amount, on=ON, reason=reason), **DONE)


def carried(known: Resource, into: Resource, amount: int, id: str = "c") -> tuple[Resource, Resource]:
    return rules.carried_over(known, into, (id, f"{id}-in"), CarryOverCommand(amount=amount, on=ON), **DONE)


def corrected(known: Resource, entry_id: str, amount: int, id: str = "x") -> Resource:
    entry = known.entry(entry_id)
    assert entry is not None
    return rules.corrected(known, entry, id, CorrectMoneyCommand(amount=amount, reason="Nhập nhầm"), **DONE)


def refused(*args: Any, **kwargs: Any) -> set[tuple[str, str | None]]:
    """The slugs and pointers of what `opened` refuses."""
    with pytest.raises(Refusal) as found:
        opened(*args, **kwargs)
    parts = found.value.refusals if isinstance(found.value, Several) else (found.value,)
    return {(one.slug, one.pointer) for one in parts}


class TestALineIsBegun:
    def test_for_an_object_or_for_the_year(self) -> None:
        assert (opened().object_id, opened().object_name) == ("p-1", "Long nhãn")
        whole = opened(object_kind="programme-year", object_id=None, object_name=None)
        assert (whole.object_id, whole.object_name) == ("2027", "")

    def test_with_words_of_the_list_only(self) -> None:
        assert refused(source="bank", object_kind="village") == {
            ("resource.word-unknown", "/source"),
            ("resource.word-unknown", "/object_kind"),
        }

    def test_with_the_programme_where_the_source_is_one_and_nowhere_else(self) -> None:
        assert refused(source="programme") == {("resource.programme-missing", "/programme")}
        assert refused(programme="science") == {("resource.programme-not-asked", "/programme")}
        assert opened(source="programme", programme="science").programme == "science"

    def test_with_what_the_money_is_for(self) -> None:
        assert refused(object_id=None, object_name=None) == {
            ("resource.object-missing", "/object_id"),
            ("resource.object-missing", "/object_name"),
        }

    def test_of_a_year_in_reach_that_the_source_has_money_of(self) -> None:
        assert refused(year=2033) == {("resource.year-out-of-reach", "/year")}
        assert opened(year=2025, source="district").year == 2025
        assert refused(year=2026, source="district") == {("resource.source-not-then", "/year")}


class TestAnEntry:
    def test_what_is_planned_anew_counts_instead_of_what_was(self) -> None:
        once = rules.planned(opened(), "1", PlanMoneyCommand(amount=50, on=ON), **DONE)
        twice = rules.planned(once, "2", PlanMoneyCommand(amount=40, on=ON), **DONE)
        assert (twice.money.planned, len(twice.entries)) == (40, 2)

    def test_an_allocation_of_a_budget_has_a_paper_and_a_producers_own_money_needs_none(self) -> None:
        bare = AllocateMoneyCommand(amount=5, on=ON)
        with pytest.raises(Several) as found:
            rules.allocated(opened(), "a", bare, resource_list().source_of("province"), scan=None, **DONE)
        assert [one.pointer for one in found.value.refusals] == ["/paper_number", "/paper_signed_on"]
        own = rules.allocated(
            opened(source="producer"), "a", bare, resource_list().source_of("producer"), scan=None, **DONE
        )
        assert own.money.allocated == 5

    def test_more_than_is_left_is_spent_only_with_a_reason(self) -> None:
        known = allocated(opened(), 100)
        assert spent(known, 100).money.left == 0
        with pytest.raises(Refusal) as found:
            spent(known, 101)
        assert (found.value.slug, found.value.pointer) == ("resource.spent-more", "/reason")
        assert spent(known, 101, reason="Ứng trước").entries[-1].reason == "Ứng trước"

    def test_is_of_a_day_that_has_been(self) -> None:
        tomorrow, known = date(2027, 6, 2), opened(source="producer")
        plan = PlanMoneyCommand(amount=1, on=tomorrow)
        allocation = AllocateMoneyCommand(amount=1, on=tomorrow)
        spending = SpendMoneyCommand(amount=1, on=tomorrow, reason="Ứng trước")
        tries: tuple[Callable[[], Resource], ...] = (
            lambda: rules.planned(known, "1", plan, **DONE),
            lambda: rules.allocated(known, "1", allocation, None, scan=None, **DONE),
            lambda: rules.spent(known, "1", spending, **DONE),
        )
        for made in tries:
            with pytest.raises(Refusal) as found:
                made()
            assert found.value.slug == "resource.day-to-come"

    def test_of_nothing_is_refused(self) -> None:
        with pytest.raises(Refusal) as found:
            spent(opened(), 0)
        assert found.value.slug == "resource.nothing"


class TestWhatIsCarriedOver:
    def test_leaves_one_year_and_comes_to_the_next(self) -> None:
        known, into = carried(spent(allocated(opened(), 100), 70), opened("r-2", year=2028), 30)
        assert (known.money.left, known.money.carried_out) == (0, 30)
        assert (into.money.left, into.money.carried_in, into.money.allocated) == (30, 30, 0)

    def test_is_no_more_than_is_left(self) -> None:
        with pytest.raises(Refusal) as found:
            carried(spent(allocated(opened(), 100), 70), opened("r-2", year=2028), 31)
        assert found.value.slug == "resource.carried-more"
        assert "30" in found.value.say("vi")


class TestACorrection:
    def test_stands_beside_what_it_corrects(self) -> None:
        known = corrected(spent(allocated(opened(), 100), 70), "s", 7)
        assert [one.amount for one in known.entries] == [100, 70, 7]
        assert (known.money.spent, known.money.left) == (7, 93)
        again = corrected(known, "s", 9, id="y")
        assert again.money.spent == 9

    def test_says_why_and_changes_something(self) -> None:
        known = allocated(opened(), 100)
        with pytest.raises(Refusal) as found:
            corrected(known, "a", 100)
        assert found.value.slug == "resource.same-amount"
        entry = known.entry("a")
        assert entry is not None
        with pytest.raises(Refusal) as found:
            rules.corrected(known, entry, "x", CorrectMoneyCommand(amount=1, reason=""), **DONE)
        assert found.value.slug == "resource.reason-missing"

    def test_takes_no_money_back_that_went_on_into_the_next_year(self) -> None:
        known, into = carried(allocated(opened(), 100), opened("r-2", year=2028), 60)
        assert corrected(known, "a", 60).money.left == 0
        with pytest.raises(Refusal) as found:
            corrected(known, "a", 59)
        assert found.value.slug == "resource.carried-more"
        assert corrected(known, "c", 100).money.left == 0
        with pytest.raises(Refusal) as found:
            corrected(known, "c", 101)
        assert found.value.slug == "resource.carried-more"
        with pytest.raises(Refusal) as found:
            corrected(into, "c-in", 1)
        assert found.value.slug == "resource.corrected-elsewhere"


SOURCES = ("central", "province", "producer", "credit")
OBJECTS = ("p-1", "p-2", "p-3")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(SOURCES),
        st.sampled_from(OBJECTS),
        st.sampled_from([2026, 2027, 2028]),
        st.sampled_from(["plan", "allocate", "spend", "carry", "correct"]),
        st.integers(1, 10**12),
    ),
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(ACTS)
def test_totals_by_source_by_object_and_of_the_lines_agree_and_carrying_over_doubles_nothing(acts: list[Any]) -> None:
    lines: dict[tuple[str, str, int], Resource] = {}
    new = 0  # what was allocated as new money, added up as it came
    for number, (source, object_id, year, act, amount) in enumerate(acts):
        key = (source, object_id, year)
        known = lines.get(key) or opened("-".join(map(str, key)), source=source, object_id=object_id, year=year)
        id = str(number)
        if act == "plan":
            known = rules.planned(known, id, PlanMoneyCommand(amount=amount, on=ON), **DONE)
        elif act == "allocate":
            known, new = allocated(known, amount, id), new + amount
        elif act == "spend":
            known = spent(known, amount, id, reason="Ứng trước")
        elif act == "carry" and known.money.left > 0:
            next_key = (source, object_id, year + 1)
            into = lines.get(next_key) or opened(
                "-".join(map(str, next_key)), source=source, object_id=object_id, year=year + 1
            )
            known, lines[next_key] = carried(known, into, min(amount, known.money.left), id)
        elif act == "correct":
            made = [one for one in known.entries if one.kind == "allocated" and one.corrects is None]
            now = rules.amount_now(known, made[-1]) if made else amount
            if made and amount > now:  # more than before is always there to be carried
                known, new = corrected(known, made[-1].id, amount, id), new + amount - now
        lines[key] = known
    whole = rules.summed(one.money for one in lines.values())
    for division in (lambda one: one.source, lambda one: one.object_id, lambda one: one.year):
        assert rules.summed(rules.grouped(lines.values(), division).values()) == whole
    by_both = rules.grouped(lines.values(), lambda one: (one.object_id, one.source))
    for object_id in OBJECTS:
        mine = [money for (of, _), money in by_both.items() if of == object_id]
        assert rules.summed(mine) == rules.summed(o.money for o in lines.values() if o.object_id == object_id)
    assert whole.allocated == new
    assert whole.carried_in == whole.carried_out
    assert whole.available == whole.allocated
    assert whole.left == whole.allocated - whole.spent


def test_nothing_comes_to_nothing() -> None:
    assert rules.summed([]) == Money()
