"""Product codes and receipt numbers by each rulebook's pattern."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.codes import (
    MalformedCode,
    NotACommune,
    product_code,
    product_codes_meant,
    product_counter,
    read_product_code,
    receipt_counter,
    receipt_number,
)
from law.rulebooks import shelf

ALL = list(shelf().all())
two, three, five = (st.text("0123456789", min_size=n, max_size=n) for n in (2, 3, 5))


class TestAProductCode:
    @pytest.mark.parametrize(
        ("rulebook", "commune", "code"),
        [
            ("R1048", "83/829/28780", "83-829-28780-3-2022"),
            ("R148", "33/330/12265", "33-330-12265-3-2022"),
            ("R1489", "33/11977", "33-11977-3-2022"),
            ("R26", "33/11953", "33-11953-3-2022"),
        ],
    )
    def test_follows_the_act(self, rulebook: str, commune: str, code: str) -> None:
        assert product_code(shelf().get(rulebook), commune, 3, 2022) == code

    def test_leaves_the_district_out_once_there_is_none(self) -> None:
        assert product_code(shelf().get("R148"), "33/11977", 1, 2025) == "33-11977-1-2025"

    @pytest.mark.parametrize("path", ["vn", "33"])
    def test_is_given_to_communes_only(self, path: str) -> None:
        with pytest.raises(NotACommune):
            product_code(shelf().get("R26"), path, 1, 2026)

    @given(two, three, five, st.integers(1, 9999), st.integers(2019, 2099))
    def test_is_read_back_with_its_leading_zeros(self, p: str, d: str, c: str, serial: int, year: int) -> None:
        old = read_product_code(product_code(shelf().get("R148"), f"{p}/{d}/{c}", serial, year), ALL)
        assert (old.codes, old.serial, old.year) == ({"province": p, "district": d, "commune": c}, serial, year)
        assert old.rulebooks == ("R1048", "R148")
        new = read_product_code(product_code(shelf().get("R26"), f"{p}/{c}", serial, year), ALL)
        assert (new.codes, new.serial, new.year) == ({"province": p, "commune": c}, serial, year)

    @pytest.mark.parametrize("code", ["", "33-11953-0-2026", "33-11953-1-1999", "33-119-1-2026", "33 11953 1 2026"])
    def test_of_another_form_is_refused(self, code: str) -> None:
        with pytest.raises(MalformedCode):
            read_product_code(code, ALL)


class TestACounter:
    def test_is_shared_by_the_codes_that_must_differ_and_by_no_other(self) -> None:
        act = shelf().get("R26")
        assert product_counter(act, "33/11953", 2026) != product_counter(act, "33/11953", 2027)
        assert product_counter(act, "33/11953", 2026) != product_counter(act, "33/11977", 2026)
        assert product_counter(act, "33/11953", 2026) != receipt_counter(act, "33/11953", 2026)

    def test_is_one_for_acts_that_write_the_same_code(self) -> None:
        """Two acts meet in one year: the later must not give a serial that the earlier gave."""
        assert product_counter(shelf().get("R1489"), "33/11953", 2026) == product_counter(
            shelf().get("R26"), "33/11953", 2026
        )


class TestAReceiptNumber:
    def test_carries_province_commune_and_year(self) -> None:
        assert receipt_number(shelf().get("R26"), "33/11953", 12, 2026) == "12/PĐK-33-11953-2026"


class TestATypedCode:
    @pytest.mark.parametrize(
        "typed",
        [
            "33-11977-1-2026", "33 11977 1 2026", " 33 - 11977 - 1 - 2026 ", "33–11977–1–2026", "33—11977−1‑2026",
            "331197712026", "33.11977.1.2026", "33/11977/1/2026", "OCOP-33-11977-1-2026", "mã 33-11977-1-2026", "３３-11977-1-2026",
        ],
    )  # fmt: skip
    def test_is_the_code_on_the_package(self, typed: str) -> None:
        assert product_codes_meant(typed, ALL) == ("33-11977-1-2026",)

    @given(two, five, st.integers(1, 99_999), st.integers(2018, 2099))
    def test_without_any_dash_is_still_it(self, province: str, commune: str, serial: int, year: int) -> None:
        code = f"{province}-{commune}-{serial}-{year}"
        assert code in product_codes_meant(code.replace("-", ""), ALL)

    @pytest.mark.parametrize(
        "typed", ["", "   ", "nhãn lồng", "2026", "33-11977", "33-11977-0-2026", "33-11977-1-1926", "ocop"]
    )
    def test_that_is_none_means_none(self, typed: str) -> None:
        assert product_codes_meant(typed, ALL) == ()
