"""The steps of a substitution, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    NAMED = "named"
    ENDED = "ended"


class Verb(StrEnum):
    END = "end"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("việc làm thay", "substitution"),
    initial=State.NAMED,
    table={(State.NAMED, Verb.END): State.ENDED},
    states={State.NAMED: ("đã cử", "named"), State.ENDED: ("đã kết thúc trước hạn", "ended before its last day")},
    verbs={Verb.END: ("kết thúc trước hạn", "end before its last day")},
)
