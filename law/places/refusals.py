"""What the gazetteer answers when it cannot: every sentence says what to do next."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class UnknownPlace(Refusal):
    slug = "place.unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có đơn vị hành chính mang mã {code}. Kiểm tra mã trong danh mục hành chính."
    en = "There is no administrative unit {code}. Check the code in the official list."


class ProvinceNotInstalled(UnknownPlace):
    """The code lists of another province may be installed beside those that are here."""

    slug = "place.province-not-installed"
    vi = "Địa bàn {code} thuộc tỉnh mang mã {province} chưa có danh mục ở đây. Nạp danh mục của tỉnh đó (ocop places check) rồi thử lại."
    en = "{code} is in the province {province}, whose code lists are not installed here. Install them (ocop places check), then try again."


class NotThen(Refusal):
    """Codes are reused and units come and go: the code is real, the day is not its own."""

    slug = "place.not-on-that-day"
    kind = Kind.INVALID
    vi = "Vào ngày {on} không có đơn vị {code}. Các thời kỳ của mã này: {periods}. Chọn đơn vị đúng thời kỳ."
    en = "On {on} there was no unit {code}. Periods of this code: {periods}. Choose the unit of that time."


class SplitNeedsAChoice(Refusal):
    """A person must say which part it is; nothing in the records can."""

    slug = "place.split-needs-a-choice"
    kind = Kind.INVALID
    vi = "{name} đã được chia cho nhiều đơn vị ({choices}). Cần một người chọn đơn vị nhận."
    en = "{name} was divided among several units ({choices}). A person must choose the one that takes over."


class SuccessorUnknown(Refusal):
    """The code lists do not say what became of it."""

    slug = "place.successor-unknown"
    kind = Kind.INVALID
    vi = "Danh mục không ghi {name} đã nhập vào đơn vị nào từ {on}. Cần một người chọn trong: {choices}."
    en = "The lists do not say what {name} became part of from {on}. A person must choose among: {choices}."


class PeriodFaulty(Refusal):
    slug = "place.period-faulty"
    vi = "Danh mục hành chính {name} có lỗi: {faults}. Chạy «ocop places check» để xem từng lỗi, sửa rồi khởi động lại."
    en = "The list of places {name} is faulty: {faults}. Run “ocop places check” to see each fault, mend it, start again."
