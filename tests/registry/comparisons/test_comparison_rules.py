"""How a line of a list is compared with the register, by the rules alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.registry.comparisons import rules
from services.registry.comparisons.comparison import Ours, Outcome
from services.registry.products.product import Product
from services.registry.recognitions import rules as recognitions
from services.registry.recognitions.row import Row

ON = date(2026, 8, 3)
ROW = {
    "product": "Long nhãn sấy",
    "producer": "HTX Nhãn lồng",
    "province_then": "33",
    "commune": "Tân Hưng",
    "star": "4",
    "decision": "QĐ số 12",
    "decided_on": "2026-08-03",
    "stage": "recognised",
    "set_no": "19",
}
OURS = Ours(
    product_id="s-1",
    product="Long nhãn sấy",
    producer="htx nhan long",
    star=4,
    decision="12/QĐ-UBND",
    decided_on=ON,
    certificate_id="g-1",
)


def row(**changes: str) -> Row:
    return rules.readable(ROW | changes)


def product(id: str, name: str, producer: str) -> Product:
    made = recognitions.product_of(id, row(product=name), None, ON)
    return made.model_copy(update={"producer_name": producer})


class TestALine:
    def test_needs_neither_set_nor_source_to_be_compared(self) -> None:
        assert row(set_no="", source="").product == "Long nhãn sấy"

    def test_that_says_the_same_otherwise_written_matches(self) -> None:
        assert rules.compared(2, row(), OURS).outcome is Outcome.MATCHED

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"star": "3"}, "star"),
            ({"producer": "Cơ sở khác"}, "producer"),
            ({"decision": "QĐ số 13"}, "decision"),
            ({"decided_on": "2026-08-02"}, "decided_on"),
        ],
    )
    def test_that_says_another_thing_differs_in_that(self, changes: dict[str, str], field: str) -> None:
        line = rules.compared(2, row(**changes), OURS)
        assert line.outcome is Outcome.DIFFERING
        assert [one.field for one in line.differences] == [field]

    def test_is_not_compared_in_what_it_leaves_blank(self) -> None:
        blank = row(star="", decision="", decided_on="", producer="")
        assert rules.compared(2, blank, OURS).outcome is Outcome.MATCHED

    def test_the_register_does_not_have_is_missing(self) -> None:
        assert rules.compared(2, row(), None).outcome is Outcome.MISSING


class TestTheProductMeant:
    def test_is_the_producers_own_of_several_with_its_name(self) -> None:
        mine, other = product("s-1", "Long nhãn sấy", "htx nhan long"), product("s-2", "Long nhãn sấy", "Cơ sở khác")
        assert rules.counterpart(row(), [other, mine]) == mine

    def test_is_none_where_nobody_can_say_which(self) -> None:
        two: list[Any] = [product(id, "Long nhãn sấy", "Cơ sở khác") for id in ("s-1", "s-2")]
        assert rules.counterpart(row(), two) is None

    def test_is_never_one_of_another_name(self) -> None:
        assert rules.counterpart(row(), [product("s-1", "Mật ong", "htx nhan long")]) is None


def test_what_only_the_register_has_is_in_no_line() -> None:
    assert rules.only_ours(OURS).line == 0
