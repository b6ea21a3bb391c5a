"""What this is, what is behind which endpoint, and whom to sign in as."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from estate.people import people
from kit.language import gettext as _
from kit.web.dependencies import Here
from kit.web.pages import page

router = APIRouter()


@router.get("/")
async def first(request: Request, front: Here) -> Response:
    """The landing page."""
    about = {
        "registry": _("Chủ thể, sản phẩm, hồ sơ và giấy chứng nhận"),
        "evaluation": _("Từ hồ sơ đã nộp đến quyết định: thẩm tra, hội đồng, chấm điểm"),
        "notifications": _("Mỗi sự kiện đến với ai, qua kênh nào, đã nhận hay chưa"),
        "reporting": _("Số liệu chương trình theo xã, hạng sao và thời gian"),
    }
    return page(request, "dev/landing/first.html", {"about": about, "everybody": people().people})
