"""Products are put first by declared criteria: every line of how a place came about, equal points at one place, any order of events."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.refusal import Refusal
from law.priority import PriorityRules, priority_rules
from services.reporting.priorities import rules
from services.reporting.priorities.candidate import Candidate, Facts, Holding
from services.reporting.priorities.commands import PublishListCommand
from services.reporting.priorities.priority_list import Placed
from services.reporting.standings.recognition import Certificate, History
from tests.callers import person

ON = date(2026, 8, 3)
LISTED = priority_rules()
RICH = Facts(
    star=5,
    recognitions=2,
    cards={
        2025: {"revenue": 2_200_000_000, "export": 1, "labour": 10, "local-labour": 7},
        2024: {"revenue": 2_000_000_000},
    },
    linkages=3,
    credentials={"geographical-indication": 1, "collective-mark": 1, "vietgap": 1, "haccp": 1, "traceability": 1},
    producer_kind="cooperative",
    women_led=True,
)


def candidate(id: str, **more: Any) -> Candidate:
    known: dict[str, Any] = {
        "name": f"Sản phẩm {id}",
        "set_no": 7,
        "producer_id": "a",
        "producer_name": "HTX",
        "producer_kind": "cooperative",
        "place": "33/11977",
        "place_name": "Xã Tân Hưng",
        "place_on": ON,
        "origin": "33/11977@2025-07-01",
        "root": "33",
    }
    return Candidate(id=id, **{**known, **more})


def points(facts: Facts) -> dict[str, int]:
    return {one.id: rules.points_of(one, facts)[0] for one in LISTED.criteria}


def test_what_meets_every_line_has_all_points_and_what_meets_none_has_none() -> None:
    assert rules.explained(LISTED, RICH)[0] == Decimal(100)
    assert rules.explained(LISTED, Facts())[0] == 0


def test_every_line_says_how_it_came_about_and_every_criterion_what_it_comes_to() -> None:
    total, reasons = rules.explained(LISTED, RICH)
    sums = {reason.code: reason for reason in reasons if reason.code in {one.id for one in LISTED.criteria}}
    assert "100/100, trọng số 25: 25 điểm" in sums["strength"].vi
    revenue = next(reason for reason in reasons if reason.code == "revenue-2")
    assert "2.200.000.000 đồng" in revenue.vi
    assert "2,200,000,000" in revenue.en
    unknown = next(reason for reason in rules.explained(LISTED, Facts())[1] if reason.code == "revenue-1")
    assert unknown.vi.endswith("không có số liệu, 0 điểm")
    assert total == sum(Decimal(one.weight * points(RICH)[one.id]) / 100 for one in LISTED.criteria)


@pytest.mark.parametrize(
    ("facts", "criterion", "expected"),
    [
        (Facts(star=2), "strength", 0),
        (Facts(star=3), "strength", 20),
        (Facts(star=4), "strength", 40),
        (Facts(recognitions=1), "strength", 0),
        (Facts(recognitions=2), "strength", 20),
        (Facts(cards={2025: {"revenue": 499_999_999}}), "strength", 0),
        (Facts(cards={2025: {"revenue": 500_000_000}}), "strength", 15),
        (Facts(linkages=2), "market", 30),
        (Facts(linkages=3), "market", 40),
        (Facts(cards={2025: {"revenue": 109}, 2024: {"revenue": 100}}), "market", 0),
        (Facts(cards={2025: {"revenue": 110}, 2024: {"revenue": 100}}), "market", 30),
        (Facts(cards={2025: {"revenue": 200}, 2023: {"revenue": 100}}), "market", 0),
        (Facts(cards={2025: {"labour": 100, "local-labour": 69}}), "identity", 0),
        (Facts(cards={2025: {"labour": 100, "local-labour": 70}}), "identity", 30),
        (Facts(producer_kind="sme"), "women-or-cooperative", 0),
        (Facts(producer_kind="sme", women_led=True), "women-or-cooperative", 40),
        (Facts(credentials={"organic": 1}), "credentials", 40),
    ],
)
def test_a_line_holds_from_its_bound_on(facts: Facts, criterion: str, expected: int) -> None:
    assert points(facts)[criterion] == expected


def test_what_is_held_counts_while_it_is_in_force_and_of_the_product_or_its_producer() -> None:
    def held(id: str, **more: Any) -> Holding:
        return Holding(id=id, **({"sort": "credential", "code": "vietgap", "producer_id": "a"} | more))

    holdings = [
        held("1", until=ON),
        held("2", until=date(2026, 8, 2)),
        held("3", since=date(2026, 8, 4)),
        held("4", product_id="p"),
        held("5", product_id="other"),
        held("6", gone=True),
        held("7", sort="card", code="yearly-card", product_id="p", year=2025, amounts={"revenue": 5}),
        held("8", sort="card", code="yearly-card", product_id="p", year=2020, amounts={"revenue": 9}),
        held("9", sort="profile", code="cooperative", women_led=True),
    ]
    found = rules.facts_of(candidate("p"), holdings, None, LISTED, ON)
    assert found.credentials == {"vietgap": 2}
    assert found.cards == {2025: {"revenue": 5}}
    assert found.women_led is True
    household = rules.facts_of(candidate("p", producer_kind="production-household"), holdings, None, LISTED, ON)
    assert household.women_led is None, "of a household it would say one person's sex"


def test_a_star_counts_on_the_days_it_is_held() -> None:
    certificate = Certificate(
        version=1, certificate_id="c", product_code="33-1", product_name="Long nhãn", set_no=7, producer_name="HTX",
        producer_kind="cooperative", place="33/11977", place_name="Xã Tân Hưng", place_on=ON, star=4, decision_number="1/QĐ",
        decided_on=date(2023, 8, 3), valid_from=date(2023, 8, 3), valid_until=date(2026, 8, 2),
    )  # fmt: skip
    history = History(id="p", certificates={"c": certificate})
    day_before = rules.facts_of(candidate("p"), [], history, LISTED, date(2026, 8, 2))
    assert (day_before.star, day_before.recognitions) == (4, 1)
    assert rules.facts_of(candidate("p"), [], history, LISTED, ON).star == 0


@given(st.permutations(["b", "a", "c", "d"]))
def test_places_do_not_depend_on_the_order_products_come_in_and_equal_points_share_one(ids: list[str]) -> None:
    facts = {"a": Facts(star=4), "b": Facts(star=5), "c": Facts(star=4), "d": Facts()}
    placed = rules.ranked([candidate(id) for id in ids], facts, LISTED)
    assert [(one.position, one.product_id) for one in placed] == [(1, "b"), (2, "a"), (2, "c"), (4, "d")]


def test_events_in_any_order_and_twice_leave_the_same() -> None:
    said = [
        candidate("p", version=1, name="Cũ"),
        candidate("p", version=2, name="Mới"),
        candidate("p", version=3, name="Mới", ended=True),
        candidate("p", version=4, name="Mới hơn"),
    ]
    for seed in range(20):
        mixed = random.Random(seed).sample([*said, *said], 8)
        known: Candidate | None = None
        for one in mixed:
            known = rules.newer(known, one)
        assert known is not None
        assert (known.version, known.name, known.ended) == (4, "Mới hơn", True)
    cards = [Holding(id="c", version=v, sort="card", code="x", producer_id="a") for v in (2, 1, 3)]
    assert [one.version for one in rules.kept_newest({}, cards)] == [3]
    assert [*rules.kept_newest({"c": cards[2]}, cards)] == []


class TestAListIsPublished:
    LINES = rules.ranked([candidate("a"), candidate("b")], {"a": Facts(star=4), "b": Facts()}, LISTED)

    def made(self, lines: list[Placed] | None = None, **more: Any) -> Any:
        command = PublishListCommand(**({"office": "33", "year": 2026, "places": 1} | more))
        return rules.published(
            "l", command, self.LINES if lines is None else lines, LISTED, edition=1, weights_hash="h", on=ON,
            at=datetime(2026, 8, 3, tzinfo=UTC), by=person("officer", "province-officer@33"),
        )  # fmt: skip

    def test_with_as_many_places_as_were_asked_for(self) -> None:
        made = self.made()
        assert ([one.product_id for one in made.lines], made.among, made.by.name) == (["a"], 2, "Officer")
        assert self.made(year=2027).year == 2027

    @pytest.mark.parametrize(
        ("more", "slug"),
        [
            ({"year": 2025}, "priority-list.year-out-of-reach"),
            ({"year": 2028}, "priority-list.year-out-of-reach"),
            ({"places": 101}, "priority-list.too-many"),
            ({"lines": []}, "priority-list.nothing"),
            ({"seen": "of-yesterday"}, "priority-list.changed"),
        ],
    )
    def test_or_is_refused(self, more: dict[str, Any], slug: str) -> None:
        with pytest.raises(Refusal) as found:
            self.made(**more)
        assert found.value.slug == slug

    def test_as_it_was_seen(self) -> None:
        assert self.made(seen=rules.digest(self.LINES[:1])).lines


def test_a_list_of_criteria_that_does_not_add_up_is_refused() -> None:
    content = LISTED.model_dump(mode="json")
    content["criteria"][0]["weight"] = 24
    with pytest.raises(ValidationError, match="99"):
        PriorityRules.model_validate(content)
    content = LISTED.model_dump(mode="json")
    content["criteria"][0]["lines"][0]["among"] = ["x"]
    with pytest.raises(ValidationError, match="does not name"):
        PriorityRules.model_validate(content)
    content = LISTED.model_dump(mode="json")
    content["criteria"][0]["lines"][2]["points"] = 99
    with pytest.raises(ValidationError, match="more than 100"):
        PriorityRules.model_validate(content)
