"""The steps of a request to use the mark, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    RECEIVED = "received"
    ALLOWED = "allowed"
    REFUSED = "refused"


class Verb(StrEnum):
    ALLOW = "allow"
    REFUSE = "refuse"


LIFECYCLE = Lifecycle(
    subject=("đề nghị sử dụng nhãn hiệu", "request to use the mark"),
    initial=State.RECEIVED,
    table={
        (State.RECEIVED, Verb.ALLOW): State.ALLOWED,
        (State.RECEIVED, Verb.REFUSE): State.REFUSED,
        (State.ALLOWED, Verb.REFUSE): State.REFUSED,
    },
    states={
        State.RECEIVED: ("đã nhận, chờ trả lời", "received, to be answered"),
        State.ALLOWED: ("được dùng", "allowed"),
        State.REFUSED: ("không được dùng", "not allowed"),
    },
    verbs={
        Verb.ALLOW: ("cho phép", "allow"),
        Verb.REFUSE: ("không cho phép", "refuse"),
    },
)
