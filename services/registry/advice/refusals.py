"""What is refused about advice, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class TopicUnknown(Refusal):
    slug = "advice.topic-unknown"
    vi = "Không có lĩnh vực «{given}». Chọn một trong: {known}."
    en = "There is no topic “{given}”. Choose one of: {known}."


class AboutMissing(Refusal):
    slug = "advice.about-missing"
    vi = "Chưa ghi đủ: tư vấn về việc gì và nội dung đã tư vấn, mỗi ô một câu là đủ."
    en = "Say what it was about and what was advised; a sentence each is enough."


class GivenToCome(Refusal):
    slug = "advice.given-to-come"
    vi = "Ngày tư vấn {on} chưa đến. Ghi sau khi đã tư vấn."
    en = "{on} is yet to come. Record the advice once it was given."


class NextWithoutDay(Refusal):
    slug = "advice.next-without-day"
    vi = "Có việc tiếp theo thì ghi cả hạn, có hạn thì ghi cả việc: nếu không sẽ không ai được nhắc."
    en = "What is to follow needs its day, and a day needs what it is for: else nobody is reminded."


class NextBeforeAdvice(Refusal):
    slug = "advice.next-before-advice"
    vi = "Hạn {on} trước ngày tư vấn. Kiểm tra lại hai ngày."
    en = "{on} is before the day of the advice. Check both days."


class OutcomeMissing(Refusal):
    slug = "advice.outcome-missing"
    vi = "Việc không làm nữa thì ghi một câu vì sao."
    en = "Say in a sentence why it is given up."


class LineUnknown(Refusal):
    slug = "advice.line-unknown"
    kind = Kind.NOT_FOUND
    vi = "Không tìm thấy sản phẩm này trong kế hoạch. Chọn lại từ trang của kế hoạch."
    en = "The plan has no such line. Choose it again from the plan's page."
