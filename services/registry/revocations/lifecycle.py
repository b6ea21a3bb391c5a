"""The steps of a revocation, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    PROPOSED = "proposed"
    ASKED = "explanation-asked"
    EXPLAINED = "explained"
    CONCLUDED = "concluded"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    COLLECTED = "collected"
    DROPPED = "dropped"


class Verb(StrEnum):
    ADD = "add"
    ASK = "ask"
    EXPLAIN = "explain"
    PASS_BY = "pass-by"
    CONCLUDE = "conclude"
    KEEP = "keep"
    SUBMIT = "submit"
    DECIDE = "decide"
    COLLECT = "collect"
    APPEAL = "appeal"
    SETTLE = "settle"
    ANNUL = "annul"
    DROP = "drop"


OPEN = (State.PROPOSED, State.ASKED, State.EXPLAINED, State.CONCLUDED, State.SUBMITTED)
"""Before a decision: what waits for an office, or for the producer."""

LIFECYCLE = Lifecycle(
    subject=("thủ tục thu hồi", "revocation"),
    initial=State.PROPOSED,
    table={
        **{(state, Verb.ADD): state for state in OPEN},
        (State.PROPOSED, Verb.ASK): State.ASKED,
        (State.EXPLAINED, Verb.ASK): State.ASKED,
        (State.ASKED, Verb.EXPLAIN): State.EXPLAINED,
        (State.ASKED, Verb.PASS_BY): State.EXPLAINED,
        (State.PROPOSED, Verb.CONCLUDE): State.CONCLUDED,
        (State.EXPLAINED, Verb.CONCLUDE): State.CONCLUDED,
        (State.EXPLAINED, Verb.KEEP): State.DROPPED,
        (State.CONCLUDED, Verb.SUBMIT): State.SUBMITTED,
        (State.CONCLUDED, Verb.DECIDE): State.DECIDED,
        (State.SUBMITTED, Verb.DECIDE): State.DECIDED,
        (State.DECIDED, Verb.COLLECT): State.COLLECTED,
        (State.DECIDED, Verb.APPEAL): State.DECIDED,
        (State.COLLECTED, Verb.APPEAL): State.COLLECTED,
        (State.DECIDED, Verb.SETTLE): State.DECIDED,
        (State.COLLECTED, Verb.SETTLE): State.COLLECTED,
        (State.DECIDED, Verb.ANNUL): State.DROPPED,
        (State.COLLECTED, Verb.ANNUL): State.DROPPED,
        **{(state, Verb.DROP): State.DROPPED for state in OPEN},
    },
    states={
        State.PROPOSED: ("đề nghị xem xét thu hồi", "proposed"),
        State.ASKED: ("chờ chủ thể giải trình", "explanation asked"),
        State.EXPLAINED: ("chờ kết luận", "to be concluded"),
        State.CONCLUDED: ("đã kết luận, chờ trình", "concluded, to be submitted"),
        State.SUBMITTED: ("đã trình, chờ quyết định", "submitted, to be decided"),
        State.DECIDED: ("đã có quyết định, chờ thu bản giấy", "decided, paper to be collected"),
        State.COLLECTED: ("đã thu hồi", "revoked, paper collected"),
        State.DROPPED: ("không thu hồi", "ended without a revocation"),
    },
    verbs={
        Verb.ADD: ("bổ sung căn cứ", "add a reason"),
        Verb.ASK: ("yêu cầu giải trình", "ask for an explanation"),
        Verb.EXPLAIN: ("giải trình", "explain"),
        Verb.PASS_BY: ("ghi nhận không giải trình", "note that nobody explained"),
        Verb.CONCLUDE: ("kết luận thu hồi", "conclude to revoke"),
        Verb.KEEP: ("kết luận không thu hồi", "conclude to keep"),
        Verb.SUBMIT: ("trình cơ quan quyết định", "submit to who decides"),
        Verb.DECIDE: ("ban hành quyết định", "decide"),
        Verb.COLLECT: ("ghi nhận đã thu bản giấy", "note the paper as collected"),
        Verb.APPEAL: ("khiếu nại", "appeal"),
        Verb.SETTLE: ("giải quyết khiếu nại", "settle the appeal"),
        Verb.ANNUL: ("hủy quyết định theo giải quyết khiếu nại", "annul by the appeal"),
        Verb.DROP: ("dừng thủ tục", "drop it"),
    },
)
