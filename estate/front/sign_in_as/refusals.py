"""Why nobody was signed in."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class PersonUnknown(Refusal):
    """Nobody of this name is seeded, or not with that to do."""

    slug = "sign-in-as.person-unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có người mẫu «{given}» với việc ấy. Về trang đầu và chọn một người."
    en = "There is nobody called “{given}” with that to do. Go back to the first page and choose somebody."
