"""What is refused about an office's council regulation, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class RegulationUnconfirmed(Refusal):
    slug = "regulation.unconfirmed"
    kind = Kind.CONFLICT
    vi = (
        "Đơn vị chưa xác nhận Quy chế Hội đồng của mình: {count} nội dung đang áp dụng theo mức chung ({what}). Xác nhận hoặc "
        "thay bằng Quy chế của đơn vị ở trang «Quy chế Hội đồng của đơn vị» của hồ sơ (/cases/{case}/regulation), rồi ra quyết định."
    )
    en = (
        "The office has not confirmed its own council regulation: {count} settings follow the common default ({what}). Confirm "
        "or replace them on the page “The office's council regulation” of the case (/cases/{case}/regulation), then rule."
    )


class SettingUnknown(Refusal):
    slug = "regulation.setting-unknown"
    vi = "Quy chế Hội đồng không có nội dung «{name}». Các nội dung: {known}."
    en = "A council regulation has no setting “{name}”. Settings: {known}."


class SettingUnreadable(Refusal):
    slug = "regulation.setting-unreadable"
    vi = "{name}: «{given}» không dùng được. Ghi lại đúng dạng số, ví dụ 5 hoặc 0,5, hoặc chọn một giá trị có sẵn."
    en = "{name}: “{given}” cannot be used. Write a number, such as 5 or 0.5, or choose one of the values offered."


class BeginsLater(Refusal):
    slug = "regulation.begins-later"
    vi = "Quy chế áp dụng từ {given}, sau hôm nay {today}. Xác nhận khi Quy chế đã có hiệu lực."
    en = "The regulation begins on {given}, after today, {today}. Confirm it once it is in force."
