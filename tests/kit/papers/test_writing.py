"""DOCX and PDF of one description: everything is on them, in every script, the same bytes twice, within bounded time."""

from __future__ import annotations

import io
import re
import time
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from pypdf import PdfReader

from kit.papers.layout import Layout
from kit.papers.paper import Paper, Paragraph, Signature
from kit.papers.pdf import pdf
from kit.papers.word import docx
from kit.papers.written import paper_of, written
from tests.kit.papers.samples import AT, NAME

Make = Callable[..., Paper]
SCRIPTS = "Ελληνικά Кириллица עברית Đắk Lắk Ŋ"
"""Scripts the embedded faces have; others are taken from the machine's."""


def text_of(content: bytes) -> str:
    """What a reader copies out of a PDF, without the breaks of lines."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


class TestAPdf:
    def test_has_every_line_of_the_paper_as_composed_vietnamese(self, make: Make, layout: Layout) -> None:
        text = text_of(pdf(make(), layout, at=AT, draft=False))
        for line in (
            *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "TỈNH HƯNG YÊN", "Số: 05/QĐ-UBND"),
            *(
                "Hưng Yên, ngày 05 tháng 02 năm 2026",
                "QUYẾT ĐỊNH",
                "Căn cứ Quyết định 26/2026/QĐ-TTg.",
                "b) 09 sản phẩm",
            ),
            *("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn An", "Nơi nhận:", "PHỤ LỤC", NAME),
        ):
            assert squeezed(line) in squeezed(text), line
        assert unicodedata.is_normalized("NFC", text)
        assert "DỰ THẢO" not in text

    def test_of_a_draft_says_so_on_every_page(self, make: Make, layout: Layout) -> None:
        pages = PdfReader(io.BytesIO(pdf(make(60), layout, at=AT, draft=True))).pages
        assert len(pages) > 2
        assert all("DỰTHẢO" in squeezed(page.extract_text()) for page in pages)

    def test_numbers_its_pages_from_the_second_on_and_lays_a_wide_annex_across(
        self, make: Make, layout: Layout
    ) -> None:
        first, second = PdfReader(io.BytesIO(pdf(make(), layout, at=AT, draft=False))).pages
        assert not first.extract_text().strip().startswith("1")
        assert second.extract_text().strip().startswith("2")
        assert first.mediabox.width < first.mediabox.height
        assert second.mediabox.width > second.mediabox.height

    def test_is_the_same_bytes_twice_and_others_with_another_clock(self, make: Make, layout: Layout) -> None:
        once = pdf(make(), layout, at=AT, draft=True)
        assert pdf(make(), layout, at=AT, draft=True) == once
        assert pdf(make(), layout, at=AT + timedelta(days=1), draft=True) != once

    def test_wraps_what_is_long_and_prints_other_scripts(self, make: Make, layout: Layout) -> None:
        long = "Hợp tác xã " + "sản xuất và tiêu thụ nông sản sạch " * 20
        signed = (Signature(lines=("CHỦ TỊCH",), name=long),)
        made = pdf(make(blocks=(Paragraph(text=SCRIPTS),), subject=long, signatures=signed), layout, at=AT, draft=False)
        text = text_of(made)
        assert text.count("nông sản sạch") >= 40
        for word in SCRIPTS.replace("עברית ", "").split():
            assert word in text
        for page in PdfReader(io.BytesIO(made)).pages:
            page.extract_text(
                visitor_text=lambda t, cm, tm, font, size, width=page.mediabox.width: _inside(t, tm, width)
            )

    def test_takes_500_lines_in_bounded_time(self, make: Make, layout: Layout) -> None:
        few, many = make(50), make(500)
        pdf(few, layout, at=AT, draft=False)
        took = [_seconds(lambda one=one: pdf(one, layout, at=AT, draft=False)) for one in (few, many)]
        assert took[1] < 30 * took[0] + 2
        assert "Tân Hưng 500" in text_of(pdf(many, layout, at=AT, draft=False))


class TestADocx:
    def test_has_every_line_of_the_paper(self, make: Make, layout: Layout) -> None:
        document = Document(io.BytesIO(docx(make(), layout, at=AT, draft=False)))
        head, foot, annex = document.tables
        assert [[cell.text.strip() for cell in row.cells] for row in head.rows] == [
            ["ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
            ["Số: 05/QĐ-UBND", "Hưng Yên, ngày 05 tháng 02 năm 2026"],
        ]
        assert foot.rows[0].cells[0].text == "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT."
        assert foot.rows[0].cells[1].text.split() == [
            "TM.",
            "ỦY",
            "BAN",
            "NHÂN",
            "DÂN",
            "KT.",
            "CHỦ",
            "TỊCH",
            "PHÓ",
            "CHỦ",
            "TỊCH",
            "Nguyễn",
            "Văn",
            "An",
        ]
        assert [cell.text for cell in annex.rows[0].cells] == ["TT", "Sản phẩm", "Chủ thể", "Điểm"]
        assert annex.rows[3].cells[1].text == NAME
        lines = [paragraph.text for paragraph in document.paragraphs]
        for line in (
            "QUYẾT ĐỊNH",
            "QUYẾT ĐỊNH:",
            "Căn cứ Quyết định 26/2026/QĐ-TTg.",
            "a) 03 sản phẩm hạng 4 sao",
            "PHỤ LỤC",
        ):
            assert line in lines

    def test_looks_as_the_layout_says(self, make: Make, layout: Layout) -> None:
        document = Document(io.BytesIO(docx(make(), layout, at=AT, draft=False)))
        first, annex = document.sections
        assert [round(side.mm) for side in (first.left_margin, first.right_margin, first.top_margin)] == [30, 20, 20]
        assert (first.orientation, annex.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
        assert document.styles["Normal"].font.name == "Times New Roman"
        assert document.styles["Normal"].font.size.pt == 13
        assert first.different_first_page_header_footer
        assert "PAGE" in first.header._element.xml
        assert "PAGE" not in first.first_page_header._element.xml
        ground = next(p for p in document.paragraphs if p.text.startswith("Căn cứ"))
        assert ground.runs[0].italic
        assert "w:tblHeader" in document.tables[2]._tbl.xml

    def test_of_a_draft_says_so_on_every_page(self, make: Make, layout: Layout) -> None:
        for draft in (True, False):
            section = Document(io.BytesIO(docx(make(), layout, at=AT, draft=draft))).sections[0]
            heads = (section.header, section.first_page_header)
            assert ["DỰ THẢO" in head._element.xml for head in heads] == [draft, draft]

    def test_is_the_same_bytes_twice_whatever_the_machines_clock(self, make: Make, layout: Layout) -> None:
        once = docx(make(), layout, at=AT, draft=True)
        assert docx(make(), layout, at=AT, draft=True) == once
        stamps = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(once)).infolist()}
        assert stamps == {(2026, 2, 5, 10, 0, 0)}  # Vietnam's time of the given clock, not the machine's

    def test_takes_500_lines_in_bounded_time(self, make: Make, layout: Layout) -> None:
        took = [_seconds(lambda rows=rows: docx(make(rows), layout, at=AT, draft=False)) for rows in (50, 500)]
        assert took[1] < 30 * took[0] + 2


class TestALetter:
    @pytest.mark.parametrize("write", [pdf, docx])
    def test_has_its_subject_under_the_number_and_whom_it_goes_to(
        self, write: Callable[..., bytes], make: Make, layout: Layout
    ) -> None:
        letter = make(
            kind="-", symbol="SNN-PTNT", addressees=("UBND xã Tân Hưng", "UBND phường Phố Hiến"), decides_as=""
        )
        made = write(letter, layout, at=AT, draft=False)
        text = text_of(made) if write is pdf else _docx_text(made)
        for line in ("Số: 05/SNN-PTNT", "V/v Về việc phê duyệt", "Kính gửi:", "– UBND phường Phố Hiến"):
            assert squeezed(line) in squeezed(text)


class TestTheFilesOfADraft:
    def test_say_which_paper_they_are_and_are_written_again_as_they_were(self, make: Make, layout: Layout) -> None:
        once = written("paper-7", make(), layout, at=AT, by="officer.1")
        assert (paper_of(once.docx), paper_of(once.pdf)) == ("paper-7", "paper-7")
        assert written("paper-7", make(), layout, at=AT, by="officer.1").draft == once.draft

    @pytest.mark.parametrize("other", [b"", b"%PDF-1.7 a scan", b"PK\x03\x04 broken", b"text"])
    def test_of_others_say_nothing(self, other: bytes) -> None:
        assert paper_of(other) is None


def _docx_text(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def _inside(text: str, at: list[float], width: float) -> None:
    if text.strip():
        assert 0 <= at[4] <= width, text


def _seconds(act: Callable[[], bytes]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began
