"""What stands on each document of a case: from the facts to a paper without looks. Pure; the words are Vietnamese, as issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kit.papers.paper import Annex, Block, Column, Numbered, Paper, Paragraph, Signature, Table
from kit.papers.signatures import decides_as, signature_lines
from law import papers
from law.rulebooks import Rulebook
from services.evaluation.cases.case import Case
from services.evaluation.documents.document import CODES, DocumentLine, Kind, Signatory

SUBJECTS = {
    Kind.COUNCIL: "Về việc thành lập Hội đồng đánh giá, phân hạng sản phẩm OCOP",
    Kind.RECOGNITION: "Về việc phê duyệt kết quả đánh giá, phân hạng sản phẩm OCOP",
    Kind.NOTICE: "Kết quả đánh giá, phân hạng sản phẩm OCOP",
    Kind.MINUTES: "Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP",
}
COLUMNS = {
    Kind.COUNCIL: (("Họ và tên", 3.0), ("Cơ quan, đơn vị", 4.0), ("Nhiệm vụ", 1.5)),
    Kind.RECOGNITION: (("Sản phẩm", 3.0), ("Chủ thể", 3.0), ("Điểm", 1.0), ("Kết quả", 2.0)),
    Kind.NOTICE: (("Sản phẩm", 3.0), ("Chủ thể", 3.0), ("Điểm", 1.0), ("Kết quả", 2.0)),
    Kind.MINUTES: (("Thành viên chấm điểm", 4.0), ("Điểm", 1.0), ("Hạng theo phiếu", 1.5)),
}


@dataclass(frozen=True)
class Content:
    """What a document says: its lines and the facts beside them. `result` is how the outcome is written."""

    lines: tuple[DocumentLine, ...]
    rulebook: Rulebook
    result: str = ""
    council_decision: str = ""
    decision: str = ""
    chair: str = ""
    secretary: str = ""
    present: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


def symbol(kind: Kind, case: Case, on: date) -> str:
    """The symbol of the office's numbers for a kind of paper; minutes are the council's own."""
    of = papers.council().symbol if kind is Kind.MINUTES else papers.office(case.office, on).symbol
    return f"{CODES[kind]}-{of}"


def signed_as(kind: Kind, case: Case, on: date, signatory: Signatory) -> tuple[str, ...]:
    """The lines of authority above a signature on a day. Raises NobodySigns, PostMissing."""
    sort = papers.council().signs_as if kind is Kind.MINUTES else papers.office(case.office, on).signs_as
    return signature_lines(papers.signatures(), sort, on, signatory.signing, post=signatory.post.upper())


def paper(kind: Kind, case: Case, content: Content, *, on: date, signatory: Signatory) -> Paper:
    """The draft of a document as of a day. Raises NobodySigns, PostMissing."""
    office, minutes = papers.office(case.office, on), kind is Kind.MINUTES
    decides = CODES[kind] == "QĐ"
    signature = Signature(lines=signed_as(kind, case, on, signatory), name=signatory.name)
    signatures: tuple[Signature, ...] = (signature,)
    if minutes:
        chair = Signature(lines=signature.lines, name=signatory.name or content.chair)
        signatures = (Signature(lines=("THƯ KÝ",), name=content.secretary), chair)
    return Paper(
        superior=office.head if minutes else "",
        issuer=papers.council().name if minutes else office.head,
        kind=CODES[kind],
        symbol=symbol(kind, case, on),
        place=office.place,
        year=on.year,
        subject=SUBJECTS[kind],
        decides_as=decides_as(papers.signatures(), office.signs_as, on, office.of or office.name) if decides else "",
        grounds=_grounds(kind, case, content, on) if decides else (),
        blocks=_blocks(kind, case, content),
        annexes=(_annex(kind, content),) if decides else (),
        signatures=signatures,
        recipients=_recipients(kind, case),
    )


def _grounds(kind: Kind, case: Case, content: Content, on: date) -> tuple[str, ...]:
    named = [*papers.grounds(on), f"Căn cứ {content.rulebook.title.vi}"]
    if kind is Kind.RECOGNITION:
        by = f" thành lập theo Quyết định số {content.council_decision}" if content.council_decision else ""
        named.append(f"Căn cứ kết quả chấm điểm của Hội đồng{by} đối với hồ sơ số {case.dossier.number}")
    return tuple(named)


def _blocks(kind: Kind, case: Case, content: Content) -> tuple[Block, ...]:
    product, producer = case.dossier.product.name, case.dossier.producer.name
    what = f"sản phẩm «{product}» của {producer} (hồ sơ số {case.dossier.number})"
    if kind is Kind.COUNCIL:
        return (
            Paragraph(text="QUYẾT ĐỊNH:", bold=True, centred=True),
            Paragraph(
                text=f"Điều 1. Thành lập Hội đồng đánh giá, phân hạng {what}, gồm {len(content.lines)} thành viên có tên trong Phụ lục kèm theo."
            ),
            Paragraph(
                text="Điều 2. Hội đồng đánh giá theo bộ tiêu chí hiện hành và quy chế của Hội đồng; tự giải thể khi hoàn thành nhiệm vụ."
            ),
            Paragraph(
                text="Điều 3. Quyết định này có hiệu lực từ ngày ký. Các cơ quan, đơn vị liên quan và các ông, bà có tên trong Phụ lục chịu trách nhiệm thi hành."
            ),
        )
    if kind is Kind.RECOGNITION:
        return (
            Paragraph(text="QUYẾT ĐỊNH:", bold=True, centred=True),
            Paragraph(
                text=f"Điều 1. Phê duyệt kết quả đánh giá, phân hạng {what}: {content.result}, chi tiết tại Phụ lục."
            ),
            Paragraph(
                text="Điều 2. Quyết định này có hiệu lực từ ngày ký. Các cơ quan, đơn vị liên quan và chủ thể có tên trong Phụ lục chịu trách nhiệm thi hành."
            ),
        )
    if kind is Kind.NOTICE:
        by = f" tại Quyết định số {content.decision}" if content.decision else ""
        return (
            Paragraph(text=f"Kết quả đánh giá, phân hạng {what}{by} như sau: {content.result}."),
            _table(kind, content.lines),
            Paragraph(text="Chủ thể không đồng ý với kết quả có quyền khiếu nại theo quy định của pháp luật."),
        )
    aside: tuple[Block, ...] = ()
    if content.aside:
        aside = (Paragraph(text="Không tham gia do có xung đột lợi ích:"), Numbered(items=content.aside, marks="-"))
    return (
        Paragraph(text=f"Hội đồng họp đánh giá, phân hạng {what}."),
        Paragraph(text="1. Thành phần có mặt:", bold=True),
        Numbered(items=content.present, marks="-"),
        *aside,
        Paragraph(text="2. Tổng hợp điểm của Hội đồng:", bold=True),
        _table(kind, content.lines),
        Paragraph(text=f"3. Kết quả: {content.result}.", bold=True),
        Paragraph(text="Biên bản được đọc lại, các thành viên thống nhất và cùng ký."),
    )


def _annex(kind: Kind, content: Content) -> Annex:
    title = "Danh sách thành viên Hội đồng" if kind is Kind.COUNCIL else "Danh sách sản phẩm"
    return Annex(title=title, blocks=(_table(kind, content.lines),))


def _table(kind: Kind, lines: Sequence[DocumentLine]) -> Table:
    columns = [Column(title="TT", weight=0.6, align="centre")]
    columns += [
        Column(title=title, weight=weight, align="right" if title == "Điểm" else "left")
        for title, weight in COLUMNS[kind]
    ]
    return Table(columns=tuple(columns), rows=tuple((str(line.no), *line.words) for line in lines))


def _recipients(kind: Kind, case: Case) -> tuple[str, ...]:
    whom = {
        Kind.COUNCIL: "- Như Điều 3;",
        Kind.RECOGNITION: "- Như Điều 2;",
        Kind.NOTICE: f"- {case.dossier.producer.name};",
        Kind.MINUTES: "- Các thành viên Hội đồng;",
    }
    return (whom[kind], "- Lưu: VT, hồ sơ.")
