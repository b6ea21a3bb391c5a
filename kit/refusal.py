"""An expected "no": what is wrong and what to do, in both languages, under a stable slug."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import ClassVar, Literal

Language = Literal["vi", "en"]


class Kind(Enum):
    """What sort of "no" it is. The number is what an HTTP endpoint answers with; nothing else knows HTTP."""

    MALFORMED = 400
    UNAUTHENTICATED = 401
    FORBIDDEN = 403
    NOT_FOUND = 404
    TOO_SLOW = 408
    CONFLICT = 409
    GONE = 410
    STALE = 412
    TOO_LARGE = 413
    UNSUPPORTED_MEDIA = 415
    INVALID = 422
    PRECONDITION_REQUIRED = 428
    TOO_MANY = 429
    AWAY = 503


class Refusal(Exception):
    """
    A rule said no. Subclasses name the reason and never end in Error.

    `vi` and `en` are `str.format` templates over the keyword fields given when it is raised; a field may be a pair
    `(vi, en)`, of which each language takes its own. A day is said as people write it, `05/03/2026`.
    """

    slug: ClassVar[str] = "refused"
    kind: ClassVar[Kind] = Kind.INVALID
    vi: ClassVar[str] = "Yêu cầu bị từ chối."
    en: ClassVar[str] = "The request was refused."
    passes: ClassVar[bool] = False
    """Of an event: what is lacking is on its way in another one, so that it is offered again by itself for some time."""

    def __init__(self, *, pointer: str | None = None, **fields: object) -> None:
        self.pointer = pointer
        self.fields = fields
        super().__init__(self.say("en"))

    def say(self, language: Language) -> str:
        """Says, in the language asked for, what is wrong and what to do."""
        template = self.vi if language == "vi" else self.en
        return template.format(**{name: _in(language, value) for name, value in self.fields.items()})


class Several(Refusal):
    """More than one thing is wrong; each part says its own."""

    slug = "several"
    vi = "Có {count} điểm cần sửa."
    en = "{count} things need correcting."

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(count=len(self.refusals))


class NotFound(Refusal):
    """There is no such thing, or none that the caller may see: the two look the same."""

    slug = "not-found"
    kind = Kind.NOT_FOUND
    vi = "Không tìm thấy, hoặc bạn không có quyền xem. Kiểm tra lại đường dẫn hoặc đơn vị đang đăng nhập."
    en = "Not found, or not yours to see. Check the address, or the office you are signed in for."


class Stale(Refusal):
    """Somebody changed it since the caller read it."""

    slug = "stale"
    kind = Kind.STALE
    vi = "Nội dung đã được người khác thay đổi sau khi bạn mở. Tải lại trang, xem thay đổi rồi thực hiện lại."
    en = "This was changed by someone else after you opened it. Reload, look at the change, and try again."


class Forbidden(Refusal):
    """The caller is known and may not do this here."""

    slug = "forbidden"
    kind = Kind.FORBIDDEN
    vi = (
        "Bạn không có quyền thực hiện việc này tại đơn vị này. Liên hệ quản trị viên của đơn vị nếu cần được cấp quyền."
    )
    en = "You may not do this for this office. Ask the office's administrator if you need the right."


class Taken(Refusal):
    """A thing that may exist once exists already."""

    slug = "taken"
    kind = Kind.CONFLICT
    vi = "Đã có bản ghi trùng. Mở bản ghi đã có thay vì tạo mới."
    en = "There is one already. Open the existing record instead of creating another."


def _in(language: Language, value: object) -> object:
    if isinstance(value, tuple) and len(value) == 2:
        return value[0] if language == "vi" else value[1]
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    return value
