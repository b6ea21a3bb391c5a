"""What is refused about resources, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class ResourceThereAlready(Refusal):
    slug = "resource.there-already"
    kind = Kind.CONFLICT
    vi = "Cơ quan đã có dòng tiền của nguồn này cho «{name}» trong năm {year}. Mở dòng đó trong danh sách rồi ghi thêm."
    en = "The office has a line of this source for “{name}” in {year} already. Open it in the list and add to it."


class ResourceWordUnknown(Refusal):
    slug = "resource.word-unknown"
    vi = "«{given}» không có trong danh mục. Chọn trong: {known}."
    en = "“{given}” is not on the list. Choose from: {known}."


class YearOutOfReach(Refusal):
    slug = "resource.year-out-of-reach"
    vi = "Chỉ ghi nguồn lực của các năm {first}–{last}. Chọn lại năm."
    en = "Money is entered for the years {first}–{last}. Choose the year again."


class SourceNotThen(Refusal):
    slug = "resource.source-not-then"
    vi = "Năm {year} không có nguồn «{source}». Chọn nguồn khác, hoặc năm khác."
    en = "There is no money from “{source}” in {year}. Choose another source, or another year."


class ProgrammeMissing(Refusal):
    slug = "resource.programme-missing"
    vi = "Nguồn này là chương trình lồng ghép: chọn chương trình nào."
    en = "This source is another programme: choose which one."


class ProgrammeNotAsked(Refusal):
    slug = "resource.programme-not-asked"
    vi = "Chỉ nguồn «chương trình, dự án khác» mới có tên chương trình. Bỏ chọn chương trình, hoặc đổi nguồn."
    en = "Only the source “another programme” names a programme. Leave the programme out, or change the source."


class ObjectMissing(Refusal):
    slug = "resource.object-missing"
    vi = "Chưa rõ tiền dùng cho cái gì. Ghi mã và tên; dùng chung thì chọn «Chương trình của năm»."
    en = "It is not said what the money is for. Give the id and the name; for all together choose “the programme of the year”."


class DayToCome(Refusal):
    slug = "resource.day-to-come"
    vi = "Ngày {on} chưa đến. Ghi ngày đã diễn ra."
    en = "{on} is still to come. Write a day that has been."


class NothingMoved(Refusal):
    slug = "resource.nothing"
    vi = "Số tiền phải lớn hơn 0. Ghi số tiền, hoặc bỏ qua."
    en = "The amount must be more than 0. Write one, or leave it."


class PaperMissing(Refusal):
    slug = "resource.paper-missing"
    vi = "Tiền của nguồn «{source}» được phân bổ bằng văn bản. Ghi số và ngày ký văn bản."
    en = "Money from “{source}” is allocated by a paper. Give its number and the day it was signed."


class SpentMoreThanThereIs(Refusal):
    slug = "resource.spent-more"
    vi = "Chi {amount} đồng nhưng chỉ còn {left} đồng được phân bổ. Kiểm tra số tiền; nếu đúng, ghi lý do."
    en = "VND {amount} is more than the VND {left} that are left. Check the amount; if it is right, say why."


class CarriedMoreThanLeft(Refusal):
    slug = "resource.carried-more"
    kind = Kind.CONFLICT
    vi = "Chỉ còn {left} đồng chưa chi. Chuyển sang năm sau nhiều nhất số đó."
    en = "Only VND {left} are left. Carry over no more than that."


class ReasonMissing(Refusal):
    slug = "resource.reason-missing"
    vi = "Chưa có lý do. Ghi vì sao số cũ sai."
    en = "There is no reason. Say why the amount was wrong."


class SameAmount(Refusal):
    slug = "resource.same-amount"
    vi = "Số tiền đang là {amount} đồng. Ghi số tiền đúng."
    en = "The amount is VND {amount} already. Write the right one."


class CorrectedWhereItBegan(Refusal):
    slug = "resource.corrected-elsewhere"
    kind = Kind.CONFLICT
    vi = "Số này do năm trước chuyển sang. Mở dòng tiền của năm trước và sửa ở đó; dòng này tự đổi theo."
    en = "This amount was carried in. Open the line of the year before and correct it there; this one follows."


class EntriesFull(Refusal):
    slug = "resource.full"
    kind = Kind.CONFLICT
    vi = "Một dòng tiền ghi được nhiều nhất {most} lần. Mở dòng khác cho đối tượng nhỏ hơn."
    en = "A line takes at most {most} entries. Begin another one, for a smaller object."
