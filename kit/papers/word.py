"""A paper as DOCX, for who goes on writing: the same description, layout and clock give the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kit.clock import LOCAL
from kit.papers import wordml
from kit.papers.layout import Layout
from kit.papers.paper import Paper
from kit.papers.sheet import sheet

A4 = (210.0, 297.0)
_LEFT_SHARE = 0.42
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def docx(paper: Paper, layout: Layout, *, at: datetime, draft: bool, mark: str = "") -> bytes:
    """The paper as Office Open XML. `at`: the clock written into the document, never the machine's. `mark`: see `pdf`."""
    content = sheet(paper, layout, draft=draft)
    return _zipped_at(_Writer(content, layout).written(at, mark), at)


class _Writer:
    """Writes the parts of a sheet into a document, from top to bottom."""

    def __init__(self, content: dict[str, Any], layout: Layout) -> None:
        self.content, self.layout = content, layout
        self.document = Document()
        self.width = A4[0] - layout.page["left_mm"].use - layout.page["right_mm"].use

    def written(self, at: datetime, mark: str) -> bytes:
        self._style()
        self._section(self.document.sections[0], wide=False)
        self._heads(self.document.sections[0])
        self._head()
        self._body()
        self._foot()
        for annex in self.content["annexes"]:
            self._annex(annex)
        properties = self.document.core_properties
        properties.title, properties.author = (
            self.content["title"][:255],
            self.content["issuer"].replace("\n", " ")[:255],
        )
        properties.created = properties.modified = at.astimezone(LOCAL).replace(tzinfo=None)
        properties.last_modified_by, properties.language, properties.revision = properties.author, "vi-VN", 1
        properties.comments, properties.keywords = "", mark
        made = io.BytesIO()
        self.document.save(made)
        return made.getvalue()

    def _style(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = self.layout.fonts[0], Pt(self.layout.size("body"))
        style.font.color.rgb = RGBColor(0, 0, 0)
        for script in ("w:eastAsia", "w:cs"):
            style.element.rPr.rFonts.set(qn(script), self.layout.fonts[0])
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.space_before = Pt(0)

    def _section(self, section: Any, *, wide: bool) -> None:
        width, height = (A4[1], A4[0]) if wide else A4
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        for side in ("top", "bottom", "left", "right"):
            setattr(section, f"{side}_margin", Mm(self.layout.page[f"{side}_mm"].use))
        section.header_distance = Mm(10)

    def _heads(self, section: Any) -> None:
        """Page numbers from the second page on, and what marks a draft on every page."""
        section.different_first_page_header_footer = not self.layout.page_numbers.first_page
        for at, (header, numbered) in enumerate(((section.header, True), (section.first_page_header, False))):
            line = header.paragraphs[0]
            line.alignment = _CENTRE
            if numbered:
                wordml.page_field(line, self.layout.size("page_number"))
            if self.content["draft"]:
                wordml.watermark(line, self.content["draft"], at)

    def _head(self) -> None:
        content, left_mm = self.content, self.width * _LEFT_SHARE
        grid = self.document.add_table(rows=2, cols=2)
        grid.autofit = False
        for column, share in zip(grid.columns, (_LEFT_SHARE, 1 - _LEFT_SHARE), strict=True):
            for cell in column.cells:
                cell.width = Mm(self.width * share)
        left, right = grid.rows[0].cells
        if content["superior"]:
            self._line(left, content["superior"].upper(), "superior")
        self._ruled(left, content["issuer"].upper(), "issuer", "issuer", left_mm)
        self._line(right, content["national_title"], "national_title", bold=True)
        self._ruled(right, content["motto"], "motto", "motto", self.width - left_mm)
        left, right = grid.rows[1].cells
        self._line(left, content["number"], "number")
        if content["letter_subject"]:
            self._line(left, content["letter_subject"], "letter_subject")
        self._line(right, content["place_and_date"], "place_and_date", italic=True)
        for cell in (cell for row in grid.rows for cell in row.cells):
            cell._tc.remove(cell.paragraphs[0]._p)  # the empty one every cell begins with
        self._space(10)

    def _body(self) -> None:
        content = self.content
        if content["kind"]:
            self._line(self.document, content["kind"], "kind", bold=True)
            self._ruled(self.document, content["subject"], "subject", "subject", self.width)
            self._space(6)
        for at, one in enumerate(content["addressees"]):
            several = len(content["addressees"]) > 1
            text = f"{content['addressees_head']} {one}" if not several else f"– {one}"
            if several and at == 0:
                self._line(self.document, content["addressees_head"], "body")
            self._line(self.document, text, "body")
        if content["decides_as"]:
            self._line(self.document, content["decides_as"].upper(), "body", bold=True)
        for one in content["grounds"]:
            self._paragraph(one, italic=True)
        self._blocks(content["blocks"], self.width)

    def _blocks(self, blocks: list[dict[str, Any]], width: float) -> None:
        for block in blocks:
            match block["kind"]:
                case "paragraph" if block["centred"]:
                    self._line(self.document, block["text"], "body", bold=block["bold"], italic=block["italic"])
                case "paragraph":
                    self._paragraph(block["text"], bold=block["bold"], italic=block["italic"])
                case "heading" if block["level"] == 1:
                    self._line(self.document, block["text"].upper(), "body", bold=True)
                case "heading":
                    self._paragraph(block["text"], bold=True, italic=block["level"] == 3)
                case "numbered":
                    for mark, text in block["items"]:
                        self._paragraph(f"{mark} {text}")
                case "table":
                    body = self.document.element.body
                    size = self.layout.size("table")
                    body.insert(
                        len(body) - 1,  # before the last section's own properties
                        wordml.table(block["columns"], block["rows"], width_mm=width, size_pt=size),
                    )
                    self._space(4)

    def _foot(self) -> None:
        content = self.content
        if not content["signatures"] and not content["recipients"]:
            return
        self._space(8)
        grid = self.document.add_table(rows=1, cols=2)
        left, right = grid.rows[0].cells
        two = len(content["signatures"]) == 2
        for cell, signature in zip((left, right) if two else (right,), content["signatures"], strict=False):
            for line in signature["lines"]:
                self._line(cell, line, "signature", bold=True)
            self._line(cell, "\n" * 4, "signature")
            self._line(cell, signature["name"], "signature", bold=True)
        if content["recipients"]:
            room = self.document if two else left
            self._line(room, content["recipients_head"], "recipients_head", bold=True, italic=True, centred=False)
            for one in content["recipients"]:
                self._line(room, one, "recipients", centred=False)
        for cell in (left, right):
            if len(cell.paragraphs) > 1:
                cell._tc.remove(cell.paragraphs[0]._p)

    def _annex(self, annex: dict[str, Any]) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._section(section, wide=annex["wide"])
        section.different_first_page_header_footer = False  # an annex begins on a page that is not the paper's first
        for line, style in ((annex["head"], {"bold": True}), (annex["title"], {"bold": True})):
            self._line(self.document, line, "body", **style)
        self._line(self.document, annex["reference"], "body", italic=True)
        self._space(6)
        margins = self.layout.page["left_mm"].use + self.layout.page["right_mm"].use
        self._blocks(annex["blocks"], (A4[1] if annex["wide"] else A4[0]) - margins)

    def _line(
        self, room: Any, text: str, part: str, *, bold: bool = False, italic: bool = False, centred: bool = True
    ) -> Paragraph:
        line: Paragraph = room.add_paragraph()
        if centred:
            line.alignment = _CENTRE
        run = line.add_run(text)  # a new line in it becomes a break
        run.font.size, run.bold, run.italic = Pt(self.layout.size(part)), bold or None, italic or None
        return line

    def _ruled(self, room: Any, text: str, part: str, rule: str, within_mm: float) -> None:
        self._line(room, text, part, bold=True)
        under = room.add_paragraph()
        under.paragraph_format.line_spacing = Pt(5)
        width = _width_mm(text, self.layout.size(part))
        wordml.rule(under, text_mm=width, share=self.layout.rules[rule].use, within_mm=within_mm)

    def _paragraph(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        line = self.document.add_paragraph()
        look, body = line.paragraph_format, self.layout.body
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        look.first_line_indent = Mm(body["indent_mm"].use)
        look.space_before, look.line_spacing = Pt(body["between_pt"].use), body["line_spacing"].use
        run = line.add_run(text)
        run.bold, run.italic = bold or None, italic or None

    def _space(self, points: float) -> None:
        self.document.add_paragraph().paragraph_format.line_spacing = Pt(points)


def _width_mm(text: str, size_pt: float) -> float:
    """About how wide the longest line is in bold Times: half an em a letter, two thirds a capital."""
    ems = max(sum(0.68 if sign.isupper() else 0.48 for sign in line) for line in text.split("\n"))
    return ems * size_pt * 25.4 / 72


def _zipped_at(made: bytes, at: datetime) -> bytes:
    """The same parts in the same order, each with the given clock instead of the machine's."""
    clock = at.astimezone(LOCAL)
    stamp = (max(clock.year, 1980), clock.month, clock.day, clock.hour, clock.minute, clock.second // 2 * 2)
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as read, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            written.writestr(entry, read.read(name))
    return fixed.getvalue()
