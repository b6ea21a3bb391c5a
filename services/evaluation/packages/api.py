"""The JSON API of packages: seal one, take one in, its file, and what goes up with a case by hand."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id
from kit.papers.sealed import LARGEST_BYTES, sealing_key
from kit.web.acting import Act, Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from kit.web.files import FileStore, Stored
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from services.evaluation.packages import sending, store, use_cases, views
from services.evaluation.packages.package_files import ENCLOSED_BYTES, ZIP, received_package, sealed_package
from services.evaluation.packages.views import PackageList, PackageView, SendingView

router = APIRouter()
FILE_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {ZIP: {}}}}


@router.get(
    "/packages", response_model=PackageList, summary="The latest packages sealed and taken in at the caller's offices"
)
async def list_packages(service: Here, me: Me) -> Response:
    unit = service.work.reading()
    sealed = [views.view(one) for one in await store.sealed_for(unit, me)]
    received = [views.view(one) for one in await store.received_for(unit, me)]
    return versioned(PackageList(sealed=sealed, received=received), 0)


@router.get(
    "/package-key", summary="The public key by which this installation seals (RFC 8037), to be trusted elsewhere"
)
async def show_key(service: Here, me: Me) -> dict[str, Any]:
    key = sealing_key(service.settings, service.name)
    return dict(key.as_dict(private=False))


@router.post(
    "/packages",
    response_model=PackageView,
    status_code=201,
    summary="Take in a package of another installation (multipart)",
)
@takes(LARGEST_BYTES + FORM_BYTES)
async def receive(request: Request, act: Act, file: UploadFile) -> Response:
    """A package that was taken in before is answered as it is."""
    made = await received_package(act, file)
    return versioned(views.view(made), 0, status=201, location=link(request, f"/api/packages/{made.id}/file"))


@router.get("/packages/{package_id}/file", summary="The sealed ZIP", responses=FILE_ANSWER, response_class=Response)
async def package_file(service: Here, me: Me, package_id: Id) -> Response:
    found = await store.seen_by(service.work.reading(), package_id, me)
    return FileStore.of(service).send(Stored(**found.file.model_dump()))


@router.get(
    "/cases/{case_id}/sending", response_model=SendingView, summary="What goes up with a case, and what is there"
)
async def show_sending(service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await use_cases.case_to_seal(unit, case_id, me)
    return versioned(views.sending(*await sending.sent_with(unit, case)), 0)


@router.post(
    "/cases/{case_id}/packages",
    response_model=PackageView,
    status_code=201,
    summary="Seal a case on its way up, with papers of its dossier (multipart)",
)
@takes(ENCLOSED_BYTES + FORM_BYTES)
async def seal(
    request: Request, change: Change, case_id: str, files: Annotated[list[UploadFile] | None, File()] = None
) -> Response:
    """If-Match is the version of the case."""
    made = await sealed_package(change, case_id, files or [])
    return versioned(views.view(made), 0, status=201, location=link(request, f"/api/packages/{made.id}/file"))
