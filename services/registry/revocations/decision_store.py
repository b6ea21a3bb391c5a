"""Decisions over certificates in the database, and who may see which."""

from __future__ import annotations

from typing import Any

from kit.decisions.decision import State as DecisionState
from kit.decisions.register import Decisions
from kit.identity import Principal
from kit.refusal import NotFound
from kit.storage import Index, Orders, Page, Turn, all_of, any_of
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER
from services.registry.certificates import store as certificates
from services.registry.revocations.decision import CertificateDecision, act
from services.registry.seats.store import records_closed_to

ORDERS = Orders("-drafted", drafted="drafted_on")

register: Decisions[CertificateDecision] = Decisions(
    CertificateDecision,
    "certificate_decisions",
    [Index("state", "signed.by.at"), *ORDERS.indexes()],
    act=act,
)
decisions = register.decisions


async def decisions_seen_by(unit: Unit, by: Principal, turn: Turn) -> Page[CertificateDecision]:
    """The decisions of a person's own offices; drafts too, but those on what is closed to them."""
    wanted: dict[str, Any] = {"office": {"$in": by.offices(*OFFICERS)}}
    if closed := await _closed_to(unit, by):
        issued = {"state": DecisionState.ISSUED.value}
        wanted = all_of(wanted, any_of(issued, {"lines.certificate_id": {"$nin": sorted(closed)}}))
    return await decisions.turned(unit, wanted, turn)


async def decision_seen_by(
    unit: Unit, decision_id: str, by: Principal, expected: int | None = None
) -> CertificateDecision:
    """
    A decision for an officer of its office, but before it is issued one on what is closed to them; or once it is issued for
    whoever keeps the territory of one of its lines. Raises NotFound, Stale.
    """
    found = await decisions.find(unit, decision_id)
    if found is None or not await _may_see(unit, found, by):
        raise NotFound()
    return await decisions.get(unit, decision_id, expected) if expected is not None else found


async def _may_see(unit: Unit, decision: CertificateDecision, by: Principal) -> bool:
    own = decision.office in by.offices(*OFFICERS)
    if decision.state is DecisionState.ISSUED:
        return own or any(by.covers(line.place, *OFFICERS) for line in decision.standing)
    return own and not {line.certificate_id for line in decision.lines} & await _closed_to(unit, by)


async def _closed_to(unit: Unit, by: Principal) -> set[str]:
    """The certificates of a producer a person acts for, and of records they stood aside from: until it is issued, no draft on them is theirs to see."""
    closed = await records_closed_to(unit, by)
    producers = closed.producers | set(by.offices(PRODUCER))
    if not producers and not closed.products:
        return set()
    wanted = any_of({"producer_id": {"$in": sorted(producers)}}, {"product_id": {"$in": sorted(closed.products)}})
    return {one.id for one in await certificates.certificates.select(unit, wanted, limit=0)}
