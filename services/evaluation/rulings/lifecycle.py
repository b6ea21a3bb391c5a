"""The steps of a ruling, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Where a ruling stands."""

    ISSUED = "issued"
    APPEALED = "appealed"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What may be done to a ruling. None of it changes a star: another star is another ruling."""

    CORRECT = "correct"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    WITHDRAW = "withdraw"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("kết luận", "ruling"),
    initial=State.ISSUED,
    table={
        (State.ISSUED, Verb.CORRECT): State.ISSUED,
        (State.ISSUED, Verb.APPEAL): State.APPEALED,
        (State.APPEALED, Verb.UPHOLD): State.ISSUED,
        (State.ISSUED, Verb.WITHDRAW): State.WITHDRAWN,
        (State.APPEALED, Verb.WITHDRAW): State.WITHDRAWN,
    },
    states={
        State.ISSUED: ("Đã ban hành", "Issued"),
        State.APPEALED: ("Đang có khiếu nại", "Under appeal"),
        State.WITHDRAWN: ("Đã rút", "Withdrawn"),
    },
    verbs={
        Verb.CORRECT: ("đính chính", "correct a clerical error"),
        Verb.APPEAL: ("khiếu nại", "appeal"),
        Verb.UPHOLD: ("giữ nguyên sau khiếu nại", "uphold after appeal"),
        Verb.WITHDRAW: ("rút cùng dòng của quyết định", "withdraw with its decision's line"),
    },
)
