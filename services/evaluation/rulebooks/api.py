"""The JSON door to rulebooks: the law that governs dossiers, and what in it is only assumed. Public law: anybody may read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from kit.web.rows import rows, said
from law.rulebooks import Rulebook, Sheet, shelf
from law.rulebooks.assumptions import Assumption, assumptions

router = APIRouter(prefix="/rulebooks")
Id = Annotated[str, Path(max_length=60)]


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


@router.get("", summary="All rulebooks held, newest first")
async def list_rulebooks() -> list[RulebookLine]:
    return rows(
        reversed(shelf().all()),
        lambda book: _line(book, assumptions=len(assumptions(book, also_partial=False))),
        lambda book, refusal: _line(book, assumptions=None, amiss=said(refusal)),
    )


@router.get("/{rulebook_id}", summary="A whole rulebook, as its file says it")
async def show_rulebook(rulebook_id: Id) -> dict[str, Any]:
    return shelf().get(rulebook_id).model_dump(mode="json", exclude_none=True)


@router.get("/{rulebook_id}/sheets/{set_no}", summary="The score sheet of a product set")
async def show_sheet(rulebook_id: Id, set_no: Annotated[int, Path(ge=1, le=999)]) -> Sheet:
    return shelf().get(rulebook_id).sheet(set_no)


@router.get("/{rulebook_id}/assumptions", summary="What in a rulebook is not verified, for an administrator to confirm")
async def list_assumptions(
    rulebook_id: Id, verified: Annotated[Literal["no", "partial"] | None, Query()] = None
) -> list[AssumptionView]:
    found = assumptions(shelf().get(rulebook_id))
    return [_view(one) for one in found if verified in (None, one.verified)]


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
