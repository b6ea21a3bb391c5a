"""The steps of an activity, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    DRAFT = "draft"
    RECORDED = "recorded"
    STRUCK = "struck"
    DECLINED = "declined"


class Verb(StrEnum):
    CONFIRM = "confirm"
    DECLINE = "decline"
    CORRECT = "correct"
    STRIKE = "strike"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("hoạt động", "activity"),
    initial=State.RECORDED,
    table={
        (State.DRAFT, Verb.CONFIRM): State.RECORDED,
        (State.DRAFT, Verb.DECLINE): State.DECLINED,
        (State.RECORDED, Verb.CORRECT): State.RECORDED,
        (State.RECORDED, Verb.STRIKE): State.STRUCK,
    },
    states={
        State.DRAFT: ("cơ quan khác báo, chờ xác nhận", "reported by another agency, to be confirmed"),
        State.RECORDED: ("đã ghi nhận", "recorded"),
        State.STRUCK: ("đã hủy, không tính", "struck, counts no more"),
        State.DECLINED: ("không phải của cơ quan", "not this office's"),
    },
    verbs={
        Verb.CONFIRM: ("xác nhận hoạt động", "confirm the activity"),
        Verb.DECLINE: ("trả lời không phải của cơ quan", "say that it is not this office's"),
        Verb.CORRECT: ("sửa hoạt động", "correct the activity"),
        Verb.STRIKE: ("hủy bản ghi", "strike the record"),
    },
)
