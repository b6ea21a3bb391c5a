"""A collection of written opinions: the sheet the members were asked about, who was asked, by when; and each member's sealed form."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

import rfc8785
from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate, Kept
from kit.command import Fields, Label, Words
from kit.days import Day
from kit.history import Stateful
from law.rulebooks import CouncilRegulation
from services.evaluation.cases.dossier import FilledSheet, Producer, Product
from services.evaluation.opinions.lifecycle import LIFECYCLE, State


class Opinion(StrEnum):
    """What a member says (`ocop_events.words.OPINION`); silence is recorded as silence."""

    KEEP = "keep"
    LOWER = "lower"
    MEET = "meet"
    SILENT = "silent"


class Result(StrEnum):
    """What follows (`ocop_events.words.OPINION_RESULT`)."""

    KEEP = "keep"
    LOWER = "lower"
    MEETING = "meeting"
    VISIT = "visit"


RULED_ON = (Result.KEEP, Result.LOWER)
"""Results that a ruling may rest on; the others have the council meet, or somebody look first."""


class AskedFields(Fields):
    """By when the forms are to be back, and what the members are asked to look at."""

    answer_by: Annotated[Day, Label("Hạn gửi lại phiếu", "Forms back by", example="2029-06-10")]
    words: (
        Annotated[
            Words,
            Label(
                "Nội dung đề nghị thành viên xem xét",
                "What the members are asked to look at",
                example="Chủ thể duy trì quy mô, giấy tờ còn hiệu lực.",
            ),
        ]
        | None
    ) = None


class AnswerFields(Fields):
    """A member's opinion and why."""

    opinion: Annotated[Literal["keep", "lower", "meet"], Label("Ý kiến", "Opinion", example="keep")]
    reason: Annotated[Words, Label("Lý do", "Reason", example="Sản phẩm duy trì tốt, giấy tờ đầy đủ.")]


class ConclusionFields(Fields):
    """What the officer who summarises adds to the forms."""

    complex: Annotated[
        bool,
        Label(
            "Nội dung phức tạp, phải họp Hội đồng",
            "The content is complex: the council is to meet",
        ),
    ] = False
    unclear: Annotated[
        bool,
        Label(
            "Thay đổi lớn hoặc minh chứng chưa rõ, phải kiểm tra thực tế",
            "Changes are large or evidence is unclear: a visit is needed",
        ),
    ] = False
    because: (
        Annotated[
            Words,
            Label(
                "Ý kiến tổng hợp",
                "Summary",
                why=("trừ khi phải họp hoặc kiểm tra thực tế", "unless a meeting or a visit is needed"),
            ),
        ]
        | None
    ) = None


class Conclusion(ConclusionFields, Kept):
    """What came of the forms once all were opened. `reasons`: why, as codes of `rules.WHY`."""

    result: Result
    reasons: tuple[str, ...] = ()
    concluded_at: datetime


class Member(BaseModel):
    """Somebody whose opinion was asked for."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    name: str
    presides: bool = False


class Form(AnswerFields, Aggregate):
    """One member's form; secret until all are opened. `digest` binds opinion and reason, with a `nonce` nobody can guess."""

    opinions_id: str
    member_id: str
    member_name: str
    nonce: str
    digest: str
    sealed_at: datetime


class Opinions(AskedFields, Stateful, lifecycle=LIFECYCLE):
    """
    The opinions of a council on one re-evaluation. `sheet`: what they are asked about, of the advisory team or the producer's own;
    `star`: what it comes to; `star_now`: of the certificate. `whole_by`: the last day of the whole re-evaluation.
    """

    case_id: str
    dossier_id: str
    office: str
    place: str
    council_id: str
    product: Product
    producer: Producer
    sheet: FilledSheet
    of_advisers: bool
    star: int
    star_now: int
    members: tuple[Member, ...]
    recused: tuple[str, ...] = ()
    regulation: CouncilRegulation | None = None
    whole_by: date | None = None
    asked_at: datetime
    answered: tuple[str, ...] = ()
    """Who returned the form; what they said is not here."""
    conclusion: Conclusion | None = None
    forms: tuple[Form, ...] = ()
    """All forms, from the moment they were opened; silence has none."""
    state: State = State.ASKED

    def member(self, person_id: str) -> Member | None:
        """Who was asked, by id."""
        return next((one for one in self.members if one.person_id == person_id), None)

    def said_by(self, person_id: str) -> Opinion:
        """What a member said, once the forms were opened."""
        form = next((one for one in self.forms if one.member_id == person_id), None)
        return Opinion(form.opinion) if form else Opinion.SILENT


def digest_of(opinions_id: str, member_id: str, fields: AnswerFields, nonce: str) -> str:
    """SHA-256 of the RFC 8785 form of what was said, by whom, on which collection, with the nonce."""
    said = {
        "opinions_id": opinions_id,
        "member_id": member_id,
        "opinion": fields.opinion,
        "reason": fields.reason,
        "nonce": nonce,
    }
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()
