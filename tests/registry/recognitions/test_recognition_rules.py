"""How a row of a published list is read and what of it is a certificate, by the rules alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kit.identity import Principal
from kit.lists import read
from kit.refusal import Refusal
from law.kinds import producer_words
from law.rulebooks import shelf
from services.registry.certificates.lifecycle import State
from services.registry.products.product import Product
from services.registry.recognitions import published_list, refusals, rules
from services.registry.recognitions.row import COLUMNS, Row

ON = date(2026, 8, 3)
STAGES = published_list.words_of_lists()["stages"]
ROW = {
    "product": "Tương Bần",
    "producer": "",
    "province_then": "33",
    "district": "TX Mỹ Hào",
    "commune": "",
    "stage": "recognised",
    "as_of": "2021",
    "confidence": "verified",
    "source": "https://bao.example/ocop",
    "set_no": "9",
}

CERTIFIED = ROW | {"star": "4", "decision": "12/QĐ-UBND", "decided_on": "2021-06-01"}


def row(**changes: str) -> Row:
    return rules.read(CERTIFIED | changes)


def product(of: Row, **changes: Any) -> Product:
    made = rules.product_of("s-1", of, rules.producer_of("p-1", of, ON) if of.producer else None, ON)
    return made.model_copy(update=changes)


class TestARow:
    def test_is_read_with_its_place_as_it_was_called_then(self) -> None:
        row = rules.read(ROW)
        assert (row.place.path, row.place.name, row.place.on) == ("33/328", "Thị xã Mỹ Hào", date(2021, 1, 1))
        assert (row.star, row.decision, row.certifies) == (None, None, False)

    @pytest.mark.parametrize(
        ("changes", "slug"),
        [
            ({"product": " "}, "recognition.product-unnamed"),
            ({"set_no": ""}, "recognition.set-unsaid"),
            ({"set_no": "99"}, "classification.unknown-set"),
            ({"source": ""}, "recognition.source-unsaid"),
            ({"district": "Mỹ Hòa"}, "recognition.place-unread"),
            ({"province_then": "99"}, "recognition.place-unread"),
            ({"star": "sáu"}, "recognition.value-unread"),
            ({"star": "6"}, "recognition.value-unread"),
            ({"decided_on": "22/7/20"}, "recognition.day-unread"),
            ({"decided_on": "7/22/2020"}, "recognition.day-unread"),
            ({"stage": "công bố miệng"}, "recognition.stage-unknown"),
            ({"province_then": "Đồng Tháp Mười"}, "recognition.place-unread"),
            ({"province_then": "٣٣"}, "recognition.place-unread"),
        ],
    )
    def test_that_cannot_be_read_says_why_in_both_languages(self, changes: dict[str, str], slug: str) -> None:
        with pytest.raises(Refusal) as refused:
            rules.read(ROW | changes, stages=STAGES)
        assert refused.value.slug == slug
        assert refused.value.say("vi") != refused.value.say("en")

    @pytest.mark.parametrize(
        "changes",
        [
            {"star": "4 sao", "decided_on": "1/6/2021"},
            {"star": "4 SAO", "decided_on": "44348"},
            {"star": "4.0", "set_no": f"{CERTIFIED['set_no']}.0"},
            {"star": "4★", "province_then": "Hưng Yên"},
            {"province_then": "tỉnh hưng yên", "stage": "Đã công nhận"},
            {"product": "Tương Bần\u200e", "stage": "RECOGNISED"},
        ],
    )
    def test_is_read_as_people_write_it(self, changes: dict[str, str]) -> None:
        assert rules.read(CERTIFIED | changes, stages=STAGES) == rules.read(CERTIFIED)

    def test_of_a_day_to_come_says_so_and_not_that_its_place_is_not_there_then(self) -> None:
        with pytest.raises(Refusal) as refused:
            rules.read(ROW | {"decided_on": "1/1/2031", "district": "Mỹ Hòa"}, on=ON)
        assert refused.value.slug == "recognition.decided-in-the-future"

    def test_is_refused_in_the_words_lists_have(self) -> None:
        with pytest.raises(Refusal) as refused:
            rules.read(ROW | {"star": "sáu", "stage": "Đã công nhận"}, stages=STAGES)
        assert "Hạng sao (star)" in refused.value.say("vi")
        with pytest.raises(Refusal) as refused:
            rules.read(ROW | {"stage": "xyz"}, stages=published_list.words_of_lists()["stages"])
        assert "Đã được công nhận" in refused.value.say("vi")
        assert "recognised" not in refused.value.say("vi")

    def test_without_its_columns_is_not_read_at_all(self) -> None:
        with pytest.raises(Refusal) as refused:
            published_list.columns_of(read(b"product,star\nx,4\n"))
        assert refused.value.slug == "list.columns-missing"
        assert "Ngày quyết định (decided_on)" in refused.value.say("vi")

    @pytest.mark.parametrize("column", COLUMNS)
    def test_without_one_of_them_says_which(self, column: str) -> None:
        with pytest.raises(Refusal) as refused:
            published_list.columns_of(read(",".join(name for name in COLUMNS if name != column).encode()))
        assert refused.value.fields["columns"] == published_list.name_of(column)

    def test_names_its_columns_in_vietnamese_too(self) -> None:
        names = [published_list.words_of_lists()["columns"][name][0].upper() for name in COLUMNS]
        assert published_list.columns_of(read((",".join(names) + "\nx,y").encode())).rows[0][1]["product"] == "x"

    @pytest.mark.parametrize(("written", "kind"), [*producer_words().items(), ("cơ sở", "")])
    def test_keeps_the_kind_of_producer_only_where_an_act_knows_it(self, written: str, kind: str) -> None:
        assert row(producer_kind=written).producer_kind == kind

    @pytest.mark.parametrize(
        ("changes", "certifies"),
        [
            ({}, True),
            ({"star": ""}, False),
            ({"decision": ""}, False),
            ({"decided_on": ""}, False),
            ({"stage": "evaluated"}, False),
        ],
    )
    def test_certifies_only_with_star_decision_and_day_of_a_recognition(
        self, changes: dict[str, str], certifies: bool
    ) -> None:
        assert row(**changes).certifies is certifies


class TestWhatWasDecidedBefore:
    def test_is_taken_from_a_list(self) -> None:
        made = row()
        rules.check_of_earlier_years(made, product(made), new=False, on=ON)
        rules.check_of_earlier_years(made, product(made, registered_on=date(2020, 1, 1)), new=True, on=ON)

    def test_is_not_what_the_register_kept_the_product_for_already(self) -> None:
        made = row()
        for registered in (date(2021, 6, 1), date(2020, 1, 1)):
            with pytest.raises(refusals.NotOfEarlierYears):
                rules.check_of_earlier_years(made, product(made, registered_on=registered), new=False, on=ON)

    def test_is_no_decision_of_a_day_to_come(self) -> None:
        made = row()
        rules.check_of_earlier_years(made, product(made), new=True, on=date(2021, 6, 1))
        with pytest.raises(refusals.DecidedInTheFuture):
            rules.check_of_earlier_years(made, product(made), new=True, on=date(2021, 5, 31))

    def test_is_no_star_that_the_act_of_the_day_recognises_at_no_tier(self) -> None:
        act = shelf().in_force(date(2021, 6, 1))
        for star in range(1, 6):
            made = row(star=str(star))
            if act.recogniser_of(star) is None:
                with pytest.raises(refusals.StarNotRecognised):
                    rules.check_of_earlier_years(made, product(made), new=True, on=ON)
            else:
                rules.check_of_earlier_years(made, product(made), new=True, on=ON)


class TestItsCertificate:
    def test_holds_as_long_as_the_act_of_its_day_says_and_has_no_code_of_its_own(self) -> None:
        made, by = row(), Principal.of("hoa", "Đặng Thị Hoa", "province-officer@33")
        act = shelf().in_force(date(2021, 6, 1))
        kept = rules.certificate("c-1", product(made), made, ON, paper="ab" * 32, by=by)
        assert (kept.star, kept.decision_number, kept.valid_from) == (4, "12/QĐ-UBND", date(2021, 6, 1))
        assert kept.valid_until > kept.valid_from
        assert (kept.rulebook_id, kept.product_code, kept.entered_by, kept.list_sha256) == (
            act.id,
            "",
            "hoa",
            "ab" * 32,
        )

    def test_is_valid_to_its_last_day_and_expired_after_it(self) -> None:
        made = row()
        last = rules.certificate("c", product(made), made, ON, paper=None, by=None).valid_until
        for on, state in ((last, State.VALID), (date(last.year + 1, 1, 1), State.EXPIRED)):
            assert rules.certificate("c", product(made), made, on, paper=None, by=None).state is state


class TestAProductOfTheList:
    def test_carries_the_row_once_and_the_newest_first(self) -> None:
        first, second = row(), row(star="5", decision="20/QĐ-UBND", decided_on="2022-06-01")
        both = rules.with_row(rules.with_row(product(first), first), second)
        assert [one.star for one in both.published] == [5, 4]
        assert (both.listed, both.listed_star) == (True, 5)
        assert rules.carries(both, first)
        assert not rules.carries(product(first), first)

    def test_has_no_producer_where_the_source_names_none(self) -> None:
        assert product(row()).producer_id == ""
        assert product(row(producer="HTX Tương Bần", producer_kind="HTX")).producer_kind == "cooperative"
