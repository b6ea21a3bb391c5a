"""How the certificates of a decision of many lines come about: all in one transaction, once every line has arrived."""

from __future__ import annotations

from datetime import date

from kit.facts import Fact
from kit.work import Due, Unit
from law.rulebooks import shelf
from law.rulebooks.regulations import regulations
from services.registry.certificates import announcements, rules, store
from services.registry.certificates.arrival import DecisionArrival, RulingArrived
from services.registry.certificates.basis import verify
from services.registry.certificates.certificate import Certificate, DecisionCited
from services.registry.certificates.decision import Decision
from services.registry.certificates.issuing import act_on, certify, dossier_of
from services.registry.dossiers import use_cases as dossier_use_cases
from services.registry.dossiers.lifecycle import Verb as DossierVerb

ARRIVED = "decision-arrived"
"""The deadline by which the certificates of a decision of many lines are issued: at once, but by itself."""
CLEARED = "decision-cleared"
"""The deadline by which what waited is removed, once the certificates are there."""
AT_ONCE = 40
"""So many certificates are issued with the event that brings the last line."""


class RecognitionWithdrawn(Fact):
    """The line that a certificate rests on was withdrawn from its decision: who revokes is to look at it."""

    certificate: Certificate
    cited: DecisionCited
    reason: str


async def act_on_line(unit: Unit, decision: Decision, cited: DecisionCited | None) -> None:
    """
    Does what a ruling leads to. One that is a line of a decision of many waits for the others; one that was withdrawn before
    it came ends its dossier. Raises what `act_on` and `take_in` raise.
    """
    if cited is None or decision.outcome != "recognised":
        await act_on(unit, decision)
    elif cited.of > 1:
        await take_in(unit, decision, cited)
    elif (known := await store.arrivals.find(unit, cited.id)) and cited.line in known.withdrawn:
        await _end(unit, decision)
    else:
        await act_on(unit, decision)


async def take_in(unit: Unit, decision: Decision, cited: DecisionCited) -> None:
    """
    Keeps a line until every other has arrived, then issues all certificates or none. A line that comes again, or that was
    withdrawn before, is nothing new.

    Raises what `certify` raises of a ruling that does not bear out what it says: it becomes a dead letter, has not arrived,
    and holds the others until a person has looked at it.
    """
    if await store.by_ruling(unit, decision.ruling_id) or await store.waiting_rulings.find(unit, decision.ruling_id):
        return
    dossier = await dossier_of(unit, decision)
    arrival = await store.arrivals.find(unit, cited.id)
    if arrival is not None and cited.line in arrival.withdrawn:
        await _end(unit, decision)
        return
    dossier.lifecycle.step(dossier.state, DossierVerb.RECOGNISE)
    verify(decision, dossier, shelf=shelf(), regulations=regulations(), today=unit.today)
    line = RulingArrived(
        id=decision.ruling_id,
        decision_id=cited.id,
        line=cited.line,
        dossier_id=decision.dossier_id,
        decision=decision.model_dump(mode="json"),
    )
    await store.waiting_rulings.add(unit, line)
    known = arrival or _expected(unit, cited, decision.office)
    await _advance(unit, known.with_line(cited.line, dossier.place.path), is_new=arrival is None)


async def withdraw_recognition(unit: Unit, ruling_id: str, cited: DecisionCited, *, office: str, reason: str) -> None:
    """
    What follows of a ruling that its office withdrew: a certificate it led to is to be revoked by people; a line that waits
    for others is waited for no more, and its dossier ends unrecognised.
    """
    if certificate := await store.by_ruling(unit, ruling_id):
        await unit.happens(RecognitionWithdrawn(certificate=certificate, cited=cited, reason=reason))
        return
    line = await store.waiting_rulings.find(unit, ruling_id)
    if line is not None:
        await _end(unit, Decision.model_validate(line.decision))
        await store.waiting_rulings.remove(unit, line)
    arrival = await store.arrivals.find(unit, cited.id)
    known = arrival or _expected(unit, cited, office)
    await _advance(unit, known.without_line(cited.line), is_new=arrival is None)


async def correct_recognition(
    unit: Unit, ruling_id: str, number: str, decided_on: date | None, what: str, on: date
) -> None:
    """
    Has what a ruling led to name its decision by the number and day that were put right: the certificate, or the line that
    waits for others. Of a ruling that led to none nothing.
    """
    if certificate := await store.by_ruling(unit, ruling_id):
        after = rules.decision_corrected(certificate, number, decided_on, what, on)
        if after != certificate:
            announcements.decision_corrected(unit, await store.certificates.keep(unit, after))
        return
    line = await store.waiting_rulings.find(unit, ruling_id)
    if line is not None:
        said = {"decision_number": number, **({"decided_on": decided_on.isoformat()} if decided_on else {})}
        await store.waiting_rulings.keep(unit, line.model_copy(update={"decision": line.decision | said}))


async def issue_arrived(unit: Unit, due: Due) -> None:
    """Issues the certificates of a decision whose every line has arrived."""
    arrival = await store.arrivals.find(unit, due.subject)
    if arrival is not None and arrival.complete and arrival.issued_at is None:
        unit.widen()
        await _issue(unit, arrival)


async def clear(unit: Unit, due: Due) -> None:
    """Removes the lines that have their certificates."""
    arrival = await store.arrivals.find(unit, due.subject)
    if arrival is not None and arrival.issued_at is not None:
        for line in await store.lines_of(unit, arrival.id):
            await store.waiting_rulings.remove(unit, line)


async def _advance(unit: Unit, arrival: DecisionArrival, *, is_new: bool) -> None:
    kept = await (store.arrivals.add(unit, arrival) if is_new else store.arrivals.keep(unit, arrival))
    if not kept.complete or kept.issued_at is not None:
        return
    if kept.of <= AT_ONCE:
        await _issue(unit, kept)
    else:
        unit.defer(Due(what=ARRIVED, subject=kept.id, due_at=unit.now, place=kept.office))


async def _issue(unit: Unit, arrival: DecisionArrival) -> None:
    for line in await store.lines_of(unit, arrival.id):
        await certify(unit, Decision.model_validate(line.decision))
    await store.arrivals.keep(unit, arrival.model_copy(update={"issued_at": unit.now}))
    unit.defer(Due(what=CLEARED, subject=arrival.id, due_at=unit.now, place=arrival.office))


async def _end(unit: Unit, decision: Decision) -> None:
    dossier = await dossier_of(unit, decision)
    if DossierVerb.DECLINE in dossier.may:
        await dossier_use_cases.decline_dossier(unit, dossier, star=decision.recorded.star, office=decision.office)


def _expected(unit: Unit, cited: DecisionCited, office: str) -> DecisionArrival:
    return DecisionArrival(
        id=cited.id,
        number=cited.number,
        decided_on=cited.decided_on,
        office=office,
        of=cited.of,
        first_at=unit.now,
    )
