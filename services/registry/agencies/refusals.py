"""What is refused about agencies' reports, and what to do. What an agency is answered is said by these too."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class ReportEmpty(Refusal):
    slug = "agency-report.empty"
    vi = "Bản ghi không có nội dung. Một báo cáo là JSON theo lược đồ của loại; gửi lại với cùng ce_id."
    en = "The record has no value. A report is JSON by the schema of its type; send it again with the same ce_id."


class NumberTaken(Refusal):
    slug = "agency-report.number-taken"
    kind = Kind.CONFLICT
    vi = "Số báo cáo này đã được dùng cho một báo cáo có nội dung khác. Báo cáo đã sửa hoặc báo cáo mới thì mang số mới và ce_id mới."
    en = "This number was used for a report that says otherwise. A corrected or new report has a number and a ce_id of its own."


class PersonsNumber(Refusal):
    """The number itself is kept nowhere."""

    slug = "agency-report.persons-number"
    vi = "tax_code là số định danh cá nhân (hộ kinh doanh). Không gửi số này; hãy nêu product_code trên giấy chứng nhận. Báo cáo gửi lại mang số mới và ce_id mới."
    en = "tax_code is a person's identity number (a household). Do not send it; name the product_code on the certificate. Sent again, the report has a new number and ce_id."


class TextTooLong(Refusal):
    slug = "agency-report.too-long"
    vi = "Trường {field} dài hơn {most} ký tự. Rút gọn, phần chi tiết để ở document_url; gửi lại với số mới và ce_id mới."
    en = "The field {field} is longer than {most} characters. Shorten it, details belong behind document_url; send it again with a new number and ce_id."


class BeforeItHappened(Refusal):
    slug = "agency-report.before-it-happened"
    vi = "{field} là ngày {day}, sau ngày báo cáo {reported}. Sửa ngày rồi gửi lại với số mới và ce_id mới."
    en = "{field} is {day}, after the report's own day {reported}. Correct the day and send it again with a new number and ce_id."


class KindNotKnown(Refusal):
    slug = "agency-report.kind-unknown"
    vi = "kind «{given}» không có trong danh mục. Dùng một trong: {known}. Gửi lại với số mới và ce_id mới."
    en = "The kind “{given}” is not on the list. Use one of: {known}. Send it again with a new number and ce_id."


class NumberMissing(Refusal):
    slug = "agency-report.number-missing"
    vi = "number để trống. Ghi số như trên giấy, rồi gửi lại với số báo cáo mới và ce_id mới."
    en = "number is empty. Write it as on the paper, and send it again with a new report number and ce_id."


class EndsBeforeItBegins(Refusal):
    slug = "agency-report.ends-before-it-begins"
    vi = "expires_on trước ngày cấp. Sửa ngày rồi gửi lại với số mới và ce_id mới."
    en = "expires_on is before the day of issue. Correct the day and send it again with a new number and ce_id."


class ConcernsNobody(Refusal):
    """Said by a person at the queue; `reason` in their words."""

    slug = "agency-report.concerns-nobody"
    vi = "Cán bộ xác định báo cáo không thuộc sản phẩm hay chủ thể nào của Chương trình: {reason}"
    en = "An officer found that the report concerns no product or producer of the programme: {reason}"


class ReasonMissing(Refusal):
    slug = "agency-report.reason-missing"
    vi = "Chưa ghi lý do. Ghi một câu: cơ quan gửi báo cáo và người xem sau cần biết vì sao."
    en = "The reason is missing. Write a sentence: the agency and whoever reads this later need to know why."


class OwnReport(Refusal):
    """Who acts for a producer says of no report that it is about it: it may grant it something, or open a breach."""

    slug = "agency-report.own"
    kind = Kind.FORBIDDEN
    vi = "Bạn là người của chủ thể này nên không xác định báo cáo về chủ thể. Để người khác của cơ quan làm."
    en = "You belong to this producer, so you do not say which reports are about it. Have somebody else of the office do it."


class ProductNeeded(Refusal):
    slug = "agency-report.product-needed"
    vi = "Loại báo cáo này nói về một sản phẩm. Chọn sản phẩm, không chỉ chọn chủ thể."
    en = "Such a report is about one product. Choose the product, not only its producer."
