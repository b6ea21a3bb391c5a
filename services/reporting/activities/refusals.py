"""What is refused about activities, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotYourOffice(Refusal):
    slug = "activity.not-your-office"
    kind = Kind.FORBIDDEN
    vi = "Chỉ cán bộ của chính cơ quan mới ghi hoạt động của cơ quan đó. Chọn cơ quan của bạn."
    en = "Only an officer of the office itself records its activities. Choose your own office."


class KindUnknown(Refusal):
    slug = "activity.kind-unknown"
    vi = "Không có loại hoạt động «{given}». Chọn một trong: {known}."
    en = "There is no kind of activity “{given}”. Choose one of: {known}."


class FieldMissing(Refusal):
    slug = "activity.field-missing"
    vi = "Ghi «{field}»."
    en = "Fill in “{field}”."


class FieldUnknown(Refusal):
    slug = "activity.field-unknown"
    vi = "Loại hoạt động này không có mục «{given}». Bỏ mục đó hoặc chọn loại khác."
    en = "This kind of activity has no field “{given}”. Leave it out or choose another kind."


class CountUnreadable(Refusal):
    slug = "activity.count-unreadable"
    vi = "«{field}»: không đọc được số «{given}». Viết số nguyên, ví dụ 45 hoặc 1.250."
    en = "“{field}”: “{given}” is no whole number. Write one such as 45 or 1.250."


class AmountUnreadable(Refusal):
    slug = "activity.amount-unreadable"
    vi = "«{field}»: không đọc được số tiền «{given}». Viết ví dụ 350 triệu hoặc 350.000.000."
    en = "“{field}”: the amount “{given}” cannot be read. Write one such as 350 triệu or 350.000.000."


class ChoiceUnknown(Refusal):
    slug = "activity.choice-unknown"
    vi = "«{field}»: không có lựa chọn «{given}». Chọn một trong: {known}."
    en = "“{field}”: there is no choice “{given}”. Choose one of: {known}."


class PartTooLarge(Refusal):
    slug = "activity.part-too-large"
    vi = "«{field}» ({given}) lớn hơn «{whole}» ({most}). Kiểm tra lại hai số."
    en = "“{field}” ({given}) is more than “{whole}” ({most}). Check the two figures."


class DaysReversed(Refusal):
    slug = "activity.days-reversed"
    vi = "Ngày cuối đứng trước ngày đầu. Kiểm tra lại hai ngày."
    en = "The last day is before the first. Check the two days."


class NotYetHeld(Refusal):
    slug = "activity.not-yet-held"
    vi = "Ngày {day} chưa đến: chỉ ghi hoạt động đã diễn ra."
    en = "{day} is still to come: record what was held."


class TooLongAgo(Refusal):
    slug = "activity.too-long-ago"
    vi = "Chỉ ghi được hoạt động từ ngày {since} trở đi. Kiểm tra lại năm."
    en = "Activities can be recorded from {since} on. Check the year."


class ThereAlready(Refusal):
    slug = "activity.there-already"
    kind = Kind.CONFLICT
    vi = "Hoạt động «{name}» ngày {day} của cơ quan đã được ghi. Mở bản ghi đó để sửa."
    en = "The office's activity “{name}” of {day} is recorded already. Open that record to correct it."


class DesignUnknown(Refusal):
    slug = "activity.design-unknown"
    vi = "Không có mẫu thiết kế «{given}». Chọn trong danh sách."
    en = "There is no design “{given}”. Choose from the list."


class TooManyPapers(Refusal):
    slug = "activity.too-many-papers"
    vi = "Mỗi hoạt động giữ tối đa {most} ảnh và giấy tờ. Ghi hoạt động khác nếu còn."
    en = "An activity keeps at most {most} photographs and papers. Record another activity for more."


class YesOrNo(Refusal):
    slug = "activity.yes-or-no"
    vi = "«Công khai»: ghi «có» hoặc «không», không đọc được «{given}»."
    en = "“Public”: write “có” or “không”; “{given}” cannot be read."
