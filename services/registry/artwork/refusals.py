"""What is refused about artwork of the mark, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NoFiles(Refusal):
    slug = "artwork.no-files"
    vi = "Bộ tệp chưa có tệp nào. Tải lên ít nhất một tệp rồi bắt đầu giao."
    en = "There is no file in the pack. Upload at least one, then begin to hand it out."


class TooManyFiles(Refusal):
    slug = "artwork.too-many-files"
    kind = Kind.CONFLICT
    vi = "Mỗi bộ giữ nhiều nhất {most} tệp. Lập bộ khác cho những tệp còn lại."
    en = "A pack holds {most} files at most. Make another one for the rest."


class NotHandedOut(Refusal):
    slug = "artwork.not-handed-out"
    kind = Kind.CONFLICT
    vi = "Bộ tệp này không (còn) được giao. Chọn bộ khác trong danh sách."
    en = "This pack is not handed out (any more). Choose another one of the list."


class OfAnotherStar(Refusal):
    slug = "artwork.of-another-star"
    kind = Kind.CONFLICT
    vi = "Bộ tệp này dành cho sản phẩm {star} sao; sản phẩm được công nhận {held} sao. Chọn bộ đúng hạng sao."
    en = (
        "This pack is for products of {star} stars; the product was recognised with {held}. Choose the one of its star."
    )


class OfAnotherPlace(Refusal):
    slug = "artwork.of-another-place"
    kind = Kind.CONFLICT
    vi = "Bộ tệp này của cơ quan khác địa bàn. Chọn bộ của cơ quan nơi đặt cơ sở sản xuất."
    en = "This pack is of an office of another place. Choose that of the office where the production is."
