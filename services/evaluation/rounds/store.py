"""
Rounds in the database, and who may see which: officers of its office, of those above and of those below, whose dossiers it takes;
and the staff of its office's councils. The cases in it each sees as in the list of cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import EVERYWHERE, Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from law.places import CENTRE
from programme.roles import COUNCIL_STAFF, OFFICERS, PRODUCER
from services.evaluation.cases import store as cases
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.rounds import rules
from services.evaluation.rounds.commands import MOST_CARRIED
from services.evaluation.rounds.lifecycle import State
from services.evaluation.rounds.round import Round

ORDERS = Orders("ends", ends="ends_by", opens="opens_on", name="name")
LIVE = rules.LIVE

rounds: Collection[Round] = Collection(
    Round,
    "rounds",
    indexes=[
        Index("key", unique=True),
        Index("office", "state", "proposals_by"),
        Index("state", "ends_by"),
        *ORDERS.indexes(),
    ],
)

_WAITING: dict[str, Any] = {"state": {"$in": sorted(state.value for state in rules.WAITING)}}


def visible_to(by: Principal) -> dict[str, Any]:
    """The rounds a person sees, as the module says."""
    own = by.offices(*OFFICERS)
    above = {part for office in own for part in _above(office)}
    at = sorted(above | set(by.offices(*COUNCIL_STAFF)))
    return any_of({"office": within_any(own)}, {"office": {"$in": at}})


def _above(office: str) -> list[str]:
    steps = office.split("/")
    return [CENTRE, *("/".join(steps[: at + 1]) for at in range(len(steps)))] if office != EVERYWHERE else []


async def seen_by(unit: Unit, round_id: str, by: Principal, expected: int | None = None) -> Round:
    """Loads a round for a person; raises NotFound, Stale."""
    return await rounds.get(unit, round_id, expected, within=visible_to(by))


async def known_to(unit: Unit, by: Principal, turn: Turn, *, states: Iterable[State], text: str = "") -> Page[Round]:
    """The rounds a person sees, in a state; no state is any state."""
    return await rounds.turned(unit, all_of(visible_to(by), of_states(states), words_in(text, "name")), turn)


async def open_of(unit: Unit, office: str, on: date) -> Round | None:
    """The round of an office that takes what comes on a day, where one is known; it may open later."""
    return rules.taking(await live_of(unit, office), on)


async def live_of(unit: Unit, office: str) -> list[Round]:
    """The rounds of an office that are not closed, by their last days for proposals."""
    wanted = {"office": office, "state": {"$in": [state.value for state in LIVE]}}
    return await rounds.select(unit, wanted, sort=[("proposals_by", 1)], limit=100)


async def of_key(unit: Unit, key: str) -> Round | None:
    """The round of an office's last day for proposals."""
    return await rounds.first(unit, {"key": key})


async def of_case(unit: Unit, case_id: str) -> Round | None:
    """The round a case is in."""
    case = await cases.cases.find(unit, case_id)
    return await rounds.find(unit, case.placed.round_id) if case and case.placed else None


async def cases_in(
    unit: Unit, round: Round, by: Principal, turn: Turn, *, states: Iterable[CaseState], text: str = ""
) -> Page[Case]:
    """The cases in a round that a person may see; no state is any state."""
    wanted = all_of(await cases.visible_to(unit, by), _in(round), of_states(states), cases.named(text))
    return await cases.shown(unit, by, wanted, turn)


async def endangering(unit: Unit, round: Round, by: Principal, limit: int) -> list[Case]:
    """
    The cases a person may see that endanger a round's end: whose next day is after it or has passed, and those of which the
    producer owes something.
    """
    late = any_of(
        {"due_on": {"$gt": round.ends_by.isoformat()}},
        {"due_on": {"$lt": unit.today.isoformat()}},
        {"state": CaseState.RETURNED.value},
        {"period": {"$ne": None}, "period.due_on": None},
    )
    wanted = all_of(await cases.visible_to(unit, by), _in(round), _WAITING, late)
    return (await cases.shown(unit, by, wanted, cases.orders_for(by).turn(limit=limit))).items


async def by_state(unit: Unit, round: Round, by: Principal | None = None) -> dict[CaseState, int]:
    """How many cases of a round are in which state; of those a person may see, or of all. Grouped in the database."""
    match = all_of(await cases.visible_to(unit, by), _in(round)) if by else _in(round)
    stages: list[dict[str, Any]] = [{"$match": match}, {"$group": {"_id": "$state", "cases": {"$sum": 1}}}]
    rows = cases.cases.raw(unit).aggregate(stages, session=unit.session)
    return {CaseState(row["_id"]): row["cases"] async for row in rows}


async def own_cases(unit: Unit, round: Round, by: Principal) -> int:
    """How many cases of a round are of a producer that a person acts for, or did when it was handed in."""
    own = by.offices(PRODUCER)
    if not own:
        return 0
    theirs = any_of({"dossier.producer.id": {"$in": own}}, {"dossier.former_producers": {"$in": own}})
    return await cases.cases.count(unit, all_of(_in(round), theirs), most=1)


async def waiting_in(unit: Unit, round: Round, by: Principal) -> list[Case]:
    """The cases of a round without a result that a person may see, at most so many as may be carried over at once."""
    wanted = all_of(await cases.visible_to(unit, by), _in(round), _WAITING)
    turn = cases.orders_for(by).turn(limit=MOST_CARRIED)
    return (await cases.shown(unit, by, wanted, turn)).items


async def held_by(unit: Unit, round: Round) -> list[Case]:
    """The cases of a round without a result, one more at most than one transaction holds."""
    return await cases.cases.select(unit, {**_in(round), **_WAITING}, sort=[("opened_at", 1)], limit=MOST_CARRIED + 1)


async def without_a_round(unit: Unit, office: str, until: date) -> list[Case]:
    """The cases of an office that came by a day, wait for a result and are in no round, first come first."""
    wanted = {"office": office, "placed": None, "screens": False, **_WAITING, "opened_on": {"$lte": until.isoformat()}}
    return await cases.cases.select(unit, wanted, sort=[("opened_at", 1)], limit=MOST_CARRIED)


async def unplaced(unit: Unit, offices: Iterable[str]) -> int:
    """How many cases of some offices wait for a result and are in no round; counted no further than a page says."""
    wanted = {"office": {"$in": sorted(offices)}, "placed": None, "screens": False, **_WAITING}
    return await cases.cases.count(unit, wanted, most=1000)


async def not_looked_at(unit: Unit, after: str, limit: int) -> list[Case]:
    """Pending cases of scoring offices without a round, as a release without rounds kept them; in the order of their ids."""
    wanted = {"placed": None, "screens": False, **_WAITING, "_id": {"$gt": after}}
    return await cases.cases.select(unit, wanted, sort=[("_id", 1)], limit=limit)


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many rounds of a person's own offices are endangered, or over and not closed."""
    wanted = {"office": {"$in": by.offices(*OFFICERS)}, "state": State.OPEN.value}
    late = any_of({"ends_by": {"$lt": unit.today.isoformat()}}, {"endangered_on": {"$ne": None}})
    return await rounds.count(unit, all_of(wanted, late), most=1000)


async def waiting_by_state(unit: Unit) -> dict[str, int]:
    """How many cases wait in rounds that are open, by state; grouped in the database."""
    live = await rounds.select(unit, {"state": State.OPEN.value}, sort=[("ends_by", 1)], limit=500)
    found: dict[str, int] = {}
    if live:
        match = {"placed.round_id": {"$in": [one.id for one in live]}, **_WAITING}
        stages: list[dict[str, Any]] = [{"$match": match}, {"$group": {"_id": "$state", "cases": {"$sum": 1}}}]
        async for row in cases.cases.raw(unit).aggregate(stages):
            found[row["_id"]] = row["cases"]
    return found


async def first_end(unit: Unit) -> date | None:
    """The earliest last day of a round that is open."""
    first = await rounds.first(unit, {"state": State.OPEN.value}, sort=[("ends_by", 1)])
    return first.ends_by if first else None


def _in(round: Round) -> dict[str, Any]:
    return {"placed.round_id": round.id}
