"""Lists as people have them: separators, encodings, old fonts, workbooks, and what is said of a broken one."""

from __future__ import annotations

import io
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.lists import as_csv, columns, day, read
from kit.lists.columns import WITHIN
from kit.lists.row import BREAK
from kit.lists.syllables import is_syllable
from kit.lists.writings import TCVN3, from_tcvn3, from_vni
from kit.refusal import Refusal

INPUTS = Path(__file__).parent / "inputs"
TEXT = "product;place\nmật ong hoa nhãn;thị xã mỹ hào\nđường thốt nốt;hưng yên\nrượu nếp;quảng ngãi"
VNI = "product;place\nMaät ong hoa nhaõn;Thò xaõ Myõ Haøo\nÑöôøng thoát noát;Höng Yeân"
WINDOWS = "product;place\nMật ong hoa nhãn;Thị xã Mỹ Hào\nĐường thốt nốt;Hưng Yên"


def cells(content: bytes, **how: Any) -> list[tuple[str, ...]]:
    return [row.cells for row in read(content, **how).rows]


def tcvn3(text: str) -> str:
    """The letters of the old font for those of Unicode: the other way than the reader goes."""
    return text.translate({ord(letter): code for code, letter in TCVN3.items()})


def windows_1258(text: str) -> bytes:
    """As Windows wrote it: the letter with its hat, then the tone as a sign of its own."""
    out = ""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = next((sign for sign in apart if sign in "\u0300\u0301\u0309\u0303\u0323"), "")
        out += unicodedata.normalize("NFC", apart.replace(tone, "", 1)) + tone if tone else letter
    return out.encode("cp1258")


def workbook(*rows: list[Any]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


class TestSeparators:
    @pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
    def test_are_found_by_themselves(self, sign: str) -> None:
        assert cells(f'product{sign}star\n"Tương, Bần; tốt"{sign}4\n'.encode())[1] == ("Tương, Bần; tốt", "4")

    def test_are_what_the_first_line_says(self) -> None:
        found = read(b"sep=|\na,b|c\n1,5|2\n").rows
        assert [(row.number, row.cells) for row in found] == [(2, ("a,b", "c")), (3, ("1,5", "2"))]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_of_lines_may_be_any(self, end: str) -> None:
        assert cells(f"a,b{end}1,2{end}".encode()) == [("a", "b"), ("1", "2")]

    def test_a_return_alone_is_a_break_inside_its_cell(self) -> None:
        found = read((INPUTS / "list-bare-CR-in-unquoted-cell.csv").read_bytes()).rows
        assert (len(found), found[2].number, found[2].cells[0]) == (3, 3, f"Mật ong I{BREAK}dòng hai")

    def test_rows_with_nothing_in_them_are_none(self) -> None:
        assert len(cells((INPUTS / "list-blank-tail-rows-excel.csv").read_bytes())) == 2


class TestWritings:
    @pytest.mark.parametrize(
        ("content", "writing"),
        [
            (TEXT.encode(), "unicode"),
            (TEXT.encode("utf-8-sig"), "unicode"),
            (TEXT.encode("utf-16"), "unicode"),
            (TEXT.encode("utf-16-be"), "unicode"),
            (windows_1258(TEXT), "windows-1258"),
            (tcvn3(TEXT).encode("latin-1"), "tcvn3"),
            (tcvn3(TEXT).encode("utf-8"), "tcvn3"),
        ],
    )
    def test_are_found_by_what_reads_as_vietnamese(self, content: bytes, writing: str) -> None:
        found = read(content)
        assert found.writing == writing
        assert found.rows == read(TEXT.encode()).rows

    @pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
    def test_vni_keeps_its_capitals(self, encoding: str) -> None:
        found = read(VNI.encode(encoding))
        assert (found.writing, found.rows[2].cells) == ("vni", ("Đường thốt nốt", "Hưng Yên"))
        assert ("Maät ong hoa nhaõn", "Mật ong hoa nhãn") in found.samples

    def test_are_what_a_person_says(self) -> None:
        content = tcvn3(TEXT).encode()
        assert read(content, "unicode").rows[2].cells[0] == tcvn3("đường thốt nốt")
        assert read(content, "vni").writing == "vni"

    def test_in_a_workbook_are_looked_at_too(self) -> None:
        rows = [[tcvn3(cell) for cell in line.split(";")] for line in TEXT.split("\n")]
        found = read(workbook(*rows))
        assert (found.writing, found.rows) == ("tcvn3", read(TEXT.encode()).rows)

    def test_a_foreign_name_is_left_as_it_is(self) -> None:
        assert read("product,producer\nCafé Noël,Müller".encode()).rows[1].cells == ("Café Noël", "Müller")

    @given(st.text(alphabet="abcđăâêôơư àáạảãềếộợừỹị", min_size=1))
    def test_there_and_back_nothing_is_lost(self, text: str) -> None:
        assert from_tcvn3(tcvn3(text)) == text

    @pytest.mark.parametrize(("written", "means"), [("ÑÖÔØNG", "ĐƯỜNG"), ("nghieäm kyõ", "nghiệm kỹ"), ("aÁ", "ấ")])
    def test_of_vni_are_pairs_of_letters(self, written: str, means: str) -> None:
        assert from_vni(written) == means

    @pytest.mark.parametrize(
        ("word", "is_one"), [("nghiệm", True), ("khuỷu", True), ("kỳmm", False), ("mËt", False), ("Hòa", True)]
    )
    def test_syllables_are_those_of_vietnamese(self, word: str, is_one: bool) -> None:
        assert is_syllable(word) is is_one


class TestWorkbooks:
    def test_give_days_and_whole_numbers_as_people_type_them(self) -> None:
        rows = [["Danh sách"], [], ["product", "star", "decided_on"], ["Tương Bần", 4.0, datetime(2024, 12, 1)]]
        found = read(workbook(*rows)).rows
        assert [(row.number, row.cells[:3]) for row in found[-1:]] == [(4, ("Tương Bần", "4", "2024-12-01"))]

    @pytest.mark.parametrize("content", [b"PK\x03\x04", workbook(["a"])[:-200], b"\xd0\xcf\x11\xe0rest", b"%PDF-1.4"])
    def test_that_are_none_say_what_to_do(self, content: bytes) -> None:
        with pytest.raises(Refusal) as refused:
            read(content)
        assert refused.value.slug == "list.unreadable"


class TestABrokenList:
    @pytest.mark.parametrize(
        ("content", "line"),
        [(b'a,b\n1,2\n"3,4\n5,6\n7,8\n', 3), (b'a,b\n"1"x,2\n', 2), (b'sep=,\na,b\n"x' + b"y" * 200_000, 3)],
    )
    def test_names_the_line_where_it_begins(self, content: bytes, line: int) -> None:
        with pytest.raises(Refusal) as refused:
            read(content)
        assert (refused.value.slug, refused.value.fields["line"]) == ("list.broken", line)

    @pytest.mark.parametrize("content", [b"", b"\n,,\n", b"\x00\x01\x02\x80\xff", bytes(range(128, 256)) * 9])
    def test_with_nothing_to_read_is_refused(self, content: bytes) -> None:
        with pytest.raises(Refusal):
            read(content)

    def test_is_as_long_as_it_may_be(self) -> None:
        assert read(b"a\n" * 5, most=5)
        with pytest.raises(Refusal) as refused:
            read(b"a\n" * 6, most=5)
        assert refused.value.slug == "list.too-long"


class TestColumns:
    def test_are_found_however_their_names_are_written(self) -> None:
        found = columns(read("Danh sách 2024\n Decided ON ,PRODUCT,Số QĐ\n1/2/2024,Tương,9\n".encode()),
                        ["product", "decided_on"], {"số qđ": "decision"})  # fmt: skip
        assert found.rows == ((3, {"decided_on": "1/2/2024", "product": "Tương", "decision": "9"}),)

    def test_that_are_missing_are_named(self) -> None:
        with pytest.raises(Refusal) as refused:
            columns(read(b"product,x\n1,2"), ["product", "star"])
        assert (refused.value.fields["columns"], refused.value.fields["within"]) == (("star", "star"), WITHIN)

    def test_that_stand_twice_are_refused(self) -> None:
        with pytest.raises(Refusal) as refused:
            columns(read(b"product,Product\n1,2"), ["product"])
        assert refused.value.slug == "list.column-twice"


class TestADay:
    @pytest.mark.parametrize(
        "text", ["1/12/2024", "01-12-2024", "1.12.2024", "2024-12-01", "2024-12-01 00:00:00", "45627", "45627.0", "ngày 1 tháng 12 năm 2024", " 01/12/2024 "],
    )  # fmt: skip
    def test_is_read_as_people_and_spreadsheets_write_it(self, text: str) -> None:
        assert day(text) == date(2024, 12, 1)

    @pytest.mark.parametrize(
        ("text", "slug"),
        [
            ("1/12/27", "list.year-short"),
            ("12/31/2024", "list.day-unreadable"),
            ("2024", "list.day-unreadable"),
            ("٠١/١٢/٢٠٢٤", "list.day-unreadable"),
            ("", "list.day-unreadable"),
        ],
    )
    def test_that_may_be_another_is_asked_back(self, text: str, slug: str) -> None:
        with pytest.raises(Refusal) as refused:
            day(text)
        assert refused.value.slug == slug


class TestAListThatIsWritten:
    def test_is_read_again_and_runs_nothing(self) -> None:
        text = as_csv([["product", "why"], ["=1+1", "@x"], [" +1", 'a,b\n"c"']])
        assert text.startswith("\ufeff")
        assert cells(text.encode()) == [("product", "why"), ("'=1+1", "'@x"), ("' +1", f'a,b{BREAK}"c"')]
