"""
The lines of campaigns in the database, and who may see which: the campaign's office and those above all of it, the offices of a
line's place that line, its producer their own; nobody a line whose dossier they stood aside from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.places import formerly
from programme.roles import OFFICERS, PRODUCER
from services.evaluation.campaigns.line import Line
from services.evaluation.campaigns.line_lifecycle import WAITING, Stage
from services.evaluation.campaigns.rules import MOST
from services.evaluation.recognitions.store import outermost
from services.recusals import store as recusals

ORDERS = Orders("due", due="due_on", no="no", product="product_name", place="place_now.name")
SEARCHED = ("product_name", "producer_name", "product_code", "place_then.name", "place_now.name")

lines: Collection[Line] = Collection(
    Line,
    "campaign_lines",
    indexes=[
        Index("campaign_id", "no"),
        Index("campaign_id", "state", "due_on"),
        Index("taken", unique=True, where={"taken": {"$type": "string"}}),
        Index("certificate_id"),
        Index("product_id"),
        Index("dossier_id"),
        Index("producer_id", "due_on"),
        Index("state", "due_on"),
        *ORDERS.indexes(),
    ],
)


def territory(by: Principal, on: date) -> list[str]:
    """The places of a person's offices, in the borders of today and of then."""
    own = by.offices(*OFFICERS)
    return outermost([*own, *(old for office in own if "/" in office for old in formerly(office, on))])


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """
    The lines a person sees from the office's side: of their office's campaigns, and of their territory. None of their own producer's,
    and none whose dossier they stood aside from.
    """
    places = territory(by, unit.today)
    not_theirs: dict[str, Any] = {"producer_id": {"$nin": by.offices(PRODUCER)}}
    if closed := await recusals.closed_to(unit, by):
        not_theirs["dossier_id"] = {"$nin": sorted(closed)}
    ways = any_of(
        {"office": within_any(by.offices(*OFFICERS))},
        {"place_now.path": within_any(places)},
        {"place_then.path": within_any(places)},
    )
    return all_of(ways, not_theirs)


async def seen_by(unit: Unit, campaign_id: str, line_id: str, by: Principal, expected: int | None = None) -> Line:
    """Loads a line for somebody on the office's side; raises NotFound, Stale."""
    wanted = all_of(await visible_to(unit, by), {"campaign_id": campaign_id})
    return await lines.get(unit, line_id, expected, within=wanted)


async def own(unit: Unit, line_id: str, by: Principal) -> Line:
    """Loads a line for its producer's own person; raises NotFound."""
    return await lines.get(unit, line_id, within={"producer_id": {"$in": by.offices(PRODUCER)}})


async def sees(unit: Unit, line: Line, by: Principal) -> bool:
    """Whether a person sees a line from the office's side."""
    return await lines.count(unit, all_of(await visible_to(unit, by), {"_id": line.id}), most=1) > 0


async def known_to(
    unit: Unit,
    campaign_id: str,
    by: Principal,
    turn: Turn,
    *,
    stages: Iterable[Stage],
    late: bool = False,
    text: str = "",
) -> Page[Line]:
    """The lines of a campaign a person sees. `late`: whose dossier is not in, and whose last day passed."""
    wanted = all_of(
        await visible_to(unit, by),
        {"campaign_id": campaign_id},
        of_states(stages),
        {"closes_on": {"$lt": unit.today.isoformat()}, "due_on": {"$ne": None}} if late else {},
        words_in(text, *SEARCHED),
    )
    return await lines.turned(unit, wanted, turn)


async def all_seen(unit: Unit, campaign_id: str, by: Principal) -> list[Line]:
    """Every line of a campaign a person sees, in its order."""
    wanted = all_of(await visible_to(unit, by), {"campaign_id": campaign_id})
    return await lines.select(unit, wanted, sort=[("no", 1)], limit=MOST)


async def of_own(unit: Unit, by: Principal) -> list[Line]:
    """The lines of the producers a person acts for, what is due first."""
    wanted = {"producer_id": {"$in": by.offices(PRODUCER)}}
    return await lines.select(unit, wanted, sort=[("due_on", -1)], limit=50)


async def of_campaign(unit: Unit, campaign_id: str) -> list[Line]:
    """Every line of a campaign, whoever asks: for the machine."""
    return await lines.select(unit, {"campaign_id": campaign_id}, sort=[("no", 1)], limit=MOST)


async def of_certificate(unit: Unit, certificate_id: str) -> list[Line]:
    """The lines of a certificate in campaigns that are open; at most one."""
    return await lines.select(unit, {"taken": certificate_id}, limit=2)


async def of_product(unit: Unit, product_id: str) -> list[Line]:
    """The lines of a product in campaigns that are open."""
    return await lines.select(unit, {"product_id": product_id, "taken": {"$ne": None}}, limit=20)


async def of_dossier(unit: Unit, dossier_id: str) -> list[Line]:
    """The lines that wait for a dossier's end, in campaigns that are open or not: what is shown on its case."""
    return await lines.select(unit, {"dossier_id": dossier_id}, limit=20)


async def taken(unit: Unit, certificate_ids: list[str]) -> set[str]:
    """Of some certificates, those that an open campaign has."""
    found: set[str] = set()
    for start in range(0, len(certificate_ids), 100):
        some = {"taken": {"$in": certificate_ids[start : start + 100]}}
        found |= {one.certificate_id for one in await lines.select(unit, some, limit=100)}
    return found


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many lines wait for a review of an office a person works for, or are late; counted no further than a page says."""
    places = territory(by, unit.today)
    wanted = all_of(
        await visible_to(unit, by),
        {"taken": {"$ne": None}, "state": {"$in": [one.value for one in WAITING]}},
        any_of({"review": None, "place_now.path": within_any(places)}, {"closes_on": {"$lt": unit.today.isoformat()}}),
    )
    return await lines.count(unit, wanted, most=1000)


async def waiting(unit: Unit) -> dict[Stage, tuple[int, str | None]]:
    """By stage: how many lines of open campaigns are at it, and the earliest day due; grouped in the database."""
    stages: list[dict[str, Any]] = [
        {"$match": {"taken": {"$type": "string"}}},
        {"$group": {"_id": "$state", "rows": {"$sum": 1}, "due": {"$min": "$due_on"}}},
    ]
    found: dict[Stage, tuple[int, str | None]] = {}
    async for row in lines.raw(unit).aggregate(stages):
        if row["_id"] in set(Stage):
            found[Stage(row["_id"])] = (row["rows"], row["due"])
    return found
