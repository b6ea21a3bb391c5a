"""Why a record became a dead letter, in words for the person who will mend it."""

from __future__ import annotations

import re

from ocop_events.envelope import DataInvalid, EnvelopeInvalid
from pydantic import BaseModel, ConfigDict, ValidationError

from kit.field_errors import pointer, why
from kit.refusal import Refusal

MOST = 20
"""Fields that are named; who has more wrong than that has another type, or another version of it."""
_MUST_BE = re.compile(r"(?P<at>\S+) is (?P<found>.+), must be (?P<wanted>.+)")


class FieldError(BaseModel):
    """One field of the record that is wrong: where, and in which way."""

    model_config = ConfigDict(frozen=True)

    at: str
    vi: str
    en: str


class Reason(BaseModel):
    """
    Why it was parked: a stable slug, and words for the person who will mend it; `detail` is what the machine said.
    """

    model_config = ConfigDict(frozen=True)

    slug: str
    vi: str
    en: str
    fields: tuple[FieldError, ...] = ()
    detail: str = ""
    passes: bool = False
    """What is lacking is on its way in another event: it is offered again by itself for some time."""


FAULT = Reason(
    slug="fault",
    vi="Hệ thống gặp lỗi khi xử lý sự kiện này dù đã thử lại. Báo đội vận hành kèm mã tương quan.",
    en="The system failed on this event after retrying. Tell the operators, with the correlation id.",
)
HELD_BEHIND = Reason(
    slug="held",
    vi="Một sự kiện trước của cùng đối tượng đang chờ xử lý; sự kiện này sẽ tự áp dụng sau đó.",
    en="An earlier event of the same subject is waiting; this one will be applied after it.",
)


def fields_of(unreadable: EnvelopeInvalid | DataInvalid) -> tuple[FieldError, ...]:
    """Which headers of an envelope, or which fields of the data, are wrong, and how; none where it cannot be said."""
    found = unreadable.__cause__
    if isinstance(found, ValidationError):
        header = "ce_" if isinstance(unreadable, EnvelopeInvalid) else ""
        errors = found.errors(include_input=False, include_url=False)[:MOST]
        described = [(pointer(error["loc"]), *why(error)) for error in errors]
        return tuple(
            FieldError(at=header + at.removeprefix("/" if header else "") or "/", vi=vi, en=en)
            for at, vi, en in described
        )
    if isinstance(found, UnicodeDecodeError):
        return (FieldError(at="ce_*", vi="Có trường không phải chữ UTF-8.", en="A header is not UTF-8 text."),)
    if must := _MUST_BE.fullmatch(str(unreadable)):
        is_now = "thiếu" if must["found"] == "missing" else f"là «{must['found']}»"
        vi, en = f"Đang {is_now}, phải là «{must['wanted']}».", f"Is {must['found']}, must be {must['wanted']}."
        return (FieldError(at=must["at"], vi=vi, en=en),)
    return ()


def envelope_invalid(unreadable: EnvelopeInvalid) -> Reason:
    """The headers are no CloudEvents envelope as the contracts want it."""
    return Reason(
        slug="envelope-invalid",
        vi="Phần đầu CloudEvents của sự kiện thiếu hoặc sai. Người gửi cần bổ sung các trường ce_* theo danh mục sự kiện.",
        en="The CloudEvents envelope is incomplete or wrong. The publisher must set the ce_* headers as the catalogue of events says.",
        fields=fields_of(unreadable),
        detail=str(unreadable)[:4_000],
    )


def unknown_type(type_: str) -> Reason:
    """Nobody here knows the type, or this version of it."""
    return Reason(
        slug="unknown-type",
        vi="Loại hoặc phiên bản sự kiện không có trong danh mục. Kiểm tra ce_type theo danh mục sự kiện.",
        en="This event type or version is not in the catalogue. Check ce_type against the catalogue of events.",
        detail=type_,
    )


def data_invalid(invalid: DataInvalid) -> Reason:
    """The value does not match its type's schema."""
    return Reason(
        slug="data-invalid",
        vi="Nội dung sự kiện không đúng lược đồ của loại sự kiện này. Xem chi tiết, sửa trường sai rồi áp dụng lại.",
        en="The event's data do not match the schema of its type. See the detail, correct the field, then offer again.",
        fields=fields_of(invalid),
        detail=str(invalid)[:4_000],
    )


def refused(refusal: Refusal) -> Reason:
    """A rule said no."""
    return Reason(
        slug=refusal.slug,
        vi=refusal.say("vi"),
        en=refusal.say("en"),
        detail=repr(refusal.fields)[:2_000],
        passes=refusal.passes,
    )
