"""Calls in the database, and what somebody may call about: only what they may see, personal data included."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, all_of
from kit.work import Unit
from programme.roles import OFFICERS
from services.registry.calls.call import Call, OfficePhone
from services.registry.calls.rules import MOST, soon
from services.registry.certificates import store as certificates
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.dossiers import store as dossiers
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import State
from services.registry.journeys import store as journeys
from services.registry.journeys.journey import Stay
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.seats.store import dossiers_closed_to, records_closed_to

calls: Collection[Call] = Collection(Call, "calls", indexes=[Index("by.id", "called_on")])
phones: Collection[OfficePhone] = Collection(OfficePhone, "office_phones")

ENOUGH = 20 * MOST
"""Of each kind so many are looked at, the most overdue first: those called about already among them."""


async def supplements_owed(unit: Unit, by: Principal) -> list[Dossier]:
    """The dossiers a person may see whose supplement is due soon or was, the longest overdue first."""
    due = {"supplement_by": {"$ne": None, "$lte": soon(unit.today).isoformat()}}
    wanted = all_of(await dossiers.visible_to(unit, by, State.RETURNED), due)
    return await dossiers.dossiers.select(unit, wanted, sort=[("supplement_by", 1)], limit=ENOUGH)


async def periods_ending(unit: Unit, by: Principal) -> list[Stay]:
    """The stays at offices below a person's own whose period ends soon or is over; none of a dossier closed to them."""
    closed, own = await dossiers_closed_to(unit, by), by.offices(*OFFICERS)
    wanted = all_of(
        {"open": True, "answered_on": None, "due_on": {"$ne": None, "$lte": soon(unit.today).isoformat()}},
        all_of({"office": within_any(own)}, {"office": {"$nin": own}}),
        {"dossier_id": {"$nin": sorted(closed)}} if closed else {},
    )
    return await journeys.stays.select(unit, wanted, sort=[("due_on", 1)], limit=ENOUGH)


async def certificates_ending(unit: Unit, by: Principal, until: date) -> list[Certificate]:
    """The valid certificates of a person's territory that end by a day, the first to end first."""
    wanted = all_of(
        {"place.path": within_any(by.offices(*OFFICERS))},
        {
            "state": CertificateState.VALID.value,
            "valid_until": {"$gte": unit.today.isoformat(), "$lte": until.isoformat()},
        },
    )
    return await certificates.certificates.select(unit, wanted, sort=[("valid_until", 1)], limit=ENOUGH)


async def people_behind(unit: Unit, by: Principal, ids: Iterable[str]) -> dict[str, Producer]:
    """Of some producers, those a person may see with their telephone."""
    closed = await records_closed_to(unit, by)
    found = await producers.producers.among(unit, ids)
    return {id: one for id, one in found.items() if producers.may_see(one, by, closed)}


async def called_by(unit: Unit, by: Principal, on: date) -> list[Call]:
    """What a person recorded on a day, the latest first."""
    return await calls.select(unit, {"by.id": by.id, "called_on": on.isoformat()}, sort=[("called_at", -1)], limit=100)
