"""The steps of an adviser's review and of the team's report, as tables."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Who may read a review: its adviser alone, or who works on the case with them."""

    DRAFT = "draft"
    HANDED_IN = "handed-in"
    LAPSED = "lapsed"


class Verb(StrEnum):
    """What is done to a review."""

    SAVE = "save"
    HAND_IN = "hand-in"
    TAKE_BACK = "take-back"
    LAPSE = "lapse"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("phiếu thẩm định của người tư vấn", "adviser's review"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.SAVE): State.DRAFT,
        (State.DRAFT, Verb.HAND_IN): State.HANDED_IN,
        (State.DRAFT, Verb.LAPSE): State.LAPSED,
        (State.HANDED_IN, Verb.TAKE_BACK): State.DRAFT,
        (State.HANDED_IN, Verb.LAPSE): State.LAPSED,
    },
    states={
        State.DRAFT: ("Bản nháp", "Draft"),
        State.HANDED_IN: ("Đã nộp Tổ trưởng", "Handed in to the head"),
        State.LAPSED: ("Không dùng đến", "Lapsed"),
    },
    verbs={
        Verb.SAVE: ("lưu nháp", "save the draft"),
        Verb.HAND_IN: ("nộp Tổ trưởng", "hand in to the head"),
        Verb.TAKE_BACK: ("lấy lại để sửa", "take back"),
        Verb.LAPSE: ("đóng phiếu không dùng đến", "let it lapse"),
    },
)


class ReportState(StrEnum):
    """Who may read the report: the team's head alone, or everybody on the office's side."""

    DRAFT = "draft"
    SEALED = "sealed"


class ReportVerb(StrEnum):
    """What is done to the report."""

    SAVE = "save"
    SEAL = "seal"


REPORT_LIFECYCLE: Lifecycle[ReportState, ReportVerb] = Lifecycle(
    subject=("báo cáo tư vấn", "advisory report"),
    initial=ReportState.DRAFT,
    table={
        (ReportState.DRAFT, ReportVerb.SAVE): ReportState.DRAFT,
        (ReportState.DRAFT, ReportVerb.SEAL): ReportState.SEALED,
    },
    states={
        ReportState.DRAFT: ("Bản nháp", "Draft"),
        ReportState.SEALED: ("Đã niêm phong", "Sealed"),
    },
    verbs={
        ReportVerb.SAVE: ("lưu nháp", "save the draft"),
        ReportVerb.SEAL: ("niêm phong", "seal"),
    },
)
