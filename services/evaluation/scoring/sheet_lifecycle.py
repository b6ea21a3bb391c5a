"""The steps of a score sheet, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Where a sheet stands."""

    DRAFT = "draft"
    SEALED = "sealed"
    REVEALED = "revealed"
    LAPSED = "lapsed"
    SET_ASIDE = "set-aside"


class Verb(StrEnum):
    """What is done to a sheet."""

    SAVE = "save"
    SEAL = "seal"
    UNSEAL = "unseal"
    REVEAL = "reveal"
    LAPSE = "lapse"
    SET_ASIDE = "set-aside"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("phiếu chấm", "score sheet"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.SAVE): State.DRAFT,
        (State.DRAFT, Verb.SEAL): State.SEALED,
        (State.DRAFT, Verb.LAPSE): State.LAPSED,
        (State.DRAFT, Verb.SET_ASIDE): State.SET_ASIDE,
        (State.SEALED, Verb.REVEAL): State.REVEALED,
        # Sealed by mistake: while nobody else has read it, its owner may take it back, and says why.
        (State.SEALED, Verb.UNSEAL): State.DRAFT,
        (State.SEALED, Verb.SET_ASIDE): State.SET_ASIDE,
    },
    states={
        State.DRAFT: ("Bản nháp", "Draft"),
        State.SEALED: ("Đã niêm phong", "Sealed"),
        State.REVEALED: ("Đã công khai", "Revealed"),
        State.LAPSED: ("Không nộp kịp", "Lapsed"),
        State.SET_ASIDE: ("Không tính (thôi tham gia)", "Set aside (no longer on the council)"),
    },
    verbs={
        Verb.SAVE: ("lưu nháp", "save the draft"),
        Verb.SEAL: ("niêm phong", "seal"),
        Verb.UNSEAL: ("mở lại phiếu niêm phong nhầm", "unseal, sealed by mistake"),
        Verb.REVEAL: ("công khai", "reveal"),
        Verb.LAPSE: ("đóng phiếu chưa niêm phong", "let an unsealed sheet lapse"),
        Verb.SET_ASIDE: ("loại khỏi kết quả", "set aside"),
    },
)
