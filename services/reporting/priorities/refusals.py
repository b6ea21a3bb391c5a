"""What is refused about priority lists, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NothingToPlace(Refusal):
    slug = "priority-list.nothing"
    kind = Kind.CONFLICT
    vi = "Địa bàn chưa có sản phẩm nào để xếp. Chờ sản phẩm được đăng ký rồi lập lại."
    en = "There are no products in the territory yet. Wait until some are registered, then try again."


class TooManyPlaces(Refusal):
    slug = "priority-list.too-many"
    vi = "Danh mục có nhiều nhất {most} sản phẩm. Ghi số nhỏ hơn."
    en = "A list has at most {most} products. Write a smaller number."


class ListChanged(Refusal):
    slug = "priority-list.changed"
    kind = Kind.CONFLICT
    vi = "Danh mục đã thay đổi từ lúc bạn xem. Xem lại rồi chốt."
    en = "The list has changed since you saw it. Look at it again, then publish."


class YearOutOfReach(Refusal):
    slug = "priority-list.year-out-of-reach"
    vi = "Danh mục ưu tiên lập cho năm {first} hoặc {last}. Chọn lại năm."
    en = "A priority list is made for {first} or {last}. Choose the year again."
