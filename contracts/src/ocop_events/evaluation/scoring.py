"""Scoring: a council's secret sheets, opened together."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import EditionApplied, MemberSheet, PlacePath, Points, ProductRef

TOPIC = "ocop.evaluation.scoring"


class ScoringFacts(
    EventData,
    key_facts=("office", "round"),
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "office": "33",
        "council_id": "0198a1b0-0000-7000-8000-000000000aa1",
        "product": {},
        "council": ["chair", "secretary", "member.1", "member.2", "member.3"],
    },
):
    """What every event of a scoring carries."""

    case_id: str
    dossier_id: str
    office: PlacePath
    council_id: str
    round: int = 1
    product: Annotated[ProductRef | None, Field(description="What is judged, to be named to who sits.")] = None
    council: Annotated[
        list[str], Field(description="Everybody who sits on the council now and does not stand aside, by id.")
    ] = []


class ScoringOpenedV1(
    ScoringFacts,
    type="vn.ocop.evaluation.scoring.opened.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("members", "recused"),
    vi="Các thành viên Hội đồng bắt đầu chấm điểm.",
    example={
        "members": ["member.1", "member.2", "member.3"],
        "rulebook_id": "R26",
        "opened_at": "2026-09-08T01:00:00Z",
    },
):
    """The members may score, in the first round or a later one."""

    members: list[str]
    recused: list[str] = []
    rulebook_id: str
    opened_at: datetime
    rulebook_hash: Annotated[
        str | None, Field(description="The edition of the rulebook this round is scored under.")
    ] = None
    correction: Annotated[
        EditionApplied | None,
        Field(
            description="Of a round for which the council was re-opened: the correction. What was sealed in the round "
            "before stays as it was sealed, and counts no more."
        ),
    ] = None


class ScorecardSealedV1(
    ScoringFacts,
    type="vn.ocop.evaluation.scorecard.sealed.v1",
    topic=TOPIC,
    key="case_id",
    vi="Một thành viên niêm phong phiếu chấm; nội dung giữ kín cho đến khi công bố tất cả.",
    example={
        "member_id": "member.1",
        "digest": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "sealed_at": "2026-09-08T03:12:00Z",
    },
):
    """A member sealed a sheet. What is on it stays secret until all are revealed."""

    member_id: str
    digest: str
    sealed_at: datetime


class ScorecardUnsealedV1(
    ScoringFacts,
    type="vn.ocop.evaluation.scorecard.unsealed.v1",
    topic=TOPIC,
    key="case_id",
    vi="Một thành viên mở lại phiếu đã niêm phong nhầm, trước khi công bố; phiếu được niêm phong lại sau.",
    example={
        "member_id": "member.1",
        "digest": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "unsealed_at": "2026-09-08T03:20:00Z",
    },
):
    """A member took back a sheet they had sealed, before any was revealed; the seal announced last is the one that counts."""

    member_id: str
    digest: Annotated[str, Field(description="The seal that counts no more.")]
    unsealed_at: datetime


class ScoresRevealedV1(
    ScoringFacts,
    type="vn.ocop.evaluation.scores.revealed.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("sheets",),
    vi="Tất cả phiếu được mở cùng lúc.",
    example={"sheets": [{}], "revealed_at": "2026-09-08T08:00:00Z"},
):
    """All sheets were opened together."""

    sheets: list[MemberSheet]
    revealed_at: datetime


class ScoresDisputedV1(
    ScoringFacts,
    type="vn.ocop.evaluation.scores.disputed.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("spread", "limit"),
    vi="Tổng điểm chênh lệch quá mức: Hội đồng thảo luận và chấm lại; giữ kết quả cả hai lượt.",
    example={"spread": "12", "limit": "10", "disputed_at": "2026-09-08T08:00:01Z"},
):
    """Totals lie too far apart: the council discusses and scores again; both rounds are kept."""

    spread: Points
    limit: Points
    disputed_at: datetime


class ScoringConcludedV1(
    ScoringFacts,
    type="vn.ocop.evaluation.scoring.concluded.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("total", "star"),
    vi="Kết quả của Hội đồng đã được tính.",
    example={"total": "83", "star": 4, "concluded_at": "2026-09-08T09:30:00Z"},
):
    """The council's result was computed."""

    total: Points
    star: int
    concluded_at: datetime
