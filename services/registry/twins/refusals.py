"""What is refused about likely twins, and what to do."""

from __future__ import annotations

from kit.refusal import Refusal


class PartingReasonMissing(Refusal):
    slug = "twins.reason-missing"
    vi = "Chưa ghi vì sao hai bản ghi không trùng. Ghi một câu; hệ thống không hỏi lại về cặp này nữa."
    en = "Why the two are not the same is missing. Write a sentence; this pair is not asked about again."


class NeitherOfTheTwo(Refusal):
    slug = "twins.neither-of-the-two"
    vi = "Bản ghi được giữ phải là một trong hai bản ghi của cặp. Tải lại trang rồi chọn."
    en = "The record that is kept must be one of the two. Reload the page and choose."
