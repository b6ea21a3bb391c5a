"""What is refused of a question for figures."""

from __future__ import annotations

from kit.refusal import Refusal


class PeriodReversed(Refusal):
    slug = "figures.period-reversed"
    vi = "Ngày cuối kỳ {until} đứng trước ngày đầu kỳ {since}. Đổi lại hai ngày."
    en = "The period's last day {until} is before its first {since}. Swap the two days."


class NoRows(Refusal):
    slug = "figures.no-rows"
    vi = "Chỉ tiêu này đếm sản phẩm còn hiệu lực; mở danh sách ở trang «Kết quả công nhận»."
    en = "This figure counts products alive; open the list on the page “Results of recognition”."
