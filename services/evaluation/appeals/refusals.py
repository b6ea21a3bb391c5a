"""What is refused about appeals, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class ReasonMissing(Refusal):
    slug = "appeal.reason-missing"
    vi = "Chưa ghi lý do. Viết rõ để chủ thể hiểu vì sao."
    en = "The reason is missing. Say why, so that the producer understands."


class CameLate(Refusal):
    slug = "appeal.came-late"
    vi = "Đơn nộp ngày {lodged}, thời hiệu đến hết ngày {last}. Ghi lý do vẫn thụ lý (trở ngại khách quan), hoặc không thụ lý."
    en = "It was lodged on {lodged}, and the last day was {last}. Say why it is accepted all the same (what hindered the producer), or refuse it."


class NoSuchResult(Refusal):
    slug = "appeal.no-such-result"
    vi = "Không có kết quả «{given}». Chọn một trong: {known}."
    en = "There is no result “{given}”. Choose one of: {known}."


class PaperMissing(Refusal):
    slug = "appeal.paper-missing"
    vi = "Hủy bỏ hoặc sửa đổi kết luận phải có văn bản. Ghi số và ngày văn bản giải quyết khiếu nại."
    en = "A ruling is annulled or corrected by a paper. Give number and day of the paper that settles the appeal."


class PaperInTheFuture(Refusal):
    slug = "appeal.paper-in-the-future"
    vi = "Văn bản đề ngày {on}, sau hôm nay. Ghi ngày ký văn bản."
    en = "The paper is dated {on}, after today. Give the day it was signed."


class RightNumberMissing(Refusal):
    slug = "appeal.right-number-missing"
    vi = "Sửa đổi là đính chính số quyết định. Ghi số đúng; hạng sao khác là một kết luận mới."
    en = "To correct is to put the decision's number right. Give the right one; another star is another ruling."


class NotDecided(Refusal):
    slug = "appeal.ruling-without-decision"
    kind = Kind.CONFLICT
    vi = "Kết luận này không theo quyết định có số nên không có số để sửa. Chọn kết quả khác."
    en = "This ruling is no line of a numbered decision, so there is no number to correct. Choose another result."
