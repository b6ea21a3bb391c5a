"""Decisions over certificates in the database, and who may see which."""

from __future__ import annotations

from kit.decisions.decision import State as DecisionState
from kit.decisions.register import Decisions
from kit.identity import Principal
from kit.refusal import NotFound
from kit.storage import Index, Orders, Page, Turn
from kit.work import Unit
from programme.roles import OFFICERS
from services.registry.revocations.decision import CertificateDecision

ORDERS = Orders("-drafted", drafted="drafted_on")

register: Decisions[CertificateDecision] = Decisions(
    CertificateDecision,
    "certificate_decisions",
    [Index("state", "signed.by.at"), *ORDERS.indexes()],
)
decisions, numbers = register.decisions, register.numbers


async def decisions_seen_by(unit: Unit, by: Principal, turn: Turn) -> Page[CertificateDecision]:
    """The decisions of a person's own offices, drafts too."""
    return await decisions.turned(unit, {"office": {"$in": by.offices(*OFFICERS)}}, turn)


async def decision_seen_by(
    unit: Unit, decision_id: str, by: Principal, expected: int | None = None
) -> CertificateDecision:
    """
    A decision for an officer of its office, or once it is issued for whoever keeps the territory of one of its lines.
    Raises NotFound, Stale.
    """
    found = await decisions.find(unit, decision_id)
    if found is None or not _may_see(found, by):
        raise NotFound()
    return await decisions.get(unit, decision_id, expected) if expected is not None else found


def _may_see(decision: CertificateDecision, by: Principal) -> bool:
    if decision.office in by.offices(*OFFICERS):
        return True
    issued = decision.state is DecisionState.ISSUED
    return issued and any(by.covers(line.place, *OFFICERS) for line in decision.standing)
