"""The steps of a campaign's line, as a table: each follows from an event, but for the invitation."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class Stage(StrEnum):
    """Where a certificate to be judged again stands."""

    NOT_INVITED = "not-invited"
    INVITED = "invited"
    DOSSIER_OPENED = "dossier-opened"
    SUBMITTED = "submitted"
    IN_EVALUATION = "in-evaluation"
    KEPT = "kept"
    LOWERED = "lowered"
    UPGRADED = "upgraded"
    NOT_RECOGNISED = "not-recognised"
    LAPSED = "lapsed"
    GIVEN_UP = "given-up"
    REVOKED = "revoked"
    STRUCK = "struck"


class Step(StrEnum):
    """What is done with a line, or happens to it."""

    REVIEW = "review"
    INVITE = "invite"
    OPEN_DOSSIER = "open-dossier"
    SUBMIT = "submit"
    EVALUATE = "evaluate"
    TAKE_BACK = "take-back"
    TAKE_BACK_UNINVITED = "take-back-uninvited"
    KEEP = "keep"
    LOWER = "lower"
    UPGRADE = "recognise-higher"
    NOT_RECOGNISE = "not-recognise"
    LAPSE = "lapse"
    GIVE_UP = "give-up"
    REVOKE = "revoke"
    RESTORE = "restore"
    STRIKE = "strike"


WAITING = (Stage.NOT_INVITED, Stage.INVITED, Stage.DOSSIER_OPENED)
"""The dossier is not in."""
FILED = (Stage.SUBMITTED, Stage.IN_EVALUATION)
OPEN_STAGES = (*WAITING, *FILED)
RESULTS = {Step.KEEP: Stage.KEPT, Step.LOWER: Stage.LOWERED, Step.UPGRADE: Stage.UPGRADED}
RECOGNISED = tuple(RESULTS.values())

LINES: Lifecycle[Stage, Step] = Lifecycle(
    subject=("sản phẩm trong đợt đánh giá lại", "line of a campaign"),
    initial=Stage.NOT_INVITED,
    table={
        **{(one, Step.REVIEW): one for one in WAITING},
        (Stage.NOT_INVITED, Step.INVITE): Stage.INVITED,
        **{(one, Step.OPEN_DOSSIER): Stage.DOSSIER_OPENED for one in (Stage.NOT_INVITED, Stage.INVITED)},
        # Whoever was not recognised, or lapsed while a late dossier was on its way, may have filed after all.
        **{(one, Step.SUBMIT): Stage.SUBMITTED for one in (*WAITING, Stage.NOT_RECOGNISED, Stage.LAPSED)},
        # The case and its dossier travel on different topics: either may be consumed first.
        **{(one, Step.EVALUATE): Stage.IN_EVALUATION for one in (*WAITING, Stage.SUBMITTED)},
        **{(one, Step.TAKE_BACK): Stage.INVITED for one in (Stage.DOSSIER_OPENED, *FILED)},
        **{(one, Step.TAKE_BACK_UNINVITED): Stage.NOT_INVITED for one in (Stage.DOSSIER_OPENED, *FILED)},
        **{
            (one, step): to
            for step, to in RESULTS.items()
            for one in (*OPEN_STAGES, Stage.NOT_RECOGNISED, Stage.LAPSED)
        },
        **{(one, Step.NOT_RECOGNISE): Stage.NOT_RECOGNISED for one in OPEN_STAGES},
        **{(one, Step.LAPSE): Stage.LAPSED for one in WAITING},
        **{(one, Step.GIVE_UP): Stage.GIVEN_UP for one in OPEN_STAGES},
        **{(one, Step.REVOKE): Stage.REVOKED for one in OPEN_STAGES},
        **{(one, Step.STRIKE): Stage.STRUCK for one in OPEN_STAGES},
        (Stage.REVOKED, Step.RESTORE): Stage.NOT_INVITED,
    },
    states={
        Stage.NOT_INVITED: ("chưa mời", "not invited"),
        Stage.INVITED: ("đã mời", "invited"),
        Stage.DOSSIER_OPENED: ("đang lập hồ sơ", "dossier opened"),
        Stage.SUBMITTED: ("đã nộp hồ sơ", "dossier submitted"),
        Stage.IN_EVALUATION: ("đang đánh giá", "in evaluation"),
        Stage.KEPT: ("giữ hạng", "star kept"),
        Stage.LOWERED: ("hạ hạng", "star lowered"),
        Stage.UPGRADED: ("nâng hạng", "upgraded"),
        Stage.NOT_RECOGNISED: ("không công nhận lại", "not recognised again"),
        Stage.LAPSED: ("hết hiệu lực, không đánh giá lại", "lapsed"),
        Stage.GIVEN_UP: ("chủ thể thôi tham gia", "given up by the producer"),
        Stage.REVOKED: ("đã thu hồi công nhận", "recognition revoked"),
        Stage.STRUCK: ("danh sách đã rút lại", "struck with its list"),
    },
    verbs={
        Step.REVIEW: ("rà soát", "review"),
        Step.INVITE: ("mời nộp hồ sơ", "invite"),
        Step.OPEN_DOSSIER: ("mở hồ sơ", "open a dossier"),
        Step.SUBMIT: ("nộp hồ sơ", "submit the dossier"),
        Step.EVALUATE: ("tiếp nhận để đánh giá", "take the dossier up"),
        Step.TAKE_BACK: ("hồ sơ bị rút hoặc không được đề nghị", "dossier withdrawn or not proposed"),
        Step.TAKE_BACK_UNINVITED: ("hồ sơ bị rút khi chưa mời", "dossier withdrawn, not invited"),
        Step.KEEP: ("công nhận lại, giữ hạng", "recognise with the same star"),
        Step.LOWER: ("công nhận lại, hạ hạng", "recognise with a lower star"),
        Step.UPGRADE: ("công nhận hạng cao hơn", "recognise with a higher star"),
        Step.NOT_RECOGNISE: ("không công nhận lại", "decline recognition"),
        Step.LAPSE: ("hết hiệu lực", "lapse"),
        Step.GIVE_UP: ("chủ thể trả lại giấy chứng nhận", "give up"),
        Step.REVOKE: ("thu hồi công nhận", "revoke"),
        Step.RESTORE: ("hủy việc thu hồi", "restore"),
        Step.STRIKE: ("rút danh sách đã nhập", "strike with its list"),
    },
)
