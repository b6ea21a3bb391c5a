"""What happens to certificates; each one transaction."""

from __future__ import annotations

from datetime import date, timedelta

from kit.storage import Due, Unit
from law.codes import product_code, product_counter
from law.places import NotThen, SplitNeedsAChoice, SuccessorUnknown, UnknownPlace
from law.rulebooks import shelf
from law.rulebooks.regulations import regulations
from services.registry.certificates import announcements, rules, store
from services.registry.certificates.basis import verify
from services.registry.certificates.calendar import await_next_rung, forget_rungs
from services.registry.certificates.certificate import Certificate, State, Verb
from services.registry.certificates.decision import Decision
from services.registry.certificates.refusals import DossierUnknown
from services.registry.dossiers import store as dossiers
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import LIFECYCLE as DOSSIERS
from services.registry.dossiers.lifecycle import Verb as DossierVerb
from services.registry.people import SYSTEM
from services.registry.producers.producer import Where
from services.registry.products import announcements as product_announcements
from services.registry.products import rules as product_rules
from services.registry.products import store as products
from services.registry.products.product import Certified, Product
from services.registry.products.product import Verb as ProductVerb
from services.registry.serials import next_number
from services.registry.territory import place_now


async def certify(unit: Unit, decision: Decision) -> Certificate:
    """
    This will issue the certificate a ruling leads to, with product code and validity, and say so everywhere.

    Raises DossierUnknown when it is not ours, StepRefused when it is not before an office, and what `verify` raises of a
    ruling that does not bear out what it says: the event is then parked for a person to look at. A ruling that is heard
    again finds its certificate.
    """
    if known := await store.by_ruling(unit, decision.ruling_id):
        return known
    dossier = await _dossier_of(unit, decision)
    DOSSIERS.step(dossier.state, DossierVerb.RECOGNISE)
    rulebook = verify(decision, dossier, shelf=shelf(), regulations=regulations(), today=unit.today)
    star, months = decision.recorded.star, rulebook.validity_months
    place = _place_on(dossier.place, decision.decided_on)
    year = decision.decided_on.year
    serial = await next_number(unit, product_counter(rulebook, place.path, year))
    before = await store.latest_of(unit, dossier.product_id)
    certificate = rules.issued(
        unit.new_id(),
        dossier,
        place=place,
        product_code=product_code(rulebook, place.path, serial, year),
        star=star,
        decision_number=decision.decision_number,
        decided_on=decision.decided_on,
        authority=decision.recorded.authority or "",
        rulebook=rulebook,
        months=months,
        ruling_id=decision.ruling_id,
        supersedes=before.id if before and Verb.SUPERSEDE in rules.LIFECYCLE.may(before.state) else None,
    )
    kept = await store.certificates.add(unit, certificate)
    if certificate.supersedes and before:
        await _supersede(unit, before, kept)
    recognised = dossier.stepped(
        DossierVerb.RECOGNISE, at=unit.now, by=SYSTEM, office=decision.office, certificate_id=kept.id
    )
    await dossiers.dossiers.keep(unit, recognised)
    product = await _show_on_product(unit, kept)
    announcements.tell_issued(unit, kept)
    announcements.tell_certified(unit, kept, before.star if before else None)
    product_announcements.tell_state(unit, product)
    await_next_rung(unit, kept)
    return kept


async def note_refusal(unit: Unit, decision: Decision) -> None:
    """
    This will end a dossier that an office did not recognise; one that has ended meanwhile stays as it is.

    Raises DossierUnknown, and what `verify` raises.
    """
    dossier = await _dossier_of(unit, decision)
    if DossierVerb.DECLINE in dossier.may:
        verify(decision, dossier, shelf=shelf(), regulations=regulations(), today=unit.today)
        note = f"{decision.recorded.star}★"
        ended = dossier.stepped(DossierVerb.DECLINE, at=unit.now, by=SYSTEM, office=decision.office, note=note)
        await dossiers.dossiers.keep(unit, ended)


async def walk_the_ladder(unit: Unit, due: Due) -> None:
    """This will tell what today's rung says, and set the deadline of the next one."""
    certificate = await store.certificates.find(unit, due.subject)
    if certificate is None or certificate.state is not State.VALID:
        return
    left = (certificate.valid_until - unit.today).days
    if left < 0:
        expired = await store.certificates.keep(unit, rules.stepped(certificate, Verb.EXPIRE))
        announcements.tell_expired(unit, expired, expired.valid_until + timedelta(days=1))
        return
    window = shelf().get(certificate.rulebook_id, certificate.rulebook_hash).re_evaluation
    if due.data.get("opens_window") and window.closes_days_before is not None:
        announcements.tell_window_opened(unit, certificate, window.closes_days_before)
    else:
        announcements.tell_expiring(unit, certificate, left)
    await_next_rung(unit, certificate)


async def _dossier_of(unit: Unit, decision: Decision) -> Dossier:
    dossier = await dossiers.dossiers.find(unit, decision.dossier_id)
    if dossier is None:
        raise DossierUnknown(dossier=decision.dossier_id)
    return dossier


async def _supersede(unit: Unit, before: Certificate, by: Certificate) -> None:
    superseded = await store.certificates.keep(unit, rules.stepped(before, Verb.SUPERSEDE, superseded_by=by.id))
    forget_rungs(unit, before)
    announcements.tell_superseded(unit, superseded, by.id)


async def _show_on_product(unit: Unit, certificate: Certificate) -> Product:
    product = await products.products.get(unit, certificate.product_id)
    product_rules.LIFECYCLE.step(product.state, ProductVerb.CERTIFY)
    certified = Certified(
        certificate_id=certificate.id,
        product_code=certificate.product_code,
        star=certificate.star,
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
    )
    return await products.products.keep(
        unit, product_rules.checked(product.model_copy(update={"certified": certified}))
    )


def _place_on(place: Where, on: date) -> Where:
    # A commune that was divided since keeps the name under which the dossier was handed in: the producer has not
    # said yet which part it lies in, and a certificate does not wait for that.
    try:
        return place_now(place, on)
    except (SplitNeedsAChoice, SuccessorUnknown, UnknownPlace, NotThen):
        return place
