"""The steps of a case, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Where a case stands."""

    OPENED = "opened"
    RETURNED = "returned"
    SCREENED = "screened"
    DECLINED = "declined"
    COUNCIL = "council"
    SCORING = "scoring"
    SCORED = "scored"
    FORWARDED = "forwarded"
    HANDED_OVER = "handed-over"
    REFERRED_BACK = "referred-back"
    SENT_DOWN = "sent-down"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What an office, or the course of things, does to a case."""

    RETURN = "return"
    RESUME = "resume"
    SCREEN = "screen"
    DECLINE = "decline"
    FORM_COUNCIL = "form-council"
    OPEN_SCORING = "open-scoring"
    CONCLUDE = "conclude"
    CONCLUDE_IN_WRITING = "conclude-in-writing"
    FORWARD = "forward"
    HAND_OVER = "hand-over"
    REFER_BACK = "refer-back"
    SEND_DOWN = "send-down"
    RECOGNISE = "recognise"
    NOT_RECOGNISE = "not-recognise"
    WITHDRAW = "withdraw"
    APPLY_EDITION = "apply-edition"
    REOPEN_COUNCIL = "reopen-council"
    AWAIT_HEIR = "await-heir"
    PASS_ON = "pass-on"
    DECLINE_UNSUPPLEMENTED = "decline-unsupplemented"
    TAKE_UP_RECOGNITION = "take-up-recognition"
    TAKE_UP_REFUSAL = "take-up-refusal"
    EXAMINE_AGAIN = "examine-again"


_S, _V = State, Verb

SCREENING_OFFICES_DO = frozenset({_V.SCREEN, _V.DECLINE})
SCORING_OFFICES_DO = frozenset(
    {_V.FORM_COUNCIL, _V.OPEN_SCORING, _V.CONCLUDE, _V.CONCLUDE_IN_WRITING, _V.EXAMINE_AGAIN}
)
"""An office that screens gives no points, and one whose council scores does not screen (Article 7)."""

_BEFORE_RULING = (_S.OPENED, _S.SCREENED, _S.COUNCIL, _S.SCORING, _S.SCORED)

LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("hồ sơ đánh giá", "case"),
    initial=State.OPENED,
    table={
        (_S.OPENED, _V.SCREEN): _S.SCREENED,
        (_S.OPENED, _V.DECLINE): _S.DECLINED,
        (_S.OPENED, _V.FORM_COUNCIL): _S.COUNCIL,
        (_S.OPENED, _V.RETURN): _S.RETURNED,
        (_S.OPENED, _V.WITHDRAW): _S.WITHDRAWN,
        (_S.RETURNED, _V.RESUME): _S.OPENED,
        (_S.RETURNED, _V.WITHDRAW): _S.WITHDRAWN,
        (_S.RETURNED, _V.DECLINE_UNSUPPLEMENTED): _S.DECLINED,
        (_S.SCREENED, _V.FORWARD): _S.FORWARDED,
        (_S.SCREENED, _V.SCREEN): _S.SCREENED,
        (_S.SCREENED, _V.DECLINE): _S.DECLINED,
        (_S.SCREENED, _V.RETURN): _S.RETURNED,
        (_S.SCREENED, _V.WITHDRAW): _S.WITHDRAWN,
        (_S.COUNCIL, _V.OPEN_SCORING): _S.SCORING,
        (_S.COUNCIL, _V.FORM_COUNCIL): _S.COUNCIL,
        # A re-evaluation on which all said the same in writing (Decision 26/2026/QĐ-TTg, Article 7.6).
        (_S.COUNCIL, _V.CONCLUDE_IN_WRITING): _S.SCORED,
        (_S.COUNCIL, _V.RETURN): _S.RETURNED,
        (_S.COUNCIL, _V.WITHDRAW): _S.WITHDRAWN,
        (_S.SCORING, _V.CONCLUDE): _S.SCORED,
        (_S.SCORING, _V.WITHDRAW): _S.WITHDRAWN,
        (_S.SCORED, _V.RECOGNISE): _S.RECOGNISED,
        (_S.SCORED, _V.NOT_RECOGNISE): _S.NOT_RECOGNISED,
        (_S.SCORED, _V.FORWARD): _S.FORWARDED,
        (_S.SCORED, _V.SEND_DOWN): _S.SENT_DOWN,
        (_S.SCORED, _V.WITHDRAW): _S.WITHDRAWN,
        (_S.FORWARDED, _V.HAND_OVER): _S.HANDED_OVER,
        # A misprint of the act is corrected: for a case on which no sheet was sealed yet.
        (_S.OPENED, _V.APPLY_EDITION): _S.OPENED,
        (_S.RETURNED, _V.APPLY_EDITION): _S.RETURNED,
        (_S.SCREENED, _V.APPLY_EDITION): _S.SCREENED,
        (_S.COUNCIL, _V.APPLY_EDITION): _S.COUNCIL,
        (_S.SCORING, _V.APPLY_EDITION): _S.SCORING,
        # The same after sheets were sealed: the council is re-opened, unless its office has ruled.
        (_S.SCORING, _V.REOPEN_COUNCIL): _S.SCORING,
        (_S.SCORED, _V.REOPEN_COUNCIL): _S.SCORING,
        # The office's level of government ended: the case passes to its heir, or waits for a person to pass it on.
        **{(one, _V.PASS_ON): _S.FORWARDED for one in (*_BEFORE_RULING, _S.REFERRED_BACK)},
        **{(one, _V.AWAIT_HEIR): one for one in (*_BEFORE_RULING, _S.REFERRED_BACK)},
        # The higher office's ruling travels on another topic than its receipt: it may be consumed first.
        (_S.FORWARDED, _V.REFER_BACK): _S.REFERRED_BACK,
        (_S.HANDED_OVER, _V.REFER_BACK): _S.REFERRED_BACK,
        (_S.REFERRED_BACK, _V.HAND_OVER): _S.REFERRED_BACK,
        (_S.REFERRED_BACK, _V.RECOGNISE): _S.RECOGNISED,
        (_S.REFERRED_BACK, _V.NOT_RECOGNISE): _S.NOT_RECOGNISED,
        (_S.REFERRED_BACK, _V.WITHDRAW): _S.WITHDRAWN,
        # Where the office's regulation reads the act so, its own council looks at what came back again.
        (_S.REFERRED_BACK, _V.EXAMINE_AGAIN): _S.SCORING,
        # The higher office works without this platform: its decision comes as a signed paper.
        (_S.FORWARDED, _V.TAKE_UP_RECOGNITION): _S.RECOGNISED,
        (_S.FORWARDED, _V.TAKE_UP_REFUSAL): _S.NOT_RECOGNISED,
    },
    states={
        _S.OPENED: ("Mới tiếp nhận", "Opened"),
        _S.RETURNED: ("Chờ chủ thể bổ sung", "Waiting for the producer's supplement"),
        _S.SCREENED: ("Đã thẩm tra, đề nghị đánh giá", "Screened and proposed"),
        _S.DECLINED: ("Đã kết thúc, không đề nghị đánh giá", "Ended, not proposed"),
        _S.COUNCIL: ("Đã lập Hội đồng", "Council formed"),
        _S.SCORING: ("Đang chấm điểm", "Being scored"),
        _S.SCORED: ("Đã có kết quả chấm", "Scored"),
        _S.FORWARDED: ("Đã chuyển cấp trên, chờ tiếp nhận", "Forwarded, waiting for receipt"),
        _S.HANDED_OVER: ("Cấp trên đã tiếp nhận", "Received by the higher office"),
        _S.REFERRED_BACK: ("Cấp trên chuyển về để công nhận theo thẩm quyền", "Referred back to be ruled here"),
        _S.SENT_DOWN: ("Đã chuyển về cấp dưới", "Sent back to the lower office"),
        _S.RECOGNISED: ("Đã công nhận", "Recognised"),
        _S.NOT_RECOGNISED: ("Không công nhận", "Not recognised"),
        _S.WITHDRAWN: ("Chủ thể đã rút hồ sơ", "Withdrawn by the producer"),
    },
    verbs={
        _V.RETURN: ("trả hồ sơ để bổ sung", "return the dossier"),
        _V.RESUME: ("tiếp nhận hồ sơ bổ sung", "resume after a supplement"),
        _V.SCREEN: ("thẩm tra và đề nghị", "screen and propose"),
        _V.DECLINE: ("kết luận không đề nghị", "decline to propose"),
        _V.FORM_COUNCIL: ("lập Hội đồng", "form the council"),
        _V.OPEN_SCORING: ("mở chấm điểm", "open scoring"),
        _V.CONCLUDE: ("kết luận chấm điểm", "conclude scoring"),
        _V.CONCLUDE_IN_WRITING: ("kết luận theo ý kiến bằng văn bản", "conclude by written opinions"),
        _V.FORWARD: ("chuyển cấp trên", "forward to the higher office"),
        _V.HAND_OVER: ("cấp trên đã tiếp nhận", "note the higher office's receipt"),
        _V.REFER_BACK: ("nhận lại từ cấp trên", "take back from the higher office"),
        _V.SEND_DOWN: ("chuyển về cấp dưới", "send back to the lower office"),
        _V.RECOGNISE: ("công nhận", "recognise"),
        _V.NOT_RECOGNISE: ("không công nhận", "decline recognition"),
        _V.WITHDRAW: ("ghi nhận rút hồ sơ", "note the withdrawal"),
        _V.APPLY_EDITION: ("áp dụng bản đính chính", "apply a corrected edition"),
        _V.REOPEN_COUNCIL: (
            "mở lại Hội đồng để áp dụng bản đính chính",
            "re-open the council under a corrected edition",
        ),
        _V.AWAIT_HEIR: (
            "ghi nhận đơn vị đã kết thúc, chờ đơn vị kế thừa",
            "note that the office ended, an heir is awaited",
        ),
        _V.PASS_ON: ("chuyển cho đơn vị kế thừa", "pass on to the heir of an office that ended"),
        _V.DECLINE_UNSUPPLEMENTED: ("kết thúc vì quá hạn bổ sung", "decline for want of the supplement"),
        _V.TAKE_UP_RECOGNITION: ("ghi nhận cấp trên công nhận", "take up the higher office's recognition"),
        _V.TAKE_UP_REFUSAL: ("ghi nhận cấp trên không công nhận", "take up the higher office's refusal"),
        _V.EXAMINE_AGAIN: ("xem xét, đánh giá lại", "examine again"),
    },
)
