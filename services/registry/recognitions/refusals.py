"""What is refused about published lists and their rows, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class ProductUnnamed(Refusal):
    slug = "recognition.product-unnamed"
    vi = "Dòng này không có tên sản phẩm. Ghi tên như trong nguồn."
    en = "This row names no product. Write the name as the source has it."


class SetUnsaid(Refusal):
    slug = "recognition.set-unsaid"
    vi = "Chưa rõ bộ sản phẩm của «{product}». Ghi số bộ sản phẩm vào cột set_no."
    en = "The product set of “{product}” is not said. Write its number in the column set_no."


class SourceUnsaid(Refusal):
    slug = "recognition.source-unsaid"
    vi = "Dòng «{product}» không ghi nguồn. Ghi văn bản hoặc địa chỉ nơi công bố."
    en = "The row of “{product}” names no source. Write the document or address where it was published."


class PlaceUnread(Refusal):
    slug = "recognition.place-unread"
    vi = (
        "Không tìm thấy nơi «{place}» của «{product}» trong danh mục của thời kỳ đó. Kiểm tra tên xã, huyện và mã tỉnh."
    )
    en = "The place “{place}” of “{product}” is not in the lists of that period. Check commune, district and province code."


class ValueUnread(Refusal):
    slug = "recognition.value-unread"
    vi = "Cột {column} của «{product}» ghi «{given}»: không đọc được. Hạng là một hạng sao mà một bộ tiêu chí có (4 hoặc 4 sao), bộ sản phẩm là số của bộ."
    en = "The column {column} of “{product}” says “{given}”, which cannot be read. A star is one that some rulebook has (4 or 4 stars), a product set is its number."


class DayUnread(Refusal):
    slug = "recognition.day-unread"
    vi = "Cột {column} của «{product}»: {why}"
    en = "The column {column} of “{product}”: {why}"


class StageUnknown(Refusal):
    slug = "recognition.stage-unknown"
    vi = "Cột Giai đoạn (stage) của «{product}» ghi «{given}», không phải giai đoạn nào được biết. Ghi một trong: {known}."
    en = "The column stage of “{product}” says “{given}”, which is no stage that is known. Write one of: {known}."


class ValueNotALine(Refusal):
    slug = "recognition.value-not-a-line"
    vi = "Cột {column} của dòng này có {what}. Xoá đi, viết lại trên một dòng."
    en = "The column {column} of this row holds {what}. Remove it and write the value on one line."


class ValueTooLong(Refusal):
    slug = "recognition.value-too-long"
    vi = "Cột {column} của dòng này dài quá {most} ký tự. Rút ngắn như trong nguồn; phần giải thích để ngoài danh sách."
    en = "The column {column} of this row is longer than {most} characters. Shorten it to what the source says; leave explanations out of the list."


class StarNotRecognised(Refusal):
    slug = "recognition.star-not-recognised"
    vi = "Theo {act}, hạng {star} sao của «{product}» không cấp nào công nhận. Kiểm tra hạng sao và ngày quyết định."
    en = "Under {act} nobody recognises {star} stars, as “{product}” has them. Check the columns star and decided_on."


class DecidedInTheFuture(Refusal):
    slug = "recognition.decided-in-the-future"
    vi = "Ngày quyết định {given} của «{product}» sau hôm nay. Kiểm tra năm đã ghi."
    en = "The decision on “{product}” is dated {given}, which is after today. Check the year."


class NotOfEarlierYears(Refusal):
    slug = "recognition.not-of-earlier-years"
    kind = Kind.CONFLICT
    vi = "«{product}» đã có trong sổ này từ {registered}, trước quyết định ngày {given}. Kết quả từ đó chỉ được ghi theo kết luận của cơ quan đánh giá."
    en = "“{product}” has been in this register since {registered}, before the decision of {given}. From then on only a ruling enters a result."


class ListNotWhole(Refusal):
    slug = "recognition.list-not-whole"
    kind = Kind.CONFLICT
    vi = "Đã chọn nhập tất cả hoặc không nhập gì, mà {count} dòng không nhập được. Sửa các dòng ấy trong tệp rồi gửi lại, hoặc chọn nhập những dòng nhập được."
    en = "You chose all lines or none, and {count} lines cannot be entered. Correct them in the file and send it again, or choose to enter those that can be."


class ReasonUnsaid(Refusal):
    slug = "recognition.reason-unsaid"
    vi = "Chưa ghi lý do rút danh sách. Ghi vì sao, để người sau hiểu."
    en = "No reason is given for taking the list back. Write why, for those who come after."


class LineInUse(Refusal):
    slug = "recognition.line-in-use"
    kind = Kind.CONFLICT
    vi = "Giữ lại vì {why}."
    en = "It stays: {why}."
