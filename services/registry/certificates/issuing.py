"""How certificates come about: by a ruling, of earlier years, by the merging of twins; each one transaction."""

from __future__ import annotations

from datetime import timedelta

from kit.work import Unit
from kit.work.serials import next_number
from law.codes import product_code, product_counter
from law.lists import stamp
from law.rulebooks import shelf
from law.rulebooks.kept import unpacked
from law.rulebooks.regulations import regulations
from programme.places import place_now_or_then
from services.editions import use_cases as editions
from services.editions.edition import LawEdition
from services.registry.certificates import announcements, rules, store
from services.registry.certificates import use_cases as life
from services.registry.certificates.basis import verify
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.decision import Decision
from services.registry.certificates.lifecycle import State, Verb
from services.registry.certificates.refusals import DossierUnknown, RegulationOfAnother
from services.registry.dossiers import store as dossiers
from services.registry.dossiers import use_cases as dossier_use_cases
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import Verb as DossierVerb
from services.registry.plans import use_cases as plans
from services.registry.plans.lifecycle import Stage
from services.registry.products import use_cases as product_use_cases
from services.registry.products.product import Product

LISTS = ("calendar", "certificate-life", "dossier-kinds", "ladder", "offices")
"""The lists a certificate rests on: whose it was to decide, which periods bound them, when its end is warned of."""


async def act_on(unit: Unit, decision: Decision) -> None:
    """
    Does what a ruling leads to: a certificate, or the end of the dossier; one that sends the case on or back, nothing.

    Raises what `certify` and `note_refusal` raise.
    """
    if decision.outcome == "recognised":
        await certify(unit, decision)
    elif decision.outcome == "not-recognised":
        await note_refusal(unit, decision)


async def keep_regulation(unit: Unit, edition: LawEdition, *, office: str) -> None:
    """
    Keeps the council regulation an office confirmed as its own, by which its rulings are counted again. Raises
    RegulationOfAnother, NotThatEdition.
    """
    named = unpacked(edition.text).get("office")
    if named != office:
        raise RegulationOfAnother(office=office, named=str(named))
    await editions.keep_published(unit, edition)


async def certify(unit: Unit, decision: Decision) -> Certificate:
    """
    Issues the certificate a ruling leads to, with product code and validity, and announces it.

    Raises RulingUnreadable, DossierUnknown when it is not ours, StepRefused when it is not before an office, and what
    `verify` raises of a ruling that does not bear out what it says: the event then becomes a dead letter for a person
    to look at. A ruling that comes again finds its certificate.
    """
    _ = decision.recorded  # an unreadable ruling is refused before anything else is asked
    if known := await store.by_ruling(unit, decision.ruling_id):
        return known
    dossier = await dossier_of(unit, decision)
    dossier.lifecycle.step(dossier.state, DossierVerb.RECOGNISE)
    rulebook = verify(decision, dossier, shelf=shelf(), regulations=regulations(), today=unit.today)
    place = place_now_or_then(dossier.place, decision.decided_on)
    year = decision.decided_on.year
    serial = await next_number(unit, product_counter(rulebook, place.path, year))
    code = product_code(rulebook, place.path, serial, year)
    before = await store.latest_of(unit, dossier.product_id)
    issued = rules.issued(
        unit.new_id(),
        dossier,
        decision,
        rulebook,
        place=place,
        product_code=code,
        before=before,
        lists=stamp(*LISTS),
    )
    kept = await store.certificates.add(unit, issued)
    if kept.supersedes and before:
        await life.supersede(unit, before, kept)
    await dossier_use_cases.recognise_dossier(unit, dossier, certificate_id=kept.id, office=decision.office)
    await product_use_cases.certify_product(unit, kept.product_id, rules.certified(kept))
    announcements.issued(unit, kept)
    announcements.certified(unit, kept, before.star if before else None)
    life.await_next_rung(unit, kept)
    life.await_end_of_suspension(unit, kept)
    await plans.advance(unit, kept.product_id, Stage.RECOGNISED, star=kept.star)
    await unit.happens(life.CertificateIssued(certificate=kept, before=before))
    return kept


async def enter_earlier(unit: Unit, certificate: Certificate) -> Certificate:
    """
    Keeps a certificate of earlier years, read in a published list, and announces it as a fact of then. It takes the place
    of what was decided before it, and what was decided after it takes its own: one certificate of a product is alive.

    Raises Taken when two lists bring the same one at once.
    """
    others = await store.of_product(unit, certificate.product_id)
    newer = [one for one in others if one.valid_from > certificate.valid_from]
    older = [one for one in others if one not in newer and Verb.SUPERSEDE in one.may]
    entered = certificate.model_copy(update={"supersedes": older[0].id if older else None})
    kept = await store.certificates.add(unit, entered)
    announcements.issued(unit, kept)
    announcements.certified(unit, kept, None)
    for one in older:
        await life.supersede(unit, one, kept)
    if newer:
        await life.supersede(unit, kept, newer[-1])
    elif kept.state is State.EXPIRED:
        announcements.expired(unit, kept, kept.valid_until + timedelta(days=1))
    else:
        life.await_next_rung(unit, kept)
        await unit.happens(life.CertificateEntered(certificate=kept))
    return kept


async def strike_earlier(unit: Unit, certificate_id: str, reason: str) -> None:
    """Removes a certificate that a list had entered and that nothing rests on; one that is gone stays gone."""
    certificate = await store.certificates.find(unit, certificate_id)
    if certificate is not None:
        await store.certificates.remove(unit, certificate)
        unit.settle(life.CALENDAR, certificate.id)
        announcements.struck(unit, certificate, reason)
        await unit.happens(life.CertificateStruck(certificate_id=certificate.id))


async def note_refusal(unit: Unit, decision: Decision) -> None:
    """
    Ends a dossier that an office did not recognise; one that has ended meanwhile stays as it is.

    Raises RulingUnreadable, DossierUnknown, and what `verify` raises.
    """
    recorded = decision.recorded
    dossier = await dossier_of(unit, decision)
    if DossierVerb.DECLINE in dossier.may:
        verify(decision, dossier, shelf=shelf(), regulations=regulations(), today=unit.today)
        await dossier_use_cases.decline_dossier(unit, dossier, star=recorded.star, office=decision.office)


async def follow_merge(unit: Unit, product: Product, into: Product, *, reason: str) -> None:
    """
    Has a merged product's certificates belong to the record that is kept: of those alive, what was decided later takes
    the place of the earlier, and the product is found by the latest.
    """
    await move_certificates(unit, product.id, into, reason=reason)
    found = await store.of_product(unit, into.id)
    standing = [one for one in found if one.state not in (State.REVOKED, State.GIVEN_UP)] or found
    for one in standing[1:]:
        if Verb.SUPERSEDE in one.may:
            await life.supersede(unit, one, standing[0])
    if standing:
        await product_use_cases.show_latest(unit, into.id, rules.certified(standing[0]))


async def move_certificates(unit: Unit, product_id: str, product: Product, *, reason: str) -> None:
    """Has the certificates of a product name it, and its producer, as they are now; what is printed on them stays."""
    for one in await store.of_product(unit, product_id):
        moved = one.model_copy(update={"product_id": product.id, "producer_id": product.producer_id})
        announcements.moved(unit, await store.certificates.keep(unit, moved), reason)


async def dossier_of(unit: Unit, decision: Decision) -> Dossier:
    """The dossier a ruling is on. Raises DossierUnknown."""
    dossier = await dossiers.dossiers.find(unit, decision.dossier_id)
    if dossier is None:
        raise DossierUnknown(dossier=decision.dossier_id)
    return dossier
