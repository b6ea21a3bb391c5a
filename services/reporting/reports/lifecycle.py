"""The steps of a report, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


class Verb(StrEnum):
    PUBLISH = "publish"
    SUPERSEDE = "supersede"
    DISCARD = "discard"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("báo cáo tổng hợp", "report"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.PUBLISH): State.PUBLISHED,
        (State.DRAFT, Verb.DISCARD): State.DISCARDED,
        (State.PUBLISHED, Verb.SUPERSEDE): State.SUPERSEDED,
    },
    states={
        State.DRAFT: ("dự thảo", "draft"),
        State.PUBLISHED: ("đã công bố", "published"),
        State.SUPERSEDED: ("đã được thay thế", "superseded"),
        State.DISCARDED: ("đã bỏ", "discarded"),
    },
    verbs={
        Verb.PUBLISH: ("công bố báo cáo", "publish the report"),
        Verb.SUPERSEDE: ("thay bằng báo cáo khác", "replace it by another report"),
        Verb.DISCARD: ("bỏ dự thảo", "discard the draft"),
    },
)
