"""The steps of a certificate, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


class Verb(StrEnum):
    EXPIRE = "expire"
    SUPERSEDE = "supersede"
    REVOKE = "revoke"


LIFECYCLE = Lifecycle(
    subject=("giấy chứng nhận", "certificate"),
    initial=State.VALID,
    table={
        (State.VALID, Verb.EXPIRE): State.EXPIRED,
        (State.VALID, Verb.SUPERSEDE): State.SUPERSEDED,
        (State.VALID, Verb.REVOKE): State.REVOKED,
        (State.EXPIRED, Verb.SUPERSEDE): State.SUPERSEDED,
    },
    states={
        State.VALID: ("còn hiệu lực", "valid"),
        State.EXPIRED: ("hết hiệu lực", "expired"),
        State.SUPERSEDED: ("đã được thay thế", "superseded"),
        State.REVOKED: ("đã thu hồi", "revoked"),
    },
    verbs={
        Verb.EXPIRE: ("hết hạn", "expire"),
        Verb.SUPERSEDE: ("thay thế", "supersede"),
        Verb.REVOKE: ("thu hồi", "revoke"),
    },
)
