"""What is done with calls: the morning's list, a call recorded and undone; officers only, each about what they may see."""

from __future__ import annotations

from dataclasses import dataclass

from kit.history import Actor
from kit.identity import EVERYWHERE, Principal
from kit.refusal import Forbidden, NotFound, Stale
from kit.telephone import telephone
from kit.work import Unit
from law.identifiers import telephone_region
from programme.roles import OFFICERS
from services.registry.calls import rules, store
from services.registry.calls.call import Call, Kind, OfficePhone
from services.registry.calls.commands import PhoneCommand
from services.registry.calls.rules import Reason
from services.registry.dossiers import store as dossiers
from services.registry.producers.producer import Producer

EVERYBODY = Principal.of("system", "OCOP", *(f"{role}@{EVERYWHERE}" for role in OFFICERS))
"""Who counts, and is shown nothing."""


@dataclass(frozen=True)
class Morning:
    """The calls of a morning, with the people and telephones they take; `called`: what the person recorded today."""

    reasons: list[Reason]
    people: dict[str, Producer]
    phones: dict[str, OfficePhone]
    called: list[tuple[Call, Reason]]


async def call_list(unit: Unit, *, by: Principal) -> Morning:
    """The calls a person is to make this morning, at most ten; raises Forbidden for who is no officer."""
    if not by.has(*OFFICERS):
        raise Forbidden()
    reasons = await _reasons(unit, by)
    called = await store.calls.among(unit, [one.id for one in reasons])
    people = await store.people_behind(unit, by, {one.producer_id for one in reasons if one.producer_id})
    reasons = [one for one in reasons if not one.producer_id or one.producer_id in people]
    chosen = rules.chosen(reasons, {id for id, call in called.items() if call.called_on})
    known = {one.id: one for one in reasons}
    today = [(call, known[call.id]) for call in await store.called_by(unit, by, unit.today) if call.id in known]
    phones = await store.phones.among(unit, {one.office for one in chosen if one.office})
    return Morning(chosen, people, phones, today)


async def reasons_of_all(unit: Unit) -> list[Reason]:
    """Every reason to call of the whole register about which nobody has called, as many of each kind as are looked at; for counting."""
    reasons = await _reasons(unit, EVERYBODY)
    called = await store.calls.among(unit, [one.id for one in reasons])
    return [one for one in reasons if one.id not in called or called[one.id].called_on is None]


async def calls_waiting(unit: Unit, by: Principal) -> int:
    """How many calls a person is to make this morning."""
    return len((await call_list(unit, by=by)).reasons)


async def record_call(unit: Unit, kind: Kind, subject: str, *, by: Principal) -> Call:
    """Keeps that somebody was called today about what the list names; raises Forbidden, NotFound."""
    reason = await _reason(unit, kind, subject, by)
    call = Call(id=reason.id, called_on=unit.today, called_at=unit.now, by=Actor.of(by))
    known = await store.calls.find(unit, reason.id)
    if known is None:
        return await store.calls.add(unit, call)
    if known.called_on:
        return known
    return await store.calls.keep(unit, call.model_copy(update={"version": known.version}))


async def undo_call(unit: Unit, kind: Kind, subject: str, *, by: Principal) -> Call:
    """Takes back what the person recorded themselves; raises Forbidden, NotFound."""
    reason = await _reason(unit, kind, subject, by)
    known = await store.calls.find(unit, reason.id)
    if known is None or known.called_on is None:
        raise NotFound()
    if known.by.id != by.id:
        raise Forbidden()
    return await store.calls.keep(unit, known.model_copy(update={"called_on": None}))


async def phone_to_enter(unit: Unit, office: str, *, by: Principal) -> OfficePhone | None:
    """The telephone of an office as it is kept; raises Forbidden for who is no officer of it or of one above."""
    by.must_cover(office, *OFFICERS)
    return await store.phones.find(unit, office)


async def enter_phone(unit: Unit, office: str, command: PhoneCommand, *, by: Principal, expected: int) -> OfficePhone:
    """
    Keeps the telephone of an office. `expected`: its version, 0 where none is kept. Raises NoTelephone, Stale, and what
    `phone_to_enter` raises.
    """
    known = await phone_to_enter(unit, office, by=by)
    if (known.version if known else 0) != expected:
        raise Stale()
    number = telephone(command.phone, telephone_region(), pointer="/phone")
    entered = OfficePhone(id=office, phone=number, changed_at=unit.now, changed_by=Actor.of(by))
    if known is None:
        return await store.phones.add(unit, entered)
    return await store.phones.keep(unit, entered.model_copy(update={"version": known.version}))


async def _reason(unit: Unit, kind: Kind, subject: str, by: Principal) -> Reason:
    if not by.has(*OFFICERS):
        raise Forbidden()
    for one in await _reasons(unit, by):
        if (one.kind, one.subject) == (kind, subject):
            if one.producer_id and not await store.people_behind(unit, by, [one.producer_id]):
                break
            return one
    raise NotFound()


async def _reasons(unit: Unit, by: Principal) -> list[Reason]:
    """Every reason to call that a person may see, a bounded number of each kind, the most overdue."""
    today = unit.today
    found = [rules.of_dossier(one, today) for one in await store.supplements_owed(unit, by)]
    found += [rules.of_stay(one, today) for one in await store.periods_ending(unit, by)]
    ending = [
        (one, reason)
        for one in await store.certificates_ending(unit, by, rules.filing_begins_by(today))
        if (reason := rules.of_certificate(one, today))
    ]
    filed = await dossiers.products_with_open_one(unit, [one.product_id for one, _ in ending])
    found += [reason for one, reason in ending if one.product_id not in filed]
    return [one for one in found if one is not None]
