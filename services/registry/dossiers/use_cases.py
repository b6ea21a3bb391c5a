"""What may be done with dossiers; each one transaction."""

from __future__ import annotations

from datetime import date

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.storage import Unit
from law.codes import receipt_counter, receipt_number
from law.rulebooks import Rulebook, shelf
from law.scoring import Filled
from services.registry.certificates import store as certificates
from services.registry.dossiers import announcements, refusals, rules, store
from services.registry.dossiers.dossier import Dossier, Evidence, Previous
from services.registry.dossiers.lifecycle import State, Verb
from services.registry.people import SYSTEM, Actor
from services.registry.producers import store as producers
from services.registry.products import rules as product_rules
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.products.product import Verb as ProductVerb
from services.registry.roles import acts_for
from services.registry.serials import next_number
from services.registry.territory import place_now


async def open_dossier(unit: Unit, product_id: str, *, kind: str, by: Principal) -> Dossier:
    """This will open a draft; one product has at most one dossier that is not finished."""
    product = await product_to_ask_for(unit, product_id, by)
    product_rules.LIFECYCLE.step(product.state, ProductVerb.OPEN_DOSSIER)
    if await store.open_one(unit, product_id):
        raise refusals.OneIsOpen()
    # The product itself is touched, so that two openings at once meet on it.
    await products.products.keep(unit, product)
    producer = await producers.producers.get(unit, product.producer_id)
    last = await certificates.latest_of(unit, product_id)
    previous = None
    if last is not None:
        previous = Previous(
            dossier_id=last.dossier_id or None,
            certificate_id=last.id,
            product_code=last.product_code,
            star=last.star,
            valid_until=last.valid_until,
        )
    place = place_now(producer.place, unit.today)
    dossier = rules.opened(
        unit.new_id(), product, producer, kind=kind, place=place, previous=previous, at=unit.now, on=unit.today
    )
    if dossier.previous and (before := await store.dossiers.find(unit, dossier.previous.dossier_id or "")):
        dossier = rules.started_from(dossier, before, rulebook_for(dossier, unit.today), unit.today)
    kept = await store.dossiers.add(unit, dossier.written(Actor.of(by)))
    announcements.tell_opened(unit, kept)
    return kept


async def product_to_ask_for(unit: Unit, product_id: str, by: Principal) -> Product:
    """This will load a product for its producer's own person; raises NotFound, Forbidden to those who only manage it."""
    product = await products.managed_by(unit, product_id, by)
    if not acts_for(by, product.producer_id):
        raise Forbidden()
    return product


async def attach_evidence(
    unit: Unit,
    dossier_id: str,
    *,
    kind: str,
    name: str,
    size: int,
    media_type: str,
    sha256: str,
    issued_on: date | None,
    expires_on: date | None,
    criterion: str | None,
    by: Principal,
    expected: int,
) -> Dossier:
    """This will add a paper whose content is in the file store already."""
    dossier = await store.own(unit, dossier_id, by, expected)
    paper = Evidence(
        id=unit.new_id(),
        kind=kind,
        name=name,
        size=size,
        media_type=media_type,
        sha256=sha256,
        issued_on=issued_on,
        expires_on=expires_on,
        criterion=criterion,
        added_at=unit.now,
        added_by=Actor.of(by),
    )
    return await store.dossiers.keep(unit, rules.with_evidence(dossier, paper).written(Actor.of(by)))


async def remove_evidence(unit: Unit, dossier_id: str, evidence_id: str, *, by: Principal, expected: int) -> Dossier:
    """This will take a paper out of a draft."""
    dossier = await store.own(unit, dossier_id, by, expected)
    return await store.dossiers.keep(unit, rules.without_evidence(dossier, evidence_id).written(Actor.of(by)))


async def save_self_assessment(unit: Unit, dossier_id: str, *, filled: Filled, by: Principal, expected: int) -> Dossier:
    """This will keep the producer's own scoring; the server computes total and star."""
    dossier = await store.own(unit, dossier_id, by, expected)
    rulebook = rulebook_for(dossier, unit.today)
    scored = rules.scored(dossier, rulebook, filled, at=unit.now)
    return await store.dossiers.keep(unit, scored.written(Actor.of(by)))


async def submit_dossier(
    unit: Unit, dossier_id: str, *, note: str | None, by: Principal, expected: int, base: str
) -> Dossier:
    """This will hand the dossier in: under the rulebook of today, with a receipt number of its commune."""
    dossier = await store.own(unit, dossier_id, by, expected)
    if dossier.state is State.RETURNED:
        return await _supplement(unit, dossier, note=note, by=by, base=base)
    rulebook = rulebook_for(dossier, unit.today)
    place = dossier.place.path
    # Checked before a number is taken: what is refused uses none up.
    rules.submitted(dossier, rulebook, number="–", note=note, by=Actor.of(by), at=unit.now, on=unit.today)
    serial = await next_number(unit, receipt_counter(rulebook, place, unit.today.year))
    number = receipt_number(rulebook, place, serial, unit.today.year)
    submitted = rules.submitted(
        dossier, rulebook, number=number, note=note, by=Actor.of(by), at=unit.now, on=unit.today
    )
    kept = await store.dossiers.keep(unit, submitted)
    announcements.tell_submitted(unit, kept, base)
    return kept


async def withdraw_dossier(unit: Unit, dossier_id: str, *, reason: str, by: Principal, expected: int) -> Dossier:
    """This will take a dossier back."""
    dossier = await store.own(unit, dossier_id, by, expected)
    if not reason.strip():
        raise refusals.ReasonMissing(pointer="/reason")
    withdrawn = dossier.stepped(Verb.WITHDRAW, at=unit.now, by=Actor.of(by), note=reason)
    kept = await store.dossiers.keep(unit, withdrawn)
    announcements.tell_withdrawn(unit, kept, reason)
    return kept


async def note_return(
    unit: Unit, dossier_id: str, *, case_id: str, office: str, missing: list[str], supplement_by: date | None
) -> Dossier | None:
    """This will show the producer what an office asks for. A dossier that has ended meanwhile stays as it is."""
    dossier = await store.dossiers.find(unit, dossier_id)
    if dossier is None or dossier.state is not State.SUBMITTED:
        return None
    returned = dossier.stepped(
        Verb.RETURN,
        at=unit.now,
        by=SYSTEM,
        office=office,
        note="; ".join(missing),
        missing=tuple(missing),
        supplement_by=supplement_by,
        returned_by_case=case_id,
    )
    return await store.dossiers.keep(unit, returned)


def rulebook_for(dossier: Dossier, on: date) -> Rulebook:
    """The rulebook fixed at submission, or before it the one in force on the day."""
    return shelf().get(dossier.rulebook_id, dossier.rulebook_hash) if dossier.rulebook_id else shelf().in_force(on)


async def _supplement(unit: Unit, dossier: Dossier, *, note: str | None, by: Principal, base: str) -> Dossier:
    rulebook = rulebook_for(dossier, unit.today)
    supplemented = rules.supplemented(dossier, rulebook, note=note, by=Actor.of(by), at=unit.now, on=unit.today)
    kept = await store.dossiers.keep(unit, supplemented)
    announcements.tell_supplemented(unit, kept, base)
    return kept
