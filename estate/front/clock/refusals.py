"""Why the clock was not moved."""

from __future__ import annotations

from kit.refusal import Refusal


class DayUnreadable(Refusal):
    """What was asked for is no day."""

    slug = "clock.day-unreadable"
    vi = "Không đọc được ngày “{given}”: hãy ghi theo dạng 2023-06-01T09:00."
    en = "The day “{given}” cannot be read: write it like 2023-06-01T09:00."


class NoClockHere(Refusal):
    """This front was started without a clock to move."""

    slug = "clock.none-here"
    vi = "Hệ thống này chạy theo đồng hồ máy, không chỉnh được."
    en = "This estate lives by the machine's own clock; there is none to move."
