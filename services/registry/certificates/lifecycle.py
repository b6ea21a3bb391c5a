"""The steps of a certificate, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    GIVEN_UP = "given-up"


class Verb(StrEnum):
    EXPIRE = "expire"
    SUPERSEDE = "supersede"
    REVOKE = "revoke"
    GIVE_UP = "give-up"
    EXTEND = "extend"
    SUSPEND_MARK = "suspend-mark"
    REINSTATE_MARK = "reinstate-mark"
    SUSPEND = "suspend"
    LIFT = "lift"
    REPLACE_PAPER = "replace-paper"
    REVOKE_AFTER_END = "revoke-after-end"
    RESTORE = "restore"


ENDED = (State.EXPIRED, State.SUPERSEDED, State.GIVEN_UP)
"""What has ended otherwise than by revocation: a decision to revoke it is a later fact, and no end."""

LIFECYCLE = Lifecycle(
    subject=("giấy chứng nhận", "certificate"),
    initial=State.VALID,
    table={
        (State.VALID, Verb.EXPIRE): State.EXPIRED,
        (State.VALID, Verb.SUPERSEDE): State.SUPERSEDED,
        (State.VALID, Verb.REVOKE): State.REVOKED,
        (State.VALID, Verb.GIVE_UP): State.GIVEN_UP,
        (State.VALID, Verb.EXTEND): State.VALID,
        (State.VALID, Verb.SUSPEND_MARK): State.VALID,
        (State.VALID, Verb.REINSTATE_MARK): State.VALID,
        (State.VALID, Verb.SUSPEND): State.VALID,
        (State.VALID, Verb.LIFT): State.VALID,
        (State.VALID, Verb.REPLACE_PAPER): State.VALID,
        (State.EXPIRED, Verb.SUPERSEDE): State.SUPERSEDED,
        **{(ended, Verb.REVOKE_AFTER_END): ended for ended in ENDED},
        (State.REVOKED, Verb.RESTORE): State.VALID,
    },
    states={
        State.VALID: ("còn hiệu lực", "valid"),
        State.EXPIRED: ("hết hiệu lực", "expired"),
        State.SUPERSEDED: ("đã được thay thế", "superseded"),
        State.REVOKED: ("đã thu hồi", "revoked"),
        State.GIVEN_UP: ("chủ thể đã trả lại", "given up"),
    },
    verbs={
        Verb.EXPIRE: ("hết hạn", "expire"),
        Verb.SUPERSEDE: ("thay thế", "supersede"),
        Verb.REVOKE: ("thu hồi", "revoke"),
        Verb.GIVE_UP: ("trả lại", "give up"),
        Verb.EXTEND: ("kéo dài thời hạn", "extend"),
        Verb.SUSPEND_MARK: ("tạm dừng quyền sử dụng nhãn hiệu", "suspend the use of the mark"),
        Verb.REINSTATE_MARK: ("cho phép sử dụng lại nhãn hiệu", "reinstate the use of the mark"),
        Verb.SUSPEND: ("tạm đình chỉ giấy chứng nhận", "suspend the certificate"),
        Verb.LIFT: ("chấm dứt tạm đình chỉ", "lift the suspension"),
        Verb.REPLACE_PAPER: ("cấp lại bản giấy", "replace the paper"),
        Verb.REVOKE_AFTER_END: ("thu hồi sau khi đã hết hiệu lực", "revoke after the end"),
        Verb.RESTORE: ("khôi phục do quyết định thu hồi bị hủy", "restore, the revocation being annulled"),
    },
)
