"""The steps of a citizen's report, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    RECEIVED = "received"
    ANSWERED = "answered"


class Verb(StrEnum):
    ANSWER = "answer"


LIFECYCLE = Lifecycle(
    subject=("phản ánh của người dân", "citizen's report"),
    initial=State.RECEIVED,
    table={(State.RECEIVED, Verb.ANSWER): State.ANSWERED},
    states={
        State.RECEIVED: ("chờ trả lời", "waits for an answer"),
        State.ANSWERED: ("đã trả lời", "answered"),
    },
    verbs={Verb.ANSWER: ("trả lời", "answer")},
)
