"""What is refused about yearly cards, and what to do."""

from __future__ import annotations

from kit.refusal import Refusal


class CardEmpty(Refusal):
    slug = "card.empty"
    vi = "Chưa khai số liệu nào. Ghi ít nhất doanh thu hoặc sản lượng; không bán được thì ghi 0."
    en = "No figure was given. Write at least revenue or output; 0 if nothing was sold."


class UnitMissing(Refusal):
    slug = "card.unit-missing"
    vi = "Có sản lượng mà chưa có đơn vị tính. Chọn đơn vị tính."
    en = "There is an output without a unit. Choose the unit."


class UnitUnknown(Refusal):
    slug = "card.unit-unknown"
    vi = "Không có đơn vị tính «{given}». Chọn một trong: {known}."
    en = "There is no unit “{given}”. Choose one of: {known}."


class MoreThanAll(Refusal):
    slug = "card.more-than-all"
    vi = "Phần «trong đó» ({part}) lớn hơn tổng ({whole}). Kiểm tra lại hai số."
    en = "The part ({part}) is more than the whole ({whole}). Check both figures."


class YearNotAsked(Refusal):
    slug = "card.year-not-asked"
    vi = "Phiếu khai cho các năm {first}–{last}. Năm {year} chưa hết hoặc đã quá lâu."
    en = "Cards are for the years {first}–{last}. {year} is not over, or too long ago."
