"""The steps of a design, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    DRAFT = "draft"
    OFFERED = "offered"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    CHANGE = "change"
    OFFER = "offer"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


LIFECYCLE = Lifecycle(
    subject=("mẫu thiết kế", "design"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.CHANGE): State.DRAFT,
        (State.DRAFT, Verb.OFFER): State.OFFERED,
        (State.OFFERED, Verb.PUBLISH): State.PUBLISHED,
        (State.DRAFT, Verb.WITHDRAW): State.WITHDRAWN,
        (State.OFFERED, Verb.WITHDRAW): State.WITHDRAWN,
        (State.PUBLISHED, Verb.WITHDRAW): State.WITHDRAWN,
    },
    states={
        State.DRAFT: ("đang soạn", "draft"),
        State.OFFERED: ("đã đề nghị, chờ cơ quan", "offered, waits for the office"),
        State.PUBLISHED: ("trong bộ sưu tập", "in the gallery"),
        State.WITHDRAWN: ("đã rút, không đưa vào", "withdrawn or not taken"),
    },
    verbs={
        Verb.CHANGE: ("sửa", "change"),
        Verb.OFFER: ("đề nghị đưa vào bộ sưu tập", "offer to the gallery"),
        Verb.PUBLISH: ("đưa vào bộ sưu tập", "publish in the gallery"),
        Verb.WITHDRAW: ("rút, không đưa vào", "withdraw or not take"),
    },
)
