"""The steps of an advisory team's work on a case, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Whether the report is in."""

    WORKING = "working"
    REPORTED = "reported"
    STOPPED = "stopped"


class Verb(StrEnum):
    """What is done on a case."""

    ASSIGN = "assign"
    STAND_ASIDE = "stand-aside"
    ASK = "ask"
    ANSWER = "answer"
    LAPSE = "lapse"
    VISIT = "visit"
    PICTURE = "picture"
    CLOSE_VISIT = "close-visit"
    SAMPLE = "sample"
    ORDER_TEST = "order-test"
    NOTE_RESULT = "note-result"
    REPORT = "report"
    STOP = "stop"


_S, _V = State, Verb
_AT_WORK = (
    _V.ASSIGN, _V.STAND_ASIDE, _V.ASK, _V.ANSWER, _V.LAPSE, _V.VISIT, _V.PICTURE, _V.CLOSE_VISIT, _V.SAMPLE,
    _V.ORDER_TEST, _V.NOTE_RESULT,
)  # fmt: skip

LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("việc tư vấn", "advisory work"),
    initial=State.WORKING,
    table={
        **{(_S.WORKING, verb): _S.WORKING for verb in _AT_WORK},
        (_S.WORKING, _V.REPORT): _S.REPORTED,
        # The council concluded without it, or the case left its office.
        (_S.WORKING, _V.STOP): _S.STOPPED,
        # A laboratory may be slower than the report, and is slower than nothing else: its result is shown beside it.
        (_S.REPORTED, _V.NOTE_RESULT): _S.REPORTED,
    },
    states={
        _S.WORKING: ("Đang tư vấn", "At work"),
        _S.REPORTED: ("Đã báo cáo", "Reported"),
        _S.STOPPED: ("Dừng, không có báo cáo", "Stopped without a report"),
    },
    verbs={
        _V.ASSIGN: ("phân công", "give out the work"),
        _V.STAND_ASIDE: ("ghi nhận không tham gia", "note who stands aside"),
        _V.ASK: ("hỏi chủ thể", "ask the producer"),
        _V.ANSWER: ("nhận trả lời của chủ thể", "take the producer's answer"),
        _V.LAPSE: ("ghi nhận hết hạn trả lời", "note that the day for the answer passed"),
        _V.VISIT: ("ghi kiểm tra thực tế", "note a site visit"),
        _V.PICTURE: ("thêm hoặc bỏ ảnh", "add or remove a photograph"),
        _V.CLOSE_VISIT: ("hoàn thành kiểm tra thực tế", "complete a site visit"),
        _V.SAMPLE: ("ghi nhận mẫu", "note samples"),
        _V.ORDER_TEST: ("yêu cầu kiểm nghiệm", "order a test"),
        _V.NOTE_RESULT: ("ghi kết quả kiểm nghiệm", "note a test's result"),
        _V.REPORT: ("niêm phong báo cáo", "seal the report"),
        _V.STOP: ("dừng", "stop"),
    },
)
