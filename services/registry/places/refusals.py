"""What is refused about places, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NothingChanged(Refusal):
    slug = "place.nothing-changed"
    kind = Kind.INVALID
    vi = "Ngày {on} không có thay đổi đơn vị hành chính. Các ngày có thay đổi: {days}."
    en = "No administrative unit changed on {on}. Days with changes: {days}."


class NotYet(Refusal):
    """A change is announced when it has happened, not before: consumers act on it at once."""

    slug = "place.not-yet"
    kind = Kind.CONFLICT
    vi = "Thay đổi có hiệu lực từ {on}, chưa đến ngày. Thông báo từ ngày đó trở đi."
    en = "The changes take effect on {on}, which is still to come. Tell of them from that day on."
