"""What this is and what each kind of people can try, one click away; and, apart from it, what operators and programs need."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from estate import services
from estate.front.sign_in_as.trying import trying
from estate.province import marker
from kit.language import gettext as _
from kit.web.dependencies import Here
from kit.web.pages import page
from law.rulebooks import shelf

router = APIRouter()
_AGAIN_SECONDS = 4
"""While the sample province is made the page looks again by itself: nothing on it can be done yet."""


@router.get("/")
async def first(request: Request, front: Here) -> Response:
    """The landing page."""
    province = marker.read(front.settings.home)
    making = province is not None and province.state == "making"
    stars = shelf().recognised_stars()
    view = {
        "trying": trying(),
        "one_click": "sign_ons" in front.resources,
        "province": province,
        "making": making,
        "least": min(stars),
        "most": max(stars),
    }
    answer = page(request, "dev/landing/first.html", view)
    if making:
        answer.headers["refresh"] = str(_AGAIN_SECONDS)
    return answer


@router.get("/operators")
async def operators(request: Request, front: Here) -> Response:
    """What runs here, and the addresses that programs ask."""
    about = {
        "registry": _("Chủ thể, sản phẩm, hồ sơ và giấy chứng nhận"),
        "evaluation": _("Từ hồ sơ đã nộp đến quyết định: thẩm tra, hội đồng, chấm điểm"),
        "notifications": _("Mỗi sự kiện đến với ai, qua kênh nào, đã nhận hay chưa"),
        "reporting": _("Số liệu chương trình theo xã, hạng sao và thời gian"),
    }
    return page(
        request,
        "dev/landing/operators.html",
        {"about": about, "names": services.NAMES, "province": marker.read(front.settings.home)},
    )
