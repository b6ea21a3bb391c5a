"""What is refused of an overview."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotACommune(Refusal):
    slug = "overview.not-a-commune"
    kind = Kind.NOT_FOUND
    vi = "Không có xã, phường «{place}» vào ngày {on}. Chọn trong danh sách."
    en = "There is no commune “{place}” on {on}. Choose from the list."
