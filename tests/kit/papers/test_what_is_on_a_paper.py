"""The lines of a paper's head and foot, by the law of the day; no fixture but the law itself."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from kit.papers import wording
from kit.papers.layout import Choice
from kit.papers.paper import Column, Paper, Paragraph, Table
from kit.papers.signatures import NobodySigns, PostMissing, Signing, decides_as, signature_lines
from law import papers as law

LAYOUT = law.layout(date(2026, 2, 5))
BEFORE, UNDER_R26 = date(2023, 7, 1), date(2026, 6, 1)


def paper(**changes: object) -> Paper:
    plain = {"issuer": "Sở", "kind": "QĐ", "symbol": "QĐ-UBND", "place": "Hưng Yên", "year": 2026, "subject": "Việc"}
    return Paper.model_validate({**plain, **changes})


class TestANumber:
    @pytest.mark.parametrize(
        ("number", "line"),
        [(5, "Số: 05/QĐ-UBND"), (9, "Số: 09/QĐ-UBND"), (10, "Số: 10/QĐ-UBND"), (1608, "Số: 1608/QĐ-UBND")],
    )
    def test_below_ten_has_a_zero_before_it(self, number: int, line: str) -> None:
        assert wording.number_line(paper(number=number), LAYOUT) == line

    def test_of_a_draft_leaves_room_for_a_pen(self) -> None:
        assert wording.number_line(paper(), LAYOUT) == f"Số: {wording.BLANK}/QĐ-UBND"


class TestADay:
    @pytest.mark.parametrize(
        ("on", "said"),
        [
            (date(2026, 2, 5), "Hưng Yên, ngày 05 tháng 02 năm 2026"),
            (date(2026, 1, 31), "Hưng Yên, ngày 31 tháng 01 năm 2026"),
            (date(2026, 3, 9), "Hưng Yên, ngày 09 tháng 3 năm 2026"),
            (date(2026, 12, 10), "Hưng Yên, ngày 10 tháng 12 năm 2026"),
        ],
    )
    def test_has_zeros_where_the_act_wants_them(self, on: date, said: str) -> None:
        assert wording.place_and_date(paper(on=on), LAYOUT) == said


class TestTheRest:
    def test_of_grounds_the_last_ends_in_a_full_stop(self) -> None:
        said = wording.grounds_lines(paper(grounds=("Căn cứ A.", "Căn cứ B;", "Xét C")))
        assert said == ["Căn cứ A;", "Căn cứ B;", "Xét C."]

    def test_of_a_list_letters_are_vietnamese_and_never_run_out(self) -> None:
        assert [wording.marks_of("a)", at) for at in (0, 3, 4, 5, 23)] == ["a)", "d)", "đ)", "e)", "aa)"]

    def test_a_table_whose_row_does_not_fit_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="row 1 has 2 cells"):
            Table(columns=(Column(title="TT"),), rows=(("1", "2"),))

    def test_a_size_that_the_act_does_not_allow_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="is not within"):
            Choice(use=15, allowed=(13, 14))

    def test_text_loses_what_cannot_be_printed_and_nothing_else(self) -> None:
        decomposed = "Nha\u0303n \u202elo\u0302\u0300ng\x00 \ud800A\tB"
        assert Paragraph(text=decomposed).text == "Nhãn lồng A B"


class TestASignature:
    @pytest.mark.parametrize(
        ("on", "signing", "lines"),
        [
            (BEFORE, Signing.HEAD, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
            (BEFORE, Signing.DEPUTY, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
            (BEFORE, Signing.ACTING, ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
            (BEFORE, Signing.BY_ORDER, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
            (date(2026, 5, 21), Signing.HEAD, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
            (date(2026, 5, 22), Signing.HEAD, ("CHỦ TỊCH",)),
            (UNDER_R26, Signing.DEPUTY, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
            (UNDER_R26, Signing.BY_AUTHORISATION, ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ],
    )
    def test_of_a_committee_follows_the_regime(self, on: date, signing: Signing, lines: tuple[str, ...]) -> None:
        own = "CHÁNH VĂN PHÒNG" if signing in (Signing.BY_ORDER, Signing.BY_AUTHORISATION) else ""
        assert signature_lines(law.signatures(), "people-committee", on, signing, post=own) == lines

    def test_of_a_department_is_that_of_the_letter_of_2023(self) -> None:
        lines = signature_lines(law.signatures(), "department", BEFORE, Signing.DEPUTY)
        assert lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")

    def test_by_order_needs_the_own_post(self) -> None:
        with pytest.raises(PostMissing):
            signature_lines(law.signatures(), "department", BEFORE, Signing.BY_ORDER)

    def test_of_an_office_or_time_the_file_is_silent_on_is_refused(self) -> None:
        for office, on in (("embassy", BEFORE), ("people-committee", date(2010, 1, 1))):
            with pytest.raises(NobodySigns):
                signature_lines(law.signatures(), office, on, Signing.HEAD)

    def test_goes_with_the_line_that_says_who_decides(self) -> None:
        said = [decides_as(law.signatures(), "people-committee", on, "TỈNH HƯNG YÊN") for on in (BEFORE, UNDER_R26)]
        assert said == ["ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN"]


def test_every_fact_of_the_layout_says_how_sure_it_is() -> None:
    assert all(one.source and one.verified in ("yes", "partial", "no") for one in law.layouts())
    with pytest.raises(law.NoLayout):
        law.layout(date(1999, 1, 1))
