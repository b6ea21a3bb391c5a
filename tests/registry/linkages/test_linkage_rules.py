"""What must hold of a linkage contract, and when its end is told of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Several
from law.linkages import linkage_list
from programme.places import where
from services.registry.linkages import refusals, rules, views
from services.registry.linkages.commands import EndLinkageCommand, LinkageCommand
from services.registry.linkages.linkage import Linkage
from services.registry.products.product import Concern

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 5, tzinfo=UTC)
HUONG = Principal.of("huong", "Nguyễn Thị Hương", "producer@p-huong")
OWN = Concern(producer_id="p-huong", producer_name="HTX", producer_kind="cooperative", place=where("33/11977", ON))
TERMS = {
    "kind": "supply", "partner_kind": "farm-households", "goods": "Nhãn tươi", "volume": "120.5", "volume_unit": "tấn",
    "area_ha": "18", "households": 42, "share_of_material": "60", "from_on": "2026-01-01", "until": "2028-12-31",
}  # fmt: skip


def asked(**more: object) -> LinkageCommand:
    return LinkageCommand.model_validate(TERMS | more)


def contract(**more: object) -> Linkage:
    return rules.recorded("l", asked(**more), concern=OWN, paper=None, on=ON, lists={})


class TestAContract:
    def test_is_in_force_from_its_first_to_its_last_day(self) -> None:
        one = contract()
        days = ("2025-12-31", "2026-01-01", "2028-12-31", "2029-01-01")
        assert [one.alive_on(date.fromisoformat(day)) for day in days] == [False, True, True, False]
        assert contract(until=None).alive_on(date(2099, 1, 1))

    def test_says_all_that_is_wrong(self) -> None:
        with pytest.raises(Several) as wrong:
            contract(kind="marriage", goods="", volume_unit=None, until="2025-01-01")
        assert {one.pointer for one in wrong.value.refusals} == {"/kind", "/goods", "/volume_unit", "/until"}

    def test_that_is_over_is_not_recorded(self) -> None:
        assert contract(until=str(ON)).until == ON
        with pytest.raises(refusals.OverAlready):
            contract(until=str(ON - timedelta(days=1)))

    def test_in_a_unit_of_the_list(self) -> None:
        with pytest.raises(refusals.LinkageWordUnknown):
            contract(volume_unit="bao tải")

    def test_speaks_for_its_product_or_for_all(self) -> None:
        assert contract().speaks_for("any")
        of_one = contract().model_copy(update={"product_id": "honey"})
        assert of_one.speaks_for("honey")
        assert not of_one.speaks_for("rice")


class TestItsEnd:
    def test_is_told_of_on_the_days_of_the_list_on_the_last_day_and_after_it(self) -> None:
        one, day, told = contract(), ON, []
        while (rung := rules.next_rung(one, day)) is not None:
            told.append((date(2028, 12, 31) - rung).days)
            day = rung
        assert told == [*linkage_list().days_before, 0, -1]
        assert rules.next_rung(contract(until=None), ON) is None

    def test_by_its_partners_has_a_day_that_came_and_a_reason(self) -> None:
        done = rules.ended(contract(), EndLinkageCommand(ended_on=ON, reason="Thanh lý"), at=AT, on=ON, by=HUONG)
        assert (done.state, done.ended_on, done.reason) == ("ended", ON, "Thanh lý")
        for day, reason, refusal in (
            (ON + timedelta(days=1), "Thanh lý", refusals.EndsLater),
            (date(2025, 12, 31), "Thanh lý", refusals.DaysReversed),
            (ON, "", refusals.ReasonMissing),
        ):
            with pytest.raises(refusal):
                rules.ended(contract(), EndLinkageCommand(ended_on=day, reason=reason), at=AT, on=ON, by=HUONG)

    def test_may_be_followed_by_another_term_but_not_once_partners_ended_it(self) -> None:
        over = rules.expired(contract(), at=AT)
        again = rules.changed(over, asked(until="2030-12-31"), at=AT, on=ON, by=HUONG)
        assert (again.state, again.until) == ("in-force", date(2030, 12, 31))
        done = rules.ended(contract(), EndLinkageCommand(ended_on=ON, reason="Thanh lý"), at=AT, on=ON, by=HUONG)
        with pytest.raises(StepRefused):
            rules.changed(done, asked(), at=AT, on=ON, by=HUONG)


class TestSums:
    def test_add_up_by_unit(self) -> None:
        found = [contract(), contract(volume="10"), contract(volume="5", volume_unit="lít", area_ha=None)]
        added = views.sums(found)
        assert added.volumes == {"tấn": Decimal("130.5"), "lít": Decimal(5)}
        assert (added.contracts, added.producers, added.area_ha, added.households) == (3, 1, Decimal(36), 126)
