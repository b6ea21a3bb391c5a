"""The steps of a list that was sent, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    CHECKING = "checking"
    CHECKED = "checked"
    ENTERING = "entering"
    ENTERED = "entered"
    UNDOING = "undoing"
    UNDONE = "undone"


class Verb(StrEnum):
    SHOW = "show"
    READ_OTHERWISE = "read-otherwise"
    ENTER = "enter"
    FINISH = "finish"
    UNDO = "undo"
    FINISH_UNDOING = "finish-undoing"


LIFECYCLE = Lifecycle(
    subject=("danh sách (các năm trước)", "list"),
    initial=State.CHECKING,
    table={
        (State.CHECKING, Verb.SHOW): State.CHECKED,
        (State.CHECKING, Verb.READ_OTHERWISE): State.CHECKING,
        (State.CHECKED, Verb.READ_OTHERWISE): State.CHECKING,
        (State.CHECKED, Verb.ENTER): State.ENTERING,
        (State.ENTERING, Verb.FINISH): State.ENTERED,
        (State.ENTERING, Verb.UNDO): State.UNDOING,
        (State.ENTERED, Verb.UNDO): State.UNDOING,
        (State.UNDOING, Verb.FINISH_UNDOING): State.UNDONE,
    },
    states={
        State.CHECKING: ("đang kiểm tra", "being checked"),
        State.CHECKED: ("đã kiểm tra, chưa nhập", "checked, not entered"),
        State.ENTERING: ("đang nhập", "being entered"),
        State.ENTERED: ("đã nhập", "entered"),
        State.UNDOING: ("đang rút lại", "being taken back"),
        State.UNDONE: ("đã rút lại", "taken back"),
    },
    verbs={
        Verb.SHOW: ("cho xem trước", "show what would be entered"),
        Verb.READ_OTHERWISE: ("đọc theo bảng mã khác", "read in another encoding"),
        Verb.ENTER: ("nhập", "enter"),
        Verb.FINISH: ("nhập xong", "finish entering"),
        Verb.UNDO: ("rút lại", "take back"),
        Verb.FINISH_UNDOING: ("rút xong", "finish taking back"),
    },
)
