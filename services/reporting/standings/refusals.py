"""What is refused about questions to the standings, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class PlaceUnknown(Refusal):
    slug = "standings.place-unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có đơn vị hành chính «{place}». Ghi mã tỉnh, hoặc mã tỉnh/mã xã (ví dụ 33/11977); «vn» là cả nước."
    en = "There is no administrative unit “{place}”. Write a province's code, or province/commune (for example 33/11977); “vn” is the country."


class PlaceNotThen(Refusal):
    slug = "standings.place-not-then"
    vi = "Theo địa giới ngày {on} không có đơn vị «{place}» ({periods}). Chọn ngày khác, địa giới khác hoặc đơn vị của thời kỳ đó."
    en = "In the borders of {on} there is no unit “{place}” ({periods}). Choose another day, other borders, or a unit of that time."


class SectorUnknown(Refusal):
    slug = "standings.sector-unknown"
    vi = "Không có ngành «{given}». Chọn một trong: {known}."
    en = "There is no sector “{given}”. Choose one of: {known}."


class KindUnknown(Refusal):
    slug = "standings.kind-unknown"
    vi = "Không có loại chủ thể «{given}». Chọn một trong: {known}."
    en = "There is no kind of producer “{given}”. Choose one of: {known}."
