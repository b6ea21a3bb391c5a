"""The steps of a meeting, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Where a meeting is."""

    CALLED = "called"
    CANCELLED = "cancelled"
    OPEN = "open"
    CLOSED = "closed"
    MINUTED = "minuted"


class Verb(StrEnum):
    """What is done to a meeting."""

    MOVE = "move"
    CANCEL = "cancel"
    CALL_AGAIN = "call-again"
    LOOK = "look"
    OPEN = "open"
    ATTEND = "attend"
    BEGIN_CASE = "begin-case"
    NOTE = "note"
    END_CASE = "end-case"
    CLOSE = "close"
    DRAFT_MINUTES = "draft-minutes"
    FILE_MINUTES = "file-minutes"
    ADD = "add"
    FILE_ADDENDUM = "file-addendum"


_S, _V = State, Verb

LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("cuộc họp Hội đồng", "meeting"),
    initial=State.CALLED,
    table={
        (_S.CALLED, _V.MOVE): _S.CALLED,
        (_S.CALLED, _V.CANCEL): _S.CANCELLED,
        (_S.CANCELLED, _V.CALL_AGAIN): _S.CALLED,
        # A sign of a conflict of interest is decided on before the meeting or in it.
        (_S.CALLED, _V.LOOK): _S.CALLED,
        (_S.OPEN, _V.LOOK): _S.OPEN,
        (_S.CALLED, _V.OPEN): _S.OPEN,
        (_S.OPEN, _V.ATTEND): _S.OPEN,
        (_S.OPEN, _V.BEGIN_CASE): _S.OPEN,
        (_S.OPEN, _V.NOTE): _S.OPEN,
        (_S.OPEN, _V.END_CASE): _S.OPEN,
        # Of a meeting still ahead whose council is no more on a case: nothing is to be dealt with there any more.
        (_S.CALLED, _V.END_CASE): _S.CALLED,
        (_S.OPEN, _V.CLOSE): _S.CLOSED,
        (_S.CLOSED, _V.DRAFT_MINUTES): _S.CLOSED,
        (_S.CLOSED, _V.FILE_MINUTES): _S.MINUTED,
        # Signed minutes are never written anew: what is to be said more is an addendum with a signed copy of its own.
        (_S.MINUTED, _V.ADD): _S.MINUTED,
        (_S.MINUTED, _V.FILE_ADDENDUM): _S.MINUTED,
    },
    states={
        _S.CALLED: ("Đã mời họp", "Called"),
        _S.CANCELLED: ("Đã hủy", "Cancelled"),
        _S.OPEN: ("Đang họp", "Being held"),
        _S.CLOSED: ("Đã kết thúc, chờ biên bản ký", "Closed, signed minutes awaited"),
        _S.MINUTED: ("Đã có biên bản ký", "Minutes filed"),
    },
    verbs={
        _V.MOVE: ("đổi giờ, nơi hoặc nội dung họp", "move"),
        _V.CANCEL: ("hủy cuộc họp", "cancel"),
        _V.CALL_AGAIN: ("mời họp lại", "call again"),
        _V.LOOK: ("xem xét dấu hiệu xung đột lợi ích", "decide on a sign of a conflict"),
        _V.OPEN: ("khai mạc", "open"),
        _V.ATTEND: ("điểm danh lại", "note who is there"),
        _V.BEGIN_CASE: ("chuyển sang một hồ sơ", "move to a case"),
        _V.NOTE: ("ghi ý kiến thảo luận", "note what was discussed"),
        _V.END_CASE: ("xong một hồ sơ", "be done with a case"),
        _V.CLOSE: ("kết thúc cuộc họp", "close"),
        _V.DRAFT_MINUTES: ("soạn biên bản", "draft the minutes"),
        _V.FILE_MINUTES: ("nộp bản ký của biên bản", "file the signed minutes"),
        _V.ADD: ("thêm phụ lục biên bản", "add an addendum"),
        _V.FILE_ADDENDUM: ("nộp bản ký của phụ lục", "file a signed addendum"),
    },
)

HELD = (State.OPEN, State.CLOSED, State.MINUTED)
"""Of a meeting that took place."""
WAITING = (State.CALLED, State.OPEN, State.CLOSED)
"""Where something is still to be done."""
