"""The steps of a producer, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"
    MERGED = "merged"


class Verb(StrEnum):
    UPDATE = "update"
    CLOSE = "close"
    MERGE = "merge"


LIFECYCLE = Lifecycle(
    subject=("chủ thể", "producer"),
    initial=State.ACTIVE,
    table={
        (State.ACTIVE, Verb.UPDATE): State.ACTIVE,
        (State.ACTIVE, Verb.CLOSE): State.CLOSED,
        (State.ACTIVE, Verb.MERGE): State.MERGED,
        (State.CLOSED, Verb.MERGE): State.MERGED,
    },
    states={
        State.ACTIVE: ("đang hoạt động", "active"),
        State.CLOSED: ("đã ngừng", "closed"),
        State.MERGED: ("đã gộp vào bản ghi khác", "merged into another record"),
    },
    verbs={
        Verb.UPDATE: ("cập nhật", "update"),
        Verb.CLOSE: ("ngừng hoạt động", "close"),
        Verb.MERGE: ("gộp bản ghi trùng", "merge"),
    },
)
