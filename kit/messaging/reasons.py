"""Why a record was set aside, in words for the person who will mend it."""

from __future__ import annotations

from ocop_events.envelope import DataInvalid, EnvelopeInvalid

from kit.messaging.parked import Reason
from kit.refusal import Refusal


def envelope_invalid(unreadable: EnvelopeInvalid) -> Reason:
    """The headers are no envelope of the treaty."""
    return Reason(
        slug="envelope-invalid",
        vi="Phần đầu CloudEvents của sự kiện thiếu hoặc sai. Người gửi cần bổ sung các trường ce_* theo docs/events.md.",
        en="The CloudEvents envelope is incomplete or wrong. The publisher must set the ce_* headers as docs/events.md says.",
        detail=str(unreadable),
    )


def unknown_type(type_: str) -> Reason:
    """Nobody here knows the type, or this version of it."""
    return Reason(
        slug="unknown-type",
        vi="Loại hoặc phiên bản sự kiện không có trong danh mục. Kiểm tra ce_type theo docs/events.md.",
        en="This event type or version is not in the catalogue. Check ce_type against docs/events.md.",
        detail=type_,
    )


def data_invalid(invalid: DataInvalid) -> Reason:
    """The value does not match its type's schema."""
    return Reason(
        slug="data-invalid",
        vi="Nội dung sự kiện không đúng lược đồ của loại sự kiện này. Xem chi tiết, sửa trường sai rồi áp dụng lại.",
        en="The event's data do not match the schema of its type. See the detail, correct the field, then offer again.",
        detail=str(invalid)[:4_000],
    )


def refused(refusal: Refusal) -> Reason:
    """A rule said no."""
    return Reason(slug=refusal.slug, vi=refusal.say("vi"), en=refusal.say("en"), detail=repr(refusal.fields)[:2_000])
