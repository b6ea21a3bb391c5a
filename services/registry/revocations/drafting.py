"""What stands on a decision to revoke: from its lines to a paper without looks. Pure; the words are Vietnamese, as issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.lifecycle import Label
from kit.papers.paper import Annex, Column, Paper, Paragraph, Signature, Table
from kit.papers.signatures import decides_as, signature_lines
from law import papers
from law.rulebooks import Rulebook
from programme import names
from services.registry.certificates.certificate import Certificate, Ground
from services.registry.certificates.lifecycle import ENDED
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.revocations.commands import DraftDecisionCommand
from services.registry.revocations.decision import CODE, CertificateDecision, CertificateLine, Signatory
from services.registry.revocations.lifecycle import Verb
from services.registry.revocations.revocation import Revocation

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
    return papers.symbol(office, on)


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


def not_ready(certificate: Certificate, revocation: Revocation | None) -> Label | None:
    """Why a certificate cannot be revoked by a decision now; None when it can."""
    if certificate.state is CertificateState.REVOKED or (certificate.revoked and not certificate.revoked.annulled_on):
        return ("giấy chứng nhận đã bị thu hồi", "the certificate was revoked already")
    if revocation is None:
        if certificate.state in ENDED:
            return None
        return (
            "giấy chứng nhận còn hiệu lực, phải có thủ tục đã kết luận",
            "the certificate is alive: it needs a procedure that is concluded",
        )
    if Verb.DECIDE not in revocation.may:
        return ("thủ tục chưa có kết luận thu hồi, hoặc đã kết thúc", "the procedure is not concluded, or has ended")
    return None


def line_of(
    no: int,
    certificate: Certificate,
    grounds: Sequence[Ground],
    command: DraftDecisionCommand,
    revocation: Revocation | None,
) -> CertificateLine:
    """A line of a draft from its certificate, its procedure where it has one, and what the command says of it."""
    return CertificateLine(
        no=no,
        certificate_id=certificate.id,
        revocation_id=revocation.id if revocation else None,
        product_id=certificate.product_id,
        product_name=certificate.product_name,
        product_code=certificate.product_code,
        producer_name=certificate.producer_name,
        place=certificate.place.path,
        star=certificate.star,
        recognition_number=certificate.decision_number,
        recognition_on=certificate.decided_on,
        recognition_line=command.recognition_lines.get(certificate.id, certificate.decision_line),
        recognised_by=certificate.office,
        grounds=tuple(grounds),
        collected_by=command.collector or certificate.place.path,
        ended=certificate.state in ENDED,
    )


def cited_in(revocation: Revocation) -> list[str]:
    """What a decision rests on in a procedure: its conclusion, and the submission."""
    found = []
    if revocation.concluded and (paper := revocation.concluded.paper):
        found.append(f"Căn cứ kết luận tại văn bản số {paper.number} ngày {_said(paper.signed_on)}")
    if revocation.submitted and (paper := revocation.submitted.paper):
        found.append(f"Theo đề nghị tại Tờ trình số {paper.number} ngày {_said(paper.signed_on)}")
    return found


def _said(on: date) -> str:
    return f"{on:%d/%m/%Y}"
