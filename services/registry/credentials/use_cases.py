"""What is done with credentials: recorded, vouched for, renewed, ended; each one transaction."""

from __future__ import annotations

from datetime import date, timedelta

from kit.command import Reason
from kit.facts import Fact
from kit.history import SYSTEM
from kit.identity import Principal
from kit.refusal import Forbidden
from kit.settings import ServiceSettings
from kit.web.files import Stored
from kit.work import Due, Unit
from law.lists import stamp
from programme.places import Where, place_now, place_now_or_then
from programme.roles import REGISTRARS
from services.registry.credentials import announcements, rules, store
from services.registry.credentials.commands import CredentialCommand
from services.registry.credentials.credential import Credential, Granted, Paper, Report
from services.registry.credentials.lifecycle import ALIVE, Verb
from services.registry.producers import store as producers
from services.registry.producers.lifecycle import Verb as ProducerVerb
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product

CALENDAR = "credential-calendar"
"""The deadline that walks down a credential's ladder, rung by rung."""
LISTS = ("credentials",)
MOST_PRODUCTS = 200
"""So many products of one producer are found anew by what it holds."""


class PaperComing(Fact):
    """A producer's file is about to be kept: who counts what a producer may keep refuses. `size` in bytes, 0: not known."""

    producer_id: str
    size: int
    settings: ServiceSettings


class PaperKept(Fact):
    """A producer's file was kept: who counts them counts it, or refuses."""

    producer_id: str
    stored: Stored
    settings: ServiceSettings


class CredentialRecorded(Fact):
    """A credential is held from now on: who asks for one like it has it. `renews`: the ones whose place it took."""

    credential: Credential
    renews: tuple[Credential, ...] = ()


class CredentialVerified(Fact):
    """An officer or its issuer vouched for a credential; its days may be others than before."""

    credential: Credential


class CredentialEnded(Fact):
    """A credential holds no longer: it ended, or was withdrawn. One that a newer took the place of has not ended."""

    credential: Credential


class CredentialMoved(Fact):
    """A credential belongs to another record of its producer or product."""

    credential: Credential


async def paper_coming(unit: Unit, producer_id: str, size: int, settings: ServiceSettings) -> None:
    """Asks whether a producer may keep one more file; raises what the one who counts refuses with."""
    await unit.happens(PaperComing(producer_id=producer_id, size=size, settings=settings))


async def paper_kept(unit: Unit, producer_id: str, stored: Stored, settings: ServiceSettings) -> None:
    """Has a kept file counted; raises what the one who counts refuses with."""
    await unit.happens(PaperKept(producer_id=producer_id, stored=stored, settings=settings))


async def record_credential(
    unit: Unit, command: CredentialCommand, file: Stored | None = None, *, by: Principal
) -> Credential:
    """
    Records a credential by its paper, whose content is in the file store already. What it renews keeps its place until
    somebody vouches for the new one. Raises NotFound, Forbidden, RecordedAlready, and what `rules.recorded` raises.
    """
    producer, product = await holder_to_record_for(unit, command.producer_id, command.product_id, by)
    paper = Paper(**dict(file)) if file else None
    made = rules.recorded(
        unit.new_id(),
        command,
        producer=producer,
        product=product,
        place=_place_of(producer, product, unit.today),
        paper=paper,
        by=by,
        at=unit.now,
        on=unit.today,
        lists=stamp(*LISTS),
    )
    known = await store.of_producer(unit, producer.id)
    rules.must_be_new(made, known)
    await producers.producers.touch(unit, producer)  # so that the same paper recorded twice at once meets
    before = rules.renewable(made, known)
    made = made.model_copy(update={"renews": before[-1].id if before else None})
    kept = await store.credentials.add(unit, made)
    announcements.recorded(unit, kept)
    if kept.verified_on:
        announcements.verified(unit, kept)
        if (newer := rules.newer_of(kept, known)) is not None:
            return await _give_way(unit, kept, newer)
        await _renew(unit, kept, before)
    _await_next_rung(unit, kept)
    await unit.happens(CredentialRecorded(credential=kept, renews=tuple(before) if kept.verified_on else ()))
    await show_on_products(unit, kept.producer_id, kept.product_id)
    return kept


async def must_record(unit: Unit, command: CredentialCommand, *, by: Principal, with_file: bool) -> Producer:
    """What would refuse a credential, asked before its paper is kept; raises as `record_credential` does."""
    producer, product = await holder_to_record_for(unit, command.producer_id, command.product_id, by)
    nothing = Paper(name="", size=0, media_type="", sha256="0" * 64) if with_file else None
    made = rules.recorded(
        "–",
        command,
        producer=producer,
        product=product,
        place=producer.place,
        paper=nothing,
        by=by,
        at=unit.now,
        on=unit.today,
        lists={},
    )
    rules.must_be_new(made, await store.of_producer(unit, producer.id))
    return producer


async def verify_credential(unit: Unit, credential_id: str, *, by: Principal, expected: int) -> Credential:
    """An officer of its place vouches for a credential; raises NotFound, Stale, Forbidden, StepRefused."""
    credential = await store.seen_by(unit, credential_id, by, expected)
    if not rules.may_verify(credential, by):
        raise Forbidden()
    kept = await store.credentials.keep(unit, rules.verified(credential, by=by, at=unit.now, on=unit.today))
    announcements.verified(unit, kept)
    known = await store.of_producer(unit, kept.producer_id)
    if (newer := rules.newer_of(kept, known)) is not None:
        return await _give_way(unit, kept, newer)
    before = rules.renewable(kept, known)
    await _renew(unit, kept, before)
    await unit.happens(CredentialVerified(credential=kept))
    if before:
        await unit.happens(CredentialRecorded(credential=kept, renews=tuple(before)))
    await show_on_products(unit, kept.producer_id, kept.product_id)
    return kept


async def withdraw_credential(
    unit: Unit, credential_id: str, command: Reason, *, by: Principal, expected: int
) -> Credential:
    """
    A credential holds no longer, by its producer or an officer of its place; raises NotFound, Stale, Forbidden,
    ReasonMissing, StepRefused.
    """
    credential = await credential_to_change(unit, credential_id, by, expected)
    after = rules.withdrawn(credential, command, by=by, at=unit.now, on=unit.today)
    return await _ended(unit, after)


async def credential_granted(
    unit: Unit, granted: object, *, producer: Producer, product: Product | None, report: Report
) -> Credential:
    """
    An agency granted a credential (`granted`: the event's data, of a standard or a right): recorded and verified at once.
    One with the same number is confirmed, and has its issuer's days; of the same kind and holder, an older one is renewed.
    The same report again changes nothing. Raises KindUnknown, DatesReversed.
    """
    said = Granted.of(granted)
    known = await store.of_producer(unit, producer.id)
    same = rules.said_before(said, known)
    if same is not None and _says_nothing_new(same, said, report):
        return same
    new = same is None
    if same is None:
        named = rules.holder_of(said.kind, product, known)
        if named != (product.id if product else None):
            product = await products.products.find(unit, named) if named else None
        place = product.place if product else place_now_or_then(producer.place, unit.today)
        credential = rules.granted(
            unit.new_id(),
            said,
            report,
            producer=producer,
            product=product,
            place=place,
            at=unit.now,
            on=unit.today,
            lists=stamp(*LISTS),
        )
    else:
        credential = rules.confirmed(same, said, report, at=unit.now, on=unit.today)
    before, newer = rules.renewable(credential, known), rules.newer_of(credential, known)
    credential = credential.model_copy(update={"renews": before[-1].id if before else credential.renews})
    kept = await (store.credentials.add if new else store.credentials.keep)(unit, credential)
    if new:
        announcements.recorded(unit, kept)
    announcements.verified(unit, kept)
    if newer is not None:
        return await _give_way(unit, kept, newer)
    await _renew(unit, kept, before)
    if kept.ends_on is not None and kept.ends_on < unit.today:
        return await _expire(unit, kept)
    _await_next_rung(unit, kept)
    if new or before:
        await unit.happens(CredentialRecorded(credential=kept, renews=tuple(before)))
    await unit.happens(CredentialVerified(credential=kept))
    await show_on_products(unit, kept.producer_id, kept.product_id)
    return kept


async def credential_withdrawn_by_agency(
    unit: Unit, withdrawn: object, *, producer: Producer | None, product: Product | None, report: Report
) -> Credential | None:
    """
    An agency withdrew a credential (`withdrawn`: the event's data). None where there is none of that kind and number, or
    it is another producer's; one that ended otherwise stays as it is.
    """
    said = dict(withdrawn) if not isinstance(withdrawn, dict) else withdrawn  # type: ignore[call-overload]
    credential = await store.by_number(unit, str(said["kind"]), str(said["number"]))
    if credential is None or (producer is not None and credential.producer_id != producer.id):
        return None
    if Verb.WITHDRAW not in credential.may:
        return credential
    on = said.get("withdrawn_on") or report.reported_on
    on = date.fromisoformat(on) if isinstance(on, str) else on
    reason = str(said.get("reason") or "")
    return await _ended(unit, rules.withdrawn_by_issuer(credential, report, reason=reason, at=unit.now, on=on))


async def walk_the_ladder(unit: Unit, due: Due) -> None:
    """Announces what today's rung says, and sets the deadline of the next one."""
    credential = await store.credentials.find(unit, due.subject)
    if credential is None or credential.state not in ALIVE or credential.ends_on is None:
        return
    left = (credential.ends_on - unit.today).days
    if left < 0:
        await _expire(unit, credential)
        return
    announcements.expiring(unit, credential, left)
    _await_next_rung(unit, credential)


async def show_on_products(unit: Unit, producer_id: str, product_id: str | None = None) -> None:
    """Has a producer's products, or one of them, found by the kinds that speak for them now."""
    known = await store.of_producer(unit, producer_id)
    wanted = {"producer_id": producer_id} | ({"_id": product_id} if product_id else {})
    for product in await products.products.select(unit, wanted, limit=MOST_PRODUCTS):
        await _show(unit, product, known)


async def show_on_product(unit: Unit, product: Product) -> None:
    """Has a product found by the kinds that speak for it now."""
    await _show(unit, product, await store.of_producer(unit, product.producer_id))


async def follow_producer(unit: Unit, producer: Producer) -> None:
    """Has what a producer holds named and placed as it is now."""
    for one in await store.of_producer(unit, producer.id):
        now = {"producer_name": producer.name, "producer_kind": producer.kind}
        place = {} if one.product_id else {"place": producer.place}
        changed = one.model_copy(update={**now, **place})
        if changed != one:
            await store.credentials.keep(unit, changed)


async def move_credentials(unit: Unit, producer: Producer, into: Producer) -> None:
    """Has what a merged producer holds belong to the record that is kept."""
    moved: list[Credential] = []
    for one in await store.of_producer(unit, producer.id):
        now = {"producer_id": into.id, "producer_name": into.name, "producer_kind": into.kind}
        place = {} if one.product_id else {"place": into.place}
        moved.append(await store.credentials.keep(unit, one.model_copy(update={**now, **place})))
    await _moved(unit, moved)
    await show_on_products(unit, into.id)


async def move_credentials_of_product(unit: Unit, product: Product, into: Product) -> None:
    """Has what a merged product holds belong to the record that is kept."""
    moved: list[Credential] = []
    for one in await store.credentials.select(unit, {"product_id": product.id}, limit=store.MOST_HELD):
        now = {"product_id": into.id, "product_name": into.name, "set_no": into.set_no, "place": into.place}
        holder = {"producer_id": into.producer_id, "producer_name": into.producer_name}
        moved.append(await store.credentials.keep(unit, one.model_copy(update={**now, **holder})))
    await _moved(unit, moved)
    await show_on_product(unit, into)


async def holder_to_record_for(
    unit: Unit, producer_id: str, product_id: str | None, by: Principal
) -> tuple[Producer, Product | None]:
    """Loads who holds a credential for who may record one; raises NotFound, Forbidden, StepRefused."""
    producer = await producers.seen_by(unit, producer_id, by)
    rules.require_keeper(by, producer.id, producer.place)
    producer.lifecycle.step(producer.state, ProducerVerb.UPDATE)
    product = await products.managed_by(unit, product_id, by) if product_id else None
    return producer, product


async def credential_to_change(
    unit: Unit, credential_id: str, by: Principal, expected: int | None = None
) -> Credential:
    """Loads a credential for who may write of it; raises NotFound, Forbidden to those who only see it."""
    credential = await store.seen_by(unit, credential_id, by, expected)
    rules.require_keeper(by, credential.producer_id, credential.place)
    return credential


async def credentials_waiting(unit: Unit, by: Principal) -> int:
    """How many credentials wait for a person to compare them."""
    return await store.unverified(unit, by, 1000) if by.has(*REGISTRARS) else 0


async def _moved(unit: Unit, moved: list[Credential]) -> None:
    """Once for each holder: whoever looks at what leans on them looks at all of a producer's certificates each time."""
    whole = next((one for one in moved if one.product_id is None), None)
    for one in [whole] if whole else {one.product_id: one for one in moved}.values():
        await unit.happens(CredentialMoved(credential=one))


async def _ended(unit: Unit, withdrawn: Credential) -> Credential:
    kept = await store.credentials.keep(unit, withdrawn)
    unit.settle(CALENDAR, kept.id)
    announcements.withdrawn(unit, kept)
    await unit.happens(CredentialEnded(credential=kept))
    await show_on_products(unit, kept.producer_id, kept.product_id)
    return kept


async def _expire(unit: Unit, credential: Credential) -> Credential:
    kept = await store.credentials.keep(unit, credential.stepped(Verb.EXPIRE, at=unit.now, by=SYSTEM))
    if kept.ends_on is not None:
        announcements.expired(unit, kept, kept.ends_on + timedelta(days=1))
    await unit.happens(CredentialEnded(credential=kept))
    await show_on_products(unit, kept.producer_id, kept.product_id)
    return kept


async def _renew(unit: Unit, by: Credential, before: list[Credential]) -> None:
    for one in before:
        kept = await store.credentials.keep(unit, rules.renewed(one, by, at=unit.now))
        unit.settle(CALENDAR, kept.id)
        announcements.renewed(unit, kept, by)


async def _give_way(unit: Unit, credential: Credential, newer: Credential) -> Credential:
    """A paper that came in after the one that took its place: on file, and over; what leaned on it leans on the newer."""
    kept = await store.credentials.keep(unit, rules.renewed(credential, newer, at=unit.now))
    unit.settle(CALENDAR, kept.id)
    announcements.renewed(unit, kept, newer)
    await unit.happens(CredentialRecorded(credential=newer, renews=(kept,)))
    await show_on_products(unit, kept.producer_id, kept.product_id)
    return kept


def _says_nothing_new(known: Credential, said: Granted, report: Report) -> bool:
    """The same report again, one whose credential was withdrawn or renewed since, or a word that is known already."""
    if (known.agency, known.report_id) == (report.agency, report.report_id) or Verb.CONFIRM not in known.may:
        return True
    days = (known.issued_on, known.expires_on) == (said.issued_on, said.expires_on)
    return known.verified_by == "issuer" and days


def _place_of(producer: Producer, product: Product | None, on: date) -> Where:
    return product.place if product else place_now(producer.place, on)


def _await_next_rung(unit: Unit, credential: Credential) -> None:
    rung = rules.next_rung(credential, unit.today)
    if rung is not None:
        due = rules.midnight(rung.on)
        unit.defer(Due(what=CALENDAR, subject=credential.id, due_at=due, place=credential.place.path))


async def _show(unit: Unit, product: Product, known: list[Credential]) -> None:
    held = [one for one in known if one.product_id in (None, product.id)]
    kinds = rules.shown_kinds(held, unit.today)
    if list(product.credentials) != kinds:
        await products.note_credentials(unit, product.id, kinds)
