"""The score sheets of a case as a paper: every criterion with what each member gave, as they were opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kit.papers.paper import Annex, Column, Paper, Paragraph, Table
from law import papers
from law.rulebooks import Rulebook
from law.scoring import points_text, sheet_total
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import MemberSheet

MOST_COLUMNS = 9
"""Members beside each other on one page; more follow in another table."""


def sheets_paper(case: Case, rulebook: Rulebook, sheets: Sequence[MemberSheet], *, on: date) -> Paper:
    """The opened sheets of the last round of a case's council."""
    product, producer = case.dossier.product, case.dossier.producer
    council = papers.council()
    some = [sheets[at : at + MOST_COLUMNS] for at in range(0, len(sheets), MOST_COLUMNS)]
    return Paper(
        superior=papers.office(case.office, on).head,
        issuer=council.name,
        kind="BC",
        symbol=f"BC-{council.symbol}",
        place=papers.office(case.office, on).place,
        year=on.year,
        subject="Phiếu chấm điểm của Hội đồng đánh giá, phân hạng sản phẩm OCOP",
        blocks=(
            Paragraph(text=f"Sản phẩm «{product.name}» của {producer.name}, hồ sơ số {case.dossier.number}."),
            Paragraph(text=rulebook.title.vi),
        ),
        annexes=tuple(
            Annex(title="Điểm theo tiêu chí", blocks=(_table(rulebook, product.set_no, each),), wide=True)
            for each in some
        ),
    )


def _table(rulebook: Rulebook, set_no: int, sheets: Sequence[MemberSheet]) -> Table:
    form = rulebook.sheet(set_no)
    tallies = [sheet_total(form, sheet.for_law()) for sheet in sheets]
    columns = [Column(title="Tiêu chí", weight=5.0)]
    columns += [Column(title=one.member_name or one.member_id, weight=1.4, align="right") for one in sheets]
    rows = [
        (
            f"{leaf.id}. {leaf.label.vi}",
            *(
                _said(tally.criteria[leaf.id]) if leaf.id in sheet.answers else ""
                for sheet, tally in zip(sheets, tallies, strict=True)
            ),
        )
        for leaf in form.leaves
    ]
    rows += [
        (f"Phần {part.id}: {part.label.vi}", *(_said(tally.parts[part.id]) for tally in tallies)) for part in form.parts
    ]
    rows.append(("Tổng điểm", *((sheet.total or "").replace(".", ",") for sheet in sheets)))
    return Table(columns=tuple(columns), rows=tuple(rows))


def _said(points: Decimal) -> str:
    return points_text(points).replace(".", ",")
