"""What is refused about scoring, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotAScorer(Refusal):
    slug = "scoring.not-a-scorer"
    kind = Kind.FORBIDDEN
    vi = "Bạn không chấm điểm hồ sơ này. Thư ký theo dõi tiến độ, không chấm; người không tham gia không chấm."
    en = "You do not score this case. The secretary follows progress and does not score; neither do people who stand aside."


class SheetMissing(Refusal):
    slug = "sheet.none-yet"
    kind = Kind.CONFLICT
    vi = "Bạn chưa lưu phiếu nào trong vòng này. Chấm và lưu phiếu trước khi niêm phong."
    en = "You have not saved a sheet in this round. Fill in and save it before sealing."


class UnsealingReasonMissing(Refusal):
    slug = "sheet.unsealing-reason-missing"
    vi = "Chưa ghi lý do mở lại phiếu (ví dụ: niêm phong nhầm, chưa xem hết minh chứng)."
    en = "Say why the sheet is unsealed (for example: sealed by mistake, not all papers read)."


class NothingToConfirm(Refusal):
    slug = "sheet.nothing-to-confirm"
    kind = Kind.CONFLICT
    vi = (
        "Chỉ xác nhận được phiếu đã niêm phong ở vòng trước khi Hội đồng được mở lại theo bản đính chính. Chấm và niêm phong "
        "phiếu của vòng này."
    )
    en = (
        "Only a sheet sealed in the round before, when the council was re-opened under a corrected edition, can be "
        "confirmed. Fill in and seal the sheet of this round."
    )


class ScoringNotOpen(Refusal):
    slug = "scoring.not-opened"
    kind = Kind.CONFLICT
    vi = "Hồ sơ đánh giá chưa mở chấm điểm. Chủ tịch hoặc Thư ký mở chấm điểm trước."
    en = "Scoring of this case has not opened. The chair or the secretary opens it first."


class SheetTampered(Refusal):
    slug = "sheet.digest-differs"
    kind = Kind.CONFLICT
    vi = "Phiếu của {name} không còn khớp với mã niêm phong. Dừng lại và báo quản trị hệ thống; không công khai phiếu này."
    en = "The sheet of {name} no longer matches its seal. Stop and tell the system's operator; it is not revealed."
