"""Cases and journeys in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import Principal, is_within, within_any
from kit.refusal import Forbidden, NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.storage.filters import checked
from kit.work import Unit
from programme.journeys import ENDED, Stage
from programme.roles import OFFICERS
from services.reporting.progress.journey import CaseProgress, Journey
from services.reporting.progress.tally import Answered, Standing

journeys: Collection[Journey] = Collection(Journey, "journeys")

ORDERS = Orders("due", due="due_on", opened="opened_on", number="number")
"""Of what is open, what is due first."""
OLDEST = Orders("opened", **ORDERS.fields)

cases: Collection[CaseProgress] = Collection(
    CaseProgress,
    "case_progress",
    indexes=[
        Index("office", "opened_on"),  # listed, oldest first
        Index("open"),  # what is open now: few, however many there were
        Index("answered_on"),  # what was answered in a period
        *ORDERS.indexes(),
    ],
)


_OPEN: dict[str, Any] = {"open": True}
_STANDING = ("office", "tier", "stage", "opened_on", "due_on", "answered_on")


async def journeys_of(unit: Unit, dossiers: Iterable[str]) -> dict[str, Journey]:
    """What is known of each dossier; of one that no event named, nothing yet."""
    known = await journeys.among(unit, ids := set(dossiers))
    return {id: known.get(id, Journey(id=id)) for id in ids}


def visible_to(by: Principal, office: str | None = None) -> dict[str, Any]:
    """
    The cases of the offices a person works for and of those below them; narrowed to one office and those below it.

    Raises Forbidden for who works for no office, NotFound for an office that is none of theirs, as if there were none.
    Who stood aside from one case of a dossier sees none of its cases, here as in evaluation.
    """
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    if office is not None and not any(is_within(office, one) for one in own):
        raise NotFound()
    return {"office": within_any([office] if office is not None else own), "recused": {"$ne": by.id}}


async def standing(unit: Unit, wanted: dict[str, Any]) -> list[Standing]:
    """The open cases, counted in the database."""
    rows = await _grouped(unit, {**wanted, **_OPEN}, {name: f"${name}" for name in _STANDING})
    return [
        Standing(
            office=key["office"],
            tier=key["tier"],
            stage=Stage(key["stage"]),
            opened_on=date.fromisoformat(key["opened_on"]),
            due_on=_date(key.get("due_on")),
            answered_on=_date(key.get("answered_on")),
            count=count,
        )
        for key, count in rows
    ]


async def answered(unit: Unit, wanted: dict[str, Any], since: date, until: date) -> list[Answered]:
    """The cases answered in a period (both days counted), by office, where they stand now, and whether in time."""
    period = {"answered_on": {"$gte": since.isoformat(), "$lte": until.isoformat()}}
    key = {name: f"${name}" for name in ("office", "tier", "stage", "late", "due_on")}
    found: dict[tuple[str, str, Stage, bool, bool], int] = {}
    for row, count in await _grouped(unit, {**wanted, **period}, key):
        one = (row["office"], row["tier"], Stage(row["stage"]), row.get("due_on") is not None, row["late"])
        found[one] = found.get(one, 0) + count
    return [Answered(*one, count) for one, count in found.items()]


async def listed(
    unit: Unit,
    wanted: dict[str, Any],
    today: date,
    *,
    stage: Stage | None = None,
    overdue: bool = False,
    ended: bool | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[CaseProgress]:
    """Cases, in the order of the `turn`, else oldest first; `text`: in number, product or producer."""
    conditions: dict[str, Any] = dict(wanted)
    if stage is not None:
        conditions |= {"stage": stage.value, "open": stage not in ENDED}
    elif ended is not None:
        conditions["open"] = not ended
    if overdue:
        conditions |= {**_OPEN, "answered_on": None, "due_on": {"$ne": None, "$lt": today.isoformat()}}
    named = words_in(text, "number", "product", "producer")
    return await cases.turned(unit, all_of(conditions, named), turn or OLDEST.turn(after=after, limit=limit))


async def _grouped(unit: Unit, match: dict[str, Any], key: dict[str, str]) -> list[tuple[dict[str, Any], int]]:
    stages: list[dict[str, Any]] = [{"$match": checked(match)}, {"$group": {"_id": key, "count": {"$sum": 1}}}]
    rows = cases.raw(unit).aggregate(stages, session=unit.session)
    return [(row["_id"], row["count"]) async for row in rows]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
