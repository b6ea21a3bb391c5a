"""Cases in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kit.identity import EVERYWHERE, Principal, within_any
from kit.refusal import NotFound
from kit.storage import Access, Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import parts
from kit.work import Unit
from programme.roles import COUNCIL, COUNCIL_STAFF, OFFICERS, PRODUCER
from services.evaluation.cases.access import BEFORE_RULING, owns, sees_all, shown_as
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier, Moved
from services.evaluation.cases.lifecycle import LIFECYCLE, State, Verb
from services.evaluation.cases.rules import ENDED, next_due
from services.evaluation.cases.standing import DossierStanding
from services.recusals import store as recusals

ORDERS = Orders("due", due="due_on", opened="opened_at", number="dossier.number")
"""Of lists of cases: what is due first, a council's steps among it, overdue on top."""
OUTSIDE = Orders("due", **{**ORDERS.fields, "due": "period.due_on"})
"""The same by the offices' own periods alone."""


def orders_for(by: Principal) -> Orders:
    """
    The orders of somebody's lists, as the day that is shown to them has it. What a council owes, and when, orders nothing for
    who has a dossier of their own.
    """
    return ORDERS if is_inside_alone(by) else OUTSIDE


def newest_first(by: Principal) -> Orders:
    """The same for lists with those that ended too."""
    return Orders("-opened", **orders_for(by).fields)


def is_inside_alone(by: Principal) -> bool:
    """Whether a person stands on offices' side only: of what councils do, nothing is to be kept from them in order or count."""
    return not by.offices(PRODUCER)


class Cases(Collection[Case]):
    """Cases, each kept with the day by which something is due of it."""

    async def add(self, unit: Access, case: Case) -> Case:
        return await super().add(unit, _dated(case))

    async def keep(self, unit: Access, case: Case) -> Case:
        return await super().keep(unit, _dated(case))


def _dated(case: Case) -> Case:
    return case.model_copy(update={"due_on": next_due(case)})


cases = Cases(
    Case,
    "cases",
    indexes=[
        Index("office", "opened_at"),
        Index("dossier.dossier_id", "office"),
        Index("seated", "opened_at"),
        Index("advisers", "opened_at"),
        Index("dossier.producer.id", "opened_at"),
        Index("dossier.written_by", "opened_at"),  # who wrote other dossiers
        Index("dossier.product.id", "state"),
        # What is due first of those that await a step, which are few: of one office, or of a province.
        Index("office", "state", "period.due_on"),
        Index("state", "period.due_on"),
        *ORDERS.indexes(),
        Index("period.due_on", "_id"),
        Index("placed.round_id", "state"),
        Index("office", "state", "due_on"),
        Index("state", "due_on"),
    ],
)


standings: Collection[DossierStanding] = Collection(DossierStanding, "dossier_standings")


async def pending_by_office(unit: Unit) -> list[tuple[str, str, int]]:
    """The offices before which cases are pending, with their tier and how many; for counting."""
    pending = [state.value for state in State if Verb.PASS_ON in LIFECYCLE.may(state)]
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": pending}}},
        {"$group": {"_id": {"office": "$office", "tier": "$tier"}, "cases": {"$sum": 1}}},
    ]
    return [(row["_id"]["office"], row["_id"]["tier"], row["cases"]) async for row in cases.raw(unit).aggregate(stages)]


async def touch_standing(
    unit: Unit,
    dossier_id: str,
    *,
    withdrawn: str | None = None,
    moved: Moved | None = None,
    former: Iterable[str] = (),
) -> DossierStanding:
    """
    A dossier's standing, written in this transaction; `withdrawn`: the reason for which it was taken back; `moved`: of
    which records it is now, and `former`: whose it was.
    """
    known = await standings.find(unit, dossier_id)
    before = known or DossierStanding(id=dossier_id)
    said = {
        "withdrawn": before.withdrawn or withdrawn,
        "moved": moved or before.moved,
        "former_producers": tuple(dict.fromkeys((*before.former_producers, *former))),
    }
    after = before.model_copy(update=said)
    return await (standings.keep(unit, after) if known else standings.add(unit, after))


async def visible_to(
    unit: Unit, by: Principal, state: State | None = None, *, offices: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """
    The cases a person may see: those of the offices they work for (or stand above), those on whose council they sit
    while they hold a council's role at its office, those of their own dossiers. Of a dossier from which they stood
    aside they see nothing, and of their own the producer's side only (Council regulation).

    Narrowed to a `state` if one is given: on the producer's side, to what is shown as the same. `offices`: which of an
    officer's offices are meant, where not all of them are.
    """
    closed, own = await recusals.closed_to(unit, by), by.offices(PRODUCER)
    ways = (
        offices if offices is not None else {"office": within_any(by.offices(*OFFICERS))},
        {"office": {"$in": by.offices(*COUNCIL_STAFF)}},
        {"seated": by.id, "office": {"$in": by.offices(*COUNCIL)}},
        {"advisers": by.id, "office": {"$in": by.offices(*COUNCIL)}},
    )
    not_aside: dict[str, Any] = {"recused": {"$ne": by.id}}
    if own:
        not_aside |= {"dossier.producer.id": {"$nin": own}, "dossier.former_producers": {"$nin": own}}
    if closed:
        not_aside["dossier.dossier_id"] = {"$nin": sorted(closed)}
    inside = all_of(any_of(*ways), not_aside)
    in_state: dict[str, Any] = {"state": state.value} if state else {}
    if not own:
        return all_of(inside, in_state)
    theirs: dict[str, Any] = {"dossier.producer.id": {"$in": own}}
    if state not in BEFORE_RULING:
        return all_of(any_of(inside, theirs), in_state)
    return any_of(all_of(inside, in_state), {**theirs, "state": {"$in": shown_as(state)}})


async def seen_by(unit: Unit, case_id: str, by: Principal) -> Case:
    """Loads a case for a person; raises NotFound when they may not see it, as if there were none."""
    found = await cases.find(unit, case_id)
    if found is None:
        raise NotFound()
    case = _closed(found, by, await recusals.closed_to(unit, by))
    if not (sees_all(case, by) or owns(case, by)):
        raise NotFound()
    return case


async def seen_inside(unit: Unit, case_id: str, by: Principal) -> Case:
    """
    Loads a case for somebody on the office's side of it; raises NotFound to everybody else, its producer too:
    what only that side has is not there for them.
    """
    case = await seen_by(unit, case_id, by)
    if not sees_all(case, by):
        raise NotFound()
    return case


async def seen_inside_among(unit: Unit, case_ids: Iterable[str], by: Principal) -> dict[str, Case]:
    """Of some cases, by id, those on whose office's side a person stands."""
    closed = await recusals.closed_to(unit, by)
    found = await cases.among(unit, case_ids)
    shown = {id: _closed(case, by, closed) for id, case in found.items()}
    return {id: case for id, case in shown.items() if sees_all(case, by)}


async def before(
    unit: Unit,
    by: Principal,
    *,
    office: str | None = None,
    state: State | None = None,
    ended: bool | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Case]:
    """
    The cases before a person's offices, in the order of the `turn`, else newest first; `ended` False: those that still
    await a step; `text`: with these words in number, product or producer.
    """
    wanted: list[Mapping[str, Any]] = [await visible_to(unit, by, state), named(text)]
    if office and office != EVERYWHERE:
        wanted.append({"office": office})
    if ended is not None:
        wanted.append({"state": {("$in" if ended else "$nin"): sorted(state.value for state in ENDED)}})
    return await shown(unit, by, all_of(*wanted), turn or ORDERS.turn("-opened", after=after, limit=limit))


def named(text: str) -> dict[str, Any]:
    """The cases with these words in number, product or producer."""
    return words_in(text, "dossier.number", "dossier.product.name", "dossier.producer.name")


async def pending_under(
    unit: Unit, by: Principal, rulebook_id: str, hash: str, *, after: str | None = None, limit: int = 50
) -> Page[Case]:
    """The cases under one edition of a rulebook that await a step and that a person may see, newest first."""
    wanted: list[Mapping[str, Any]] = [
        await visible_to(unit, by),
        {"dossier.rulebook_id": rulebook_id, "dossier.rulebook_hash": hash},
        {"state": {"$nin": sorted(state.value for state in ENDED)}},
    ]
    return await shown(unit, by, all_of(*wanted), ORDERS.turn("-opened", after=after, limit=limit))


async def shown(unit: Unit, by: Principal, wanted: Mapping[str, Any], turn: Turn) -> Page[Case]:
    """A page of cases of which a person may see every one."""
    page = await cases.turned(unit, wanted, turn)
    closed = await recusals.closed_to(unit, by) if page.items else frozenset()
    return replace(page, items=[_closed(case, by, closed) for case in page.items])


async def of_dossier_at(unit: Unit, dossier_id: str, office: str) -> Case | None:
    """The latest case of a dossier at an office."""
    return await cases.first(unit, {"dossier.dossier_id": dossier_id, "office": office}, sort=[("opened_at", -1)])


async def of_dossier(unit: Unit, dossier_id: str) -> list[Case]:
    """Every case of a dossier in this deployment, oldest first."""
    return await cases.select(unit, {"dossier.dossier_id": dossier_id}, sort=[("opened_at", 1)])


async def to_be_judged(unit: Unit, office: str, by: Principal, *, limit: int) -> list[Case]:
    """The cases of an office whose council is formed and has not concluded, as far as a person may see them; due first."""
    standing = {"office": office, "state": {"$in": [State.COUNCIL.value, State.SCORING.value]}}
    visible = all_of(await visible_to(unit, by), standing)
    return (await shown(unit, by, visible, ORDERS.turn("due", limit=limit))).items


MOST_EARLIER = 100
"""Earlier dossiers that are looked through for who wrote them: the newest."""


async def written_together(unit: Unit, dossier: Dossier, people: Iterable[str]) -> list[Dossier]:
    """The newest other dossiers here, of this producer or not, that one of these people wrote in."""
    wanted: dict[str, Any] = {
        "dossier.written_by": {"$in": sorted(set(people))},
        "dossier.dossier_id": {"$ne": dossier.dossier_id},
    }
    found = await cases.select(unit, wanted, sort=[("opened_at", -1)], limit=MOST_EARLIER)
    return [case.dossier for case in found]


async def pending_of_products(unit: Unit, product_ids: Iterable[str]) -> dict[str, Case]:
    """Of some products, each with the case that awaits a step in this deployment; the latest of several."""
    found: dict[str, Case] = {}
    for some in parts(product_ids):
        wanted = {"dossier.product.id": {"$in": some}, "state": {"$nin": sorted(state.value for state in ENDED)}}
        for case in await cases.select(unit, wanted, sort=[("opened_at", 1)], limit=5 * len(some)):
            found[case.dossier.product.id] = case
    return found


def _closed(case: Case, by: Principal, closed: frozenset[str]) -> Case:
    """The case, with the person noted on it as standing aside when it was at another office that they did."""
    if case.dossier.dossier_id not in closed or by.id in case.recused:
        return case
    return case.model_copy(update={"recused": (*case.recused, by.id)})
