"""What is refused about lists and their cells, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class ListUnreadable(Refusal):
    """Neither text nor a workbook."""

    slug = "list.unreadable"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp không phải danh sách đọc được: {why}. Mở tệp trong bảng tính, chọn «Lưu thành» .xlsx hoặc «CSV UTF-8» rồi gửi lại; chưa dòng nào được nhập."
    en = "The file is no list that can be read: {why}. Open it in a spreadsheet, choose “Save as” .xlsx or “CSV UTF-8” and send it again; nothing was entered."


class ListBroken(Refusal):
    """No CSV from some line on."""

    slug = "list.broken"
    vi = "Tệp không đọc được như CSV từ dòng {line}: {why}. Sửa dòng ấy rồi gửi lại; chưa dòng nào được nhập."
    en = "The file cannot be read as CSV from line {line} on: {why}. Correct that line and send it again; nothing was entered."


class ListTooLong(Refusal):
    """More lines, or more columns, than a list may have."""

    slug = "list.too-long"
    kind = Kind.TOO_LARGE
    vi = "Danh sách có hơn {limit} {what}. Tách thành nhiều tệp rồi gửi từng tệp; chưa dòng nào được nhập."
    en = "The list has more than {limit} {what}. Split it and send the parts one by one; nothing was entered."


class ColumnsMissing(Refusal):
    """No line names every column."""

    slug = "list.columns-missing"
    vi = "Danh sách thiếu cột: {columns}. Một trong {within} dòng đầu phải ghi đủ tên các cột; chữ hoa, dấu và khoảng trắng không quan trọng."
    en = "The list lacks the columns: {columns}. One of the first {within} lines must name every column; capitals, accents and blanks do not matter."


class ColumnTwice(Refusal):
    """Two columns have one name: nobody can tell which is meant."""

    slug = "list.column-twice"
    vi = "Cột «{column}» có hai lần trong danh sách. Xoá hoặc đổi tên một cột rồi gửi lại."
    en = "The column “{column}” stands twice in the list. Remove or rename one of them and send it again."


class DayUnreadable(Refusal):
    """No day of the calendar."""

    slug = "list.day-unreadable"
    vi = "«{given}» không phải ngày. Ghi ngày/tháng/năm, ví dụ 22/07/2020."
    en = "“{given}” is not a day. Write day/month/year, as in 22/07/2020."


class YearShort(Refusal):
    """Two digits do not say which century."""

    slug = "list.year-short"
    vi = "«{given}» ghi năm có hai chữ số. Ghi đủ bốn chữ số của năm, ví dụ 22/07/2020."
    en = "“{given}” gives the year in two digits. Write all four, as in 22/07/2020."
