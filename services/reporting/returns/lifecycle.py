"""The steps of a return, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    DUE = "due"
    FILLING = "filling"
    SUBMITTED = "submitted"
    SENT_BACK = "sent-back"
    APPROVED = "approved"
    LOCKED = "locked"


class Verb(StrEnum):
    FILL = "fill"
    TAKE_PAPER = "take-paper"
    SUBMIT = "submit"
    SEND_BACK = "send-back"
    APPROVE = "approve"
    LOCK = "lock"
    CORRECT = "correct"


OPEN = (State.DUE, State.FILLING, State.SENT_BACK)
"""Its office has it: it is filled in anew at every opening."""
TAKEN = (State.APPROVED, State.LOCKED)
"""The office above has accepted it."""

LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("báo cáo định kỳ", "return"),
    initial=State.DUE,
    table={
        (State.DUE, Verb.FILL): State.FILLING,
        (State.DUE, Verb.TAKE_PAPER): State.FILLING,
        (State.FILLING, Verb.FILL): State.FILLING,
        (State.SENT_BACK, Verb.FILL): State.SENT_BACK,
        **{(state, Verb.SUBMIT): State.SUBMITTED for state in OPEN},
        (State.SUBMITTED, Verb.SEND_BACK): State.SENT_BACK,
        (State.SUBMITTED, Verb.APPROVE): State.APPROVED,
        (State.APPROVED, Verb.LOCK): State.LOCKED,
        (State.LOCKED, Verb.CORRECT): State.LOCKED,
    },
    states={
        State.DUE: ("phải nộp", "due"),
        State.FILLING: ("đang lập", "being filled in"),
        State.SUBMITTED: ("đã nộp", "submitted"),
        State.SENT_BACK: ("bị trả lại", "sent back"),
        State.APPROVED: ("đã duyệt", "approved"),
        State.LOCKED: ("đã khóa", "locked"),
    },
    verbs={
        Verb.FILL: ("ghi số liệu", "fill in"),
        Verb.TAKE_PAPER: ("nhận bản giấy", "take it on paper"),
        Verb.SUBMIT: ("nộp", "submit"),
        Verb.SEND_BACK: ("trả lại", "send back"),
        Verb.APPROVE: ("duyệt", "approve"),
        Verb.LOCK: ("khóa", "lock"),
        Verb.CORRECT: ("sửa sau khi khóa", "correct after locking"),
    },
)
