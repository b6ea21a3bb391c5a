"""What stands on a decision, its submission and its list of results: from the lines to papers without looks. Pure; in Vietnamese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kit.papers.paper import Annex, Column, Numbered, Paper, Paragraph, Signature, Table
from kit.papers.signatures import decides_as, signature_lines
from law import papers
from law.rulebooks import Rulebook
from services.evaluation.decisions.decision import CODE, CaseDecision, CaseLine, Cited, Kind
from services.evaluation.documents.document import Signatory

SUBJECTS = {
    Kind.RECOGNITION: "Về việc phê duyệt kết quả đánh giá, phân hạng sản phẩm OCOP",
    Kind.FOR_CENTRE: "Về việc phê duyệt kết quả đánh giá, phân hạng sản phẩm OCOP trình trung ương",
    Kind.COUNCIL: "Về việc thành lập Hội đồng đánh giá, phân hạng sản phẩm OCOP",
    Kind.COUNCIL_COMPLETED: "Về việc kiện toàn Hội đồng đánh giá, phân hạng sản phẩm OCOP",
}
RESULTS: tuple[tuple[str, float], ...] = (
    ("Sản phẩm", 3.0),
    ("Chủ thể", 3.0),
    ("Địa chỉ", 2.0),
    ("Số hồ sơ", 1.8),
    ("Điểm", 0.9),
    ("Hạng", 1.0),
)
SEATS: tuple[tuple[str, float], ...] = (("Sản phẩm đánh giá", 3.0), ("Chủ thể", 3.0), ("Thành viên Hội đồng", 5.0))
MOST_CITED = 20
"""Decisions on councils that one paper cites; of more it says how many."""


def symbol(office: str, on: date) -> str:
    """The symbol of an office's decisions."""
    return f"{CODE}-{papers.office(office, on).symbol}"


def signed_as(office: str, on: date, signatory: Signatory) -> tuple[str, ...]:
    """The lines of authority above the signature on a day. Raises NobodySigns, PostMissing."""
    sort = papers.office(office, on).signs_as
    return signature_lines(papers.signatures(), sort, on, signatory.signing, post=signatory.post.upper())


def decision_paper(
    decision: CaseDecision, rulebooks: Sequence[Rulebook], *, on: date, councils: Sequence[str] = ()
) -> Paper:
    """
    The draft of a decision as of a day, its annex beside it. `councils`: the numbers of the decisions that formed the
    councils. Raises NobodySigns, PostMissing.
    """
    kind, office = Kind(decision.kind), papers.office(decision.office, on)
    signature = Signature(lines=signed_as(decision.office, on, decision.signatory), name=decision.signatory.name)
    return Paper(
        issuer=office.head,
        kind=CODE,
        symbol=decision.symbol,
        place=office.place,
        year=on.year,
        subject=SUBJECTS[kind],
        decides_as=decides_as(papers.signatures(), office.signs_as, on, office.of or office.name),
        grounds=(
            *papers.grounds(on),
            *(f"Căn cứ {one.title.vi}" for one in rulebooks),
            *_councils(councils),
            *_proposed_by(decision, on),
        ),
        blocks=(Paragraph(text="QUYẾT ĐỊNH:", bold=True, centred=True), *_articles(kind, decision.lines)),
        annexes=(annex(decision),),
        signatures=(signature,),
        recipients=("- Như Điều 3;", "- Lưu: VT, hồ sơ."),
    )


def submission_paper(decision: CaseDecision, *, on: date) -> Paper:
    """The submission by which the specialised agency lays the draft before the authority. Raises NobodySigns."""
    office, by = papers.office(decision.office, on), papers.submitter(decision.office, on)
    what = SUBJECTS[Kind(decision.kind)].removeprefix("Về việc ")
    return Paper(
        superior=office.head,
        issuer=by.name if by else office.whole,
        kind="TTr",
        symbol=f"TTr-{by.symbol}" if by else f"TTr-{office.symbol}",
        place=office.place,
        year=on.year,
        subject=f"Về việc ban hành Quyết định {what}",
        addressees=(_addressed(decision.office, on),),
        blocks=(
            Paragraph(text=f"{by.name if by else office.whole} kính trình xem xét, {what} như sau:"),
            Numbered(items=summary(decision), marks="-"),
            Paragraph(
                text="Danh sách chi tiết tại Phụ lục; dự thảo Quyết định, biên bản và phiếu chấm của Hội đồng gửi kèm."
            ),
            Paragraph(text="Kính trình xem xét, quyết định./."),
        ),
        annexes=(annex(decision),),
        signatures=(Signature(lines=(by.head,) if by else signed_as(decision.office, on, decision.signatory)),),
        recipients=("- Như trên;", "- Lưu: VT, hồ sơ."),
    )


def results_paper(decision: CaseDecision, *, on: date) -> Paper:
    """The list of results, as it is laid before whoever reads the whole at once. Raises NobodySigns."""
    office, by = papers.office(decision.office, on), papers.submitter(decision.office, on)
    return Paper(
        superior=office.head,
        issuer=by.name if by else office.whole,
        kind="BC",
        symbol=f"BC-{by.symbol}" if by else f"BC-{office.symbol}",
        place=office.place,
        year=on.year,
        subject="Kết quả đánh giá, phân hạng sản phẩm OCOP",
        blocks=(Paragraph(text="Tổng hợp kết quả:"), Numbered(items=summary(decision), marks="-")),
        annexes=(annex(decision),),
        signatures=(Signature(lines=(by.head,) if by else signed_as(decision.office, on, decision.signatory)),),
        recipients=("- Lưu: VT, hồ sơ.",),
    )


def summary(decision: CaseDecision) -> tuple[str, ...]:
    """How many products there are, of how many producers, and how many of each star."""
    lines = decision.standing
    producers = len({line.producer_id for line in lines})
    stars = Counter(line.star for line in lines if line.star is not None)
    of_each = tuple(f"{star} sao: {count} sản phẩm" for star, count in sorted(stars.items(), reverse=True))
    return (f"Tổng số {len(lines)} sản phẩm của {producers} chủ thể", *of_each)


def annex(decision: CaseDecision) -> Annex:
    """The annex: a line a product, by place, producer and product."""
    if Kind(decision.kind) in (Kind.COUNCIL, Kind.COUNCIL_COMPLETED):
        title, columns = "Danh sách thành viên Hội đồng theo sản phẩm", SEATS
    else:
        title, columns = "Danh sách sản phẩm", RESULTS
    head = [Column(title="TT", weight=0.6, align="centre")]
    head += [Column(title=name, weight=weight, align="right" if name == "Điểm" else "left") for name, weight in columns]
    rows = tuple(row(line) for line in decision.standing)
    return Annex(title=title, blocks=(Table(columns=tuple(head), rows=rows),), wide=True)


def row(line: CaseLine) -> tuple[str, ...]:
    """The cells of a line in the annex."""
    if line.members:
        return (str(line.no), line.product_name, line.producer_name, "; ".join(line.members))
    star = f"{line.star} sao" if line.star else "–"
    points = (line.total or "").replace(".", ",")
    return (str(line.no), line.product_name, line.producer_name, line.place_name, line.dossier_number, points, star)


def _articles(kind: Kind, lines: Sequence[CaseLine]) -> tuple[Paragraph, ...]:
    many = len(lines)
    first = {
        Kind.RECOGNITION: f"Phê duyệt kết quả đánh giá, phân hạng và công nhận {many} sản phẩm OCOP có tên, điểm và hạng tại Phụ lục kèm theo.",
        Kind.FOR_CENTRE: f"Phê duyệt kết quả đánh giá, phân hạng {many} sản phẩm OCOP có tên tại Phụ lục kèm theo, trình Bộ Nông nghiệp và Môi trường đánh giá, công nhận.",
        Kind.COUNCIL: f"Thành lập Hội đồng đánh giá, phân hạng {many} sản phẩm OCOP, gồm các ông, bà có tên tại Phụ lục kèm theo.",
        Kind.COUNCIL_COMPLETED: f"Kiện toàn Hội đồng đánh giá, phân hạng {many} sản phẩm OCOP, gồm các ông, bà có tên tại Phụ lục kèm theo.",
    }[kind]
    second = {
        Kind.RECOGNITION: "Chủ thể có sản phẩm được công nhận được cấp giấy chứng nhận và sử dụng nhãn hiệu theo quy định; các cơ quan công bố kết quả theo quy định.",
        Kind.FOR_CENTRE: "Hồ sơ, biên bản và phiếu chấm của Hội đồng được gửi kèm Quyết định này.",
        Kind.COUNCIL: "Hội đồng đánh giá theo bộ tiêu chí hiện hành và quy chế của Hội đồng; tự giải thể khi hoàn thành nhiệm vụ.",
        Kind.COUNCIL_COMPLETED: "Hội đồng tiếp tục đánh giá theo bộ tiêu chí hiện hành và quy chế của Hội đồng.",
    }[kind]
    third = "Quyết định này có hiệu lực từ ngày ký. Các cơ quan, đơn vị liên quan và các chủ thể, cá nhân có tên tại Phụ lục chịu trách nhiệm thi hành."
    return tuple(Paragraph(text=f"Điều {no}. {text}") for no, text in enumerate((first, second, third), 1))


def _councils(numbers: Sequence[str]) -> tuple[str, ...]:
    if not numbers:
        return ()
    more = f" và {len(numbers) - MOST_CITED} quyết định khác" if len(numbers) > MOST_CITED else ""
    return (
        f"Căn cứ kết quả chấm điểm của Hội đồng thành lập theo Quyết định số {', '.join(numbers[:MOST_CITED])}{more}",
    )


def _proposed_by(decision: CaseDecision, on: date) -> tuple[str, ...]:
    by = papers.submitter(decision.office, on)
    if by is None:
        return ()
    return (f"Theo đề nghị của {by.name}{_at(decision.submission)}",)


def _at(cited: Cited | None) -> str:
    return f" tại Tờ trình số {cited.reference} ngày {cited.day:%d/%m/%Y}" if cited else ""


def _addressed(office: str, on: date) -> str:
    written = papers.office(office, on)
    return decides_as(papers.signatures(), written.signs_as, on, (written.of or written.name).upper()).capitalize()
