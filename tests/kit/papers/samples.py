"""One decision with everything a paper may have on it, and the law it is written by."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kit.papers.paper import Annex, Column, Heading, Numbered, Paper, Paragraph, Signature, Table

ON = date(2026, 2, 5)
AT = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
NAME = "Mật ong #hoa nhãn* $x$ @a “Phố Hiến”"


def decision(rows: int = 3, **changes: object) -> Paper:
    """A decision with an annex of so many lines."""

    columns = (
        Column(title="TT", weight=0.5),
        Column(title="Sản phẩm", weight=3),
        Column(title="Chủ thể", weight=3),
    )
    lines = tuple((str(at), NAME, f"Hợp tác xã Nhãn lồng Tân Hưng {at}") for at in range(1, rows + 1))
    table = Table(columns=(*columns, Column(title="Điểm", align="right")), rows=tuple((*r, "83.5") for r in lines))
    paper = Paper(
        issuer="Ủy ban nhân dân\ntỉnh Hưng Yên",
        kind="QĐ",
        symbol="QĐ-UBND",
        number=5,
        place="Hưng Yên",
        on=ON,
        year=2026,
        subject="Về việc phê duyệt kết quả đánh giá, phân hạng sản phẩm OCOP",
        decides_as="Ủy ban nhân dân tỉnh Hưng Yên",
        grounds=("Căn cứ Luật Tổ chức chính quyền địa phương;", "Căn cứ Quyết định 26/2026/QĐ-TTg"),
        blocks=(
            Paragraph(text="QUYẾT ĐỊNH:", bold=True, centred=True),
            Paragraph(text="Điều 1. Phê duyệt kết quả, gồm:"),
            Numbered(items=("03 sản phẩm hạng 4 sao", "09 sản phẩm hạng 3 sao"), marks="a)"),
            Heading(text="Tổ chức thực hiện", level=2),
        ),
        annexes=(Annex(title="Danh sách sản phẩm", blocks=(table,), wide=True),),
        signatures=(Signature(lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="Nguyễn Văn An"),),
        recipients=("- Như Điều 3;", "- Lưu: VT."),
    )
    return Paper.model_validate({**paper.model_dump(), **changes})
