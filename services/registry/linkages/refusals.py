"""What is refused about linkage contracts, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class LinkageWordUnknown(Refusal):
    slug = "linkage.word-unknown"
    vi = "«{given}» không có trong danh mục. Chọn một trong: {known}."
    en = "“{given}” is not on the list. Choose one of: {known}."


class GoodsMissing(Refusal):
    slug = "linkage.goods-missing"
    vi = "Chưa ghi hàng hóa. Ghi tên nguyên liệu, sản phẩm hoặc dịch vụ mà hai bên thỏa thuận."
    en = "The goods are missing. Write the material, product or service agreed on."


class UnitMissing(Refusal):
    slug = "linkage.unit-missing"
    vi = "Có sản lượng mà chưa có đơn vị tính. Chọn đơn vị tính."
    en = "There is a volume without a unit. Choose the unit."


class DaysReversed(Refusal):
    slug = "linkage.days-reversed"
    vi = "Ngày cuối trước ngày đầu. Kiểm tra lại hai ngày trên hợp đồng."
    en = "The last day is before the first. Check both days on the contract."


class OverAlready(Refusal):
    slug = "linkage.over-already"
    vi = "Hợp đồng đã hết thời hạn ngày {on}. Ghi hợp đồng đang còn hiệu lực."
    en = "The contract was over on {on}. Record one that is in force."


class EndsLater(Refusal):
    slug = "linkage.ends-later"
    vi = "Ngày chấm dứt {on} chưa đến. Ghi khi hợp đồng đã chấm dứt; đổi ngày cuối thì chọn «Sửa, gia hạn»."
    en = "{on} is yet to come. Note the end once it has come; to change the last day choose “Change or prolong”."


class ReasonMissing(Refusal):
    slug = "linkage.reason-missing"
    vi = "Chưa ghi lý do. Ghi một câu vì sao hợp đồng chấm dứt."
    en = "The reason is missing. Say in a sentence why the contract ended."


class LinkagesFull(Refusal):
    slug = "linkage.too-many"
    kind = Kind.CONFLICT
    vi = "Chủ thể đã có {most} hợp đồng, là nhiều nhất. Gộp các hộ cùng mặt hàng vào một dòng «nhóm hộ nông dân»."
    en = "The producer has {most} contracts, the most there may be. Join households with the same goods into one."
