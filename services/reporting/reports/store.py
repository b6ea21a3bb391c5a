"""Reports in the database, and who may see which: the office and those above it, once published its recipients, or everybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import OFFICERS
from services.reporting.reports.lifecycle import State
from services.reporting.reports.report import PublishedFile, Report

ORDERS = Orders("-made", made="as_of", until="until")

reports: Collection[Report] = Collection(
    Report, "reports", indexes=[Index("office", "state"), Index("public"), Index("recipients"), *ORDERS.indexes()]
)
files: Collection[PublishedFile] = Collection(PublishedFile, "report_files", indexes=[Index("report_id")])

PUBLISHED = (State.PUBLISHED, State.SUPERSEDED)


def visible_to(by: Principal | None) -> dict[str, Any]:
    """Of one's own offices and those below; of others what was sent to one's office, or is open to everybody."""
    shown = {"state": {"$in": [one.value for one in PUBLISHED]}}
    everybody: dict[str, Any] = {"public": True, **shown}
    own = by.offices(*OFFICERS) if by else []
    if not own:
        return everybody
    return any_of({"office": within_any(own)}, {"recipients": {"$in": list(own)}, **shown}, everybody)


async def seen_by(unit: Unit, report_id: str, by: Principal | None, expected: int | None = None) -> Report:
    """Loads a report for a person; raises NotFound, Stale."""
    return await reports.get(unit, report_id, expected, within=visible_to(by))


async def known_to(
    unit: Unit, by: Principal | None, turn: Turn, *, states: Iterable[State] = (), kind: str = ""
) -> Page[Report]:
    """The reports a person sees, in some states; no state is any."""
    wanted = all_of(visible_to(by), of_states(states), {"kind": kind} if kind else {})
    return await reports.turned(unit, wanted, turn)


async def replaceable(unit: Unit, report: Report) -> list[Report]:
    """The published reports of the same office and form, newest first."""
    wanted = {"office": report.office, "state": State.PUBLISHED.value, "kind": report.kind}
    return await reports.select(unit, wanted, sort=[("as_of", -1)], limit=20)
