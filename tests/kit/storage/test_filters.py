"""Filters put together match what their parts say, in the plainest form that does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bson import Code, MinKey, Regex

from kit.storage.filters import IN_ONE_QUESTION, NOTHING, Unaskable, all_of, any_of, checked, may_be_id, parts


class TestAnyOf:
    def test_leaves_out_what_can_match_nothing(self) -> None:
        assert any_of({"producer": {"$in": []}}, {"place": "33"}) == {"place": "33"}

    def test_keeps_every_way_that_may_match(self) -> None:
        assert any_of({"a": 1}, {"b": 2}, {"c": {"$in": []}, "d": 4}) == {"$or": [{"a": 1}, {"b": 2}]}

    def test_of_nothing_matches_nothing(self) -> None:
        assert any_of({"a": {"$in": []}}) == any_of() == NOTHING


class TestAllOf:
    def test_stand_side_by_side_while_they_speak_of_different_fields(self) -> None:
        assert all_of({"a": 1}, {"b": 2}, any_of({"c": 3}, {"d": 4})) == {"a": 1, "b": 2, "$or": [{"c": 3}, {"d": 4}]}

    def test_lose_no_condition_on_a_field_named_twice(self) -> None:
        assert all_of({"a": {"$gt": 1}}, {"a": {"$lt": 3}}, {"b": 2}) == {
            "$and": [{"a": {"$gt": 1}, "b": 2}, {"a": {"$lt": 3}}]
        }

    def test_keep_both_of_two_choices(self) -> None:
        first, second = any_of({"a": 1}, {"b": 1}), any_of({"c": 1}, {"d": 1})
        assert all_of(first, second) == {"$and": [first, second]}
        assert all_of(all_of(first, second), {"e": 1}) == {"$and": [first, second], "e": 1}


class TestParts:
    def test_hold_each_value_once_and_few_enough(self) -> None:
        values = [f"{n % 250:03}" for n in range(600)]
        found = list(parts(values))
        assert [len(some) for some in found] == [IN_ONE_QUESTION, IN_ONE_QUESTION, 50]
        assert [value for some in found for value in some] == sorted(set(values))
        assert list(parts([])) == []


class TestChecked:
    def test_lets_our_own_questions_through(self) -> None:
        at = datetime(2026, 8, 3, tzinfo=UTC)
        ours = {
            "place": {"$regex": "^33(/|$)"},
            "state": {"$in": ["a", "b"]},
            "contacts": {"$ne": []},
            "due_at": {"$lte": at, "$ne": None},
            "$or": [{"a": 1}, {"$and": [{"b": {"$exists": True}}, {"c": {"$nin": []}}]}],
        }
        assert checked(ours) == ours

    @pytest.mark.parametrize(
        "value",
        [
            {"$gt": {"$gt": ""}},
            {"$where": "sleep(1000)"},
            {"$in": [{"$gt": ""}]},
            {"$regex": Regex(".*")},
            {"plain": "part"},
            Regex(".*"),
            Code("sleep(1000)"),
            MinKey(),
            ["x"],
            2**63,
            1.5,
            float("nan"),
            b"x",
            "x\x00",
            "\ud800",
            "x" * 10_001,
        ],
        ids=lambda value: repr(value)[:30],
    )
    def test_lets_no_value_through_that_is_more_than_a_value(self, value: object) -> None:
        for filter in ({"a": value}, {"$and": [{"b": 1}, {"a": value}]}, {"a": {"$ne": value}}):
            with pytest.raises(Unaskable):
                checked(filter)
        with pytest.raises(Unaskable):
            checked({"$where": "1"})

    def test_knows_what_can_be_nobodys_id(self) -> None:
        assert may_be_id("01990000-0000-7000-8000-000000000001")
        assert may_be_id("33/11977|chair")
        assert not any(map(may_be_id, ["\x00", "x" * 301, "\ud800", 1, None, {"$gt": ""}]))
