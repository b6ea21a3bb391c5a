"""The steps of an agency's report, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    WAITING = "waiting"
    MATCHED = "matched"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Verb(StrEnum):
    MATCH = "match"
    ACCEPT = "accept"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CORRECT = "correct"


LIFECYCLE = Lifecycle(
    subject=("báo cáo của cơ quan khác", "agency's report"),
    initial=State.WAITING,
    table={
        (State.WAITING, Verb.MATCH): State.MATCHED,
        (State.WAITING, Verb.ACCEPT): State.ACCEPTED,
        (State.WAITING, Verb.REFUSE): State.REFUSED,
        (State.MATCHED, Verb.WITHDRAW): State.WAITING,
        (State.REFUSED, Verb.CORRECT): State.WAITING,
    },
    states={
        State.WAITING: ("chờ xác định đối tượng", "waiting for a person"),
        State.MATCHED: ("đã gắn đối tượng", "matched"),
        State.ACCEPTED: ("đã tiếp nhận", "accepted"),
        State.REFUSED: ("không tiếp nhận", "refused"),
    },
    verbs={
        Verb.MATCH: ("gắn với sản phẩm hoặc chủ thể", "match"),
        Verb.ACCEPT: ("tiếp nhận", "accept"),
        Verb.REFUSE: ("không tiếp nhận", "refuse"),
        Verb.WITHDRAW: ("gỡ đối tượng gắn nhầm", "withdraw the match"),
        Verb.CORRECT: ("nhận bản đã sửa", "take the corrected record"),
    },
)
