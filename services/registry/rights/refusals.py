"""What is refused about rights, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class RightKindUnknown(Refusal):
    slug = "right.kind-unknown"
    vi = "Không có loại quyền «{kind}» trong danh mục. Chọn một trong: {known}."
    en = "The list has no kind of right “{kind}”. Choose one of: {known}."


class NameMissing(Refusal):
    slug = "right.name-missing"
    vi = "Chưa ghi tên đăng ký. Ghi tên nhãn hiệu, chỉ dẫn, kiểu dáng hoặc sáng chế như trên đơn."
    en = "The name applied for is missing. Write the mark, indication, design or invention as on the application."


class NobodyApplies(Refusal):
    slug = "right.nobody-applies"
    vi = "Chưa chọn ai đứng đơn. Chọn chủ thể; nếu cơ quan đứng đơn thì chọn cơ quan và loại quyền dùng chung."
    en = "Nobody is named who applies. Choose a producer, or an office for a right that many share."


class NotForAnOffice(Refusal):
    slug = "right.not-for-an-office"
    vi = "Loại «{kind}» do một chủ thể đứng đơn. Chọn chủ thể; cơ quan hỗ trợ ghi ở ô bên dưới."
    en = "A right of the kind “{kind}” is applied for by a producer. Choose one; the office that helped has its own field."


class HelperUnknown(Refusal):
    slug = "right.helper-unknown"
    vi = "Cơ quan hỗ trợ «{office}» không phụ trách địa bàn này. Chọn cơ quan của xã hoặc của tỉnh."
    en = "The office “{office}” does not serve this place. Choose that of its commune or its province."


class DayToCome(Refusal):
    slug = "right.day-to-come"
    vi = "Ngày {on} chưa đến. Ghi ngày trên giấy của cơ quan cấp."
    en = "{on} is yet to come. Write the day on the issuing office's paper."


class BeforeTheStepBefore(Refusal):
    slug = "right.before-the-step-before"
    vi = "Ngày {on} trước bước liền trước ({before}). Kiểm tra lại hai ngày trên giấy."
    en = "{on} is before the step before it ({before}). Check both days on the papers."


class NumberMissing(Refusal):
    slug = "right.number-missing"
    vi = "Chưa ghi số văn bằng. Ghi đúng số in trên văn bằng được cấp."
    en = "The number is missing. Write it as it is printed on the grant."


class ReasonMissing(Refusal):
    slug = "right.reason-missing"
    vi = "Chưa ghi lý do. Ghi một câu để người xem sau hiểu vì sao."
    en = "The reason is missing. Say in a sentence why, for those who read it later."


class FiledAlready(Refusal):
    slug = "right.filed-already"
    kind = Kind.CONFLICT
    vi = "Đơn số {number} đã được ghi. Mở đơn đã có trong danh sách, không ghi lại."
    en = "The application {number} is recorded already. Open it in the list."


class GrantPaperMissing(Refusal):
    slug = "right.grant-paper-missing"
    kind = Kind.CONFLICT
    vi = "Chưa có bản chụp văn bằng. Tải văn bằng lên trang của đơn rồi ghi được cấp."
    en = "There is no copy of the grant. Upload it on the application's page, then note the grant."


class PapersFull(Refusal):
    slug = "right.papers-full"
    kind = Kind.CONFLICT
    vi = "Đơn đã có {most} giấy, là nhiều nhất. Gộp các trang vào một tệp rồi tải lên đơn khác."
    en = "The application has {most} papers, which is the most it may have. Join pages into one file."


class RightsFull(Refusal):
    slug = "right.too-many"
    kind = Kind.CONFLICT
    vi = "Đã có {most} đơn, là nhiều nhất cho một chủ thể hoặc cơ quan. Liên hệ cơ quan cấp tỉnh."
    en = "There are {most} applications, the most for one producer or office. Ask the provincial office."
