"""A use of the mark: on what a product shows it, how it looks, what an office answered, and by when it has to disappear."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, OneOf, Words
from kit.days import Day
from kit.history import Actor, Stateful
from law.mark import mark_rules
from services.registry.dossiers.dossier import Subject
from services.registry.marks.lifecycle import LIFECYCLE, State

ANSWERS = ("in-order", "to-correct", "refused")
CHECKS = tuple(one.id for one in mark_rules().checks)
MEDIA = tuple(one.id for one in mark_rules().media)


class Waits(StrEnum):
    """For what a use waits: the first for an officer, the others for its producer."""

    ANSWER = "answer"
    CORRECTION = "correction"
    TAKE_DOWN = "take-down"
    CONFIRMATION = "confirmation"
    DESCRIPTION = "description"


class Value(BaseModel):
    """A part of a use."""

    model_config = ConfigDict(frozen=True)


class PictureFile(Value):
    """A photograph as it was kept, found in the store by its digest."""

    sha256: str
    size: int
    media_type: str
    name: str
    viewable: bool = True


class Picture(PictureFile):
    """A photograph of a use. `url`: where its reader fetches it, with their own rights."""

    id: str
    url: str
    added_on: date


class Held(Value):
    """The certificate a use rests on."""

    id: str
    product_code: str
    star: int
    valid_until: date


class AnswerFields(Fields):
    """What an officer answers. `reasons`: checks of the list (`law.mark`); without `correct_by` the list's own term counts."""

    answer: Annotated[str, OneOf(ANSWERS), Label("Trả lời", "Answer", example="to-correct")]
    reasons: Annotated[
        tuple[Annotated[str, OneOf(CHECKS)], ...],
        Field(max_length=len(CHECKS)),
        Label("Lý do", "Reasons", example=["more-stars"]),
    ] = ()
    words: Annotated[Words, Label("Giải thích thêm", "In words", example="Thay nhãn 5 sao bằng 4 sao.")] = ""
    correct_by: Annotated[Day, Label("Hạn sửa xong", "To be corrected by", example="2026-12-15")] | None = None


class Answer(AnswerFields, Kept):
    """What an officer answered, and when."""

    answered_on: date
    by: Actor


class TakeDown(Value):
    """By when a use has to disappear. `because`: how the right to it ended, or `refused`, `suspended`."""

    because: str
    by: date
    ordered_on: date


class UseFields(Fields):
    """How a product shows the mark. What is not known is left out, and looked for by nobody."""

    medium: Annotated[
        str,
        OneOf(MEDIA),
        Label("Phương tiện", "Medium", example="gift-bag", hint=("Nhãn hiệu ở đâu?", "Where is the mark?")),
    ]
    what: Annotated[
        Words,
        Field(min_length=1),
        Label(
            "Mô tả",
            "Description",
            example="Túi quà giấy kraft, in một mặt",
            hint=("Cái gì, in thế nào, ở đâu.", "What it is, how it is printed, where it is."),
        ),
    ]
    since: Annotated[Day, Label("Dùng từ ngày", "In use since", example="2026-10-01")] | None = None
    printed: (
        Annotated[
            int, Field(ge=0, le=1_000_000_000), Label("Số lượng đã in, đã làm", "Number printed or made", example=2000)
        ]
        | None
    ) = None
    star_shown: (
        Annotated[int, Field(ge=1, le=9), Label("Số sao thể hiện", "Stars shown", example=4, type="numeric")] | None
    ) = None
    code_shown: Annotated[Id, Label("Mã sản phẩm thể hiện", "Product code shown", example="33-11977-1-2026")] | None = (
        None
    )
    own_brand: (
        Annotated[
            bool,
            Label("Có nhãn hiệu riêng của chủ thể bên cạnh", "The producer's own brand stands beside it", example=True),
        ]
        | None
    ) = None


class MarkUse(UseFields, Subject, Stateful, lifecycle=LIFECYCLE):
    """
    One use of the mark by one product. `findings`: what the machine found when it was last written; `waits` and `due_on`:
    for what it waits, and until when.
    """

    state: State = State.REGISTERED
    registered_on: date
    certificate: Held | None = None
    pictures: tuple[Picture, ...] = ()
    design_id: str | None = None
    findings: tuple[str, ...] = ()
    answer_by: date | None = None
    answer: Answer | None = None
    take_down: TakeDown | None = None
    confirm_by: date | None = None
    ended_on: date | None = None
    waits: Waits | None = None
    due_on: date | None = None
