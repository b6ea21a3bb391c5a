"""
What stands on a meeting's invitation, its minutes and an addendum: from what happened to a paper without looks. Pure; the words
are Vietnamese, as issued. Whoever has the minutes in hand sat there: totals stand on them, for they were revealed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kit.clock import LOCAL
from kit.papers.paper import Annex, Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from kit.papers.signatures import Signing, signature_lines
from law import papers
from law.roles import part
from services.evaluation.meetings.meeting import Addendum, Attendance, Ended, Item, Meeting

INVITATION, MINUTES = "GM", "BB"
"""The kinds of paper, as in the symbol of a number (Decree 30/2020/NĐ-CP, Annex III)."""
ENDED = {
    Ended.CONCLUDED: "Hội đồng kết luận",
    Ended.SENT_BACK: "Trả lại hồ sơ",
    Ended.PUT_OFF: "Tạm hoãn",
}


@dataclass(frozen=True)
class RoundSaid:
    """One round of scoring as minutes state it. Points as text with a comma; `totals`: by member."""

    number: int
    totals: tuple[tuple[str, str], ...]
    spread: str
    limit: str
    disputed: bool
    why: str = ""


@dataclass(frozen=True)
class CaseSaid:
    """What is stated of one case: rounds that were opened, the result, who stood aside."""

    rounds: tuple[RoundSaid, ...] = ()
    total: str = ""
    star: int = 0
    concluded: bool = False
    aside: tuple[str, ...] = ()


def invitation(meeting: Meeting, *, on: date, to_sign: bool = False) -> Paper:
    """The invitation of an office to everybody who is called; `to_sign`: with the list they sign on arrival, on its own page."""
    office = papers.office(meeting.office, on)
    blocks: list[Block] = [
        Paragraph(
            text=f"{office.whole} trân trọng kính mời các ông, bà có tên dưới đây dự họp Hội đồng đánh giá, phân hạng sản phẩm OCOP:"
        ),
        Numbered(items=tuple(_called(one.name, one.part, one.body) for one in meeting.members), marks="-"),
        Paragraph(text=f"1. Thời gian: {_at(meeting.starts_at)}.", bold=True),
        Paragraph(text=f"2. Địa điểm: {meeting.held_at}{f'; {meeting.link}' if meeting.link else ''}.", bold=True),
        Paragraph(text="3. Nội dung:", bold=True),
        *([Paragraph(text=meeting.agenda)] if meeting.agenda else []),
        _agenda(meeting.items),
    ]
    if meeting.samples:
        blocks.append(Paragraph(text=f"4. Mẫu sản phẩm: {meeting.samples}"))
    if meeting.files_open_on:
        blocks.append(
            Paragraph(
                text=f"Hồ sơ điện tử đã mở cho thành viên trên hệ thống, chậm nhất ngày {meeting.files_open_on:%d/%m/%Y}. "
                "Ông, bà có quyền lợi liên quan đến chủ thể của hồ sơ nào đề nghị báo để không tham gia đánh giá hồ sơ đó."
            )
        )
    signed = signature_lines(papers.signatures(), office.signs_as, on, Signing.HEAD)
    return Paper(
        issuer=office.head,
        kind=INVITATION,
        symbol=f"{INVITATION}-{office.symbol}",
        place=office.place,
        year=on.year,
        subject="Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP",
        blocks=tuple(blocks),
        annexes=(_sign_in_sheet(meeting),) if to_sign else (),
        signatures=(Signature(lines=signed),),
        recipients=("- Như trên;", "- Lưu: VT, hồ sơ."),
    )


def _sign_in_sheet(meeting: Meeting) -> Annex:
    columns = (
        Column(title="TT", weight=0.6, align="centre"),
        Column(title="Họ và tên", weight=2.6),
        Column(title="Cơ quan, đơn vị", weight=2.6),
        Column(title="Nhiệm vụ", weight=1.6),
        Column(title="Ký tên", weight=2),
    )
    rows = tuple((str(at), one.name, one.body or "", _part(one.part), "") for at, one in enumerate(meeting.members, 1))
    return Annex(title=f"Danh sách ký tên dự họp ngày {_day(meeting)}", blocks=(Table(columns=columns, rows=rows),))


def minutes(
    meeting: Meeting, said: Mapping[str, CaseSaid], *, on: date, chair: str, secretary: str, signing: Signing
) -> Paper:
    """The minutes of a meeting that is over, written from what happened in it."""
    office = papers.office(meeting.office, on)
    blocks: list[Block] = [
        Paragraph(
            text=f"Hội đồng họp từ {_at(meeting.opened_at or meeting.starts_at)} đến {_at(meeting.closed_at or meeting.starts_at)}, "
            f"tại {meeting.held_at}."
        ),
        Heading(text="I. THÀNH PHẦN", level=1),
        _attendance(meeting),
        Heading(text="II. DIỄN BIẾN VÀ KẾT QUẢ", level=1),
    ]
    for item in meeting.items:
        blocks += _case(meeting, item, said.get(item.case_id, CaseSaid()))
    blocks.append(Heading(text="III. TỔNG HỢP", level=1))
    blocks.append(_summary(meeting, said))
    blocks.append(Paragraph(text="Biên bản được đọc lại, các thành viên thống nhất và cùng ký."))
    lines = signature_lines(papers.signatures(), papers.council().signs_as, on, signing)
    return Paper(
        superior=office.head,
        issuer=papers.council().name,
        kind=MINUTES,
        symbol=f"{MINUTES}-{papers.council().symbol}",
        place=office.place,
        year=on.year,
        subject=f"Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP ngày {_day(meeting)}",
        blocks=tuple(blocks),
        signatures=(Signature(lines=("THƯ KÝ",), name=secretary), Signature(lines=lines, name=chair)),
        recipients=("- Các thành viên Hội đồng;", "- Lưu: VT, hồ sơ."),
    )


def addendum(meeting: Meeting, one: Addendum, *, on: date, chair: str, secretary: str) -> Paper:
    """An addendum to minutes that were signed."""
    office, number = papers.office(meeting.office, on), meeting.minuted.number if meeting.minuted else "–"
    lines = signature_lines(papers.signatures(), papers.council().signs_as, on, Signing.HEAD)
    return Paper(
        superior=office.head,
        issuer=papers.council().name,
        kind=MINUTES,
        symbol=f"{MINUTES}-{papers.council().symbol}",
        place=office.place,
        year=on.year,
        subject=f"Phụ lục số {one.no} của Biên bản số {number}, cuộc họp ngày {_day(meeting)}",
        blocks=(
            Paragraph(text=one.words),
            Paragraph(
                text=f"Phụ lục này là một phần của Biên bản số {number}; các nội dung khác của Biên bản giữ nguyên."
            ),
        ),
        signatures=(Signature(lines=("THƯ KÝ",), name=secretary), Signature(lines=lines, name=chair)),
        recipients=("- Các thành viên Hội đồng;", "- Lưu: VT, hồ sơ."),
    )


def _agenda(items: Sequence[Item]) -> Table:
    columns = (
        Column(title="TT", weight=0.6, align="centre"),
        Column(title="Sản phẩm", weight=3),
        Column(title="Chủ thể", weight=3),
        Column(title="Phút", weight=0.8, align="right"),
    )
    rows = tuple(
        (str(at), one.product.name, f"{one.producer.name}, {one.producer.place.name}", str(one.minutes or "–"))
        for at, one in enumerate(items, 1)
    )
    return Table(columns=columns, rows=rows)


def _attendance(meeting: Meeting) -> Table:
    came = {one.person_id: one for one in meeting.attendance}
    rows = []
    for at, member in enumerate(meeting.members, 1):
        noted = came.get(member.person_id)
        said = "Có mặt"
        if noted is None or noted.attendance is Attendance.ABSENT:
            said = f"Vắng: {noted.reason}" if noted else "Vắng"
        elif noted.attendance is Attendance.DEPUTY:
            said = f"Cử dự thay: {noted.deputy} ({noted.deputy_paper or 'không có văn bản'})"
        rows.append((str(at), member.name, member.body or "", _part(member.part), said))
    columns = (
        Column(title="TT", weight=0.6, align="centre"),
        Column(title="Họ và tên", weight=2.4),
        Column(title="Cơ quan, đơn vị", weight=2.6),
        Column(title="Nhiệm vụ", weight=1.4),
        Column(title="Điểm danh", weight=2.4),
    )
    return Table(columns=columns, rows=tuple(rows))


def _case(meeting: Meeting, item: Item, said: CaseSaid) -> list[Block]:
    at = meeting.position(item.case_id)
    blocks: list[Block] = [
        Paragraph(text=f"{at}. {item.product.name} của {item.producer.name} (hồ sơ số {item.number})", bold=True)
    ]
    if item.begun_at is None:
        blocks.append(Paragraph(text="Chưa xem xét tại cuộc họp." if item.done is None else ""))
    else:
        blocks.append(
            Paragraph(text=f"Bắt đầu {_hour(item.begun_at)}; {len(item.present)} thành viên chấm điểm có mặt.")
        )
    if item.visited_on:
        blocks.append(Paragraph(text=f"Hội đồng đã xem tại điểm ngày {item.visited_on:%d/%m/%Y}."))
    if said.aside:
        blocks += [
            Paragraph(text="Không tham gia do có xung đột lợi ích:"),
            Numbered(items=said.aside, marks="-"),
        ]
    for one in said.rounds:
        title = f"Vòng {one.number}: điểm cao nhất và thấp nhất lệch {one.spread} điểm (giới hạn {one.limit})"
        blocks.append(
            Paragraph(text=f"{title}{'; phải thảo luận và chấm lại' if one.disputed else ''}. {one.why}".strip())
        )
        blocks.append(_totals(one))
    if item.discussion:
        blocks.append(Paragraph(text=f"Ý kiến thảo luận: {item.discussion}"))
    blocks.append(Paragraph(text=f"Kết quả: {_result(item, said)}.", bold=True))
    return [one for one in blocks if not (isinstance(one, Paragraph) and not one.text)]


def _totals(one: RoundSaid) -> Table:
    columns = (Column(title="Thành viên chấm điểm", weight=4), Column(title="Điểm", weight=1, align="right"))
    return Table(columns=columns, rows=one.totals)


def _summary(meeting: Meeting, said: Mapping[str, CaseSaid]) -> Table:
    columns = (
        Column(title="TT", weight=0.6, align="centre"),
        Column(title="Sản phẩm", weight=3),
        Column(title="Chủ thể", weight=3),
        Column(title="Kết quả", weight=3),
    )
    rows = tuple(
        (str(at), one.product.name, one.producer.name, _result(one, said.get(one.case_id, CaseSaid())))
        for at, one in enumerate(meeting.items, 1)
    )
    return Table(columns=columns, rows=rows)


def _result(item: Item, said: CaseSaid) -> str:
    if item.done is None:
        return "Chưa xem xét, chuyển sang cuộc họp sau"
    scored = f"{said.total} điểm, {f'{said.star} sao' if said.star else 'không có sao'}" if said.concluded else ""
    reason = f": {item.done.reason}" if item.done.reason else ""
    if item.done.ended is Ended.CONCLUDED:
        return f"{ENDED[item.done.ended]} {scored}".strip()
    return f"{ENDED[item.done.ended]}{f' ({scored})' if scored else ''}{reason}"


def _called(name: str, seat: str, body: str | None) -> str:
    return f"{name} – {_part(seat)}{f', {body}' if body else ''}"


def _part(seat: str) -> str:
    known = part(seat)
    return known.label.vi[:1].upper() + known.label.vi[1:] if known else seat


def _at(moment: datetime) -> str:
    local = moment.astimezone(LOCAL)
    return f"{local:%H} giờ {local:%M} ngày {local:%d/%m/%Y}"


def _hour(moment: datetime) -> str:
    local = moment.astimezone(LOCAL)
    return f"{local:%H} giờ {local:%M}"


def _day(meeting: Meeting) -> str:
    return f"{(meeting.opened_at or meeting.starts_at).astimezone(LOCAL):%d/%m/%Y}"
