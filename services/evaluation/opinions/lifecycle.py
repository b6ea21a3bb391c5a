"""The steps of a collection of written opinions, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Where a collection of opinions stands."""

    ASKED = "asked"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    """What is done with a collection of opinions."""

    ANSWER = "answer"
    LEAVE = "leave"
    CONCLUDE = "conclude"
    CANCEL = "cancel"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("lấy ý kiến bằng văn bản", "collection of written opinions"),
    initial=State.ASKED,
    table={
        (State.ASKED, Verb.ANSWER): State.ASKED,
        # A member stands aside, or another takes the seat: their form is not counted.
        (State.ASKED, Verb.LEAVE): State.ASKED,
        (State.ASKED, Verb.CONCLUDE): State.CONCLUDED,
        (State.ASKED, Verb.CANCEL): State.CANCELLED,
    },
    states={
        State.ASKED: ("Đang lấy ý kiến, nội dung phiếu giữ kín", "Asked for, answers secret"),
        State.CONCLUDED: ("Đã mở và tổng hợp", "Opened and summarised"),
        State.CANCELLED: ("Đã dừng", "Cancelled"),
    },
    verbs={
        Verb.ANSWER: ("gửi phiếu ý kiến", "answer"),
        Verb.LEAVE: ("không tính phiếu của thành viên", "leave a member out"),
        Verb.CONCLUDE: ("mở và tổng hợp", "open and summarise"),
        Verb.CANCEL: ("dừng lấy ý kiến", "cancel"),
    },
)
