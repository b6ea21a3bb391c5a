"""What is refused about published lists and their rows, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotText(Refusal):
    slug = "recognition.list-not-text"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp không phải CSV mã UTF-8. Trong bảng tính, chọn «Lưu thành CSV UTF-8» rồi gửi lại."
    en = "The file is not CSV in UTF-8. Choose “Save as CSV UTF-8” in your spreadsheet and send it again."


class ListBroken(Refusal):
    slug = "recognition.list-broken"
    vi = "Tệp không đọc được như CSV (dòng {line}): có thể thiếu dấu nháy đóng. Sửa rồi gửi lại; chưa dòng nào được nhập."
    en = "The file cannot be read as CSV (line {line}): a closing quote may be missing. Correct it and send it again; nothing was entered."


class ColumnsMissing(Refusal):
    slug = "recognition.columns-missing"
    vi = "Danh sách thiếu cột: {columns}. Dòng đầu của tệp phải ghi đủ tên các cột."
    en = "The list lacks the columns: {columns}. The first line of the file must name every column."


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
    vi = "Cột {column} của «{product}» ghi «{given}»: không đọc được. Hạng là một hạng sao mà một bộ tiêu chí có, ngày theo dạng 2020-07-22."
    en = "The column {column} of “{product}” says “{given}”, which cannot be read. A star is one that some rulebook has, dates are like 2020-07-22."


class ValueTooLong(Refusal):
    slug = "recognition.value-too-long"
    vi = "Cột {column} của dòng này dài quá {most} ký tự. Rút ngắn như trong nguồn; phần giải thích để ngoài danh sách."
    en = "The column {column} of this row is longer than {most} characters. Shorten it to what the source says; leave explanations out of the list."


class StarNotRecognised(Refusal):
    slug = "recognition.star-not-recognised"
    vi = "Theo {act}, hạng {star} sao của «{product}» không cấp nào công nhận. Kiểm tra cột star và decided_on."
    en = "Under {act} nobody recognises {star} stars, as “{product}” has them. Check the columns star and decided_on."


class DecidedInTheFuture(Refusal):
    slug = "recognition.decided-in-the-future"
    vi = "Ngày quyết định {given} của «{product}» sau hôm nay. Kiểm tra cột decided_on."
    en = "The decision on “{product}” is dated {given}, which is after today. Check the column decided_on."


class NotOfEarlierYears(Refusal):
    slug = "recognition.not-of-earlier-years"
    kind = Kind.CONFLICT
    vi = "«{product}» đã có trong sổ này từ {registered}, trước quyết định ngày {given}. Kết quả từ đó chỉ được ghi theo kết luận của cơ quan đánh giá."
    en = "“{product}” has been in this register since {registered}, before the decision of {given}. From then on only a ruling enters a result."
