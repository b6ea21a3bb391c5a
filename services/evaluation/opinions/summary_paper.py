"""The summary of written opinions (biên bản tổng hợp): from what was opened to a paper without looks. Pure; the words are Vietnamese."""

from __future__ import annotations

from datetime import date

from kit.clock import local_date
from kit.papers.paper import Block, Column, Paper, Paragraph, Signature, Table
from law import papers
from services.evaluation.opinions import rules
from services.evaluation.opinions.opinion import Opinion, Opinions, Result

SAID = {
    Opinion.KEEP: "Giữ hạng",
    Opinion.LOWER: "Hạ hạng",
    Opinion.MEET: "Đề nghị họp",
    Opinion.SILENT: "Không trả lời trong hạn",
}
RESULTS = {
    Result.KEEP: "giữ hạng sao",
    Result.LOWER: "hạ hạng sao",
    Result.MEETING: "họp Hội đồng",
    Result.VISIT: "kiểm tra thực tế trước khi kết luận",
}


def paper(opinions: Opinions, *, on: date) -> Paper:
    """The summary as a draft, its number and signatures left to the office."""
    office = papers.office(opinions.office, on)
    return Paper(
        issuer=office.head,
        kind="BB",
        symbol=f"BB-{office.symbol}",
        place=office.place,
        year=on.year,
        subject=f"Tổng hợp ý kiến bằng văn bản của Hội đồng về đánh giá lại {opinions.product.name}",
        blocks=_blocks(opinions),
        signatures=(Signature(lines=("THƯ KÝ",)), Signature(lines=("CHỦ TỊCH HỘI ĐỒNG",))),
        recipients=("- Hội đồng;", "- Lưu: VT, hồ sơ."),
    )


def _blocks(opinions: Opinions) -> tuple[Block, ...]:
    done = opinions.conclusion
    assert done is not None, "what is summarised was opened"
    forms = {one.member_id: one for one in opinions.forms}
    rows = tuple(
        (
            str(number),
            member.name,
            SAID[opinions.said_by(member.person_id)],
            forms[member.person_id].reason if member.person_id in forms else "–",
        )
        for number, member in enumerate(opinions.members, 1)
    )
    why = "; ".join(rules.WHY[code][0].lower() for code in done.reasons)
    blocks: list[Block] = [
        Paragraph(
            text=f"Phiếu lấy ý kiến gửi ngày {local_date(opinions.asked_at):%d/%m/%Y}, hạn gửi lại {opinions.answer_by:%d/%m/%Y}, "
            f"mở cùng lúc ngày {local_date(done.concluded_at):%d/%m/%Y}. Sản phẩm: {opinions.product.name}; chủ thể: {opinions.producer.name}; "
            f"hạng đang được công nhận: {opinions.star_now} sao; hạng theo phiếu điểm được hỏi: {opinions.star} sao."
        ),
        Table(
            columns=(
                Column(title="TT", weight=1),
                Column(title="Thành viên", weight=4),
                Column(title="Ý kiến", weight=3),
                Column(title="Lý do", weight=8),
            ),
            rows=rows,
        ),
        Paragraph(text=f"Kết quả: {RESULTS[done.result]}{f' ({why})' if why else ''}.", bold=True),
    ]
    if done.because:
        blocks.append(Paragraph(text=done.because))
    return tuple(blocks)
