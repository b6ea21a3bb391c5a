"""The JSON API of rulebooks: the law that governs dossiers, and what in it is only assumed. Public law: anybody may read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.limits import LONG_FORM, takes
from kit.web.rows import rows, said
from law.rulebooks import Rulebook, Sheet, shelf
from law.rulebooks.assumptions import Assumption, assumptions
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


class RulebookLine(BaseModel):
    """A rulebook in the list. `last` none: until a later one begins."""

    id: str
    vi: str
    en: str
    acts: list[str]
    first: date
    last: date | None
    hash: str
    sets: tuple[int, ...]
    assumptions: int | None
    """How many of its statements nobody has verified; none when they cannot be counted (`amiss` says why)."""
    editions: int
    """How many editions of it are held."""
    amiss: dict[str, str] | None = None


class AssumptionView(BaseModel):
    """A statement to confirm: where it stands in the file, what is assumed, and on whose word. Texts are (vi, en)."""

    path: str
    what: tuple[str, str]
    value: tuple[str, str]
    source: tuple[str, str]
    verified: Literal["no", "partial"]
    note: tuple[str, str] | None


@of_rulebooks.get("", summary="All rulebooks held, newest first")
async def list_rulebooks() -> list[RulebookLine]:
    return rows(
        reversed(shelf().all()),
        lambda book: _line(book, assumptions=len(assumptions(book, also_partial=False))),
        lambda book, refusal: _line(book, assumptions=None, amiss=said(refusal)),
    )


class ChangeView(BaseModel):
    """One statement that differs from the edition before. Texts are (vi, en)."""

    path: str
    what: tuple[str, str]
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    set_no: int | None
    """The product set whose sheet changed; none for what concerns all."""


class EditionView(BaseModel):
    """An edition of an act, and what it changed."""

    hash: str
    governs: bool
    """Whether dossiers submitted now take this one; the others are read by what they stamped."""
    in_files: bool
    """From a file of the package or the installation; otherwise kept because something was stamped with it elsewhere."""
    corrected_on: date | None
    reason: tuple[str, str] | None
    changes: list[ChangeView]


@of_rulebooks.get(
    "/{rulebook_id}/editions", summary="Every edition held of a rulebook, newest first, with what each changed"
)
async def list_editions(rulebook_id: Id) -> list[EditionView]:
    return [_edition(one) for one in views.editions(rulebook_id)]


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
) -> list[AssumptionView]:
    found = assumptions(shelf().get(rulebook_id))
    return [_view(one) for one in found if verified in (None, one.verified)]


def _edition(one: views.EditionRead) -> EditionView:
    return EditionView(
        hash=one.book.hash,
        governs=one.governs,
        in_files=one.in_files,
        corrected_on=one.book.correction.on if one.book.correction else None,
        reason=one.book.correction.reason.pair if one.book.correction else None,
        changes=[
            ChangeView(
                path=change.path,
                what=change.what.pair,
                before=change.before.pair if change.before else None,
                after=change.after.pair if change.after else None,
                set_no=change.set_no,
            )
            for change in one.changes
        ],
    )


def _line(book: Rulebook, **more: Any) -> RulebookLine:
    return RulebookLine(
        id=book.id,
        vi=book.title.vi,
        en=book.title.en,
        acts=[act.number for act in book.acts],
        first=book.in_force.first,
        last=book.in_force.last,
        hash=book.hash,
        sets=book.sets,
        editions=len(shelf().editions(book.id)),
        **more,
    )


def _view(one: Assumption) -> AssumptionView:
    return AssumptionView(
        path=one.path,
        what=one.what.pair,
        value=one.value.pair,
        source=one.source.pair,
        verified="no" if one.verified == "no" else "partial",
        note=one.note.pair if one.note else None,
    )


router.include_router(of_rulebooks)
router.include_router(of_cases)
