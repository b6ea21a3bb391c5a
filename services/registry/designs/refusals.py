"""What is refused about designs, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NothingToShow(Refusal):
    slug = "design.nothing-to-show"
    vi = "Chưa có ảnh của mẫu. Tải lên ít nhất một ảnh rồi đề nghị."
    en = "There is no picture of the design. Upload at least one, then offer it."


class ConsentMissing(Refusal):
    slug = "design.consent-missing"
    vi = "Chưa có giấy đồng ý của người thiết kế. Tải lên bản đã ký rồi đề nghị."
    en = "The designer's consent is missing. Upload the signed paper, then offer it."


class ConsentedLater(Refusal):
    slug = "design.consented-later"
    vi = "Ngày đồng ý không thể sau hôm nay. Ghi ngày trên giấy đồng ý."
    en = "The day of consent cannot lie after today. Write the day that is on the paper."


class OwnDesign(Refusal):
    """Who acts for the producer does not publish for an office."""

    slug = "design.own"
    kind = Kind.FORBIDDEN
    vi = "Đây là mẫu của chính chủ thể mà bạn đại diện. Cán bộ khác của cơ quan đưa vào bộ sưu tập."
    en = "This is a design of the producer you act for yourself. Another officer of the office publishes it."


class NotInTheGallery(Refusal):
    slug = "design.not-in-the-gallery"
    kind = Kind.CONFLICT
    vi = "Mẫu này không ở trong bộ sưu tập. Chọn mẫu khác trong bộ sưu tập."
    en = "This design is not in the gallery. Choose another one there."


class TooManyDesigns(Refusal):
    slug = "design.too-many"
    kind = Kind.CONFLICT
    vi = "Chủ thể đã có {most} mẫu đang soạn hoặc chờ. Rút bớt mẫu không dùng rồi thêm mẫu mới."
    en = "The producer has {most} designs in draft or waiting. Withdraw those not needed, then add a new one."
