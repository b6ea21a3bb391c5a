"""The steps of a campaign, and of one of its lines, as tables."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Verb(StrEnum):
    INVITE = "invite"
    CLOSE = "close"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("đợt đánh giá lại", "campaign"),
    initial=State.OPEN,
    table={
        (State.OPEN, Verb.INVITE): State.OPEN,
        (State.OPEN, Verb.CLOSE): State.CLOSED,
    },
    states={State.OPEN: ("đang tiến hành", "under way"), State.CLOSED: ("đã kết thúc", "closed")},
    verbs={
        Verb.INVITE: ("mời chủ thể nộp hồ sơ", "invite producers to file"),
        Verb.CLOSE: ("kết thúc đợt", "close the campaign"),
    },
)
