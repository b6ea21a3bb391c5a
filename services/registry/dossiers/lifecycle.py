"""What may become of a dossier: states × verbs → state."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"
    NOT_PROPOSED = "not-proposed"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    FILL = "fill"
    SUBMIT = "submit"
    SUPPLEMENT = "supplement"
    RETURN = "return"
    RECOGNISE = "recognise"
    DECLINE = "decline"
    NOT_PROPOSE = "not-propose"
    WITHDRAW = "withdraw"


BY_HAND = frozenset({Verb.FILL, Verb.SUBMIT, Verb.SUPPLEMENT, Verb.WITHDRAW})
"""What its producer's own person does; the rest comes with an office's step."""


LIFECYCLE = Lifecycle(
    subject=("hồ sơ", "dossier"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.FILL): State.DRAFT,
        (State.DRAFT, Verb.SUBMIT): State.SUBMITTED,
        (State.DRAFT, Verb.WITHDRAW): State.WITHDRAWN,
        (State.SUBMITTED, Verb.RETURN): State.RETURNED,
        (State.SUBMITTED, Verb.RECOGNISE): State.RECOGNISED,
        (State.SUBMITTED, Verb.DECLINE): State.NOT_RECOGNISED,
        (State.SUBMITTED, Verb.NOT_PROPOSE): State.NOT_PROPOSED,
        (State.SUBMITTED, Verb.WITHDRAW): State.WITHDRAWN,
        (State.RETURNED, Verb.FILL): State.RETURNED,
        (State.RETURNED, Verb.SUPPLEMENT): State.SUBMITTED,
        (State.RETURNED, Verb.WITHDRAW): State.WITHDRAWN,
        # Its office ended the case, because the last day for the supplement had passed.
        (State.RETURNED, Verb.NOT_PROPOSE): State.NOT_PROPOSED,
    },
    states={
        State.DRAFT: ("bản nháp", "draft"),
        State.SUBMITTED: ("đã nộp", "submitted"),
        State.RETURNED: ("cần bổ sung", "returned for supplement"),
        State.RECOGNISED: ("được công nhận", "recognised"),
        State.NOT_RECOGNISED: ("không được công nhận", "not recognised"),
        State.NOT_PROPOSED: ("không được đề nghị đánh giá", "not proposed for evaluation"),
        State.WITHDRAWN: ("đã rút", "withdrawn"),
    },
    verbs={
        Verb.FILL: ("soạn hồ sơ", "fill in the dossier"),
        Verb.SUBMIT: ("nộp hồ sơ", "submit the dossier"),
        Verb.SUPPLEMENT: ("nộp hồ sơ bổ sung", "hand in the supplement"),
        Verb.RETURN: ("trả hồ sơ để bổ sung", "return the dossier for a supplement"),
        Verb.RECOGNISE: ("công nhận sản phẩm", "recognise the product"),
        Verb.DECLINE: ("không công nhận sản phẩm", "decline recognition"),
        Verb.NOT_PROPOSE: ("không đề nghị đánh giá", "not propose for evaluation"),
        Verb.WITHDRAW: ("rút hồ sơ", "withdraw the dossier"),
    },
)
