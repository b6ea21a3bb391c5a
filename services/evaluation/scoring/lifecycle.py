"""The steps of a scoring, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Where the scoring stands."""

    OPEN = "open"
    REVEALED = "revealed"
    DISPUTED = "disputed"
    CONCLUDED = "concluded"
    BROKEN_OFF = "broken-off"


class Verb(StrEnum):
    """What the council does."""

    SEAL = "seal"
    UNSEAL = "unseal"
    REVEAL = "reveal"
    DISPUTE = "dispute"
    SCORE_AGAIN = "score-again"
    CONCLUDE = "conclude"
    BREAK_OFF = "break-off"
    REOPEN = "reopen"
    EXAMINE_AGAIN = "examine-again"
    RESTART = "restart"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("đợt chấm điểm", "scoring"),
    initial=State.OPEN,
    table={
        (State.OPEN, Verb.SEAL): State.OPEN,
        # Sealed by mistake: its owner takes it back while all sheets are secret.
        (State.OPEN, Verb.UNSEAL): State.OPEN,
        (State.OPEN, Verb.REVEAL): State.REVEALED,
        (State.REVEALED, Verb.DISPUTE): State.DISPUTED,
        (State.REVEALED, Verb.CONCLUDE): State.CONCLUDED,
        (State.DISPUTED, Verb.SCORE_AGAIN): State.OPEN,
        # A conflict of interest comes to light after the sheets were opened: nobody picks sheets, all score again without them.
        (State.REVEALED, Verb.RESTART): State.OPEN,
        # A misprint of the act is corrected after sheets were sealed: the council scores again under the later edition.
        (State.OPEN, Verb.REOPEN): State.OPEN,
        (State.REVEALED, Verb.REOPEN): State.OPEN,
        (State.DISPUTED, Verb.REOPEN): State.OPEN,
        (State.CONCLUDED, Verb.REOPEN): State.OPEN,
        (State.CONCLUDED, Verb.EXAMINE_AGAIN): State.OPEN,
        # The producer took the dossier back: nobody owes a sheet any more, and what is secret stays so.
        (State.OPEN, Verb.BREAK_OFF): State.BROKEN_OFF,
        (State.REVEALED, Verb.BREAK_OFF): State.BROKEN_OFF,
        (State.DISPUTED, Verb.BREAK_OFF): State.BROKEN_OFF,
    },
    states={
        State.OPEN: ("Đang chấm, phiếu đang niêm phong", "Open, sheets secret"),
        State.REVEALED: ("Đã công khai phiếu", "Sheets revealed"),
        State.DISPUTED: ("Điểm lệch quá giới hạn, phải chấm lại", "Too far apart, to be scored again"),
        State.CONCLUDED: ("Đã kết luận", "Concluded"),
        State.BROKEN_OFF: ("Dừng vì hồ sơ đã rút", "Broken off, the dossier was withdrawn"),
    },
    verbs={
        Verb.SEAL: ("niêm phong phiếu", "seal a sheet"),
        Verb.UNSEAL: ("mở lại phiếu niêm phong nhầm", "unseal a sheet sealed by mistake"),
        Verb.REVEAL: ("công khai phiếu", "reveal the sheets"),
        Verb.DISPUTE: ("ghi nhận lệch điểm", "declare the scores disputed"),
        Verb.SCORE_AGAIN: ("chấm lại", "score again"),
        Verb.CONCLUDE: ("kết luận", "conclude"),
        Verb.BREAK_OFF: ("dừng chấm", "break off"),
        Verb.RESTART: ("chấm lại không có người không tham gia", "score again without who stands aside"),
        Verb.REOPEN: ("mở lại để áp dụng bản đính chính", "re-open under a corrected edition"),
        Verb.EXAMINE_AGAIN: ("chấm lại sau khi cấp trên chuyển về", "score again after a higher office sent it back"),
    },
)
