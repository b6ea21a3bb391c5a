"""Directives and the copies offices got, in the database, and who may see which."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal, is_within, within_any
from kit.refusal import Forbidden
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of
from kit.work import Unit
from programme.roles import OFFICERS
from services.reporting.directives.directive import Directive, DirectiveCopy
from services.reporting.directives.lifecycle import State

ORDERS = Orders("-signed", signed="signed_on", office="issued_by", subject="subject")
MOST_COPIES = 5000

directives: Collection[Directive] = Collection(
    Directive, "directives", indexes=[Index("issued_by", "state"), Index("state", "signed_on"), *ORDERS.indexes()]
)
copies: Collection[DirectiveCopy] = Collection(
    DirectiveCopy,
    "directive_copies",
    indexes=[Index("directive_id", "office", unique=True), Index("office", "read_on")],
)


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """The directives of a person's offices and of those below, drafts of one's own office alone; and those sent to one of them."""
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    sent = await copies.select(unit, {"office": within_any(own)}, limit=MOST_COPIES)
    return any_of(
        {"issued_by": {"$in": own}},
        {"issued_by": within_any(own), "state": {"$ne": State.DRAFT.value}},
        {"_id": {"$in": sorted({one.directive_id for one in sent})}},
    )


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Directive:
    """Loads one for a person. Raises Forbidden, NotFound when they may not see it, as if there were none; Stale."""
    return await directives.get(unit, id, expected, within=await visible_to(unit, by))


async def own(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Directive:
    """Loads one for an officer of the office whose it is. Raises NotFound, Stale, Forbidden to those who only see it."""
    found = await seen_by(unit, id, by, expected)
    if found.issued_by not in by.offices(*OFFICERS):
        raise Forbidden()
    return found


async def known_to(unit: Unit, by: Principal, turn: Turn, *, state: State | None = None) -> Page[Directive]:
    """The directives a person may see, the last signed first."""
    wanted = {"state": state.value} if state else {}
    return await directives.turned(unit, all_of(await visible_to(unit, by), wanted), turn)


async def copies_of(unit: Unit, directive_id: str, by: Principal) -> list[DirectiveCopy]:
    """The copies of a directive that a person may see: of their own offices and those below, all where it is theirs."""
    found = await copies.select(unit, {"directive_id": directive_id}, sort=[("office", 1)], limit=MOST_COPIES)
    return [one for one in found if any(is_within(one.office, own) for own in by.offices(*OFFICERS))]


async def copy_of(unit: Unit, directive_id: str, office: str) -> DirectiveCopy | None:
    """The copy an office got; None where it got none."""
    return await copies.first(unit, {"directive_id": directive_id, "office": office})
