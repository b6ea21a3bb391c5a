"""The steps of a pack of artwork, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    DRAFT = "draft"
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    ADD_FILE = "add-file"
    OFFER = "offer"
    WITHDRAW = "withdraw"


LIFECYCLE = Lifecycle(
    subject=("bộ tệp nhãn hiệu", "artwork pack"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.ADD_FILE): State.DRAFT,
        (State.DRAFT, Verb.OFFER): State.OFFERED,
        (State.DRAFT, Verb.WITHDRAW): State.WITHDRAWN,
        (State.OFFERED, Verb.WITHDRAW): State.WITHDRAWN,
    },
    states={
        State.DRAFT: ("đang soạn", "draft"),
        State.OFFERED: ("đang giao", "handed out"),
        State.WITHDRAWN: ("đã ngừng giao", "no longer handed out"),
    },
    verbs={
        Verb.ADD_FILE: ("thêm tệp", "add a file"),
        Verb.OFFER: ("bắt đầu giao", "begin to hand out"),
        Verb.WITHDRAW: ("ngừng giao", "stop handing out"),
    },
)
