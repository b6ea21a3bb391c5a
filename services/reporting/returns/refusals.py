"""What is refused about returns, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class OwnReturn(Refusal):
    slug = "return.own"
    kind = Kind.FORBIDDEN
    vi = "Bạn là người lập hoặc nộp báo cáo này. Để cán bộ khác của cơ quan cấp trên duyệt hoặc trả lại."
    en = "You filled in or submitted this return yourself. Another officer of the office above must decide on it."


class ReturnTaken(Refusal):
    slug = "return.exists"
    kind = Kind.CONFLICT
    vi = "{whose} đã có báo cáo này của kỳ {period}. Mở danh sách báo cáo để tìm."
    en = "{whose} has this return of {period} already. Find it in the list of returns."


class WrongLevel(Refusal):
    slug = "return.wrong-level"
    vi = "Biểu «{form}» dành cho cấp khác. Chọn cơ quan thuộc cấp của biểu."
    en = "The form “{form}” is for another level. Choose an office of that level."


class PeriodNotOver(Refusal):
    slug = "return.period-not-over"
    kind = Kind.CONFLICT
    vi = "Kỳ báo cáo kết thúc ngày {until}; nộp từ ngày hôm sau."
    en = "The period ends on {until}; submit the return from the day after."


class FilledByItsOffice(Refusal):
    slug = "return.filled-by-its-office"
    kind = Kind.CONFLICT
    vi = "{whose} đang tự lập báo cáo này trên hệ thống. Chỉ nhận bản giấy của cơ quan chưa dùng hệ thống."
    en = "{whose} fills this return in on the platform itself. Paper is taken of an office that does not."


class ReceivedToCome(Refusal):
    slug = "return.received-to-come"
    vi = "Ngày nhận {on} chưa tới. Ghi ngày hôm nay hoặc ngày trước."
    en = "The day {on} is still to come. Give today or an earlier day."


class CellUnknown(Refusal):
    slug = "return.cell-unknown"
    vi = "Biểu này không có ô «{code}» ghi được như vậy. Tải lại trang rồi ghi lại."
    en = "This form has no cell “{code}” that is written so. Load the page again."


class CellEmpty(Refusal):
    slug = "return.cell-empty"
    vi = "{cell}: chưa có số liệu. Ghi số, hoặc 0 nếu không có."
    en = "{cell}: nothing is written. Give a number, 0 if there is none."


class DifferenceUnexplained(Refusal):
    slug = "return.difference-unexplained"
    vi = "{cell}: bạn ghi {value}, hệ thống đếm {counted}. Ghi lý do khác nhau, hoặc để trống ô để lấy số đếm."
    en = "{cell}: you write {value}, the platform counts {counted}. Say why, or leave the cell empty to take the count."


class SumWrong(Refusal):
    slug = "return.sum-wrong"
    vi = "{cell} là {value}, nhưng các phần cộng lại {sum} ({parts}). Sửa để hai bên bằng nhau."
    en = "{cell} is {value}, but the parts add up to {sum} ({parts}). Make the two agree."


class AboveLimit(Refusal):
    slug = "return.above-limit"
    vi = "{cell} là {value}, lớn hơn «{other}» ({limit}). Kiểm tra lại hai số."
    en = "{cell} is {value}, more than “{other}” ({limit}). Check the two."


class OutOfRange(Refusal):
    slug = "return.out-of-range"
    vi = "{cell} là {value}, ngoài khoảng {range}. Kiểm tra lại."
    en = "{cell} is {value}, outside {range}. Check it."


class ChangeUnexplained(Refusal):
    slug = "return.change-unexplained"
    vi = "{cell}: {value}, kỳ trước {before}, chênh quá {percent}%. Kiểm tra, rồi ghi giải trình ở ô lý do."
    en = "{cell}: {value}, {before} the period before, a change of more than {percent}%. Check it, then explain beside it."


class UnusualUnexplained(Refusal):
    slug = "return.unusual-unexplained"
    vi = "{cell}: {value}, khác xa các cơ quan khác (trung vị {median}). Kiểm tra, rồi ghi giải trình ở ô lý do."
    en = "{cell}: {value}, far from other offices (median {median}). Check it, then explain beside it."


class NothingCorrected(Refusal):
    slug = "return.nothing-corrected"
    vi = "Các số ghi vào đều bằng số đã khóa. Ghi số khác ở ít nhất một ô."
    en = "Every number is as it was locked. Write another in at least one cell."


class ComputedCell(Refusal):
    slug = "return.cell-computed"
    vi = "{cell} được tính từ các ô khác. Sửa các ô đó."
    en = "{cell} is made of other cells. Change those."
