"""What stands on the record of an inspection: from what was noted to a paper without looks. Pure; the words are Vietnamese, as signed."""

from __future__ import annotations

from datetime import datetime

from kit.clock import local_date
from kit.papers.paper import Block, Column, Heading, Paper, Paragraph, Signature, Table
from law import papers
from law.inspections import InspectionRules
from services.registry.inspections.inspection import Inspection, Verdict
from services.registry.inspections.lifecycle import Verb
from services.registry.inspections.rules import OTHER

VERDICTS = {Verdict.KEPT: "Đạt", Verdict.NOT_KEPT: "Không đạt", Verdict.NOT_APPLICABLE: "Không áp dụng"}
SEVERITIES = {"minor": "nhẹ", "major": "phải khắc phục", "critical": "nghiêm trọng"}


ABOUT = "inspection-record"
"""What sort of thing the register has these papers about."""


def noted_at(inspection: Inspection) -> datetime:
    """When the results were noted last: the record is of that moment, and the same whenever it is written."""
    return max((one.at for one in inspection.steps if one.verb == Verb.CHECK.value), default=datetime.min)


def paper(inspection: Inspection, law: InspectionRules) -> Paper:
    """The record of a visit whose results are noted, to be signed by both sides."""
    on = local_date(noted_at(inspection))
    visit = inspection.visit
    assert visit is not None  # only of one whose results are noted
    office = papers.office(inspection.office, on)
    return Paper(
        issuer=office.head,
        kind="BB",
        symbol=f"BB-{office.symbol}",
        place=office.place,
        year=on.year,
        subject=f"Kiểm tra {', '.join(_scopes(inspection, law))}\nđối với {inspection.producer_name}",
        blocks=_blocks(inspection, law),
        signatures=(
            Signature(lines=("ĐẠI DIỆN CƠ SỞ",), name=visit.present),
            Signature(lines=("ĐẠI DIỆN ĐOÀN KIỂM TRA",), name=visit.inspectors.splitlines()[0]),
        ),
        recipients=("- Cơ sở được kiểm tra;", "- Lưu: hồ sơ kiểm tra."),
    )


def _blocks(inspection: Inspection, law: InspectionRules) -> tuple[Block, ...]:
    visit = inspection.visit
    assert visit is not None
    what = f"sản phẩm «{inspection.product_name}» của " if inspection.product_name else ""
    lines = {line.id: (scope, line) for scope, line in law.checklist(inspection.scopes)}
    head = [
        Paragraph(text=f"Ngày {visit.visited_on:%d/%m/%Y}, tiến hành kiểm tra {what}{inspection.producer_name}."),
        Paragraph(text=f"Thành phần đoàn kiểm tra: {'; '.join(visit.inspectors.splitlines())}."),
        Paragraph(text=f"Đại diện cơ sở: {visit.present}."),
    ]
    if inspection.unplanned_because:
        head.append(Paragraph(text="Hình thức: kiểm tra đột xuất."))
    rows = tuple(
        (
            str(number),
            lines[one.line][1].text.vi,
            VERDICTS[one.verdict],
            one.found if one.verdict is Verdict.NOT_KEPT else "",
        )
        for number, one in enumerate(inspection.results, 1)
        if one.line in lines
    )
    columns = (
        Column(title="TT", weight=0.6, align="centre"),
        Column(title="Nội dung kiểm tra", weight=4),
        Column(title="Kết quả", weight=1.3),
        Column(title="Ghi nhận", weight=3),
    )
    found = tuple(
        Paragraph(
            text=f"{number}. {one.found} (mức độ: {SEVERITIES.get(one.severity, one.severity)}"
            + (f"; {one.article}" if one.article else "")
            + ("; ngoài biểu kiểm tra" if one.line == OTHER else "")
            + ")."
        )
        for number, one in enumerate(inspection.findings, 1)
    ) or (Paragraph(text="Không phát hiện lỗi."),)
    return (
        *head,
        Heading(text="I. KẾT QUẢ KIỂM TRA"),
        Table(columns=columns, rows=rows),
        Heading(text="II. LỖI PHÁT HIỆN"),
        *found,
        Heading(text="III. YÊU CẦU, KIẾN NGHỊ CỦA ĐOÀN"),
        Paragraph(text=visit.proposal or "Không có."),
        Heading(text="IV. Ý KIẾN CỦA CƠ SỞ"),
        Paragraph(text=visit.statement or "Không có ý kiến khác."),
        Paragraph(
            text=f"Kèm theo {len(inspection.pictures)} ảnh chụp tại chỗ. Biên bản lập thành hai bản, mỗi bên giữ một bản; đã đọc lại cho hai bên cùng nghe và ký tên."
        ),
    )


def _scopes(inspection: Inspection, law: InspectionRules) -> list[str]:
    known = [law.scope(id) for id in inspection.scopes]
    return [one.label.vi[0].lower() + one.label.vi[1:] for one in known if one]
