"""What is kept of a product and what is refused, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from law.classification import UnknownProductSet, classification
from programme.places import where
from services.registry.producers.producer import Person, Producer
from services.registry.products import refusals, rules
from services.registry.products.commands import NewProductCommand, ProductCommand
from services.registry.products.lifecycle import State
from services.registry.products.product import Certified, Product, Published

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
PLACE = where("33/11977", ON)
HUONG = Principal.of("huong", "Nguyễn Thị Hương", "producer@p-1")
PRODUCER = Producer(
    id="p-1",
    name="HTX Nhãn lồng",
    kind="cooperative",
    place=PLACE,
    representative=Person(name="Hương"),
    registered_on=ON,
)
RECOGNITION = Certified(certificate_id="c-1", product_code="33-1", star=4, valid_from=ON, valid_until=date(2029, 8, 3))
WITHDRAWAL = Reason(reason="Không làm nữa.")


def command(**changes: Any) -> ProductCommand:
    return ProductCommand.model_validate({"name": "Long nhãn sấy", "set_no": 7} | changes)


def product(**changes: Any) -> Product:
    return rules.registered("s-1", command(**changes), producer=PRODUCER, place=PLACE, on=ON)


def listed(star: int | None) -> Published:
    return Published(stage="recognised", star=star, confidence="high", source="báo")


class TestRegistering:
    def test_takes_the_producers_particulars_along(self) -> None:
        made = product(description="Sấy lạnh")
        assert (made.name, made.set_no, made.description) == ("Long nhãn sấy", 7, "Sấy lạnh")
        assert (made.producer_id, made.producer_name, made.producer_kind) == ("p-1", "HTX Nhãn lồng", "cooperative")
        assert (made.place, made.registered_on, made.state) == (PLACE, ON, State.REGISTERED)

    def test_makes_it_found_by_product_producer_and_place_without_accents(self) -> None:
        made = product()
        assert made.sort_key == "long nhan say"
        assert made.search_text.startswith("long nhan say htx nhan long ")

    def test_leaves_the_producers_id_to_the_product_itself(self) -> None:
        new = NewProductCommand(name="Long nhãn", set_no=7, producer_id="p-9")
        assert dict(new.particulars()) == {"name": "Long nhãn", "set_no": 7, "description": ""}

    def test_needs_a_name(self) -> None:
        with pytest.raises(refusals.ProductNameMissing) as refused:
            product(name="   ")
        assert refused.value.pointer == "/name"

    def test_takes_every_set_of_the_classification_and_no_other(self) -> None:
        numbers = {one.set_no for one in classification().sets}
        assert {product(set_no=number).set_no for number in numbers} == numbers
        with pytest.raises(UnknownProductSet):
            product(set_no=max(numbers) + 1)


class TestUpdating:
    def test_changes_what_it_is_found_by_as_well(self) -> None:
        after = rules.updated(product(), command(name="Mật ong hoa nhãn", set_no=9), at=AT, by=HUONG)
        assert (after.set_no, after.sort_key) == (9, "mat ong hoa nhan")
        assert [(step.verb, step.by.id) for step in after.steps] == [("update", "huong")]

    def test_is_refused_without_a_name_and_once_it_is_withdrawn(self) -> None:
        with pytest.raises(refusals.ProductNameMissing):
            rules.updated(product(), command(name=""), at=AT, by=HUONG)
        with pytest.raises(StepRefused):
            rules.updated(rules.withdrawn(product(), WITHDRAWAL, at=AT, by=HUONG), command(), at=AT, by=HUONG)


class TestWithdrawing:
    def test_keeps_the_reason_and_needs_one(self) -> None:
        gone = rules.withdrawn(product(), WITHDRAWAL, at=AT, by=HUONG)
        assert (gone.state, gone.steps[-1].note) == (State.WITHDRAWN, "Không làm nữa.")
        with pytest.raises(refusals.ReasonMissing):
            rules.withdrawn(product(), Reason(reason=" "), at=AT, by=HUONG)

    def test_happens_once_and_says_so_before_it_asks_for_a_reason(self) -> None:
        gone = rules.withdrawn(product(), WITHDRAWAL, at=AT, by=HUONG)
        with pytest.raises(StepRefused):
            rules.withdrawn(gone, Reason(reason=""), at=AT, by=HUONG)


class TestARecognition:
    def test_lists_the_product_under_its_star(self) -> None:
        before, after = product(), rules.certified(product(), RECOGNITION)
        assert (before.listed, before.listed_star) == (False, None)
        assert (after.listed, after.listed_star, after.certified) == (True, 4, RECOGNITION)
        assert after.steps == before.steps

    def test_is_not_given_to_a_product_that_is_withdrawn(self) -> None:
        with pytest.raises(StepRefused):
            rules.certified(rules.withdrawn(product(), WITHDRAWAL, at=AT, by=HUONG), RECOGNITION)

    @pytest.mark.parametrize(
        ("published", "star"), [([listed(3)], 3), ([listed(None), listed(5)], 5), ([listed(None)], None)]
    )
    def test_of_a_published_list_lists_it_with_the_newest_star_there_is(
        self, published: list[Published], star: int | None
    ) -> None:
        made = rules.checked(product().model_copy(update={"published": tuple(published)}))
        assert (made.listed, made.listed_star) == (True, star)

    def test_in_force_comes_before_what_lists_say(self) -> None:
        made = product().model_copy(update={"published": (listed(3),)})
        assert rules.certified(made, RECOGNITION).listed_star == 4


class TestMerging:
    def test_into_a_record_that_names_no_producer_keeps_the_twins(self) -> None:
        nobodys = {"id": "s-2", "producer_id": "", "producer_name": "", "producer_kind": ""}
        _, kept = rules.merged(product(), product().model_copy(update=nobodys), "Ghi hai lần", at=AT, by=HUONG)
        assert (kept.producer_id, kept.producer_name, kept.producer_kind) == ("p-1", "HTX Nhãn lồng", "cooperative")
        assert "htx nhan long" in kept.search_text

    def test_into_a_record_of_a_producer_leaves_it_its_own(self) -> None:
        others = {"id": "s-2", "producer_id": "p-2", "producer_name": "HTX Quý Hương"}
        _, kept = rules.merged(product(), product().model_copy(update=others), "Ghi hai lần", at=AT, by=HUONG)
        assert (kept.producer_id, kept.producer_name) == ("p-2", "HTX Quý Hương")
