"""What stands on a decision to revoke: from its lines to a paper without looks. Pure; the words are Vietnamese, as issued."""

from __future__ import annotations

from datetime import date

from kit.papers.paper import Annex, Column, Paper, Paragraph, Signature, Table
from kit.papers.signatures import decides_as, signature_lines
from law import papers
from law.rulebooks import Rulebook
from programme import names
from services.registry.revocations.decision import CODE, CertificateDecision, CertificateLine, Signatory

SUBJECT = "Về việc thu hồi công nhận sản phẩm OCOP"
COLUMNS = (
    ("Sản phẩm, mã", 3.0),
    ("Chủ thể", 3.0),
    ("Hạng", 0.8),
    ("Quyết định công nhận", 2.6),
    ("Căn cứ thu hồi", 3.4),
    ("Đơn vị thu lại bản giấy", 2.2),
)


def symbol(office: str, on: date) -> str:
    """The symbol of an office's decisions."""
    return f"{CODE}-{papers.office(office, on).symbol}"


def signed_as(office: str, on: date, signatory: Signatory) -> tuple[str, ...]:
    """The lines of authority above the signature on a day. Raises NobodySigns, PostMissing."""
    sort = papers.office(office, on).signs_as
    return signature_lines(papers.signatures(), sort, on, signatory.signing, post=signatory.post.upper())


def paper(decision: CertificateDecision, rulebook: Rulebook, *, on: date, cited: tuple[str, ...]) -> Paper:
    """The draft of a decision as of a day. `cited`: the conclusions and submissions it rests on. Raises NobodySigns, PostMissing."""
    office = papers.office(decision.office, on)
    lines, many = decision.lines, len(decision.lines)
    collectors = list(dict.fromkeys(names.office(line.collected_by, on, "vi") for line in lines))
    collecting = collectors[0] if len(collectors) == 1 else "Ủy ban nhân dân cấp xã nêu tại Phụ lục"
    return Paper(
        issuer=office.head,
        kind=CODE,
        symbol=decision.symbol,
        place=office.place,
        year=on.year,
        subject=SUBJECT,
        decides_as=decides_as(papers.signatures(), office.signs_as, on, office.of or office.name),
        grounds=(*papers.grounds(on), f"Căn cứ {rulebook.title.vi}", *cited),
        blocks=(
            Paragraph(text="QUYẾT ĐỊNH:", bold=True, centred=True),
            Paragraph(
                text=f"Điều 1. Thu hồi công nhận hạng sao và giấy chứng nhận của {many} sản phẩm OCOP có tên trong Phụ lục, "
                "đã được công nhận tại các quyết định và dòng nêu tại Phụ lục."
            ),
            Paragraph(
                text=f"Điều 2. Giao {collecting} thu lại bản giấy. Chủ thể có tên trong Phụ lục dừng sử dụng nhãn hiệu chứng "
                "nhận OCOP trên sản phẩm, bao bì, phương tiện quảng cáo kể từ ngày Quyết định có hiệu lực."
            ),
            Paragraph(
                text="Điều 3. Quyết định này có hiệu lực từ ngày ký. Chủ thể không đồng ý có quyền khiếu nại theo quy định của "
                "pháp luật. Các cơ quan, đơn vị liên quan và chủ thể có tên trong Phụ lục chịu trách nhiệm thi hành."
            ),
        ),
        annexes=(Annex(title="Danh sách sản phẩm bị thu hồi công nhận", blocks=(_table(lines, on),), wide=True),),
        signatures=(Signature(lines=signed_as(decision.office, on, decision.signatory), name=decision.signatory.name),),
        recipients=("- Như Điều 3;", "- Lưu: VT, hồ sơ."),
    )


def recognition(line: CertificateLine) -> str:
    """The decision that recognised the product, with its line and the office of then, as the annex cites it."""
    number = line.recognition_number or "không rõ số"
    where = f", dòng {line.recognition_line}" if line.recognition_line else ""
    by = f" của {names.office(line.recognised_by, line.recognition_on, 'vi')}" if line.recognised_by else ""
    return f"{number} ngày {line.recognition_on:%d/%m/%Y}{by}{where}"


def _table(lines: tuple[CertificateLine, ...], on: date) -> Table:
    columns = [Column(title="TT", weight=0.6, align="centre")]
    columns += [Column(title=title, weight=weight) for title, weight in COLUMNS]
    return Table(columns=tuple(columns), rows=tuple(_row(line, on) for line in lines))


def _row(line: CertificateLine, on: date) -> tuple[str, ...]:
    grounds = "; ".join(f"{one.words} ({one.article})" if one.article else one.words for one in line.grounds)
    ended = " Giấy đã hết hiệu lực trước đó." if line.ended else ""
    return (
        str(line.no),
        f"{line.product_name} ({line.product_code})" if line.product_code else line.product_name,
        line.producer_name,
        f"{line.star} sao",
        recognition(line),
        f"{grounds}.{ended}" if ended else grounds,
        names.office(line.collected_by, on, "vi"),
    )
