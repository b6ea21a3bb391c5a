"""Councils: who sits before a case, who stood aside, and when it ended. People by their ids only; never why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProductRef

TOPIC = "ocop.evaluation.council"


class CouncilSeat(Part, example={"person_id": "chair", "part": "chair"}):
    """One person on a council, by the id the identity provider knows."""

    person_id: str
    part: Annotated[str, Field(description="`chair`, `secretary` or `member`.")]
    recused: bool = False


class CouncilFacts(
    EventData,
    key_facts=("office", "seats", "recused"),
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "office": "33",
        "council_id": "0198a1b0-0000-7000-8000-000000000aa1",
        "seats": [
            {},
            {"person_id": "secretary", "part": "secretary"},
            {"person_id": "member.1", "part": "member"},
            {"person_id": "member.2", "part": "member"},
            {"person_id": "member.3", "part": "member"},
        ],
        "recused": ["member.4"],
        "product": {},
    },
):
    """What every event of a council carries: the whole of it as it is now, so that the latest alone says who may see."""

    case_id: str
    dossier_id: str
    office: PlacePath
    council_id: str
    seats: Annotated[list[CouncilSeat], Field(description="Who sits on it now; nobody once it is dissolved.")]
    recused: Annotated[
        list[str], Field(description="Everybody who stood aside from the case, also those whose seat another took.")
    ] = []
    product: Annotated[ProductRef | None, Field(description="What is judged, to be named to who sits.")] = None
    leaderless: Annotated[
        bool,
        Field(
            description="Nobody leads it: its chair stands aside and there is no deputy. Somebody must take the chair."
        ),
    ] = False


class CouncilFormedV1(
    CouncilFacts,
    type="vn.ocop.evaluation.council.formed.v1",
    topic=TOPIC,
    key="case_id",
    vi="Hội đồng của hồ sơ đánh giá được lập.",
    example={"recused": [], "formed_at": "2026-09-01T02:00:00Z"},
):
    """An office formed the council of a case."""

    formed_at: datetime
    decision: OfficialPaper | None = None


class CouncilReseatedV1(
    CouncilFacts,
    type="vn.ocop.evaluation.council.reseated.v1",
    topic=TOPIC,
    key="case_id",
    vi="Thành phần Hội đồng thay đổi.",
    example={"reseated_at": "2026-09-03T02:00:00Z"},
):
    """Who sits on a council was changed, or a council that had ended its work was re-opened."""

    reseated_at: datetime
    decision: Annotated[OfficialPaper | None, Field(description="The decision that completed the council.")] = None


class MemberRecusedV1(
    CouncilFacts,
    type="vn.ocop.evaluation.member.recused.v1",
    topic=TOPIC,
    key="case_id",
    vi="Một người trong Hội đồng không tham gia đánh giá hồ sơ và không còn được xem gì của hồ sơ.",
    example={
        "seats": [
            {},
            {"person_id": "secretary", "part": "secretary"},
            {"person_id": "member.1", "part": "member"},
            {"person_id": "member.2", "part": "member"},
            {"person_id": "member.4", "part": "member", "recused": True},
        ],
        "person_id": "member.4",
        "recused_at": "2026-09-02T02:00:00Z",
    },
):
    """Somebody on a council stands aside from the case and may see nothing of it any more."""

    person_id: str
    recused_at: datetime


class CouncilDissolvedV1(
    CouncilFacts,
    type="vn.ocop.evaluation.council.dissolved.v1",
    topic=TOPIC,
    key="case_id",
    vi="Hội đồng kết thúc công việc với hồ sơ đánh giá: đã có kết quả, hoặc hồ sơ đã rút.",
    example={"seats": [], "dissolved_at": "2026-09-08T09:30:00Z"},
):
    """A council's work on the case is over: it concluded, or the dossier was taken back."""

    dissolved_at: datetime


class CouncilRemindedV1(
    CouncilFacts,
    type="vn.ocop.evaluation.council.reminded.v1",
    topic=TOPIC,
    key="case_id",
    vi="Hội đồng được nhắc việc sắp đến hạn hoặc đã quá hạn.",
    example={
        "step": "score",
        "due_on": "2026-09-08",
        "overdue": True,
        "members": ["member.2", "chair", "secretary"],
        "reminded_at": "2026-09-08T17:00:00Z",
    },
):
    """A council's step is due soon, or was not taken in its time: whoever must act is reminded."""

    step: Annotated[
        str,
        Field(description="`open` scoring, `score` and reveal, `conclude` or score again, or `rule`."),
    ]
    due_on: date
    overdue: bool
    members: Annotated[list[str], Field(description="Who must act, by id; the office besides once it is overdue.")]
    reminded_at: datetime


class RegulationConfirmedV1(
    EventData,
    type="vn.ocop.evaluation.regulation.confirmed.v1",
    topic=TOPIC,
    key="office",
    key_facts=("text_id", "content_gzip"),
    vi="Đơn vị xác nhận Quy chế Hội đồng của mình; toàn văn kèm theo để tính lại kết luận.",
    example={
        "office": "33",
        "rulebook_id": "R26",
        "text_id": "33-R26",
        "text_hash": "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4",
        "content_gzip": "H4sIAAAAAAACA6tWSkmsLI5PSk3LL0pVsoo2NDLQsTTQMTbQMY/VUcrMiweKJwMlqpXSMouKS5SslIwMDC10DUx1DcyVanWUcjLBgjmJKSmpRUq1ACWNX1JPAAAA",
        "confirmed_by": "chair",
        "confirmed_at": "2026-08-20T02:00:00Z",
    },
):
    """
    An office confirmed, or replaced, what steers its councils as its own regulation; councils formed from now on count by it.

    `content_gzip` as in `law-text.published`: the gzip, in base64, of the RFC 8785 JSON whose SHA-256 is `text_hash`.
    """

    office: PlacePath
    rulebook_id: str
    text_id: str
    text_hash: str
    content_gzip: str
    confirmed_by: str
    confirmed_at: datetime
