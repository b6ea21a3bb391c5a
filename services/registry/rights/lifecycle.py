"""The steps of a right's procedure, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    FILED = "filed"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    GRANTED = "granted"
    REFUSED = "refused"
    GIVEN_UP = "given-up"


class Verb(StrEnum):
    ACCEPT = "accept"
    PUBLISH = "publish"
    GRANT = "grant"
    REFUSE = "refuse"
    GIVE_UP = "give-up"


UNDER_WAY = (State.FILED, State.ACCEPTED, State.PUBLISHED)
"""States in which something is waited for."""

LIFECYCLE = Lifecycle(
    subject=("quyền đang làm thủ tục", "right (in procedure)"),
    initial=State.FILED,
    table={
        (State.FILED, Verb.ACCEPT): State.ACCEPTED,
        (State.ACCEPTED, Verb.PUBLISH): State.PUBLISHED,
        # The office that grants may say so whatever was noted here before.
        **{(state, Verb.GRANT): State.GRANTED for state in UNDER_WAY},
        **{(state, Verb.REFUSE): State.REFUSED for state in UNDER_WAY},
        **{(state, Verb.GIVE_UP): State.GIVEN_UP for state in UNDER_WAY},
    },
    states={
        State.FILED: ("đã nộp đơn", "filed"),
        State.ACCEPTED: ("chấp nhận hợp lệ", "formally accepted"),
        State.PUBLISHED: ("đã công bố", "published"),
        State.GRANTED: ("đã cấp", "granted"),
        State.REFUSED: ("bị từ chối", "refused"),
        State.GIVEN_UP: ("đã rút đơn", "given up"),
    },
    verbs={
        Verb.ACCEPT: ("ghi chấp nhận hợp lệ", "note its acceptance"),
        Verb.PUBLISH: ("ghi công bố", "note its publication"),
        Verb.GRANT: ("ghi được cấp", "note its grant"),
        Verb.REFUSE: ("ghi bị từ chối", "note its refusal"),
        Verb.GIVE_UP: ("rút đơn", "give it up"),
    },
)
