"""Revocations and decisions over certificates in the database, and who may see which."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from law.certificate_life import certificate_life
from programme.roles import OFFICERS, PRODUCER
from services.registry.certificates import store as certificates
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.certificates.rules import roles_of
from services.registry.revocations.decision_store import decisions as decisions  # the slice declares them here
from services.registry.revocations.lifecycle import OPEN, State
from services.registry.revocations.revocation import Revocation
from services.registry.seats.store import records_closed_to

ORDERS = Orders("due", due="due_on", proposed="proposed_on", star="star")

revocations: Collection[Revocation] = Collection(
    Revocation,
    "revocations",
    indexes=[
        Index("certificate_id", ("proposed_on", -1)),
        Index("producer_id", "state"),
        Index("product_id", ("proposed_on", -1)),
        Index("place.path", "state"),
        Index("state", "due_on"),
        *ORDERS.indexes(),
    ],
)


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """
    Officers see those of their territory, but for records they stood aside from; a producer's own people, whatever else they
    are, once it was asked to explain.
    """
    told = {"producer_id": {"$in": by.offices(PRODUCER)}, "asked": {"$ne": None}}
    decided = {"producer_id": {"$in": by.offices(PRODUCER)}, "decision": {"$ne": None}}
    within = {"place.path": within_any(by.offices(*OFFICERS)), **await _others(unit, by)}
    return any_of(within, told, decided)


async def _others(unit: Unit, by: Principal) -> dict[str, Any]:
    """None of a producer a person acts for, nor of a record they stood aside from."""
    closed = await records_closed_to(unit, by)
    others: dict[str, Any] = {}
    if hidden := sorted(closed.producers | set(by.offices(PRODUCER))):
        others["producer_id"] = {"$nin": hidden}
    if closed.products:
        others["product_id"] = {"$nin": sorted(closed.products)}
    return others


async def seen_by(unit: Unit, revocation_id: str, by: Principal, expected: int | None = None) -> Revocation:
    """Loads a revocation for a person who may see it; raises NotFound, Stale."""
    return await revocations.get(unit, revocation_id, expected, within=await visible_to(unit, by))


async def listed(
    unit: Unit, by: Principal, turn: Turn, *, state: State | None = None, text: str = ""
) -> Page[Revocation]:
    """The revocations a person may see, what is due first at the head; `text`: in code, product, producer, decision."""
    in_state = {"state": state.value} if state else {}
    named = words_in(text, "product_code", "product_name", "producer_name", "decision_number")
    return await revocations.turned(unit, all_of(await visible_to(unit, by), in_state, named), turn)


async def open_of(unit: Unit, certificate_id: str) -> Revocation | None:
    """The procedure over a certificate that is not decided, if there is one."""
    states = [state.value for state in OPEN]
    return await revocations.first(unit, {"certificate_id": certificate_id, "state": {"$in": states}})


async def last_of(unit: Unit, certificate_id: str, by: Principal | None) -> Revocation | None:
    """The newest procedure over a certificate that a person may see."""
    if by is None:
        return None
    wanted = all_of(await visible_to(unit, by), {"certificate_id": certificate_id})
    return await revocations.first(unit, wanted, sort=[("proposed_on", -1)])


async def open_of_product(unit: Unit, product_id: str, by: Principal) -> list[Revocation]:
    """The procedures over a product's certificates that are not decided, and that a person may see."""
    states = [state.value for state in OPEN]
    wanted = all_of(await visible_to(unit, by), {"product_id": product_id, "state": {"$in": states}})
    return await revocations.select(unit, wanted, sort=[("proposed_on", -1)], limit=20)


async def of_product(unit: Unit, product_id: str) -> list[Revocation]:
    """Every procedure over a product's certificates."""
    return await revocations.select(unit, {"product_id": product_id}, sort=[("proposed_on", -1)], limit=200)


async def lapsed(unit: Unit, by: Principal, limit: int = 200) -> list[Certificate]:
    """Certificates of a person's territory that ended without another, the longest ago first: some offices revoke them too."""
    within = {"place.path": within_any(by.offices(*OFFICERS)), **await _others(unit, by)}
    states = {"state": {"$in": [CertificateState.EXPIRED.value, CertificateState.GIVEN_UP.value]}, "revoked": None}
    wanted = all_of(within, states)
    return await certificates.certificates.select(unit, wanted, sort=[("valid_until", 1)], limit=limit)


async def ready(unit: Unit, by: Principal, limit: int = 500) -> list[Revocation]:
    """What a person's office may decide now: concluded or submitted, the first due at the head."""
    states = [State.CONCLUDED.value, State.SUBMITTED.value]
    wanted = {"office": {"$in": by.offices(*OFFICERS)}, "state": {"$in": states}, **await _others(unit, by)}
    return await revocations.select(unit, wanted, sort=[("due_on", 1)], limit=limit)


def _handled_by(by: Principal, on: date) -> dict[str, Any]:
    """Where a person carries procedures."""
    return {"place.path": within_any(by.offices(*roles_of(certificate_life(on).revocation.levels)))}


async def waiting(unit: Unit, by: Principal) -> int:
    """How many procedures wait for a step of an office that this person may take; at most 1000 are counted."""
    states = [state.value for state in (*OPEN, State.DECIDED) if state is not State.ASKED]
    wanted = all_of(_handled_by(by, unit.today), await _others(unit, by), {"state": {"$in": states}})
    return await revocations.count(unit, wanted, most=1000)


async def by_state(unit: Unit) -> dict[str, tuple[int, str | None]]:
    """How many procedures are in each state that waits, and the first day due; grouped, from an index."""
    states = [state.value for state in (*OPEN, State.DECIDED)]
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": states}}},
        {"$group": {"_id": "$state", "many": {"$sum": 1}, "first": {"$min": "$due_on"}}},
    ]
    return {row["_id"]: (row["many"], row["first"]) async for row in revocations.raw(unit).aggregate(stages)}
