"""The JSON API of rulebooks: the law that governs dossiers, and what in it is only assumed. Public law: anybody may read."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.limits import LONG_FORM, takes
from law.rulebooks import Sheet, shelf
from law.rulebooks.assumptions import assumptions
from services.evaluation.cases import store as case_store
from services.evaluation.cases import views as case_views
from services.evaluation.cases.use_cases import case_shown_to
from services.evaluation.rulebooks import use_cases, views
from services.evaluation.rulebooks.commands import EditionCommand

router = APIRouter()
of_rulebooks = APIRouter(prefix="/rulebooks")
of_cases = APIRouter(prefix="/cases")
Id = Annotated[str, Path(max_length=60)]
Hash = Annotated[str, Path(max_length=64)]


@of_rulebooks.get("", summary="All rulebooks held, newest first")
async def list_rulebooks() -> list[views.RulebookLine]:
    return views.lines()


@of_rulebooks.get(
    "/{rulebook_id}/editions", summary="Every edition held of a rulebook, newest first, with what each changed"
)
async def list_editions(rulebook_id: Id) -> list[views.EditionView]:
    return [views.edition_view(one) for one in views.editions(rulebook_id)]


@of_rulebooks.get(
    "/{rulebook_id}/editions/{edition}/cases", summary="Pending cases under one edition that the caller may see"
)
async def list_touched(
    request: Request,
    service: Here,
    me: Me,
    rulebook_id: Id,
    edition: Hash,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    found = await case_store.pending_under(unit, me, rulebook_id, edition, after=after, limit=limit)
    return paged(found, request, lambda case: case_views.line(case, me, unit.today))


@of_cases.post(
    "/{case_id}/edition",
    response_model=case_views.CaseView,
    summary="Have a pending case go on under a corrected edition, before its first sheet is sealed",
)
@takes(LONG_FORM)
async def apply_edition(change: Change, case_id: str, command: EditionCommand) -> Response:
    case = await change(use_cases.apply_edition, case_id, command)
    unit = change.reading()
    return versioned(case_views.view(await case_shown_to(unit, case, change.me), change.me, unit.today))


@of_cases.post(
    "/{case_id}/reopening",
    response_model=case_views.CaseView,
    summary="Re-open a case's council under a corrected edition, after sheets were sealed and before a ruling",
)
@takes(LONG_FORM)
async def reopen_council(change: Change, case_id: str, command: EditionCommand) -> Response:
    case = await change(use_cases.reopen_council, case_id, command)
    unit = change.reading()
    return versioned(case_views.view(await case_shown_to(unit, case, change.me), change.me, unit.today))


@of_rulebooks.get("/{rulebook_id}", summary="A whole rulebook, as its file says it")
async def show_rulebook(rulebook_id: Id) -> dict[str, Any]:
    return shelf().get(rulebook_id).model_dump(mode="json", exclude_none=True)


@of_rulebooks.get("/{rulebook_id}/sheets/{set_no}", summary="The score sheet of a product set")
async def show_sheet(rulebook_id: Id, set_no: Annotated[int, Path(ge=1, le=999)]) -> Sheet:
    return shelf().get(rulebook_id).sheet(set_no)


@of_rulebooks.get(
    "/{rulebook_id}/assumptions", summary="What in a rulebook is not verified, for an administrator to confirm"
)
async def list_assumptions(
    rulebook_id: Id, verified: Annotated[Literal["no", "partial"] | None, Query()] = None
) -> list[views.AssumptionView]:
    found = assumptions(shelf().get(rulebook_id))
    return [views.assumption_view(one) for one in found if verified in (None, one.verified)]


router.include_router(of_rulebooks)
router.include_router(of_cases)
