"""The steps of a council, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Whether who sits on it may still change."""

    FORMED = "formed"
    SITTING = "sitting"
    DISSOLVED = "dissolved"


class Verb(StrEnum):
    """What is done to a council."""

    RESEAT = "reseat"
    RECUSE = "recuse"
    SIT = "sit"
    DISSOLVE = "dissolve"
    RECONVENE = "reconvene"
    REPLACE = "replace"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("Hội đồng", "council"),
    initial=State.FORMED,
    table={
        (State.FORMED, Verb.RESEAT): State.FORMED,
        (State.FORMED, Verb.RECUSE): State.FORMED,
        (State.FORMED, Verb.SIT): State.SITTING,
        # A conflict of interest may come to light while the council sits; quorum is counted anew.
        (State.SITTING, Verb.RECUSE): State.SITTING,
        # Somebody is ill, away, in conflict or without the role any more: another takes the seat, and the work goes on.
        (State.SITTING, Verb.REPLACE): State.SITTING,
        (State.SITTING, Verb.DISSOLVE): State.DISSOLVED,
        # The producer may take the dossier back before anything was scored.
        (State.FORMED, Verb.DISSOLVE): State.DISSOLVED,
        # A misprint of the act is corrected after it concluded, before anything was ruled.
        (State.DISSOLVED, Verb.RECONVENE): State.SITTING,
    },
    states={
        State.FORMED: ("Đã lập", "Formed"),
        State.SITTING: ("Đang làm việc", "Sitting"),
        State.DISSOLVED: ("Đã kết thúc", "Dissolved"),
    },
    verbs={
        Verb.RESEAT: ("thay đổi thành phần", "change who sits on it"),
        Verb.RECUSE: ("ghi nhận không tham gia", "recuse a member"),
        Verb.SIT: ("bắt đầu chấm", "begin scoring"),
        Verb.DISSOLVE: ("kết thúc", "dissolve"),
        Verb.REPLACE: ("thay người", "replace somebody"),
        Verb.RECONVENE: ("triệu tập lại", "reconvene"),
    },
)
