"""Filters put together match what their parts say, in the plainest form that does."""

from __future__ import annotations

from kit.storage.filters import IN_ONE_QUESTION, NOTHING, all_of, any_of, parts


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
