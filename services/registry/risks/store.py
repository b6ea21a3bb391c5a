"""Signs that other slices keep, counted by producer within somebody's territory; nothing of its own is kept here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, all_of
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER
from services.registry.breaches import store as breaches
from services.registry.breaches.breach import Result, Source
from services.registry.certificates import store as certificates
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.citizen_reports import store as citizen_reports
from services.registry.health import store as health
from services.registry.health.paper_health import Health
from services.registry.inspections import store as inspections
from services.registry.inspections.lifecycle import SETTLED, State
from services.registry.marks import store as marks
from services.registry.marks.lifecycle import ALIVE
from services.registry.risks.risk import Sign
from services.registry.seats.store import records_closed_to


async def looked_at(unit: Unit, by: Principal, only: str | None = None) -> dict[str, Any]:
    """
    Whom a list of risks may be about: producers of an officer's territory, but for their own and those from whose dossiers
    they stood aside; `only` one of them.
    """
    closed = await records_closed_to(unit, by)
    hidden = {"producer_id": {"$nin": sorted({"", *by.offices(PRODUCER), *closed.producers})}}
    one = {"producer_id": only} if only else {}
    return all_of({"place.path": within_any(by.offices(*OFFICERS))}, hidden, one)


async def holders(unit: Unit, whom: dict[str, Any]) -> list[str]:
    """Who holds a certificate that is alive."""
    counted = await _counted(unit, certificates.certificates, whom, {"state": CertificateState.VALID.value})
    return [sign[0] for sign in counted]


async def signs(unit: Unit, whom: dict[str, Any], since: dict[str, date | None]) -> list[Sign]:
    """
    What marks, inspections, breaches, citizens' reports and papers tell, by producer. `since`: sign → from which day on.
    What a finding or an agency's report led to is counted as that, not as a breach again.
    """
    own = {"state": State.COMPLETED.value, "passed": False, **_from("on", since["own-finding"])}
    agencies = {"state": State.REPORTED.value, "passed": False, **_from("on", since["agency-finding"])}
    broken = {
        "source": {"$in": [Source.CITIZEN.value, Source.PLATFORM.value]},
        "result": {"$ne": Result.UNFOUNDED.value},
        **_from("opened_on", since["breach"]),
    }
    complaints = {"founded": {"$ne": False}, "breach_id": None, **_from("received_on", since["complaint"])}
    dead = {"state": {"$in": [one.value for one in ALIVE]}, "take_down": {"$ne": None}}
    asked: list[tuple[str, Collection[Any], dict[str, Any], str]] = [
        ("dead-mark", marks.uses, dead, "take_down.ordered_on"),
        ("own-finding", inspections.inspections, own, "on"),
        ("agency-finding", inspections.inspections, agencies, "on"),
        ("breach", breaches.breaches, broken, "opened_on"),
        ("complaint", citizen_reports.reports, complaints, "received_on"),
        ("broken-papers", health.healths, {"health": Health.BROKEN.value}, "ends_on"),
        ("ending-papers", health.healths, {"health": Health.ENDING.value}, "ends_on"),
    ]
    found: list[Sign] = []
    for risk, of, wanted, day in asked:
        found += [
            Sign(producer_id=id, risk=risk, count=count, last=last)
            for id, count, last in await _counted(unit, of, whom, wanted, day)
        ]
    return found


async def last_inspected(unit: Unit, whom: dict[str, Any]) -> dict[str, date]:
    """When each producer was last inspected, by whomever."""
    over = {"state": {"$in": [one.value for one in SETTLED]}}
    counted = await _counted(unit, inspections.inspections, whom, over, "on")
    return {id: last for id, _, last in counted if last}


async def _counted(
    unit: Unit, of: Collection[Any], whom: dict[str, Any], wanted: dict[str, Any], day: str = ""
) -> Sequence[tuple[str, int, date | None]]:
    """(producer, how many, the latest day), grouped by the database."""
    last = {"last": {"$max": f"${day}"}} if day else {}
    stages = [
        {"$match": all_of(whom, wanted)},
        {"$group": {"_id": "$producer_id", "rows": {"$sum": 1}, **last}},
    ]
    rows = of.raw(unit).aggregate(stages, session=unit.session)
    return [(row["_id"], row["rows"], _day(row.get("last"))) async for row in rows]


def _day(kept: object) -> date | None:
    if isinstance(kept, datetime):
        return kept.date()
    return date.fromisoformat(kept) if isinstance(kept, str) else None


def _from(field: str, since: date | None) -> dict[str, Any]:
    return {field: {"$gte": since.isoformat()}} if since else {}
