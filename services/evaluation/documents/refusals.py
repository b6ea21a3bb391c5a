"""What is refused about documents, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotYet(Refusal):
    """The case has not come so far that there is anything to write."""

    slug = "document.not-yet"
    kind = Kind.CONFLICT
    vi = "Hồ sơ đánh giá chưa đến bước có «{document}»: {why}."
    en = "The case has not come to “{document}” yet: {why}."


class IssuedAlready(Refusal):
    """There is such a document in force."""

    slug = "document.issued-already"
    kind = Kind.CONFLICT
    vi = "«{document}» của hồ sơ đánh giá đã ban hành và nội dung không có gì khác. Tải bản ký ở danh sách văn bản."
    en = "The “{document}” of this case has been issued and nothing in it has changed. Download the signed copy from the list."


class SignatoryMissing(Refusal):
    """Nobody is named as having signed."""

    slug = "document.signatory-missing"
    vi = "Chưa ghi họ tên người ký. Ghi như trên bản ký."
    en = "The name of who signed is missing. Write it as on the signed copy."
