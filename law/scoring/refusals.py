"""What may be wrong with a filled sheet or a council, and what to do about it."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class CriterionUnanswered(Refusal):
    slug = "sheet.criterion-unanswered"
    vi = "Chưa chấm tiêu chí {criterion} “{label}”. Chọn đúng một phương án."
    en = "Criterion {criterion} “{label}” is not answered. Choose exactly one option."


class CriterionUnknown(Refusal):
    slug = "sheet.criterion-unknown"
    vi = "Phiếu của bộ số {set_no} không có tiêu chí {criterion}. Tải lại phiếu rồi chấm lại."
    en = "The sheet of set {set_no} has no criterion {criterion}. Load the sheet again and fill it in."


class OptionUnknown(Refusal):
    slug = "sheet.option-unknown"
    vi = "Tiêu chí {criterion} không có phương án {option}. Chọn một trong: {options}."
    en = "Criterion {criterion} has no option {option}. Choose one of: {options}."


class NotScoredHere(Refusal):
    slug = "sheet.not-scored"
    vi = "Tiêu chí {criterion} không được chấm điểm: {reason}. Bỏ chọn, hoặc sửa tiêu chí làm căn cứ."
    en = "Criterion {criterion} earns no points: {reason}. Clear it, or correct the criterion it depends on."


class CaseUnknown(Refusal):
    slug = "sheet.case-unknown"
    vi = "Tiêu chí {criterion} không có trường hợp {case}. Chọn một trong: {cases}."
    en = "Criterion {criterion} has no case {case}. Choose one of: {cases}."


class OptionOfOtherCase(Refusal):
    slug = "sheet.option-of-other-case"
    vi = "Phương án {option} không thuộc trường hợp đã chọn của tiêu chí {criterion}. Chọn lại trường hợp hoặc phương án."
    en = "Option {option} is not of the case chosen for criterion {criterion}. Change the case or the option."


class PartUnanswered(Refusal):
    slug = "sheet.part-unanswered"
    vi = "Chưa nhập điểm phần {part} “{label}”. Nhập số từ 0 đến {most}."
    en = "Part {part} “{label}” has no points. Enter a number from 0 to {most}."


class PartOutOfRange(Refusal):
    slug = "sheet.part-out-of-range"
    vi = "Điểm phần {part} là {points}, phải từ 0 đến {most}."
    en = "Part {part} has {points} points; it must be from 0 to {most}."


class PartTooFine(Refusal):
    slug = "sheet.part-too-fine"
    vi = "Điểm phần {part} là {points}: ghi tối đa {places} chữ số thập phân."
    en = "Part {part} has {points} points: write at most {places} decimals."


class PartUnknown(Refusal):
    slug = "sheet.part-unknown"
    vi = "Phần {part} không nhập điểm gộp trên phiếu này. Chấm theo từng tiêu chí."
    en = "Part {part} is not scored as a whole on this sheet. Answer its criteria."


class LineUnknown(Refusal):
    slug = "sheet.line-unknown"
    vi = "Phiếu này không có điều kiện loại hoặc dừng chấm mang mã {line}."
    en = "This sheet has no reject or stop line named {line}."


class QuorumNotMet(Refusal):
    slug = "council.quorum-not-met"
    kind = Kind.CONFLICT
    vi = (
        "Chưa đủ số phiếu: có {present} phiếu của {eligible} thành viên có quyền chấm, cần ít nhất {needed}. "
        "Chờ thêm phiếu hoặc hoãn họp."
    )
    en = "Too few sheets: {present} of {eligible} who may score, at least {needed} are needed. Wait for more, or adjourn."


class ChairMissing(Refusal):
    slug = "council.chair-missing"
    kind = Kind.CONFLICT
    vi = "Chưa có phiếu của chủ tịch Hội đồng. Chờ chủ tịch chấm, hoặc cử người chủ trì khác theo quy chế."
    en = "The chair's sheet is missing. Wait for it, or appoint another presiding member as the regulation provides."


class NotASeat(Refusal):
    slug = "council.not-a-seat"
    kind = Kind.CONFLICT
    vi = "Có phiếu của người không được chấm: {member}. Bỏ phiếu này khỏi kết quả."
    en = "There is a sheet of somebody who may not score: {member}. Set it aside."


class TierDoesNotScore(Refusal):
    slug = "council.tier-does-not-score"
    kind = Kind.CONFLICT
    vi = "{tier} không chấm điểm theo bộ tiêu chí {rulebook}; chỉ rà soát và đề nghị."
    en = "{tier} does not score under rulebook {rulebook}; it screens and proposes."
