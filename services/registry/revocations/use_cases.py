"""What is done in a revocation: proposed, explained, concluded, submitted, collected, contested; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.command import Reason
from kit.facts import Fact
from kit.history import SYSTEM, Actor
from kit.identity import Principal, is_within
from kit.mapped import mapped
from kit.refusal import Forbidden
from kit.work import Due, Unit
from law.certificate_life import RevocationLaw, certificate_life, revocation_law
from law.lists import stamp
from law.places import NoOfficeThen
from law.rulebooks import shelf
from programme.roles import OFFICERS, acts_for
from services.registry.certificates import rules as certificate_rules
from services.registry.certificates import store as certificates
from services.registry.certificates.certificate import Certificate, DecisionCited, Ground
from services.registry.certificates.contradiction import Contradiction, WhatContradicts
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.certificates.rules import Authority
from services.registry.products.product import Product
from services.registry.revocations import announcements, rules, store
from services.registry.revocations.commands import (
    AppealCommand,
    AskCommand,
    CollectCommand,
    ConcludeCommand,
    ExplainCommand,
    ProposeCommand,
    SubmitCommand,
)
from services.registry.revocations.lifecycle import State, Verb
from services.registry.revocations.revocation import Because, Revocation, Source

STEPS = "revocation-steps"
"""The deadline of what a procedure waits for."""
LISTS = ("certificate-life", "calendar", "offices")
"""The lists a revocation rests on: its periods and grounds, how days are counted, whose it is to decide."""


class RevocationDecided(Fact):
    """An issued decision revoked a certificate, or noted that of one which had ended."""

    revocation: Revocation
    certificate: Certificate


class RevocationDropped(Fact):
    """A procedure ended without a revocation, or with one that was annulled."""

    revocation: Revocation


async def propose(unit: Unit, command: ProposeCommand, *, by: Principal) -> Revocation:
    """
    Proposes to look at a certificate: an officer of its place. Raises NotFound, Forbidden, GroundUnknown, RevokedAlready,
    ReasonMissing.
    """
    certificate = await certificates.certificates.get(unit, command.certificate_id)
    if not may_propose(by, certificate):
        raise Forbidden()
    law = law_of(unit, certificate)
    grounds = rules.grounds_of(command.grounds, law)
    return await propose_revocation(
        unit, certificate, because=command.because, source=Source.PERSON.value, grounds=grounds, by=by
    )


async def contradictions(unit: Unit, certificate: Certificate, *, by: Principal) -> list[Contradiction]:
    """What contradicts a living certificate as far as a person may see it. It is for them to propose anything."""
    if certificate.state is not CertificateState.VALID:
        return []
    return [one for some in await unit.asks(WhatContradicts(certificate=certificate, by=by)) for one in some]


async def propose_revocation(
    unit: Unit,
    certificate: Certificate,
    *,
    because: str,
    source: str,
    grounds: Sequence[object],
    by: Principal | Actor,
    ref: str | None = None,
) -> Revocation:
    """
    Proposes to a person to look at a certificate; nothing of the certificate changes, whoever or whatever proposes. One
    that is being looked at gets one more reason. `grounds`: values with `code`, `words`, `article`; `source`: who or what
    contradicts the certificate; `ref`: the id of what it is from. Raises RevokedAlready, ReasonMissing.
    """
    said = Because(text=because, source=source, ref=ref, proposed_on=unit.today, by=Actor.of(by))
    lawful = tuple(mapped(Ground, one) for one in grounds)
    await certificates.certificates.touch(unit, certificate)  # so that two proposals at once are one procedure
    known = await store.open_of(unit, certificate.id)
    if known is not None:
        after = rules.with_reason(known, said, lawful, at=unit.now, by=by)
        if after is known:
            return known
        kept = await store.revocations.keep(unit, after)
    else:
        proposed = rules.proposed(
            unit.new_id(),
            certificate,
            _authority(unit, certificate),
            law_of(unit, certificate),
            because=said,
            grounds=lawful,
            lists=stamp(*LISTS),
        )
        kept = await store.revocations.add(unit, proposed)
        _await(unit, kept)
    announcements.proposed(unit, kept, said)
    return kept


async def propose_of_product(unit: Unit, product: Product, *, because: str, by: Principal) -> None:
    """Proposes to look at the product's living certificates, because the commune confirmed that production ended."""
    code = certificate_life(unit.today).production_ended
    for one in await certificates.of_product(unit, product.id):
        if one.state is CertificateState.VALID:
            ground = law_of(unit, one).ground(code)
            grounds = [Ground(code=code, words=ground.text.vi, article=ground.article.vi)] if ground else []
            source = Source.PRODUCTION_ENDED.value
            await propose_revocation(unit, one, because=because, source=source, grounds=grounds, by=by)


async def propose_of_line(unit: Unit, certificate: Certificate, cited: DecisionCited, *, reason: str) -> None:
    """Proposes to look at a certificate because its line was withdrawn from the decision that recognised it; one that was revoked stays."""
    if certificate.state is CertificateState.REVOKED:
        return
    because = f"Dòng {cited.line}/{cited.of} của Quyết định {cited.number} đã rút: {reason}"
    source = Source.DECISION.value
    await propose_revocation(unit, certificate, because=because, source=source, grounds=(), by=SYSTEM, ref=cited.id)


async def ask_explanation(
    unit: Unit, revocation_id: str, command: AskCommand, *, by: Principal, expected: int
) -> Revocation:
    """Asks the producer to explain, by a paper. Raises NotFound, Stale, Forbidden, StepRefused, PaperNeeded, AnswerTooEarly."""
    revocation = await _to_handle(unit, revocation_id, by, expected)
    kept = await keep_step(unit, rules.asked(revocation, command, on=unit.today, at=unit.now, by=by))
    announcements.asked(unit, kept)
    return kept


async def explain(
    unit: Unit, revocation_id: str, command: ExplainCommand, *, by: Principal, expected: int
) -> Revocation:
    """
    The producer explains, or an officer notes its letter. Raises NotFound, Stale, Forbidden, StepRefused, ReasonMissing,
    PaperNeeded.
    """
    revocation = await _by_producer_or_officer(unit, revocation_id, by, expected)
    kept = await keep_step(unit, rules.explained(revocation, command, on=unit.today, at=unit.now, by=by))
    announcements.explained(unit, kept)
    return kept


async def conclude(
    unit: Unit, revocation_id: str, command: ConcludeCommand, *, by: Principal, expected: int
) -> Revocation:
    """
    Concludes whether there are grounds; the days for the decision run from today. Raises NotFound, Stale, Forbidden,
    StepRefused, ExplanationFirst, ReasonMissing, PaperNeeded.
    """
    revocation = await _to_handle(unit, revocation_id, by, expected)
    law = revocation_law(shelf().in_force(unit.today), unit.today)
    after = rules.concluded(revocation, command, law, on=unit.today, at=unit.now, by=by)
    kept = await keep_step(unit, after)
    announcements.concluded(unit, kept)
    if kept.state is State.DROPPED:
        announcements.dropped(unit, kept)
        await unit.happens(RevocationDropped(revocation=kept))
    return kept


async def submit(unit: Unit, revocation_id: str, command: SubmitCommand, *, by: Principal, expected: int) -> Revocation:
    """Submits a conclusion to who decides. Raises NotFound, Stale, Forbidden, StepRefused, PaperNeeded."""
    revocation = await _to_handle(unit, revocation_id, by, expected)
    kept = await keep_step(unit, rules.submitted(revocation, command, on=unit.today, at=unit.now, by=by))
    announcements.submitted(unit, kept)
    return kept


async def collect_paper(
    unit: Unit, revocation_id: str, command: CollectCommand, *, by: Principal, expected: int
) -> Revocation:
    """
    Notes the paper as collected or lost: the office ordered to collect it, or who carries the procedure. Raises NotFound,
    Stale, Forbidden, StepRefused, ReasonMissing.
    """
    revocation = await store.seen_by(unit, revocation_id, by, expected)
    if not rules.may_collect(by, revocation, unit.today):
        raise Forbidden()
    office = next((one for one in by.offices(*OFFICERS) if one == revocation.collector), None)
    office = office or next(one for one in by.offices(*OFFICERS) if is_within(revocation.place.path, one))
    kept = await keep_step(unit, rules.collected(revocation, command, office=office, on=unit.today, at=unit.now, by=by))
    announcements.collected(unit, kept)
    return kept


async def appeal(unit: Unit, revocation_id: str, command: AppealCommand, *, by: Principal, expected: int) -> Revocation:
    """
    The producer contests the decision, or an officer notes its letter. Raises NotFound, Stale, Forbidden, StepRefused,
    AppealOpen, AppealLate, ReasonMissing, PaperNeeded.
    """
    revocation = await _by_producer_or_officer(unit, revocation_id, by, expected)
    kept = await keep_step(unit, rules.appealed(revocation, command, on=unit.today, at=unit.now, by=by))
    announcements.appealed(unit, kept)
    return kept


async def drop(unit: Unit, revocation_id: str, command: Reason, *, by: Principal, expected: int) -> Revocation:
    """Ends a procedure without a decision. Raises NotFound, Stale, Forbidden, StepRefused, ReasonMissing."""
    revocation = await _to_handle(unit, revocation_id, by, expected)
    kept = await keep_step(unit, rules.dropped(revocation, command.reason, at=unit.now, by=by))
    announcements.dropped(unit, kept)
    await unit.happens(RevocationDropped(revocation=kept))
    return kept


async def sweep(unit: Unit, due: Due) -> None:
    """
    What happens when a day passes: an explanation that never came is noted as such, and what comes next is the office's;
    every other step is announced as late, once.
    """
    revocation = await store.revocations.find(unit, due.subject)
    if revocation is None or revocation.due_on is None or revocation.due_on >= unit.today:
        return
    if Verb.PASS_BY in revocation.may:
        kept = await keep_step(unit, rules.passed_by(revocation, on=unit.today, at=unit.now))
        announcements.explained(unit, kept)
        return
    late = rules.overdue(revocation, unit.today)
    if late is not None:
        announcements.overdue(unit, await store.revocations.keep(unit, late))


async def move_revocations(unit: Unit, product_id: str, product: Product) -> None:
    """Has the procedures over a product's certificates belong to the record that is kept, and to its producer as it is now."""
    for one in await store.of_product(unit, product_id):
        moved = {"product_id": product.id, "producer_id": product.producer_id}
        await store.revocations.keep(unit, one.model_copy(update=moved))


async def waiting_for_an_office(unit: Unit, by: Principal) -> int:
    """How many procedures wait for a step this person may take."""
    return await store.waiting(unit, by)


def may_propose(by: Principal, certificate: Certificate) -> bool:
    """Whether a person may propose: an officer of its place, and not its producer."""
    return by.covers(certificate.place.path, *OFFICERS) and not acts_for(by, certificate.producer_id)


def law_of(unit: Unit, certificate: Certificate) -> RevocationLaw:
    """The law of revocation for a certificate today: of one that has ended, with the grounds of such decisions."""
    ended = certificate.state is not CertificateState.VALID
    return revocation_law(shelf().in_force(unit.today), unit.today, ended=ended)


def _authority(unit: Unit, certificate: Certificate) -> Authority:
    """Who decides; where no rule tells, the office that recognised it, or the province of its place."""
    try:
        return certificate_rules.authority_over(certificate, shelf().in_force(unit.today), unit.today)
    except NoOfficeThen:
        office = certificate.office or certificate.place.path.split("/")[0]
        return Authority(office=office, level="", words=certificate.authority)


async def _to_handle(unit: Unit, revocation_id: str, by: Principal, expected: int) -> Revocation:
    revocation = await store.seen_by(unit, revocation_id, by, expected)
    if not rules.may_handle(by, revocation, unit.today):
        raise Forbidden()
    return revocation


async def _by_producer_or_officer(unit: Unit, revocation_id: str, by: Principal, expected: int) -> Revocation:
    revocation = await store.seen_by(unit, revocation_id, by, expected)
    if not (acts_for(by, revocation.producer_id) or rules.may_handle(by, revocation, unit.today)):
        raise Forbidden()
    return revocation


async def keep_step(unit: Unit, after: Revocation) -> Revocation:
    """Keeps a procedure after a step, with the deadline of what is waited for now."""
    kept = await store.revocations.keep(unit, after)
    _await(unit, kept)
    return kept


def _await(unit: Unit, revocation: Revocation) -> None:
    """Sets the deadline of what is waited for, or strikes it."""
    if revocation.due_on is None:
        unit.settle(STEPS, revocation.id)
    else:
        at = certificate_rules.midnight(certificate_rules.day_after(revocation.due_on))
        unit.defer(Due(what=STEPS, subject=revocation.id, due_at=at, place=revocation.place.path))
