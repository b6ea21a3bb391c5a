"""What a case's page says of an earlier recognition of its product."""

from __future__ import annotations

from collections.abc import Iterable

from kit.language import gettext as _
from kit.web.formats import show_date
from services.evaluation.recognitions.recognition import Recognition


def lines(found: Iterable[Recognition]) -> list[str]:
    """One sentence for each certificate of which there is something to say."""
    return [said for one in found if (said := _line(one))]


def _line(one: Recognition) -> str | None:
    code, day = one.product_code or "–", show_date(one.on) if one.on else "–"
    if one.how == "revoked":
        grounds = "; ".join(one.grounds)
        return _(
            "Giấy chứng nhận {code} đã bị thu hồi ngày {day} theo Quyết định {number}: {grounds}.",
            code=code, day=day, number=one.decision or "–", grounds=grounds,
        )  # fmt: skip
    if one.how == "given-up":
        return _("Chủ thể đã trả lại giấy chứng nhận {code} ngày {day}.", code=code, day=day)
    if one.mark == "suspended":
        return _("Quyền sử dụng nhãn hiệu theo giấy chứng nhận {code} đang bị tạm dừng.", code=code)
    return None
