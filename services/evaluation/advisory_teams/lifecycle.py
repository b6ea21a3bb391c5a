"""The steps of an advisory team, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Whether the team is at work."""

    FORMED = "formed"
    DISSOLVED = "dissolved"


class Verb(StrEnum):
    """What is done to a team."""

    FILE = "file"
    COMPLETE = "complete"
    STAND_IN = "stand-in"
    DISSOLVE = "dissolve"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("Tổ tư vấn", "advisory team"),
    initial=State.FORMED,
    table={
        (State.FORMED, Verb.FILE): State.FORMED,
        (State.FORMED, Verb.COMPLETE): State.FORMED,
        (State.FORMED, Verb.STAND_IN): State.FORMED,
        (State.FORMED, Verb.DISSOLVE): State.DISSOLVED,
    },
    states={
        State.FORMED: ("Đang hoạt động", "At work"),
        State.DISSOLVED: ("Đã kết thúc nhiệm vụ", "Dissolved"),
    },
    verbs={
        Verb.FILE: ("lưu bản ký của quyết định", "file the decision's signed copy"),
        Verb.COMPLETE: ("kiện toàn", "complete"),
        Verb.STAND_IN: ("ghi người dự thay", "note a stand-in"),
        Verb.DISSOLVE: ("kết thúc", "dissolve"),
    },
)
