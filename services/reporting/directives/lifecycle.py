"""The steps of a directive, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    DRAFT = "draft"
    ISSUED = "issued"
    CLOSED = "closed"


class Verb(StrEnum):
    WRITE = "write"
    ISSUE = "issue"
    CLOSE = "close"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("văn bản chỉ đạo", "directive"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.WRITE): State.DRAFT,
        (State.DRAFT, Verb.ISSUE): State.ISSUED,
        (State.ISSUED, Verb.CLOSE): State.CLOSED,
    },
    states={
        State.DRAFT: ("dự thảo", "draft"),
        State.ISSUED: ("đã ban hành", "issued"),
        State.CLOSED: ("đã kết thúc", "closed"),
    },
    verbs={
        Verb.WRITE: ("soạn", "write"),
        Verb.ISSUE: ("ban hành", "issue"),
        Verb.CLOSE: ("kết thúc", "close"),
    },
)
