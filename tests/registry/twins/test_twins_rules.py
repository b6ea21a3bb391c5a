"""What makes two records a pair, and what may become of it, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Forbidden, Stale
from programme.places import where
from services.registry.producers.lifecycle import State as ProducerState
from services.registry.producers.producer import Person, Producer
from services.registry.products.lifecycle import State as ProductState
from services.registry.products.product import Product
from services.registry.twins import rules
from services.registry.twins.commands import MergeTwinsCommand
from services.registry.twins.lifecycle import State
from services.registry.twins.pair import Kind, Pair, pair_id
from services.registry.twins.refusals import NeitherOfTheTwo, PartingReasonMissing

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
PLACE = where("33/11977", ON)
OFFICER = Principal.of("minh", "Trần Văn Minh", "commune-officer@33/11977")
PAIR = Pair(
    id=pair_id(Kind.PRODUCER, "p-1", "p-2"),
    kind=Kind.PRODUCER,
    one="p-1",
    other="p-2",
    one_place="33/11977",
    other_place="33/11977",
    how=100,
)


def producer(id: str, name: str, **changes: Any) -> Producer:
    made = {"kind": "cooperative", "place": PLACE, "representative": Person(name="Hương"), "registered_on": ON}
    return Producer.model_validate({"id": id, "name": name, **made, **changes})


def product(id: str, name: str, **changes: Any) -> Product:
    made = {"set_no": 7, "producer_id": "p-1", "producer_name": "HTX Nhãn lồng", "place": PLACE, "registered_on": ON}
    return Product.model_validate({"id": id, "name": name, "producer_kind": "cooperative", **made, **changes})


def merging(**changes: Any) -> MergeTwinsCommand:
    said = {"keep": "p-1", "one_version": 3, "other_version": 5, "reason": "Một hợp tác xã"} | changes
    return MergeTwinsCommand.model_validate(said)


class TestTwoProducers:
    NAMED = producer("p-1", "HTX Nhãn lồng Quý Hương")

    @pytest.mark.parametrize(
        ("name", "pairs"),
        [
            ("Hợp tác xã Nhãn lồng Quí Hương", 1),
            ("HTX. nhan long quy huong", 1),
            ("HTX Nhãn lồng Quý Hương", 1),
            ("HTX Tương Bần Minh Quất", 0),
        ],
    )
    def test_are_a_pair_by_their_names(self, name: str, pairs: int) -> None:
        assert len(rules.producers_like(self.NAMED, [producer("p-2", name)])) == pairs

    def test_are_a_pair_by_one_tax_code_whatever_their_names(self) -> None:
        one = producer("p-1", "HTX Nhãn lồng", tax_code="0901234564")
        other = producer("p-2", "Cơ sở Minh Quất", tax_code="0901234564")
        [pair] = rules.producers_like(one, [other])
        assert (pair.id, pair.how) == (PAIR.id, 100)

    def test_are_none_once_one_is_active_no_more(self) -> None:
        gone = producer("p-2", self.NAMED.name, state=ProducerState.CLOSED)
        assert rules.producers_like(self.NAMED, [gone]) == []
        assert rules.producers_like(gone, [self.NAMED]) == []


class TestTwoProducts:
    def test_are_a_pair_by_name_and_producer(self) -> None:
        one, other = product("s-2", "Long nhãn sấy"), product("s-1", "Long nhãn  sấy.")
        [pair] = rules.products_like(one, [other])
        assert (pair.one, pair.other, pair.kind) == ("s-1", "s-2", Kind.PRODUCT)

    def test_are_none_once_one_left_the_programme(self) -> None:
        one, gone = product("s-1", "Long nhãn sấy"), product("s-2", "Long nhãn sấy", state=ProductState.WITHDRAWN)
        assert rules.products_like(one, [gone]) == []
        assert rules.products_like(gone, [one]) == []


class TestAPair:
    def test_is_merged_into_the_one_that_is_kept(self) -> None:
        assert rules.kept_and_gone(PAIR, merging()) == ("p-1", "p-2", 5)
        assert rules.kept_and_gone(PAIR, merging(keep="p-2")) == ("p-2", "p-1", 3)
        with pytest.raises(NeitherOfTheTwo):
            rules.kept_and_gone(PAIR, merging(keep="p-3"))

    def test_is_looked_at_again_when_one_was_changed_meanwhile(self) -> None:
        rules.check_seen(PAIR, merging(), 3, 5)
        with pytest.raises(Stale):
            rules.check_seen(PAIR, merging(), 3, 6)

    def test_is_parted_with_a_reason_and_may_be_asked_again(self) -> None:
        with pytest.raises(PartingReasonMissing):
            rules.parted(PAIR, Reason(reason=""), at=AT, by=OFFICER)
        apart = rules.parted(PAIR, Reason(reason="Hai hợp tác xã khác nhau"), at=AT, by=OFFICER)
        assert rules.asked_again(apart, at=AT, by=OFFICER).state is State.OPEN

    def test_that_was_merged_stays_merged(self) -> None:
        one = rules.merged(PAIR, "Một hợp tác xã", at=AT, by=OFFICER)
        for again in (
            lambda: rules.merged(one, "x", at=AT, by=OFFICER),
            lambda: rules.asked_again(one, at=AT, by=OFFICER),
        ):
            with pytest.raises(StepRefused):
                again()

    def test_is_the_work_of_registrars(self) -> None:
        rules.require_registrar(OFFICER)
        with pytest.raises(Forbidden):
            rules.require_registrar(Principal.of("huong", "Nguyễn Thị Hương", "producer@p-1"))
