"""The steps of a task that an office has, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class TaskState(StrEnum):
    GIVEN = "given"
    READ = "read"
    ANSWERED = "answered"
    SENT_BACK = "sent-back"
    ACCEPTED = "accepted"
    ENDED = "ended"


class TaskVerb(StrEnum):
    READ = "read"
    PASS_DOWN = "pass-down"
    ANSWER = "answer"
    ACCEPT = "accept"
    SEND_BACK = "send-back"
    URGE = "urge"
    END = "end"


OPEN = (TaskState.GIVEN, TaskState.READ, TaskState.SENT_BACK)
"""Its office has to answer."""
LIVE = (*OPEN, TaskState.ANSWERED)
"""Something is still to be done."""

TASKS: Lifecycle[TaskState, TaskVerb] = Lifecycle(
    subject=("nhiệm vụ", "task"),
    initial=TaskState.GIVEN,
    table={
        (TaskState.GIVEN, TaskVerb.READ): TaskState.READ,
        **{(state, TaskVerb.PASS_DOWN): state for state in OPEN},
        **{(state, TaskVerb.ANSWER): TaskState.ANSWERED for state in OPEN},
        (TaskState.ANSWERED, TaskVerb.ACCEPT): TaskState.ACCEPTED,
        (TaskState.ANSWERED, TaskVerb.SEND_BACK): TaskState.SENT_BACK,
        **{(state, TaskVerb.URGE): state for state in OPEN},
        **{(state, TaskVerb.END): TaskState.ENDED for state in LIVE},
    },
    states={
        TaskState.GIVEN: ("chưa xem", "not read"),
        TaskState.READ: ("đang thực hiện", "being done"),
        TaskState.ANSWERED: ("chờ xem xét", "answered"),
        TaskState.SENT_BACK: ("phải bổ sung", "sent back"),
        TaskState.ACCEPTED: ("đã hoàn thành", "accepted"),
        TaskState.ENDED: ("kết thúc, chưa hoàn thành", "ended, not accepted"),
    },
    verbs={
        TaskVerb.READ: ("xem", "read"),
        TaskVerb.PASS_DOWN: ("giao cấp dưới", "pass down"),
        TaskVerb.ANSWER: ("báo cáo kết quả", "answer"),
        TaskVerb.ACCEPT: ("chấp nhận", "accept"),
        TaskVerb.SEND_BACK: ("yêu cầu bổ sung", "send back"),
        TaskVerb.URGE: ("đôn đốc", "urge"),
        TaskVerb.END: ("kết thúc", "end"),
    },
)
