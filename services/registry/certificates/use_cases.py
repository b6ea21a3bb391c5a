"""
What is done with certificates once they are issued: warned about, expired, superseded, extended, given up, revoked; the use
of the mark suspended and lifted. Each one transaction. How one comes about: `issuing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kit.facts import Fact
from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Forbidden
from kit.work import Due, Unit
from law.certificate_life import certificate_life
from law.rulebooks import shelf
from programme.roles import acts_for
from services.registry.certificates import announcements, rules, store
from services.registry.certificates.certificate import (
    Certificate,
    DecisionCited,
    Extension,
    Ground,
    Revoked,
    Suspension,
)
from services.registry.certificates.commands import (
    ExtendCommand,
    GiveUpCommand,
    ReinstateMarkCommand,
    ReplacePaperCommand,
    SuspendCertificateCommand,
    SuspendMarkCommand,
)
from services.registry.certificates.lifecycle import State, Verb
from services.registry.certificates.refusals import CertificateNotSuspended, SamePaperNumber
from services.registry.products import use_cases as product_use_cases

CALENDAR = "certificate-calendar"
"""The deadline that walks down a certificate's ladder, rung by rung."""

MARK_SUSPENSION = "mark-suspension"
"""The deadline after which a suspended use of the mark is free again by itself."""


class CertificateIssued(Fact):
    """A certificate was issued. `before`: the product's last one, alive or not, and superseded by now where it could be."""

    certificate: Certificate
    before: Certificate | None = None


class CertificateEnded(Fact):
    """A certificate holds no longer: expired, superseded, revoked or given up."""

    certificate: Certificate
    how: State


class CertificateEntered(Fact):
    """A certificate of earlier years was entered from a published list, and is valid still: no news, but there."""

    certificate: Certificate


class CertificateStruck(Fact):
    """A certificate that a list had entered is gone: what hung on it goes with it."""

    certificate_id: str


class CertificateExtended(Fact):
    """A certificate's last day is a later one."""

    certificate: Certificate


class CertificateRestored(Fact):
    """A revocation was annulled: the certificate is in force again."""

    certificate: Certificate


class MarkSuspended(Fact):
    """The use of the mark on a certificate's product was suspended."""

    certificate: Certificate
    suspension: Suspension


class MarkReinstated(Fact):
    """The mark may be used on a certificate's product again."""

    certificate: Certificate


async def walk_the_ladder(unit: Unit, due: Due) -> None:
    """Announces what today's rung says, and sets the deadline of the next one."""
    certificate = await store.certificates.find(unit, due.subject)
    if certificate is None or certificate.state is not State.VALID:
        return
    left = (certificate.valid_until - unit.today).days
    if left < 0:
        ended = certificate.stepped(Verb.EXPIRE, at=unit.now, by=SYSTEM)
        expired = await store.certificates.keep(unit, ended)
        unit.settle(MARK_SUSPENSION, expired.id)
        announcements.expired(unit, expired, expired.valid_until + timedelta(days=1))
        await unit.happens(CertificateEnded(certificate=expired, how=State.EXPIRED))
        return
    window = shelf().get(certificate.rulebook_id, certificate.rulebook_hash).re_evaluation
    if due.data.get("opens_window") and window.closes_days_before is not None:
        announcements.window_opened(unit, certificate, window.closes_days_before)
    else:
        announcements.expiring(unit, certificate, left)
    await_next_rung(unit, certificate)


async def suspend_mark(
    unit: Unit, certificate_id: str, command: SuspendMarkCommand, *, by: Principal, expected: int
) -> Certificate:
    """
    Suspends the use of the mark on a product: an officer of the levels the list names, of its place. Raises NotFound,
    Forbidden, Stale, StepRefused, SuspendedAlready, and what `rules.suspension` raises.
    """
    certificate = await _for_the_mark(unit, certificate_id, by, expected)
    return await _suspend(unit, certificate, rules.suspension(command, unit.today), by)


async def reinstate_mark(
    unit: Unit, certificate_id: str, command: ReinstateMarkCommand, *, by: Principal, expected: int
) -> Certificate:
    """
    Lets the mark be used again; where the certificate itself was suspended, who may suspend it lifts that. Raises NotFound,
    Forbidden, Stale, StepRefused, NotSuspended, ReasonMissing, PaperNeeded.
    """
    certificate = await store.certificates.get(unit, certificate_id, expected)
    if not rules.may_lift(by, certificate, unit.today):
        raise Forbidden()
    after = rules.reinstated(certificate, command.reason, at=unit.now, by=by)
    return await _reinstated(unit, certificate, after, command)


async def suspend_certificate(
    unit: Unit, certificate_id: str, command: SuspendCertificateCommand, *, by: Principal, expected: int
) -> Certificate:
    """
    Suspends a certificate itself, and with it the use of the mark, where the list that is installed names the act that allows
    it; while none does, it is refused to whoever may suspend the mark, with what may be done instead. Raises NotFound,
    Forbidden, Stale, CertificateNotSuspended, StepRefused, SuspendedAlready, and what `rules.suspension` raises.
    """
    said = certificate_life(unit.today).suspension
    if not said.allowed:
        await _for_the_mark(unit, certificate_id, by, expected)
        raise CertificateNotSuspended(source=said.source.pair)
    certificate = await store.certificates.get(unit, certificate_id, expected)
    if not rules.may_suspend(by, certificate, unit.today):
        raise Forbidden()
    return await _suspend(unit, certificate, rules.suspension(command, unit.today, whole=True), by)


async def suspend_for_breach(
    unit: Unit,
    certificate_id: str,
    *,
    breach_id: str,
    grounds: Sequence[object],
    until: date | None,
    by: Principal | Actor,
) -> Certificate:
    """
    Suspends the use of the mark as the measure of a breach, which has asked who may. `grounds`: values with `code`,
    `words`, `article`. Raises NotFound, StepRefused, SuspendedAlready.
    """
    certificate = await store.certificates.get(unit, certificate_id)
    asked = Suspension(
        grounds=tuple(mapped(Ground, one) for one in grounds),
        why="",
        suspended_on=unit.today,
        until=until,
        source=certificate_life(unit.today).mark.source.vi,
        breach_id=breach_id,
    )
    return await _suspend(unit, certificate, asked, by)


async def reinstate_after_breach(
    unit: Unit, certificate_id: str, *, reason: str, by: Principal | Actor
) -> Certificate | None:
    """Lets the mark be used again because a breach is corrected; None where it is not suspended, or the certificate ended."""
    certificate = await store.certificates.get(unit, certificate_id)
    if certificate.suspension is None or Verb.REINSTATE_MARK not in certificate.may:
        return None
    return await _reinstated(unit, certificate, rules.reinstated(certificate, reason, at=unit.now, by=by))


async def end_suspension(unit: Unit, due: Due) -> None:
    """Lets the mark be used again once the last day of its suspension is past; one that was changed meanwhile stays."""
    certificate = await store.certificates.find(unit, due.subject)
    suspension = certificate.suspension if certificate else None
    if certificate is None or suspension is None or suspension.until is None or suspension.until >= unit.today:
        return
    if Verb.REINSTATE_MARK in certificate.may:
        reason = f"Hết thời hạn tạm dừng ({suspension.until:%d/%m/%Y})"
        await _reinstated(unit, certificate, rules.reinstated(certificate, reason, at=unit.now, by=SYSTEM))


async def extend_certificate(
    unit: Unit, certificate_id: str, command: ExtendCommand, *, by: Principal, expected: int
) -> Certificate:
    """
    Prolongs a validity as far as the act in force allows: an officer of the office that decides on it. Raises NotFound,
    Forbidden, Stale, StepRefused, and what `rules.extension` raises.
    """
    certificate = await _to_decide_on(unit, certificate_id, by, expected)
    asked = rules.extension(certificate, command, shelf().in_force(unit.today), unit.today)
    return await extend(unit, certificate, asked, by=by)


async def extend(unit: Unit, certificate: Certificate, asked: Extension, *, by: Principal | Actor) -> Certificate:
    """Keeps a prolonged validity, and announces it; the ladder begins anew. Raises StepRefused."""
    kept = await store.certificates.keep(unit, rules.extended(certificate, asked, at=unit.now, by=by))
    await _show_on_product(unit, kept)
    announcements.extended(unit, kept)
    unit.settle(CALENDAR, kept.id)
    await_next_rung(unit, kept)
    await unit.happens(CertificateExtended(certificate=kept))
    return kept


async def give_up_certificate(
    unit: Unit, certificate_id: str, command: GiveUpCommand, *, by: Principal, expected: int
) -> Certificate:
    """
    Ends a certificate because its producer gives it up: its own person, or an officer who may change the mark and notes
    the letter. Raises NotFound, Forbidden, Stale, StepRefused, ReasonMissing, PaperNeeded.
    """
    certificate = await store.certificates.get(unit, certificate_id, expected)
    if not (acts_for(by, certificate.producer_id) or rules.may_change_mark(by, certificate, unit.today)):
        raise Forbidden()
    after = rules.given_up(certificate, command, on=unit.today, at=unit.now, by=by)
    kept = await store.certificates.keep(unit, after)
    announcements.given_up(unit, kept)
    await _ended(unit, kept)
    return kept


async def replace_paper(
    unit: Unit, certificate_id: str, command: ReplacePaperCommand, *, by: Principal, expected: int
) -> Certificate:
    """
    Notes a paper replaced after a clerical error: an officer of the office that decides on it. Raises NotFound, Forbidden,
    Stale, StepRefused, SamePaperNumber, ReasonMissing.
    """
    certificate = await _to_decide_on(unit, certificate_id, by, expected)
    after = rules.paper_replaced(certificate, command, on=unit.today, at=unit.now, by=by)
    others = [one for number in (command.old_number, command.new_number) for one in await store.by_paper(unit, number)]
    if any(one.id != certificate.id and one.office == certificate.office for one in others):
        raise SamePaperNumber(pointer="/new_number")
    kept = await store.certificates.keep(unit, after)
    announcements.paper_replaced(unit, kept)
    return kept


async def revoke_certificate(unit: Unit, certificate_id: str, asked: Revoked, *, by: Principal | Actor) -> Certificate:
    """
    Revokes a certificate by an issued decision, or notes that on one that had ended before, as a later fact. Raises
    NotFound, StepRefused where it was revoked already.
    """
    certificate = await store.certificates.get(unit, certificate_id)
    kept = await store.certificates.keep(unit, rules.revoked(certificate, asked, at=unit.now, by=by))
    announcements.revoked(unit, kept)
    if kept.state is State.REVOKED:
        await _ended(unit, kept)
    return kept


async def cite_anew(unit: Unit, certificate_id: str, decision: DecisionCited) -> None:
    """Has a revoked certificate cite its decision by the number and day that were put right."""
    certificate = await store.certificates.find(unit, certificate_id)
    if certificate is not None and certificate.revoked is not None:
        told = {"decision": decision, "revoked_on": decision.decided_on}
        revoked = certificate.revoked.model_copy(update=told)
        await store.certificates.keep(unit, certificate.model_copy(update={"revoked": revoked}))


async def restore_certificate(unit: Unit, certificate_id: str, *, note: str, by: Principal | Actor) -> Certificate:
    """
    Undoes a revocation that was annulled. One whose last day passed meanwhile lapses on the next round of the ladder;
    where the product was recognised again meanwhile, the later certificate takes its place. Raises NotFound, StepRefused.
    """
    certificate = await store.certificates.get(unit, certificate_id)
    was_revoked = certificate.state is State.REVOKED
    after = rules.restored(certificate, on=unit.today, at=unit.now, by=by, note=note)
    kept = await store.certificates.keep(unit, after)
    if was_revoked:
        await _show_on_product(unit, kept)
        announcements.restored(unit, kept)
        await_next_rung(unit, kept, at_once=kept.valid_until < unit.today)
        await_end_of_suspension(unit, kept)
        await unit.happens(CertificateRestored(certificate=kept))
        latest = await store.latest_of(unit, kept.product_id)
        if latest is not None and latest.id != kept.id and latest.state is State.VALID:
            return await supersede(unit, kept, latest)
    return kept


async def _for_the_mark(unit: Unit, certificate_id: str, by: Principal, expected: int) -> Certificate:
    certificate = await store.certificates.get(unit, certificate_id, expected)
    if not rules.may_change_mark(by, certificate, unit.today):
        raise Forbidden()
    return certificate


async def _to_decide_on(unit: Unit, certificate_id: str, by: Principal, expected: int) -> Certificate:
    certificate = await store.certificates.get(unit, certificate_id, expected)
    if not rules.may_decide(by, certificate, shelf().in_force(unit.today), unit.today):
        raise Forbidden()
    return certificate


async def _suspend(unit: Unit, certificate: Certificate, asked: Suspension, by: Principal | Actor) -> Certificate:
    kept = await store.certificates.keep(unit, rules.suspended(certificate, asked, at=unit.now, by=by))
    (announcements.suspended if asked.whole else announcements.mark_suspended)(unit, kept, asked)
    await_end_of_suspension(unit, kept)
    await unit.happens(MarkSuspended(certificate=kept, suspension=asked))
    return kept


async def _reinstated(
    unit: Unit, before: Certificate, after: Certificate, command: ReinstateMarkCommand | None = None
) -> Certificate:
    paper = rules.cited(command, unit.today) if command else None
    kept = await store.certificates.keep(unit, after)
    unit.settle(MARK_SUSPENSION, kept.id)
    if before.suspension and before.suspension.whole:
        announcements.lifted(unit, kept)
    else:
        announcements.mark_reinstated(unit, kept, kept.steps[-1].note or "", paper)
    await unit.happens(MarkReinstated(certificate=kept))
    return kept


async def _ended(unit: Unit, certificate: Certificate) -> None:
    """What follows from an end that somebody decided: the product says so, nothing is waited for any more."""
    unit.settle(CALENDAR, certificate.id)
    if certificate.suspension is not None:
        unit.settle(MARK_SUSPENSION, certificate.id)
    await _show_on_product(unit, certificate)
    await unit.happens(CertificateEnded(certificate=certificate, how=certificate.state))


async def _show_on_product(unit: Unit, certificate: Certificate) -> None:
    """Shows a certificate as it is now on its product, where that is found by it."""
    latest = await store.latest_of(unit, certificate.product_id)
    if latest is not None and latest.id == certificate.id:
        await product_use_cases.show_latest(unit, certificate.product_id, rules.certified(certificate))


def await_end_of_suspension(unit: Unit, certificate: Certificate) -> None:
    suspension = certificate.suspension
    if suspension is not None and suspension.until is not None:
        at = rules.midnight(suspension.until + timedelta(days=1))
        unit.defer(Due(what=MARK_SUSPENSION, subject=certificate.id, due_at=at, place=certificate.place.path))


async def supersede(unit: Unit, before: Certificate, by: Certificate) -> Certificate:
    """Has a later certificate of the product take the place of an earlier one: one of a product is alive."""
    after = before.stepped(Verb.SUPERSEDE, at=unit.now, by=SYSTEM, superseded_by=by.id)
    superseded = await store.certificates.keep(unit, after)
    unit.settle(CALENDAR, before.id)
    unit.settle(MARK_SUSPENSION, before.id)
    announcements.superseded(unit, superseded, by.id)
    await unit.happens(CertificateEnded(certificate=superseded, how=State.SUPERSEDED))
    return superseded


def await_next_rung(unit: Unit, certificate: Certificate, *, at_once: bool = False) -> None:
    """Sets the deadline of the next rung, if there is one; `at_once`: of the end, though its day is past."""
    rulebook = shelf().get(certificate.rulebook_id, certificate.rulebook_hash)
    rung = rules.rungs(certificate.valid_until, rulebook)[-1] if at_once else None
    rung = rung or rules.next_rung(certificate.valid_until, rulebook, unit.today)
    if rung is not None:
        unit.defer(
            Due(
                what=CALENDAR,
                subject=certificate.id,
                due_at=rules.midnight(rung.on),
                place=certificate.place.path,
                data={"opens_window": rung.opens_window},
            )
        )


async def whose_code(unit: Unit, code: str) -> tuple[list[Certificate], list[Certificate]]:
    """The certificate, alive or not, that carries a product code; where there is none, those of the same place and year."""
    exact = await store.by_code(unit, code)
    return ([exact], []) if exact else ([], await store.coded_like(unit, code))
