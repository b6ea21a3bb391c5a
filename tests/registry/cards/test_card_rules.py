"""What must hold of a yearly card, when it is asked for and reminded of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from kit.identity import Principal
from kit.refusal import Several
from law.cards import yearly_card
from programme.places import where
from services.registry.cards import refusals, rules
from services.registry.cards.card import Card
from services.registry.cards.commands import CardCommand
from services.registry.products.product import Certified, Product

ON = date(2027, 1, 20)
AT = datetime(2027, 1, 20, 5, tzinfo=UTC)
HUONG = Principal.of("huong", "Nguyễn Thị Hương", "producer@p-huong")
OFFICER = Principal.of("officer", "Cán bộ", "commune-officer@33/11977")
FIGURES = {
    "output": "85",
    "output_unit": "tấn",
    "revenue": 4_250_000_000,
    "export_value": 0,
    "labour": 24,
    "labour_women": 15,
}


def product(**held: Any) -> Product:
    certified = {"certificate_id": "c", "product_code": "33-1", "star": 4} | {
        "valid_from": date(2026, 9, 10), "valid_until": date(2029, 9, 9),
    } | held  # fmt: skip
    return Product(
        id="honey", name="Mật ong", set_no=7, producer_id="p-huong", producer_name="HTX", producer_kind="cooperative",
        place=where("33/11977", ON), registered_on=ON, certified=Certified.model_validate(certified),
    )  # fmt: skip


def asked() -> Card:
    return rules.asked(product(), 2026, on=ON, lists={})


def filed(card: Card | None = None, by: Principal = HUONG, **more: Any) -> Card:
    return rules.filed(card or asked(), CardCommand.model_validate(FIGURES | more), at=AT, on=ON, by=by)


class TestACard:
    def test_is_filled_in_and_filled_in_again(self) -> None:
        first = filed()
        again = filed(first, OFFICER, revenue="4.300.000.000")
        assert (first.edition, first.filed_by, first.output) == (1, "producer", Decimal(85))
        assert (again.edition, again.filed_by, again.revenue) == (2, "officer", 4_300_000_000)
        assert [one.verb for one in again.steps] == ["file", "amend"]

    def test_says_all_that_is_wrong(self) -> None:
        with pytest.raises(Several) as wrong:
            filed(output_unit=None, export_value=5_000_000_000, labour_women=25, labour_local=30)
        assert {one.pointer for one in wrong.value.refusals} == {
            "/output_unit", "/export_value", "/labour_women", "/labour_local",
        }  # fmt: skip

    def test_tells_at_least_what_was_made_or_sold_and_nothing_is_a_figure_too(self) -> None:
        with pytest.raises(refusals.CardEmpty):
            rules.filed(asked(), CardCommand(labour=3), at=AT, on=ON, by=HUONG)
        assert rules.filed(asked(), CardCommand(revenue=0), at=AT, on=ON, by=HUONG).revenue == 0

    def test_takes_whole_numbers_as_people_write_them(self) -> None:
        for written in ("850.000.000", "850,000,000", "850 000 000", "850000000", 850_000_000):
            assert CardCommand.model_validate({"revenue": written}).revenue == 850_000_000
        for wrong in ("850.5", "8.50", "tám trăm", -1):
            with pytest.raises(ValidationError):
                CardCommand.model_validate({"revenue": wrong})

    def test_is_of_a_year_that_is_over_and_not_too_long_ago(self) -> None:
        for year in (2026, 2027 - rules.YEARS_BACK):
            rules.require_year(year, ON)
        for year in (2027, 2026 - rules.YEARS_BACK):
            with pytest.raises(refusals.YearNotAsked):
                rules.require_year(year, ON)


class TestAsking:
    def test_is_of_who_held_a_recognition_in_the_year_and_lost_it_by_no_decision(self) -> None:
        assert rules.was_recognised(product(), 2026)
        assert not rules.was_recognised(product(), 2030)
        assert not rules.was_recognised(product(valid_from=date(2027, 3, 1)), 2026)
        assert not rules.was_recognised(product(ended="revoked"), 2026)
        assert not rules.was_recognised(product().model_copy(update={"certified": None}), 2026)

    def test_is_of_the_coming_year_and_of_one_whose_time_runs(self) -> None:
        assert rules.years_to_ask(date(2026, 8, 3)) == [(2026, date(2027, 1, 2))]
        assert rules.years_to_ask(date(2027, 1, 1)) == [(2026, date(2027, 1, 2))]
        assert [year for year, _ in rules.years_to_ask(yearly_card().due(2026))] == [2026, 2027]
        assert [year for year, _ in rules.years_to_ask(date(2027, 3, 1))] == [2027]

    def test_is_said_again_on_the_days_of_the_list(self) -> None:
        card, day, told = asked(), ON, []
        while (reminder := rules.next_reminder(card, day)) is not None:
            told.append((card.due_on - reminder).days)
            day = reminder
        assert told == list(yearly_card().remind_before)
