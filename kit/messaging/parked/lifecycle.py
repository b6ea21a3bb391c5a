"""The lifecycle of a dead letter: set aside, repaired, applied after all, or discarded."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    OPEN = "open"
    HELD = "held"
    APPLIED = "applied"
    DISCARDED = "discarded"


class Verb(StrEnum):
    REPAIR = "repair"
    APPLY = "apply"
    RELEASE = "release"
    FAIL = "fail"
    DISCARD = "discard"


LIFECYCLE = Lifecycle(
    subject=("sự kiện tạm giữ", "parked event"),
    initial=State.OPEN,
    table={
        (State.OPEN, Verb.REPAIR): State.OPEN,
        (State.OPEN, Verb.APPLY): State.APPLIED,
        (State.OPEN, Verb.RELEASE): State.APPLIED,
        (State.OPEN, Verb.FAIL): State.OPEN,
        (State.OPEN, Verb.DISCARD): State.DISCARDED,
        (State.HELD, Verb.APPLY): State.APPLIED,
        (State.HELD, Verb.FAIL): State.OPEN,
        (State.HELD, Verb.DISCARD): State.DISCARDED,
    },
    states={
        State.OPEN: ("chờ xử lý", "open"),
        State.HELD: ("chờ sự kiện trước", "held behind an earlier one"),
        State.APPLIED: ("đã áp dụng", "applied"),
        State.DISCARDED: ("đã bỏ", "discarded"),
    },
    verbs={
        Verb.REPAIR: ("sửa", "repair"),
        Verb.APPLY: ("áp dụng", "apply"),
        Verb.RELEASE: ("duyệt bản sửa và áp dụng", "release the repair and apply"),
        Verb.FAIL: ("ghi nhận thất bại", "fail"),
        Verb.DISCARD: ("bỏ", "discard"),
    },
)
