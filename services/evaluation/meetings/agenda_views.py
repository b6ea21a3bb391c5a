"""What is shown of meetings over several cases: to each reader only of the cases they see, and never a value of a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kit.aggregate import Kept
from kit.clock import LOCAL
from kit.identity import Principal
from kit.language import gettext as _
from kit.mapped import mapped
from kit.papers.signatures import Signing
from kit.web.answers import by_content
from kit.web.labelled import Asked, form
from kit.work import Unit
from law.meetings import meeting_rules
from programme import names
from services.evaluation.cases.case import Case
from services.evaluation.cases.views import Named
from services.evaluation.councils import store as council_store
from services.evaluation.councils.conflicts import conflicts_found
from services.evaluation.councils.council import Council
from services.evaluation.councils.found import Found
from services.evaluation.councils.person import Person
from services.evaluation.councils.views import part_names
from services.evaluation.meetings import use_cases
from services.evaluation.meetings.commands import (
    AddendumCommand,
    AgendaCommand,
    AttendantCommand,
    CancellationCommand,
    DiscussionCommand,
    DoneCommand,
    ItemCommand,
    LookCommand,
    MinutesCommand,
    NewMeetingCommand,
    SignedMinutesCommand,
)
from services.evaluation.meetings.lifecycle import LIFECYCLE, State, Verb
from services.evaluation.meetings.meeting import (
    Attendance,
    AttendanceFields,
    Attendant,
    CaseFields,
    Dealt,
    Ended,
    Item,
    ItemFields,
    Meeting,
    MeetingFields,
    OfficeFields,
    PlaceFields,
)
from services.evaluation.scoring import use_cases as scoring

COLOURS = {
    State.CALLED: "blue",
    State.CANCELLED: "grey",
    State.OPEN: "green",
    State.CLOSED: "yellow",
    State.MINUTED: "grey",
}
ENDED = {
    Ended.CONCLUDED: ("Đã kết luận", "Concluded"),
    Ended.SENT_BACK: ("Trả lại hồ sơ", "Sent back"),
    Ended.PUT_OFF: ("Tạm hoãn", "Put off"),
}
SIGNS = [(Signing.HEAD.value, "CHỦ TỊCH"), (Signing.DEPUTY.value, "KT. CHỦ TỊCH")]
"""In which right the minutes are signed, as it stands above the name."""
CAME = {
    Attendance.PRESENT: ("Có mặt", "Present"),
    Attendance.ABSENT: ("Vắng", "Absent"),
    Attendance.DEPUTY: ("Cử người dự thay", "Deputy"),
}


class ItemView(ItemFields, Dealt):
    """A case on the agenda, to who sees it."""

    position: int
    product: str
    producer: str


class SignView(CaseFields):
    """A sign of a conflict of interest, to who leads the case: whose, which, and what was decided."""

    person_id: str
    name: str
    kind: str
    vi: str
    en: str
    certain: bool
    decided: bool


class AgendaView(MeetingFields, OfficeFields, AttendanceFields, Kept):
    """A meeting as its reader sees it: `hidden` cases are not theirs to know."""

    id: str
    version: int
    state: Named
    starts_at: datetime
    files_open_on: date | None
    items: list[ItemView]
    hidden: int
    members: list[dict[str, str | None]]
    current: str | None
    signs: list[SignView] = []
    minuted: bool
    may: list[Named] = []


class AgendaLine(OfficeFields, PlaceFields):
    """A meeting as a line of a list."""

    id: str
    state: Named
    starts_at: datetime
    cases: int


def line(meeting: Meeting) -> AgendaLine:
    """A meeting as a line of a list: nothing of its cases but how many they are."""
    state = Named.of(meeting.state, LIFECYCLE.states[meeting.state])
    return mapped(AgendaLine, meeting, state=state, cases=len(meeting.case_ids))


def row(meeting: Meeting) -> dict[str, Any]:
    """The same as a row of the page's list."""
    return {
        "id": meeting.id,
        "starts_at": meeting.starts_at,
        "held_at": meeting.held_at,
        "office_name": names.office(meeting.office, meeting.starts_at.astimezone(LOCAL).date()),
        "cases": len(meeting.case_ids),
        "done": sum(1 for one in meeting.items if one.done),
        "state": names.state(LIFECYCLE, meeting.state),
        "colour": COLOURS[meeting.state],
        "open": meeting.state is State.OPEN,
    }


async def view(unit: Unit, meeting: Meeting, by: Principal) -> AgendaView:
    """A meeting for machines, as its reader sees it."""
    cases = await use_cases.cases_seen(unit, meeting, by)
    leads = use_cases.leads(meeting, by)
    signs = await signs_of(unit, meeting, cases, by)
    shown = mapped(
        AgendaView,
        meeting,
        state=Named.of(meeting.state, LIFECYCLE.states[meeting.state]),
        items=[item_view(meeting, item) for item in meeting.items if item.case_id in cases],
        hidden=len(meeting.items) - len([item for item in meeting.items if item.case_id in cases]),
        members=[one.model_dump() for one in meeting.members],
        attendance=meeting.attendance if leads else (),
        current=meeting.current if meeting.current in cases else None,
        signs=[one for found in signs.values() for one in found],
        minuted=meeting.minuted is not None,
        may=[Named.of(verb, LIFECYCLE.verbs[verb]) for verb in meeting.may] if leads else [],
    )
    return shown if leads else by_content(shown)


def item_view(meeting: Meeting, item: Item) -> ItemView:
    """One case on the agenda."""
    named = {"product": item.product.name, "producer": item.producer.name}
    return mapped(ItemView, item, position=meeting.position(item.case_id), **named)


async def signs_of(unit: Unit, meeting: Meeting, cases: Mapping[str, Case], by: Principal) -> dict[str, list[SignView]]:
    """The signs of conflicts by case, of what is left of the agenda and this person leads."""
    found: dict[str, list[SignView]] = {}
    for item in meeting.left if meeting.state in (State.CALLED, State.OPEN) else ():
        case = cases.get(item.case_id)
        council = await council_store.of_case(unit, item.case_id) if case and scoring.leads(case, by) else None
        if case is None or council is None:
            continue
        signs = await conflicts_found(unit, case, [seat.person_id for seat in council.seats if not seat.recusal])
        if signs:
            found[item.case_id] = [_sign(item, council, one) for one in signs]
    return found


def _sign(item: Item, council: Council, one: Found) -> SignView:
    seat = council.seat_of(one.person_id)
    vi, en = one.words
    return mapped(
        SignView,
        one,
        case_id=item.case_id,
        name=seat.name if seat else one.person_id,
        vi=vi,
        en=en,
        certain=one.is_certain,
        decided=item.looked_at(one.person_id, one.kind),
    )


def agenda_rows(meeting: Meeting, cases: Mapping[str, Case]) -> list[dict[str, Any]]:
    """The agenda in its order; of a case that is not the reader's to know nothing but its place."""
    found: list[dict[str, Any]] = []
    for item in meeting.items:
        at = meeting.position(item.case_id)
        if item.case_id not in cases:
            found.append({"position": at, "hidden": True})
            continue
        shown = item_view(meeting, item)
        found.append(
            {
                **dict(shown),
                "hidden": False,
                "estimated": shown.minutes or meeting_rules().minutes_each,
                "current": meeting.current == item.case_id,
                "done": names.said(ENDED[shown.done.ended]) if shown.done else "",
                "because": shown.done.reason if shown.done else None,
            }
        )
    return found


async def whole(unit: Unit, meeting: Meeting, by: Principal) -> dict[str, Any]:
    """A meeting as a page: when, where, who, the agenda, and what its reader may do."""
    cases = await use_cases.cases_seen(unit, meeting, by)
    leads, parts = use_cases.leads(meeting, by), part_names()
    signs = await signs_of(unit, meeting, cases, by)
    came = {one.person_id: one for one in meeting.attendance}
    return {
        "meeting": meeting,
        "line": row(meeting),
        "items": agenda_rows(meeting, cases),
        "minutes_in_all": sum(one.minutes or meeting_rules().minutes_each for one in meeting.items),
        "members": [
            {
                "name": one.name,
                "part": parts.get(one.part, one.part),
                "body": one.body or "–",
                "came": names.said(CAME[came[one.person_id].attendance]) if one.person_id in came else "–",
                "why": _why(came[one.person_id]) if leads and one.person_id in came else "",
            }
            for one in meeting.members
        ],
        "signs": [(cases[id].dossier.product.name, id, found) for id, found in signs.items()],
        "undecided": sum(1 for found in signs.values() for one in found if not one.decided),
        "leads": leads,
        "may_open": leads and Verb.OPEN in meeting.may and not meeting.is_of_one_case,
        "may_change": leads and meeting.state in (State.CALLED, State.CANCELLED) and not meeting.is_of_one_case,
        "may_cancel": leads and Verb.CANCEL in meeting.may,
        "may_close": leads and Verb.CLOSE in meeting.may and meeting.current is None,
        "is_open": meeting.state is State.OPEN,
        "held": meeting.opened_at is not None,
        "case_page": meeting.items[0].case_id if meeting.is_of_one_case and meeting.items else None,
    }


def _why(one: Attendant) -> str:
    if one.attendance is Attendance.DEPUTY:
        return f"{one.deputy or '–'} ({one.deputy_paper or '–'})"
    return one.reason or ""


def agenda_form(
    office: str, on: date, meeting: Meeting | None, offered: Sequence[Case], cases: Mapping[str, Case]
) -> dict[str, Any]:
    """The form that calls a meeting or changes it: those on the agenda in their order, then those it may be filled with."""
    known = None
    if meeting is not None:
        local = meeting.starts_at.astimezone(LOCAL)
        said = meeting.model_dump(include=set(MeetingFields.model_fields))
        known = AgendaCommand.model_construct(**said, on=local.date(), hour=f"{local:%H:%M}", cases=[])
    asked = {one.key: one for one in form(AgendaCommand, known, but=("cases",))}
    called = meeting is not None and meeting.state is State.CALLED
    order = ["on", "hour", "held_at", "link", "agenda", "samples", *(["note"] if called else [])]
    listed = [(cases[item.case_id], item) for item in (meeting.items if meeting else ()) if item.case_id in cases]
    taken = {case.id for case, _item in listed}
    rows: list[tuple[Case, Item | None]] = [*listed, *((case, None) for case in offered if case.id not in taken)]
    return {
        "office_id": office,
        "office_name": names.office(office, on),
        "meeting": meeting,
        "asked": [asked[name] for name in order],
        "rows": [_agenda_row(at, case, item) for at, (case, item) in enumerate(rows)],
        "most": meeting_rules().most_cases,
        "days": meeting_rules().files_open.days,
        "cancelling": form(CancellationCommand),
    }


def _agenda_row(at: int, case: Case, item: Item | None) -> dict[str, Any]:
    known = mapped(ItemCommand, item) if item else ItemCommand(case_id=case.id)
    return {
        "at": f"cases-{at}-",
        "case_id": case.id,
        "product": case.dossier.product.name,
        "producer": case.dossier.producer.name,
        "position": at + 1 if item else "",
        "due_on": case.due_on,
        "asked": form(ItemCommand, known, at=f"cases-{at}-", but=("case_id",)),
    }


def attendance_form(meeting: Meeting) -> list[tuple[str, str, str, list[Asked]]]:
    """Of everybody who was called (field prefix, id, name, fields), filled in with what was noted last, else as present."""
    came = {one.person_id: one for one in meeting.attendance}
    choices = [(one.value, names.said(words)) for one, words in CAME.items()]
    found = []
    for at, member in enumerate(meeting.members):
        prefix = f"attendance-{at}-"
        known = came.get(member.person_id) or Attendant(person_id=member.person_id, attendance=Attendance.PRESENT)
        asked = form(AttendantCommand, known, {f"{prefix}attendance": choices}, prefix, but=("person_id",))
        found.append((prefix, member.person_id, member.name, asked))
    return found


def done_form() -> list[Asked]:
    """The form that is done with a case."""
    return form(DoneCommand, choices={"ended": [(one.value, names.said(words)) for one, words in ENDED.items()]})


def discussion_form(item: Item) -> list[Asked]:
    """The form of what was discussed."""
    return form(DiscussionCommand, item)


def look_form(sign: SignView) -> list[Asked]:
    """The form that decides on a sign."""
    answers = [("yes", _("Không tham gia đánh giá hồ sơ này")), ("no", _("Tham gia: dấu hiệu này không phải xung đột"))]
    if sign.certain:
        answers = answers[:1]
    return form(LookCommand, choices={"stands_aside": answers}, but=("person_id", "kind"))


def offices_form(offices: Sequence[str], on: date) -> list[Asked]:
    """Which office a meeting is called for, where somebody calls for several."""
    asked = form(NewMeetingCommand, choices={"office": [(one, names.office(one, on)) for one in offices]})
    return [one for one in asked if one.key == "office"]


def completers(council: Council, people: Sequence[Person], found: Sequence[Found]) -> list[dict[str, Any]]:
    """Who of the roster could complete a council: not on it, with a council's role, and what speaks against each."""
    seated = {seat.person_id for seat in council.seats} | set(council.recused)
    return [
        {
            "name": one.name,
            "body": one.body or "–",
            "signs": [sign.say() for sign in found if sign.person_id == one.person_id],
        }
        for one in people
        if one.roles and one.person_id not in seated
    ]


def papers(meeting: Meeting, by: Principal) -> dict[str, Any]:
    """The page of a meeting's papers, with the forms that write and file them."""
    leads = use_cases.leads(meeting, by)
    unsigned = next((one for one in meeting.addenda if one.filed is None), None)
    return {
        "meeting": meeting,
        "line": row(meeting),
        "leads": leads,
        "may_invite": leads and meeting.state is State.CALLED,
        "may_draft": leads and Verb.DRAFT_MINUTES in meeting.may,
        "may_file": leads and Verb.FILE_MINUTES in meeting.may and meeting.minutes_id is not None,
        "may_add": leads and Verb.ADD in meeting.may and unsigned is None,
        "unsigned": unsigned if leads else None,
        "asked": form(MinutesCommand, choices={"signing": SIGNS}),
        "signed": form(SignedMinutesCommand),
        "adding": form(AddendumCommand),
    }
