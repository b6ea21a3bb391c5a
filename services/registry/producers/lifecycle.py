"""The steps of a producer, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"


class Verb(StrEnum):
    UPDATE = "update"
    CLOSE = "close"


LIFECYCLE = Lifecycle(
    subject=("chủ thể", "producer"),
    initial=State.ACTIVE,
    table={(State.ACTIVE, Verb.UPDATE): State.ACTIVE, (State.ACTIVE, Verb.CLOSE): State.CLOSED},
    states={State.ACTIVE: ("đang hoạt động", "active"), State.CLOSED: ("đã ngừng", "closed")},
    verbs={Verb.UPDATE: ("cập nhật", "update"), Verb.CLOSE: ("ngừng hoạt động", "close")},
)
