"""What is done with dossiers: load, decide, keep, announce; each one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from kit.command import Reason
from kit.identity import Principal
from kit.refusal import Forbidden, NotFound
from kit.web.files import Stored
from kit.work import Unit
from kit.work.serials import next_number
from law.codes import receipt_counter, receipt_number
from law.lists import stamp
from law.rulebooks import Rulebook, shelf
from programme.places import place_now
from programme.recognising import known_by
from programme.roles import acts_for
from services.editions import use_cases as editions
from services.registry.credentials import store as credentials
from services.registry.credentials.credential import Credential
from services.registry.dossiers import announcements, held_papers, refusals, rules, store
from services.registry.dossiers.allowance import Allowance, Limit, Sent
from services.registry.dossiers.commands import (
    CredentialEvidenceCommand,
    EvidenceCommand,
    FilledCommand,
    LinkageEvidenceCommand,
    OpenCommand,
    SubmitCommand,
    TickCommand,
)
from services.registry.dossiers.dossier import Dossier, EvidenceFile, Return
from services.registry.dossiers.lifecycle import State, Verb
from services.registry.linkages import store as linkages
from services.registry.linkages.linkage import Linkage
from services.registry.plans import use_cases as plans
from services.registry.plans.lifecycle import Stage
from services.registry.producers import store as producers
from services.registry.producers.lifecycle import Verb as ProducerVerb
from services.registry.producers.producer import Producer
from services.registry.producers.refusals import DossierIsOpen as ProducersDossierIsOpen
from services.registry.products import store as products
from services.registry.products.lifecycle import Verb as ProductVerb
from services.registry.products.product import Product
from services.registry.products.refusals import BothHaveDossiers, DossierIsOpen, OfAnotherSet, SetIsFixed

LISTS = ("classification", "dossier-kinds", "evidence")
"""The lists by which a dossier's set, kind and papers are found in order when it is handed in."""


async def open_dossier(unit: Unit, command: OpenCommand, *, by: Principal) -> Dossier:
    """
    Opens a draft; one product has at most one dossier that is not finished.

    Raises NotFound, Forbidden, StepRefused, OneIsOpen, KindUnknown, CertifiedAlready, NothingToStartFrom.
    """
    product = await product_to_ask_for(unit, command.product_id, by)
    product.lifecycle.step(product.state, ProductVerb.OPEN_DOSSIER)
    if await store.open_one(unit, product.id):
        raise refusals.OneIsOpen()
    # The product itself is touched, so that two openings at once meet on it.
    await products.products.keep(unit, product)
    producer = await producers.producers.get(unit, product.producer_id)
    producer.lifecycle.step(producer.state, ProducerVerb.UPDATE)
    await producers.producers.touch(unit, producer)  # so that none is closed while a dossier of it is opened
    known = product.certified
    before = await store.of_certificate(unit, product.id, known.certificate_id) if known else None
    place = place_now(producer.place, unit.today)
    dossier = rules.opened(
        unit.new_id(), product, producer, command, place=place, before=before, at=unit.now, on=unit.today
    )
    if dossier.previous and before:
        dossier = rules.started_from(dossier, before, rulebook_for(dossier, unit.today), unit.today)
    dossier = await _with_held(unit, dossier)
    kept = await store.dossiers.add(unit, dossier.written(by))
    announcements.opened(unit, kept)
    return kept


async def product_to_ask_for(unit: Unit, product_id: str, by: Principal) -> Product:
    """Loads a product for its producer's own person; raises NotFound, Forbidden to those who only manage it."""
    product = await products.managed_by(unit, product_id, by)
    if not acts_for(by, product.producer_id):
        raise Forbidden()
    return product


async def attach_evidence(
    unit: Unit, dossier_id: str, command: EvidenceCommand, file: Stored, *, by: Principal
) -> Dossier:
    """
    Adds a paper whose content is in the file store already. Papers added at once all stay: none says which version it saw.

    Raises NotFound, StepRefused, UnknownEvidenceKind, DatesReversed, TooMany.
    """
    dossier = await store.own(unit, dossier_id, by)
    kept = EvidenceFile(**dict(file))
    added = rules.with_evidence(dossier, command, kept, id=unit.new_id(), at=unit.now, by=by)
    return await store.dossiers.keep(unit, added)


async def attach_credential(
    unit: Unit, dossier_id: str, command: CredentialEvidenceCommand, *, by: Principal
) -> Dossier:
    """
    Adds a credential on file, of the product or its producer, as evidence. Raises NotFound, StepRefused, and what
    `held_papers.with_credential` raises.
    """
    dossier = await store.own(unit, dossier_id, by)
    credential = await credentials.seen_by(unit, command.credential_id, by)
    if credential.producer_id != dossier.producer_id or credential.product_id not in (None, dossier.product_id):
        raise NotFound()
    await credentials.credentials.touch(unit, credential)  # so that one withdrawn at the same moment meets it
    added = held_papers.with_credential(
        dossier, credential, command, id=unit.new_id(), at=unit.now, on=unit.today, by=by
    )
    return await store.dossiers.keep(unit, added)


async def attach_linkage(unit: Unit, dossier_id: str, command: LinkageEvidenceCommand, *, by: Principal) -> Dossier:
    """
    Adds a linkage contract on file, of the product or its producer, as evidence. Raises NotFound, StepRefused, and what
    `held_papers.with_linkage` raises.
    """
    dossier = await store.own(unit, dossier_id, by)
    linkage = await linkages.seen_by(unit, command.linkage_id, by)
    if linkage.producer_id != dossier.producer_id or not linkage.speaks_for(dossier.product_id):
        raise NotFound()
    await linkages.linkages.touch(unit, linkage)  # so that one ended at the same moment meets it
    rulebook = rulebook_for(dossier, unit.today)
    added = held_papers.with_linkage(dossier, linkage, rulebook, id=unit.new_id(), at=unit.now, on=unit.today, by=by)
    return await store.dossiers.keep(unit, added)


async def linkages_for(unit: Unit, dossier: Dossier) -> list[Linkage]:
    """The contracts in force that speak for a dossier's product, for who acts for its producer."""
    return await linkages.alive_for(unit, dossier.producer_id, dossier.product_id)


async def held_for(unit: Unit, dossier: Dossier) -> list[Credential]:
    """What is on file for a dossier's product, for who acts for its producer."""
    return await credentials.for_product(unit, dossier.producer_id, dossier.product_id)


async def take_up_credential(unit: Unit, credential: Credential, renews: Iterable[str]) -> None:
    """Has the dossiers that are being filled in, of the product or its producer, hold a credential that answers what they ask for."""
    for dossier in await store.being_filled_in(unit, credential.producer_id, credential.product_id):
        followed = held_papers.following(dossier, credential, renews)
        rulebook = await _rulebook_of(unit, followed)
        held = held_papers.with_held(followed, [credential], rulebook, new_id=unit.new_id, at=unit.now, on=unit.today)
        if held is not dossier:
            await store.dossiers.keep(unit, held)
    await _note_change(unit, credential, renews)


async def follow_credential(unit: Unit, credential: Credential) -> None:
    """
    Has the dossiers that are being filled in know what a credential in them is now; those before an office note what became
    of it.
    """
    for dossier in await store.being_filled_in(unit, credential.producer_id, credential.product_id):
        followed = held_papers.following(dossier, credential)
        if followed is not dossier:
            await store.dossiers.keep(unit, followed)
    await _note_change(unit, credential)


async def remove_evidence(unit: Unit, dossier_id: str, evidence_id: str, *, by: Principal, expected: int) -> Dossier:
    """Takes a paper out of a draft; raises NotFound, Stale, StepRefused."""
    dossier = await store.own(unit, dossier_id, by, expected)
    return await store.dossiers.keep(unit, rules.without_evidence(dossier, evidence_id, by=by))


async def save_self_assessment(
    unit: Unit, dossier_id: str, command: FilledCommand, *, by: Principal, expected: int
) -> Dossier:
    """
    Keeps the producer's own scoring; total and star are computed here.

    Raises NotFound, Stale, StepRefused, and what is wrong with the answers.
    """
    dossier = await store.own(unit, dossier_id, by, expected)
    rulebook = rulebook_for(dossier, unit.today)
    return await store.dossiers.keep(unit, rules.scored(dossier, rulebook, command, at=unit.now, by=by))


async def tick_what_was_asked(
    unit: Unit, dossier_id: str, command: TickCommand, *, by: Principal, expected: int
) -> Dossier:
    """Keeps which of the things an office asked for are supplied; raises NotFound, Stale, StepRefused, NotAsked."""
    dossier = await store.own(unit, dossier_id, by, expected)
    return await store.dossiers.keep(unit, rules.ticked(dossier, command, by=by))


async def submit_dossier(
    unit: Unit, dossier_id: str, command: SubmitCommand, *, by: Principal, expected: int, base: str
) -> Dossier:
    """
    Hands the dossier in, under the rulebook of today and with a receipt number of its commune; one that was returned,
    with its supplement. `base`: where others reach this service. Raises NotFound, Stale, StepRefused, Several, Unchanged.
    """
    dossier = await store.own(unit, dossier_id, by, expected)
    rulebook = rulebook_for(dossier, unit.today)
    if dossier.state is State.RETURNED:
        supplemented = rules.supplemented(dossier, rulebook, command, by=by, at=unit.now, on=unit.today)
        kept = await store.dossiers.keep(unit, rules.stamped(supplemented, stamp(*LISTS)))
        announcements.supplemented(unit, kept, base, await _known_by(unit, kept))
        return kept
    place = dossier.place.path
    # Checked before a number is taken: what is refused uses none up.
    rules.submitted(dossier, rulebook, command, number="–", by=by, at=unit.now, on=unit.today)
    serial = await next_number(unit, receipt_counter(rulebook, place, unit.today.year))
    number = receipt_number(rulebook, place, serial, unit.today.year)
    submitted = rules.submitted(dossier, rulebook, command, number=number, by=by, at=unit.now, on=unit.today)
    kept = await store.dossiers.keep(unit, rules.stamped(submitted, stamp(*LISTS)))
    announcements.submitted(unit, kept, base, await _known_by(unit, kept))
    await plans.advance(unit, kept.product_id, Stage.DOSSIER)
    return kept


async def _known_by(unit: Unit, dossier: Dossier) -> dict[str, str]:
    """By what a council's office recognises its own people in whoever stands behind the producer, without their data."""
    producer = await producers.producers.get(unit, dossier.producer_id)
    person = producer.representative
    return known_by(
        unit.recognised_by,
        name=person.name,
        telephone=person.phone,
        email=person.email,
        tax_code=producer.tax_code,
    )


async def withdraw_dossier(unit: Unit, dossier_id: str, command: Reason, *, by: Principal, expected: int) -> Dossier:
    """Takes a dossier back; raises NotFound, Stale, ReasonMissing, StepRefused."""
    dossier = await store.own(unit, dossier_id, by, expected)
    kept = await store.dossiers.keep(unit, rules.withdrawn(dossier, command, at=unit.now, by=by))
    announcements.withdrawn(unit, kept, command.reason)
    return kept


async def return_dossier(unit: Unit, dossier_id: str, asked: Return) -> Dossier | None:
    """
    Shows the producer what an office asks for, with the papers as they have become meanwhile. A dossier that has ended stays
    as it is.
    """
    dossier = await store.dossiers.find(unit, dossier_id)
    if dossier is None or dossier.state is not State.SUBMITTED:
        return None
    back = await _as_papers_are_now(unit, rules.returned(dossier, asked, at=unit.now))
    return await store.dossiers.keep(unit, back)


async def recognise_dossier(unit: Unit, dossier: Dossier, *, certificate_id: str, office: str) -> Dossier:
    """Ends a dossier with the certificate it led to; raises StepRefused."""
    recognised = rules.recognised(dossier, certificate_id=certificate_id, office=office, at=unit.now)
    return await store.dossiers.keep(unit, recognised)


async def decline_dossier(unit: Unit, dossier: Dossier, *, star: int, office: str) -> Dossier:
    """Ends a dossier that an office did not recognise; raises StepRefused."""
    return await store.dossiers.keep(unit, rules.declined(dossier, star=star, office=office, at=unit.now))


async def end_unproposed_dossier(
    unit: Unit, dossier_id: str, *, proposes: bool, office: str, note: str | None
) -> Dossier | None:
    """
    Ends a dossier that the office which screens does not propose, or that nobody supplemented in time: its producer may open another. One that has ended
    meanwhile, or is not ours, stays as it is.
    """
    dossier = await store.dossiers.find(unit, dossier_id)
    if proposes or dossier is None or Verb.NOT_PROPOSE not in dossier.may:
        return None
    return await store.dossiers.keep(unit, rules.not_proposed(dossier, office=office, note=note, at=unit.now))


async def follow_merge(unit: Unit, product: Product, into: Product, *, reason: str) -> None:
    """
    Has a merged product's dossiers belong to the record that is kept. Raises BothHaveDossiers, OfAnotherSet.
    """
    unfinished = await store.open_one(unit, product.id)
    if unfinished and await store.open_one(unit, into.id):
        raise BothHaveDossiers()
    if unfinished and unfinished.set_no != into.set_no:
        raise OfAnotherSet()
    await move_dossiers(unit, product.id, into, reason=reason)


async def move_dossiers(unit: Unit, product_id: str, product: Product, *, reason: str) -> None:
    """Has the dossiers of a product name it, and its producer, as they are now."""
    for dossier in await store.dossiers.select(unit, {"product_id": product_id}):
        kept = await store.dossiers.keep(unit, rules.moved(dossier, product))
        announcements.moved(unit, kept, reason)


async def must_attach(unit: Unit, dossier_id: str, command: EvidenceCommand, *, by: Principal) -> Dossier:
    """What would refuse a paper, asked before its content is kept; raises as `attach_evidence` does."""
    dossier = await store.own(unit, dossier_id, by)
    nothing = EvidenceFile(sha256="0" * 64, size=0, media_type="", name="")
    rules.with_evidence(dossier, command, nothing, id="–", at=unit.now, by=by)
    return dossier


def rulebook_for(dossier: Dossier, on: date) -> Rulebook:
    """The rulebook fixed at submission, or before it the one in force on the day."""
    return shelf().get(dossier.rulebook_id, dossier.rulebook_hash) if dossier.rulebook_id else shelf().in_force(on)


async def _rulebook_of(unit: Unit, dossier: Dossier) -> Rulebook:
    """As `rulebook_for`, where others' acts lead here: by an edition too that only the database has, of a newer replica."""
    if dossier.rulebook_id and dossier.rulebook_hash:
        await editions.take_up_one(unit, dossier.rulebook_id, dossier.rulebook_hash)
    return rulebook_for(dossier, unit.today)


async def may_change_set(unit: Unit, before: Product, after: Product) -> None:
    """A dossier is scored on the sheet of the set it was opened with; raises SetIsFixed while one is open."""
    if before.set_no != after.set_no and await store.open_one(unit, before.id):
        raise SetIsFixed(pointer="/set_no")


async def may_leave(unit: Unit, product: Product) -> None:
    """Raises DossierIsOpen while the product has a dossier that is not finished."""
    if await store.open_one(unit, product.id):
        raise DossierIsOpen()


async def producer_may_leave(unit: Unit, producer: Producer) -> None:
    """Raises ProducersDossierIsOpen while one of the producer's dossiers is not finished."""
    if unfinished := await store.open_of_producer(unit, producer.id):
        raise ProducersDossierIsOpen(product=unfinished.product_name)


async def must_have_room(unit: Unit, producer_id: str, size: int, limit: Limit) -> None:
    """Refuses a file before it is kept; `size` in bytes, 0 when not known. Raises AllowanceUsedUp."""
    rules.must_fit(await _used_of(unit, producer_id), size, limit)


async def count_file(unit: Unit, producer_id: str, kept: Stored, limit: Limit) -> None:
    """
    Counts a content that was kept; the same one again costs nothing. Two at once meet on the producer's
    allowance, so that together they stay within it. Raises AllowanceUsedUp.
    """
    id = f"{producer_id}:{kept.sha256}"
    if await store.sent.find(unit, id):
        return
    used = await _used_of(unit, producer_id)
    rules.must_fit(used, kept.size, limit)
    more = used.with_more(1, kept.size)
    await (store.allowances.keep(unit, more) if used.version else store.allowances.add(unit, more))
    await store.sent.add(unit, Sent(id=id, producer_id=producer_id, size=kept.size))


async def follow_producer(unit: Unit, producer: Producer, into: Producer) -> None:
    """Has what a merged producer sent count for the record that is kept; what both sent counts for each."""
    if gone := await store.allowances.find(unit, producer.id):
        known = await store.allowances.find(unit, into.id)
        both = (known or Allowance(id=into.id)).with_more(gone.files, gone.size)
        await (store.allowances.keep(unit, both) if known else store.allowances.add(unit, both))
        await store.allowances.remove(unit, gone)


async def _note_change(unit: Unit, credential: Credential, renews: Iterable[str] = ()) -> None:
    """Notes on the dossiers that an office has what became of a credential, and announces it; what was handed in stays."""
    for dossier in await store.before_an_office(unit, credential.producer_id, credential.product_id):
        rulebook = await _rulebook_of(unit, dossier)
        if change := held_papers.changed_meanwhile(dossier, credential, rulebook, renews, on=unit.today):
            kept = await store.dossiers.keep(unit, held_papers.noting(dossier, change))
            announcements.paper_changed(unit, kept, change)


async def _as_papers_are_now(unit: Unit, dossier: Dossier) -> Dossier:
    """A dossier that came back, with its papers as they have become meanwhile and those that came taken up."""
    came = {one.credential_id for one in dossier.meanwhile}
    return (await _with_held(unit, dossier, only=came)).model_copy(update={"meanwhile": ()})


async def _with_held(unit: Unit, dossier: Dossier, only: Collection[str] | None = None) -> Dossier:
    """
    A dossier with what is on file (of new papers, those of `only` alone where it is given); what it holds already is as it
    stands now.
    """
    held = await credentials.for_product(unit, dossier.producer_id, dossier.product_id)
    for one in held:
        took = next((newer for newer in held if newer.id == one.renewed_by), one)
        dossier = held_papers.following(dossier, took, [one.id])
    new = held if only is None else [one for one in held if one.id in only]
    rulebook = await _rulebook_of(unit, dossier)
    return held_papers.with_held(dossier, new, rulebook, new_id=unit.new_id, at=unit.now, on=unit.today)


async def _used_of(unit: Unit, producer_id: str) -> Allowance:
    """What is counted; for a producer of an earlier release, at first, what their dossiers hold."""
    if found := await store.allowances.find(unit, producer_id):
        return found
    papers = {paper.sha256: paper.size for one in await store.of_producer(unit, producer_id) for paper in one.evidence}
    return Allowance(id=producer_id, files=len(papers), size=sum(papers.values()))
