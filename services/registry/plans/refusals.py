"""What is refused about year plans, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class PlanThereAlready(Refusal):
    slug = "plan.there-already"
    kind = Kind.CONFLICT
    vi = "Cơ quan đã có kế hoạch năm {year}. Mở kế hoạch đó trong danh sách; đã duyệt thì chọn «Điều chỉnh»."
    en = "The office has a plan for {year} already. Open it in the list; if it is approved, choose “Amend”."


class YearOutOfReach(Refusal):
    slug = "plan.year-out-of-reach"
    vi = "Chỉ lập kế hoạch cho các năm {first}–{last}. Chọn lại năm."
    en = "A plan is made for one of the years {first}–{last}. Choose the year again."


class NobodyAbove(Refusal):
    slug = "plan.nobody-above"
    kind = Kind.CONFLICT
    vi = "Không có cơ quan cấp trên phê duyệt kế hoạch của cơ quan này."
    en = "No office stands above this one to approve its plan."


class NameMissing(Refusal):
    slug = "plan.name-missing"
    vi = "Chưa có sản phẩm. Chọn sản phẩm đã đăng ký, hoặc ghi tên sản phẩm dự kiến."
    en = "There is no product. Choose a registered one, or write the name of the idea."


class PlanWordUnknown(Refusal):
    slug = "plan.word-unknown"
    vi = "«{given}» không có trong danh mục. Chọn trong: {known}."
    en = "“{given}” is not on the list. Choose from: {known}."


class StarNotGiven(Refusal):
    slug = "plan.star-not-given"
    vi = "Không có hạng {star} sao được công nhận. Chọn một trong: {known}."
    en = "Nothing is recognised with {star} stars. Choose one of: {known}."


class ElsewhereThan(Refusal):
    slug = "plan.elsewhere"
    vi = "«{name}» không thuộc địa bàn của cơ quan lập kế hoạch. Chọn trong địa bàn, hoặc để cơ quan nơi đó đưa vào kế hoạch."
    en = "“{name}” does not lie in the office's territory. Choose one that does, or have the office there plan it."


class PlannedTwice(Refusal):
    slug = "plan.planned-twice"
    kind = Kind.CONFLICT
    vi = "«{name}» đã có trong kế hoạch này. Sửa dòng đó thay vì thêm dòng mới."
    en = "“{name}” is on this plan already. Change that line instead of adding another."


class PlanEmpty(Refusal):
    slug = "plan.empty"
    kind = Kind.CONFLICT
    vi = "Kế hoạch chưa có sản phẩm nào. Thêm ít nhất một sản phẩm rồi trình."
    en = "The plan has no product yet. Add at least one, then submit."


class PlanFull(Refusal):
    slug = "plan.full"
    kind = Kind.CONFLICT
    vi = "Kế hoạch đã có {most} dòng, là nhiều nhất."
    en = "The plan has {most} lines, the most it may have."


class ReasonMissing(Refusal):
    slug = "plan.reason-missing"
    vi = "Chưa ghi lý do. Ghi một câu để cơ quan lập kế hoạch hiểu cần sửa gì."
    en = "The reason is missing. Say in a sentence what is to be changed."


class SignedToCome(Refusal):
    slug = "plan.signed-to-come"
    vi = "Ngày ký {on} chưa đến. Kiểm tra lại ngày trên văn bản."
    en = "The day of signing, {on}, is yet to come. Check the day on the paper."


class OwnPlan(Refusal):
    """Who acts for a producer approves no plan that gives it a place."""

    slug = "plan.own"
    kind = Kind.FORBIDDEN
    vi = "Kế hoạch này có chủ thể mà bạn đại diện nên bạn không duyệt. Để người khác của cơ quan duyệt."
    en = (
        "A producer you act for is on this plan, so it is not yours to approve. Have somebody else of the office do it."
    )


class LineHasProduct(Refusal):
    slug = "plan.line-has-product"
    kind = Kind.CONFLICT
    vi = "Dòng này đã gắn với sản phẩm «{name}»."
    en = "This line is tied to the product “{name}” already."
