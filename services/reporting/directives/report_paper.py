"""What stands on the report on carrying out a directive, of one office or of all. Pure; the words are Vietnamese, as sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.papers.paper import Block, Column, Numbered, Paper, Paragraph, Signature, Table
from law import papers
from law.figures import figure_rules
from programme import names
from services.reporting.directives.directive import Directive, DirectiveCopy
from services.reporting.directives.task import Task
from services.reporting.directives.task_lifecycle import TASKS, TaskState


def paper(
    directive: Directive,
    copies: Sequence[DirectiveCopy],
    tasks: Sequence[Task],
    *,
    writer: str,
    of: str | None,
    written_on: date,
    on: date,
) -> Paper:
    """
    The report as of a day, its number and signature left to the office. `writer`: whose report it is, as it was on `written_on`;
    `of`: the one office it is about.
    """
    office = papers.office(writer, written_on)
    about = f" của {names.office(of, directive.on, 'vi')}" if of and of != writer else ""
    return Paper(
        issuer=office.head,
        kind="BC",
        symbol=f"BC-{office.symbol}",
        place=office.place,
        year=on.year,
        subject=f"Kết quả thực hiện Công văn số {directive.number} ngày {_day(directive.signed_on)}{about}",
        addressees=(names.office(directive.issued_by, directive.on, "vi"),) if of else (),
        blocks=_blocks(directive, copies, tasks, of, on),
        signatures=(Signature(lines=("THỦ TRƯỞNG ĐƠN VỊ",)),),
        recipients=("- Như trên;", "- Lưu: VT.") if of else ("- Lưu: VT.",),
    )


def _blocks(
    directive: Directive, copies: Sequence[DirectiveCopy], tasks: Sequence[Task], of: str | None, on: date
) -> tuple[Block, ...]:
    done = sum(one.state is TaskState.ACCEPTED for one in tasks)
    answered = sum(bool(one.replies) for one in tasks)
    in_time = sum(bool(one.replies) and one.replies[0].on_time for one in tasks)
    unread = [names.office(one.office, directive.on, "vi") for one in copies if one.read_on is None]
    blocks: list[Block] = [
        Paragraph(text="I. TÌNH HÌNH CHUNG", bold=True),
        Paragraph(
            text=f"Văn bản giao {len(directive.orders)} nhiệm vụ; đến ngày {_day(on)} có {len(tasks)} nhiệm vụ của "
            f"{len({one.office for one in tasks})} cơ quan: {answered} đã báo cáo kết quả ({in_time} đúng hạn), {done} được chấp "
            f"nhận, {sum(one.late(on) for one in tasks)} quá hạn chưa báo cáo."
        ),
    ]
    if unread:
        blocks.append(Paragraph(text=f"Chưa xem văn bản: {', '.join(unread)}."))
    if not of:
        blocks += [Paragraph(text="II. THEO CƠ QUAN", bold=True), _by_office(tasks, on)]
    blocks.append(Paragraph(text=f"{'II' if of else 'III'}. THEO NHIỆM VỤ", bold=True))
    for order in directive.orders:
        mine = [one for one in tasks if one.no == order.no]
        blocks.append(Paragraph(text=f"{order.no}. {order.what}", bold=True))
        blocks += _of_order(mine, bool(of), on)
    return tuple(blocks)


def _by_office(tasks: Sequence[Task], on: date) -> Table:
    rows = []
    for office in sorted({one.office for one in tasks}):
        mine = [one for one in tasks if one.office == office]
        rows.append(
            (
                names.office(office, mine[0].office_on, "vi"),
                str(len(mine)),
                str(sum(bool(one.replies) for one in mine)),
                str(sum(bool(one.replies) and one.replies[0].on_time for one in mine)),
                str(sum(one.state is TaskState.ACCEPTED for one in mine)),
                str(sum(one.late(on) for one in mine)),
            )
        )
    titles = ("Nhiệm vụ", "Đã báo cáo", "Đúng hạn", "Được chấp nhận", "Quá hạn")
    columns = (Column(title="Cơ quan", weight=3), *(Column(title=one, align="right") for one in titles))
    return Table(columns=columns, rows=tuple(rows))


def _of_order(tasks: Sequence[Task], one_office: bool, on: date) -> list[Block]:
    figures = _figures(tasks)
    blocks: list[Block] = [Numbered(items=tuple(figures), marks="-")] if figures else []
    if one_office:
        for task in tasks:
            said = task.reply.words if task.reply else "Chưa báo cáo kết quả."
            blocks.append(Paragraph(text=f"{_state(task, on)}. {said}"))
        return blocks
    rows = tuple(
        (
            names.office(one.office, one.office_on, "vi"),
            _state(one, on),
            _day(one.reply.answered_on) if one.reply else "",
            one.reply.words if one.reply else "",
        )
        for one in tasks
    )
    columns = (
        Column(title="Cơ quan", weight=2),
        Column(title="Tình trạng", weight=1.5),
        Column(title="Báo cáo ngày", weight=1.1),
        Column(title="Kết quả", weight=4),
    )
    return [*blocks, Table(columns=columns, rows=rows)]


def _figures(tasks: Sequence[Task]) -> list[str]:
    """The figures of the answers, added up over the offices that were given the task first-hand: those below are in theirs."""
    sums: dict[str, int] = {}
    ids = {one.id for one in tasks}
    for task in tasks:
        if task.parent_id in ids or task.reply is None:
            continue
        for one in task.reply.figures:
            sums[one.code] = sums.get(one.code, 0) + one.value
    known = {one.code: one for one in figure_rules().figures}
    return [f"{known[code].label.vi}: {value} {known[code].unit.vi}" for code, value in sums.items() if code in known]


def _state(task: Task, on: date) -> str:
    return "quá hạn" if task.late(on) else names.state(TASKS, task.state, "vi")


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
