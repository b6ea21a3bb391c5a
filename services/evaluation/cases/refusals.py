"""What is refused about cases, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class RulebookUnknown(Refusal):
    slug = "case.rulebook-unknown"
    kind = Kind.CONFLICT
    passes = True
    vi = "Hồ sơ {number} ghi bộ tiêu chí «{rulebook}» mà đơn vị này chưa có. Sự kiện tự xử lý lại khi bộ đó được công bố đến; nếu sau một ngày vẫn chờ, nạp bộ tiêu chí đó rồi xử lý lại sự kiện."
    en = "Dossier {number} names rulebook “{rulebook}”, which this office does not have. The event is offered again by itself once the rulebook arrives; if it still waits after a day, load it, then offer the event again."


class RulebookDiffers(Refusal):
    slug = "case.rulebook-differs"
    kind = Kind.CONFLICT
    passes = True
    vi = "Bộ tiêu chí «{rulebook}» ở đây khác bản mà hồ sơ {number} đã dùng khi nộp. Dùng đúng bản có mã băm {hash} rồi xử lý lại sự kiện."
    en = "Rulebook “{rulebook}” here differs from the one dossier {number} was submitted under. Install the one with hash {hash}, then offer the event again."


class NoOfficeOnThatDay(Refusal):
    """Nobody is to be made up: a code that means another place now is no district."""

    slug = "case.no-office-on-that-day"
    kind = Kind.CONFLICT
    vi = (
        "Ngày {on} không còn (hoặc chưa có) đơn vị «{tier}» phụ trách địa bàn {place} của hồ sơ {number}, và chưa có văn bản "
        "nói đơn vị nào thay. Khi có văn bản, nạp danh mục «offices» rồi xử lý lại sự kiện."
    )
    en = (
        "On {on} there is no office “{tier}” for the place {place} of dossier {number}, and no act says which one acts in its "
        "stead. When there is an act, install the list “offices”, then offer the event again."
    )


class OfficeEnded(Refusal):
    slug = "case.office-ended"
    kind = Kind.CONFLICT
    vi = "Đơn vị {office} đã kết thúc hoạt động ngày {last} nên không còn ra quyết định. Cấp trên tiếp nhận hồ sơ đánh giá bằng «Nhận hồ sơ đánh giá của đơn vị đã kết thúc»."
    en = "Office {office} ended on {last} and acts no more. The higher office takes the case over by “Take over from an office that ended”."


class OfficeStillThere(Refusal):
    slug = "case.office-still-there"
    kind = Kind.CONFLICT
    vi = "Đơn vị {office} vẫn đang hoạt động; hồ sơ đánh giá do đơn vị đó xử lý."
    en = "Office {office} is still there and has the case."


class AlreadyOpen(Refusal):
    slug = "case.already-open"
    kind = Kind.CONFLICT
    vi = "Đơn vị {office} đang đánh giá chính hồ sơ số {number} này trong một lượt khác. Kết thúc lượt đó trước."
    en = "Office {office} already has dossier {number} before it in another case. Finish that case first."


class NotAScreeningOffice(Refusal):
    slug = "case.not-a-screening-office"
    kind = Kind.CONFLICT
    vi = "Ở cấp này hồ sơ do Hội đồng chấm điểm, không thẩm tra theo Mẫu của cấp xã. Hãy lập Hội đồng."
    en = "At this tier a council scores the dossier; it is not screened. Form the council instead."


class NoCouncilHere(Refusal):
    slug = "case.no-council-here"
    kind = Kind.CONFLICT
    vi = "Cấp này chỉ thẩm tra và đề nghị, không lập Hội đồng chấm điểm. Hãy ghi kết quả thẩm tra rồi chuyển cấp trên."
    en = "This tier only screens and proposes; it forms no council. Record the screening, then forward the case."


class FindingsIncomplete(Refusal):
    slug = "case.findings-incomplete"
    vi = "Chưa ghi kết quả thẩm tra: {missing}. Chọn «đạt» hoặc «không đạt» cho từng nội dung."
    en = "The screening lacks a finding on: {missing}. Answer yes or no for each."


class FindingUnknown(Refusal):
    slug = "case.finding-unknown"
    vi = "Nội dung thẩm tra «{finding}» không có trong bộ tiêu chí của hồ sơ này. Chỉ ghi các nội dung: {known}."
    en = "The rulebook of this dossier has no finding “{finding}”. Record only: {known}."


class ReasonMissing(Refusal):
    slug = "case.reason-missing"
    vi = "Chưa ghi lý do. Viết ngắn gọn để chủ thể và cấp trên hiểu."
    en = "The reason is missing. Say briefly why, so that the producer and the higher office understand."


class MissingPapersUnnamed(Refusal):
    slug = "case.missing-papers-unnamed"
    vi = "Chưa nêu nội dung cần bổ sung. Ghi mỗi nội dung còn thiếu trên một dòng."
    en = "Say what must be supplemented: one missing item a line."


class SupplementDateTooEarly(Refusal):
    slug = "case.supplement-date-too-early"
    vi = "Hạn bổ sung {given} phải sau ngày trả hồ sơ {today}."
    en = "The supplement is due on {given}, which must be later than the day of return, {today}."


class SupplementStillAwaited(Refusal):
    slug = "case.supplement-still-awaited"
    kind = Kind.CONFLICT
    vi = "Chủ thể còn được bổ sung đến hết ngày {last}; từ ngày hôm sau mới kết thúc được hồ sơ vì quá hạn bổ sung. Nếu gấp, gọi chủ thể."
    en = "The producer may supplement until the end of {last}; the case may be ended for want of it from the day after. If it is urgent, call the producer."


class CaseElsewhere(Refusal):
    slug = "case.elsewhere"
    kind = Kind.CONFLICT
    vi = "Cấp trên đã tiếp nhận từ hồ sơ đánh giá khác với hồ sơ đang chờ. Kiểm tra lại sự kiện."
    en = "The higher office received another case than the one that waits here. Check the event."


class InConflict(Refusal):
    slug = "case.conflict-of-interest"
    kind = Kind.FORBIDDEN
    vi = "Bạn {why} này nên không được xử lý, chấm điểm hay kết luận. Nếu có tên trong Hội đồng, hãy ghi nhận không tham gia; việc này do người khác của đơn vị làm."
    en = "Somebody who {why} neither handles, scores nor rules on it. If you are on its council, stand aside; somebody else of the office does this."


class NoHigherOffice(Refusal):
    slug = "case.no-higher-office"
    kind = Kind.CONFLICT
    vi = "Bộ tiêu chí không quy định cấp nào trên {tier}; không có nơi để chuyển."
    en = "The rulebook names no tier above {tier}; there is nowhere to forward to."
