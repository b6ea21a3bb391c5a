"""The steps of a linkage contract, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    IN_FORCE = "in-force"
    EXPIRED = "expired"
    ENDED = "ended"


class Verb(StrEnum):
    CHANGE = "change"
    EXPIRE = "expire"
    END = "end"


LIFECYCLE = Lifecycle(
    subject=("hợp đồng liên kết", "linkage contract"),
    initial=State.IN_FORCE,
    table={
        (State.IN_FORCE, Verb.CHANGE): State.IN_FORCE,
        (State.IN_FORCE, Verb.EXPIRE): State.EXPIRED,
        (State.IN_FORCE, Verb.END): State.ENDED,
        # Prolonged after its last day: partners often sign the annex late.
        (State.EXPIRED, Verb.CHANGE): State.IN_FORCE,
    },
    states={
        State.IN_FORCE: ("còn hiệu lực", "in force"),
        State.EXPIRED: ("hết thời hạn", "expired"),
        State.ENDED: ("đã chấm dứt", "ended"),
    },
    verbs={
        Verb.CHANGE: ("sửa, gia hạn", "change or prolong"),
        Verb.EXPIRE: ("ghi hết thời hạn", "note its expiry"),
        Verb.END: ("ghi chấm dứt", "end"),
    },
)
