"""The pages of packages: what was sealed and taken in, taking one in, and what goes up with a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.papers.sealed import LARGEST_BYTES, sealing_key
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.web.uploads import FileAbsent
from kit.work import Unit
from programme.roles import OFFICERS
from services.evaluation.cases.case import Case
from services.evaluation.outside_decisions.use_cases import awaits_paper, may_settle
from services.evaluation.packages import sending, store, use_cases, views
from services.evaluation.packages.package_files import ENCLOSED_BYTES, received_package, sealed_package

pages = APIRouter()
panels = Panels()


@panels.on("cases/show")
async def sending_of_a_case(unit: Unit, case: Case, me: Principal | None) -> tuple[str, Mapping[str, Any]] | None:
    """To whoever may seal it: where what goes up with the case is found."""
    if me is None or not may_settle(case, me) or not await awaits_paper(unit, case):
        return None
    return "evaluation/packages/_panel.html", {"case": case, "sealed": await store.of_case(unit, case.id)}


@pages.get("/packages")
async def list_packages(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    sealed, received = await store.sealed_for(unit, me), await store.received_for(unit, me)
    key = sealing_key(service.settings, service.name)
    view = views.rows(sealed, received, unit.today) | {
        "takes_in": me.has(*OFFICERS),
        "limit": LARGEST_BYTES,
        "kid": key.kid,
    }
    return page(request, "evaluation/packages/list.html", view)


@pages.post("/packages")
@takes(LARGEST_BYTES + FORM_BYTES)
async def receive(request: Request, act: Act) -> Response:
    use_cases.require_officer(act.me)  # before the file is read
    file = (await form_of(request)).get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise FileAbsent(pointer="/file")
    made = await received_package(act, file)
    notice = _("Chữ ký và mã băm đúng; hồ sơ {number} đã được tiếp nhận.", number=made.dossier_number)
    return see_other(request, f"/cases/{made.case_id}", notice=notice)


@pages.get("/cases/{case_id}/sending")
async def sending_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await use_cases.case_to_seal(unit, case_id, me)
    listed, items = await sending.sent_with(unit, case)
    view = views.form_of(case, listed, items, await store.of_case(unit, case_id), unit.today)
    return page(request, "evaluation/packages/sending.html", view | {"limit": ENCLOSED_BYTES})


@pages.post("/cases/{case_id}/package")
@takes(ENCLOSED_BYTES + FORM_BYTES)
async def seal(request: Request, change: Change, case_id: str) -> Response:
    await use_cases.case_to_seal(change.reading(), case_id, change.me, change.version)  # before the files are read
    sent = (await form_of(request)).getlist("files")
    made = await sealed_package(change, case_id, [one for one in sent if isinstance(one, UploadFile)])
    notice = _("Đã niêm phong gói, {count} tệp. Tải về rồi gửi cấp trên.", count=made.files)
    return see_other(request, f"/cases/{case_id}/sending", notice=notice)
