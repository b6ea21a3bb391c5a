"""The steps of a credential, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    RECORDED = "recorded"
    VERIFIED = "verified"
    EXPIRED = "expired"
    RENEWED = "renewed"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    VERIFY = "verify"
    CONFIRM = "confirm"
    EXPIRE = "expire"
    RENEW = "renew"
    WITHDRAW = "withdraw"


LIFECYCLE = Lifecycle(
    subject=("chứng nhận", "credential"),
    initial=State.RECORDED,
    table={
        (State.RECORDED, Verb.VERIFY): State.VERIFIED,
        (State.RECORDED, Verb.CONFIRM): State.VERIFIED,
        (State.RECORDED, Verb.EXPIRE): State.EXPIRED,
        (State.RECORDED, Verb.RENEW): State.RENEWED,
        (State.RECORDED, Verb.WITHDRAW): State.WITHDRAWN,
        # Its issuer says it again: with other days, or after it seemed to have ended.
        (State.VERIFIED, Verb.CONFIRM): State.VERIFIED,
        (State.EXPIRED, Verb.CONFIRM): State.VERIFIED,
        (State.VERIFIED, Verb.EXPIRE): State.EXPIRED,
        (State.VERIFIED, Verb.RENEW): State.RENEWED,
        (State.VERIFIED, Verb.WITHDRAW): State.WITHDRAWN,
        (State.EXPIRED, Verb.RENEW): State.RENEWED,
        (State.EXPIRED, Verb.WITHDRAW): State.WITHDRAWN,
    },
    states={
        State.RECORDED: ("chờ đối chiếu", "not yet verified"),
        State.VERIFIED: ("đã đối chiếu", "verified"),
        State.EXPIRED: ("hết hạn", "expired"),
        State.RENEWED: ("đã có giấy mới thay", "renewed by a newer one"),
        State.WITHDRAWN: ("không còn giá trị", "withdrawn"),
    },
    verbs={
        Verb.VERIFY: ("đối chiếu", "verify"),
        Verb.CONFIRM: ("xác nhận theo cơ quan cấp", "confirm by its issuer's word"),
        Verb.EXPIRE: ("ghi hết hạn", "expire"),
        Verb.RENEW: ("thay bằng giấy mới", "renew"),
        Verb.WITHDRAW: ("ghi không còn giá trị", "withdraw"),
    },
)

ALIVE = frozenset({State.RECORDED, State.VERIFIED})
"""States in which it is held."""
