"""What stands on the report of an advisory team, to be printed and signed before it is sealed. Pure; the words are Vietnamese, as issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.papers.paper import Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from law import papers
from law.agencies import agency
from law.rulebooks import Rulebook
from law.scoring import points_text, sheet_total
from services.evaluation.advisory.advisory import Advisory, Task
from services.evaluation.advisory.review import Report
from services.evaluation.advisory_teams.team import Team
from services.evaluation.cases.case import Case
from services.evaluation.scoring.tally import tally

TASKS = {
    Task.REVIEW: "thẩm định theo tiêu chí",
    Task.VISIT: "kiểm tra thực tế",
    Task.SAMPLES: "nhận mẫu",
    Task.TESTS: "kiểm nghiệm",
}


def paper(
    case: Case, team: Team, work: Advisory, report: Report, reviews: Sequence[str], rulebook: Rulebook, on: date
) -> Paper:
    """The report as of a day, its number and signature left to the team. `reviews`: who handed one in, by name."""
    office, dossier = papers.office(case.office, on), case.dossier
    counted = tally(rulebook, dossier.product.set_no, report.filled)
    heads = [one.name for one in team.serving(on) if team.heads(one.person_id, on)]
    star = f"{counted.star} sao" if counted.star else "không đạt sao"
    return Paper(
        superior=office.head,
        issuer=team.name,
        kind="BC",
        symbol=f"BC-{office.symbol}",
        place=office.place,
        year=on.year,
        subject=f"Kết quả thẩm định sản phẩm «{dossier.product.name}» tham gia đánh giá, phân hạng OCOP",
        addressees=(f"{papers.council().name} – {office.whole}",),
        blocks=(
            Paragraph(
                text=f"{team.name} được lập theo Quyết định số {team.number} ngày {_day(team.decided_on)}. Sản phẩm "
                f"«{dossier.product.name}» của {dossier.producer.name}, {dossier.producer.place.name}; hồ sơ số {dossier.number}; "
                f"{rulebook.title.vi}."
            ),
            Heading(text="I. VIỆC ĐÃ LÀM"),
            Numbered(items=tuple(_work(work, reviews)), marks="-"),
            *_asked(work),
            *_tested(work),
            Heading(text="II. THẨM ĐỊNH THEO TIÊU CHÍ"),
            _criteria(rulebook, dossier.product.set_no, report),
            Heading(text="III. ĐỀ NGHỊ"),
            Paragraph(
                text=f"Tổng điểm đề xuất: {_comma(counted.total)} trên {_comma(counted.maximum)}; hạng đề xuất: {star}.",
                bold=True,
            ),
            *(Paragraph(text=line) for line in (report.note or "").splitlines() if line.strip()),
        ),
        signatures=(Signature(lines=("TỔ TRƯỞNG",), name=heads[0] if heads else ""),),
        recipients=("- Như trên;", "- Lưu: hồ sơ."),
    )


def _work(work: Advisory, reviews: Sequence[str]) -> list[str]:
    done = [f"{one.name}: {', '.join(TASKS[task] for task in one.tasks)}." for one in work.advisers]
    done += [f"{one.name} không tham gia do có xung đột lợi ích." for one in work.aside]
    if reviews:
        done.append(f"Phiếu thẩm định đã nộp: {', '.join(reviews)}.")
    for visit in work.visits:
        done.append(
            f"Kiểm tra thực tế ngày {_day(visit.visited_on)}, làm việc với {visit.met}: {visit.found} ({len(visit.pictures)} ảnh)."
        )
    if work.samples_asked or work.samples:
        done.append(f"Mẫu sản phẩm: đã nhận {work.samples_received}, cần {work.samples_asked}.")
    return done


def _asked(work: Advisory) -> list[Block]:
    if not work.questions:
        return []
    rows = tuple(
        (one.question, _day(one.asked_on), "Không trả lời" if one.silent else one.answer or "Chờ trả lời")
        for one in work.questions
    )
    columns = (
        Column(title="Câu hỏi cho chủ thể", weight=3),
        Column(title="Ngày hỏi", weight=1.1),
        Column(title="Trả lời", weight=3),
    )
    return [Paragraph(text="Hỏi chủ thể:"), Table(columns=columns, rows=rows)]


def _tested(work: Advisory) -> list[Block]:
    if not work.tests:
        return []
    rows = []
    for one in work.tests:
        known, result = agency(one.laboratory), "Chờ kết quả"
        if one.result:
            passed = "đạt" if one.result.passed else "không đạt"
            result = f"{passed}, phiếu {one.result.report_id} ngày {_day(one.result.reported_on)}"
        rows.append((known.label.vi if known else one.laboratory, "; ".join(one.parameters), result))
    columns = (
        Column(title="Phòng kiểm nghiệm", weight=2.5),
        Column(title="Chỉ tiêu", weight=3),
        Column(title="Kết quả", weight=2.5),
    )
    return [Paragraph(text="Kiểm nghiệm:"), Table(columns=columns, rows=tuple(rows))]


def _criteria(rulebook: Rulebook, set_no: int, report: Report) -> Table:
    form = rulebook.sheet(set_no)
    counted = sheet_total(form, report.filled.for_law())
    rows = [
        (
            f"{leaf.id}. {leaf.label.vi}",
            _comma(points_text(counted.criteria[leaf.id])) if leaf.id in report.answers else "Chưa chấm",
            report.notes.get(leaf.id, ""),
        )
        for leaf in form.leaves
    ]
    rows += [
        (
            f"{part.id}. {part.label.vi}",
            _comma(report.parts.get(part.id, "Chưa chấm")),
            report.notes.get(part.id, ""),
        )
        for part in form.whole_parts
    ]
    columns = (
        Column(title="Tiêu chí", weight=4),
        Column(title="Điểm", weight=1, align="right"),
        Column(title="Nhận xét", weight=3),
    )
    return Table(columns=columns, rows=tuple(rows))


def _comma(points: str) -> str:
    return points.replace(".", ",")


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
