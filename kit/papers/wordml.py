"""Pieces of WordprocessingML that python-docx has no words for: page fields, watermark, rules, whole tables at once."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

_ALIGN = {"left": "left", "centre": "center", "right": "right"}
TWIPS_A_MM = 1440 / 25.4


def page_field(paragraph: Paragraph, size_pt: float) -> None:
    """The number of the page, computed by whoever shows it."""
    for kind, text in (("begin", None), (None, " PAGE "), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(size_pt)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def watermark(paragraph: Paragraph, text: str, at: int) -> None:
    """Grey text across the page, behind what is written: the shape word processors use for it. `at` tells two apart."""
    shape = (
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
        '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PaperMark{at}" o:spid="_x0000_s{2049 + at}" type="#_x0000_t136" style="position:absolute;'
        "margin-left:0;margin-top:0;width:440pt;height:132pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt" string="{escape(text)}"/>'
        "</v:shape></w:pict>"
    )
    paragraph.add_run()._r.append(parse_xml(shape))


def rule(paragraph: Paragraph, *, text_mm: float, share: float, within_mm: float) -> None:
    """A line under a paragraph, as long as a share of its text; `within_mm` is the room it stands in the middle of."""
    length = min(text_mm, within_mm) * share
    side = Mm(max(0.0, (within_mm - length) / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    border = parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>')
    properties = paragraph._p.get_or_add_pPr()
    # The schema orders the children: the border stands before indents and spacing.
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def table(columns: list[dict[str, Any]], rows: list[list[str]], *, width_mm: float, size_pt: float) -> Any:
    """A bordered table, its head repeated on each page, rows not broken; written at once, for 500 rows cell by cell take long."""
    whole = sum(column["weight"] for column in columns)
    widths = [round(width_mm * TWIPS_A_MM * column["weight"] / whole) for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row([column["title"] for column in columns], widths, ["center"] * len(columns), size_pt, head=True)
    aligned = [_ALIGN[column["align"]] for column in columns]
    body = "".join(_row(row, widths, aligned, size_pt) for row in rows)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>'
    )


def _row(cells: list[str], widths: list[int], align: list[str], size_pt: float, *, head: bool = False) -> str:
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    size = f'<w:sz w:val="{round(size_pt * 2)}"/><w:szCs w:val="{round(size_pt * 2)}"/>'
    face = f"<w:rPr>{'<w:b/>' if head else ''}{size}</w:rPr>"
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="20" w:after="20"/>'
        f'<w:jc w:val="{side}"/></w:pPr><w:r>{face}{_text(cell)}</w:r></w:p></w:tc>'
        for cell, width, side in zip(cells, widths, align, strict=True)
    )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{made}</w:tr>"


def _text(text: str) -> str:
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return "<w:br/>".join(parts)
