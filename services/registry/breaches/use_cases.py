"""What is done with breaches: taken up, measures, proof, objections, ended; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.facts import Fact
from kit.history import Actor
from kit.identity import Principal, is_within
from kit.mapped import mapped
from kit.refusal import Forbidden
from kit.web.files import Stored
from kit.work import Due, Unit
from law.levels import level
from law.lists import stamp
from law.measures import measures
from law.places import office_above
from programme.places import Where
from programme.roles import REGISTRARS, acts_for
from services.registry.breaches import announcements, rules, store
from services.registry.breaches.breach import Breach, Certified, Picture, Result, Source
from services.registry.breaches.commands import (
    BreachCommand,
    CloseCommand,
    LookCommand,
    MeasureCommand,
    NewBreachCommand,
    ObjectionCommand,
    ProofCommand,
    ReplyCommand,
)
from services.registry.breaches.lifecycle import State
from services.registry.breaches.refusals import MeasureOfTheLevels, OwnBreach, TooManyFiles
from services.registry.certificates import store as certificates
from services.registry.certificates import use_cases as certificate_use_cases
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.certificates.rules import midnight
from services.registry.certificates.views import state_on
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.revocations.use_cases import propose_revocation

AT_ONCE = 4
"""Files of one proof."""
CALENDAR = "breach-calendar"
"""The deadline of what a breach waits for next, and of the reminders before it."""


class BreachOpened(Fact):
    """An office took up a breach."""

    breach: Breach


class BreachClosed(Fact):
    """A breach was closed with its result."""

    breach: Breach


async def open_breach(unit: Unit, command: NewBreachCommand, *, by: Principal) -> Breach:
    """
    Takes up a breach of a product that contradictory data or an officer's own look show. Raises NotFound, Forbidden,
    OwnBreach, NoSuchKind.
    """
    product = await product_to_take_up(unit, command.product_id, by)
    office = office_of(by, product.place)
    return await take_up(unit, command.found(), source=Source.PLATFORM, office=office, product=product, by=by)


async def product_to_take_up(unit: Unit, product_id: str, by: Principal) -> Product:
    """Loads a product for who may take up a breach of it. Raises NotFound, Forbidden, OwnBreach."""
    product = await products.managed_by(unit, product_id, by)
    if not by.covers(product.place.path, *REGISTRARS):
        raise Forbidden()
    if acts_for(by, product.producer_id):
        raise OwnBreach()
    return product


async def take_up(
    unit: Unit,
    command: BreachCommand,
    *,
    source: Source,
    office: str,
    product: Product | None = None,
    producer: Producer | None = None,
    found_on: date | None = None,
    by: Principal | Actor,
    **known: str | None,
) -> Breach:
    """
    Takes up a breach of a product, or of a whole producer; who may was asked by the caller. `known`: by which report or
    inspection. Raises NoSuchKind.
    """
    law = measures()
    rules.known_kind(command.kind, law)
    whose = product or producer
    assert whose is not None
    certificate = await _alive(unit, product.id) if product else None
    breach = Breach(
        id=unit.new_id(),
        **dict(command),
        office=office,
        place=whose.place,
        producer_id=product.producer_id if product else whose.id,
        producer_name=product.producer_name if product else whose.name,
        producer_kind=product.producer_kind if product else getattr(whose, "kind", ""),
        product_id=product.id if product else None,
        product_name=product.name if product else None,
        set_no=product.set_no if product else None,
        certificate=mapped(Certified, certificate) if certificate else None,
        source=source,
        grounds=rules.grounds_of(command, law),
        lists=stamp(*rules.LISTS),
        found_on=found_on or unit.today,
        opened_on=unit.today,
        **known,
    )
    kept = await store.breaches.add(unit, rules.settled(breach, law))
    _await_next_day(unit, kept)
    announcements.opened(unit, kept, of_mark=_of_mark(kept))
    await unit.happens(BreachOpened(breach=kept))
    return kept


async def take_measure(unit: Unit, breach_id: str, command: MeasureCommand, *, by: Principal, expected: int) -> Breach:
    """
    Takes a measure: an officer of the handling office or above, of the measure's own level where it has one. Raises NotFound,
    Stale, Forbidden, OwnBreach, MeasureOfTheLevels, and what `rules.taken`, `suspend_for_breach` and the revocation raise.
    """
    breach = await to_handle(unit, breach_id, by, expected)
    law = measures()
    certificate = await _alive(unit, breach.product_id) if breach.product_id else None
    after = rules.taken(
        breach,
        command,
        law,
        alive=certificate is not None,
        office=office_of(by, breach.place),
        at=unit.now,
        on=unit.today,
        by=by,
    )
    _must_be_of_the_levels(command.measure, breach, by)
    if certificate is not None:
        after = after.model_copy(update={"certificate": mapped(Certified, certificate)})
    if command.measure == rules.SUSPENSION and certificate is not None:
        await certificate_use_cases.suspend_for_breach(
            unit, certificate.id, breach_id=breach.id, grounds=breach.grounds, until=after.until, by=by
        )
        after = after.model_copy(update={"suspends": True})
    if command.measure == rules.PROPOSAL and certificate is not None:
        revocation = await propose_revocation(
            unit, certificate, because=command.why, source="breach", grounds=breach.grounds, by=by, ref=breach.id
        )
        after = after.model_copy(update={"revocation_id": revocation.id})
    kept = await keep(unit, after)
    announcements.measure_taken(unit, kept)
    return kept


async def send_proof(
    unit: Unit, breach_id: str, command: ProofCommand, files: Sequence[Stored], *, by: Principal, expected: int
) -> Breach:
    """Sends proof of a correction: the producer's own person. Raises NotFound, Stale, StepRefused, ProofWaits, TooManyProofs."""
    breach = await store.own(unit, breach_id, by, expected)
    pictures = tuple(mapped(Picture, one, id=unit.new_id()) for one in files)
    after = rules.proven(
        breach, command, measures(), id=unit.new_id(), files=pictures, at=unit.now, on=unit.today, by=by
    )
    kept = await keep(unit, after)
    announcements.proof_received(unit, kept)
    return kept


async def must_take_proof(unit: Unit, breach_id: str, *, by: Principal) -> Breach:
    """The breach, before files are read for it. Raises NotFound, StepRefused, ProofWaits, TooManyProofs."""
    breach = await store.own(unit, breach_id, by)
    rules.proven(breach, ProofCommand(words="–"), measures(), id="", files=(), at=unit.now, on=unit.today, by=by)
    return breach


def must_be_so_many(files: int) -> None:
    """Raises TooManyFiles beyond what one proof may bring."""
    if files > AT_ONCE:
        raise TooManyFiles(pointer="/file", most=AT_ONCE)


async def answer_proof(unit: Unit, breach_id: str, command: LookCommand, *, by: Principal, expected: int) -> Breach:
    """
    Answers a proof; one that is accepted closes the breach as corrected. Raises NotFound, Stale, Forbidden, OwnBreach,
    StepRefused, NoProofWaits, LastDayOutOfRange, DayNotOfThisMeasure.
    """
    breach = await to_handle(unit, breach_id, by, expected)
    after = rules.looked_at(breach, command, measures(), at=unit.now, on=unit.today, by=by)
    kept = await keep(unit, after)
    announcements.proof_answered(unit, kept, next(one for one in reversed(kept.proofs) if one.answered_on))
    if command.accepted == "yes":
        end = CloseCommand(result=Result.CORRECTED.value, why=command.answer)
        return await close(unit, kept, end, by=by)
    return kept


async def object_to(unit: Unit, breach_id: str, command: ObjectionCommand, *, by: Principal, expected: int) -> Breach:
    """Objects: the producer's own person. Raises NotFound, Stale, StepRefused, ObjectionWaits, TooLateToObject."""
    breach = await store.own(unit, breach_id, by, expected)
    kept = await keep(unit, rules.objected(breach, command, measures(), at=unit.now, on=unit.today, by=by))
    announcements.objected(unit, kept)
    return kept


async def answer_objection(
    unit: Unit, breach_id: str, command: ReplyCommand, *, by: Principal, expected: int
) -> Breach:
    """
    Answers an objection; one that is accepted closes the breach as unfounded. Raises NotFound, Stale, Forbidden, OwnBreach,
    StepRefused, NoObjectionWaits.
    """
    breach = await to_handle(unit, breach_id, by, expected)
    kept = await keep(unit, rules.replied(breach, command, measures(), at=unit.now, on=unit.today, by=by))
    announcements.replied(unit, kept)
    if command.accepted == "yes":
        return await close(unit, kept, CloseCommand(result=Result.UNFOUNDED.value, why=command.answer), by=by)
    return kept


async def close_breach(unit: Unit, breach_id: str, command: CloseCommand, *, by: Principal, expected: int) -> Breach:
    """Ends a breach with its result. Raises NotFound, Stale, Forbidden, OwnBreach, StepRefused, NotThatResult."""
    breach = await to_handle(unit, breach_id, by, expected)
    return await close(unit, breach, command, by=by)


async def pass_the_day(unit: Unit, due: Due) -> None:
    """Reminds the producer, or notes what passed and proposes the next measure to a person; sets the next day."""
    breach = await store.breaches.find(unit, due.subject)
    if breach is None or breach.state is State.CLOSED:
        return
    after, late = rules.passed(breach, measures(), at=unit.now, on=unit.today)
    if late:
        after = await store.breaches.keep(unit, after)
        for one in late:
            climbs = None if one.step in rules.PRODUCERS_STEPS else office_above(after.office, unit.today)
            announcements.overdue(unit, after, one, climbs)
    elif due.data.get("step") == "remind" and after.due_step == rules.CORRECTION:
        announcements.correction_due(unit, after)
    _await_next_day(unit, after)


async def to_handle(unit: Unit, breach_id: str, by: Principal, expected: int | None = None) -> Breach:
    """Loads a breach for who handles it. Raises NotFound, Stale, Forbidden to those who only see it, OwnBreach."""
    breach = await store.seen_by(unit, breach_id, by, expected)
    if not may_handle(breach, by):
        raise OwnBreach() if acts_for(by, breach.producer_id) and by.covers(breach.office, *REGISTRARS) else Forbidden()
    return breach


def may_handle(breach: Breach, by: Principal) -> bool:
    """Whether a person handles a breach: an officer of its office or above, who is not its producer's own person."""
    return by.covers(breach.office, *REGISTRARS) and not acts_for(by, breach.producer_id)


def may_take(measure: str, breach: Breach, by: Principal) -> bool:
    """Whether a measure is for a person's level to take."""
    found = measures().measure(measure)
    roles = [known.role for one in (found.levels if found else ()) if (known := level(one))]
    return not roles or by.covers(breach.place.path, *roles)


def office_of(by: Principal, place: Where) -> str:
    """The office for which a person acts on a place: the nearest to it of their own. Raises Forbidden."""
    own = [one for one in by.offices(*REGISTRARS) if is_within(place.path, one)]
    if not own:
        raise Forbidden()
    return max(own, key=len)


async def close(unit: Unit, breach: Breach, command: CloseCommand, *, by: Principal | Actor) -> Breach:
    """Ends a breach, and lets the mark be used again where it was suspended for it; who may was asked by the caller."""
    after = rules.closed(
        breach,
        command,
        measures(),
        ended=await _ended(unit, breach),
        at=unit.now,
        on=unit.today,
        by=by,
    )
    suspended = breach.suspends and breach.certificate
    kept = await keep(unit, after.model_copy(update={"suspends": False}))
    if suspended and kept.result in (Result.CORRECTED, Result.UNFOUNDED):
        await certificate_use_cases.reinstate_after_breach(unit, suspended.id, reason=command.why, by=by)
    announcements.closed(unit, kept, of_mark=_of_mark(kept))
    await unit.happens(BreachClosed(breach=kept))
    return kept


async def keep(unit: Unit, breach: Breach) -> Breach:
    """Keeps a breach, and sets the next day on which something falls due."""
    kept = await store.breaches.keep(unit, breach)
    _await_next_day(unit, kept)
    return kept


def _await_next_day(unit: Unit, breach: Breach) -> None:
    found = rules.next_day(breach, measures(), unit.today) if breach.state is not State.CLOSED else None
    if found is None:
        unit.settle(CALENDAR, breach.id)
        return
    step, day = found
    unit.defer(
        Due(what=CALENDAR, subject=breach.id, due_at=midnight(day), place=breach.place.path, data={"step": step})
    )


async def _alive(unit: Unit, product_id: str) -> Certificate | None:
    """The product's certificate, if it is alive today."""
    found = await certificates.latest_of(unit, product_id)
    return found if found and state_on(found, unit.today) is CertificateState.VALID else None


async def _ended(unit: Unit, breach: Breach) -> str | None:
    """How the certificate it touches ended; None while it is alive, or where there never was one."""
    if breach.certificate_ended:
        return breach.certificate_ended
    found = await certificates.certificates.find(unit, breach.certificate.id) if breach.certificate else None
    state = state_on(found, unit.today) if found else CertificateState.VALID
    return None if state is CertificateState.VALID else state.value


def _must_be_of_the_levels(measure: str, breach: Breach, by: Principal) -> None:
    found = measures().measure(measure)
    if found and not may_take(measure, breach, by):
        named = [known.label for one in found.levels if (known := level(one))]
        levels = (", ".join(one.vi for one in named), ", ".join(one.en for one in named))
        raise MeasureOfTheLevels(measure=found.label.pair, levels=levels)


def _of_mark(breach: Breach) -> bool:
    kind = measures().kind(breach.kind)
    return kind is not None and kind.of_mark
