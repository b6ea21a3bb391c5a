"""
What must hold of a breach, and what it becomes. Pure: time, ids and the law's list are arguments.

The order of the measures is the list's (`law/data/measures.yaml`): warning, correction, suspension of the use of the mark,
proposal to revoke. None is left out unless the severity lets it begin later, and none is taken by the platform.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kit.clock import local_date
from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.mapped import mapped
from law.measures import Measure, Measures
from services.registry.breaches.breach import (
    Breach,
    Ground,
    Objection,
    Passed,
    Picture,
    Proof,
    Result,
    Taken,
)
from services.registry.breaches.commands import (
    BreachCommand,
    CloseCommand,
    LookCommand,
    MeasureCommand,
    ObjectionCommand,
    ProofCommand,
    ReplyCommand,
)
from services.registry.breaches.lifecycle import State, Verb
from services.registry.breaches.refusals import (
    DayNotOfThisMeasure,
    LastDayOutOfRange,
    MeasureSkipped,
    NoLivingCertificate,
    NoObjectionWaits,
    NoProofWaits,
    NoSuchKind,
    NoSuchMeasure,
    NotThatResult,
    ObjectionWaits,
    ProofWaits,
    TooLateToObject,
    TooManyProofs,
)

WARNING, CORRECTION, SUSPENSION, PROPOSAL = "warning", "correction", "suspension", "revocation-proposed"
VERBS = {WARNING: Verb.WARN, CORRECTION: Verb.ORDER, SUSPENSION: Verb.SUSPEND, PROPOSAL: Verb.PROPOSE}
"""What each measure of the contract does; the list orders them and says who takes them."""
PRODUCERS_STEPS = (CORRECTION, SUSPENSION)
STEPS = (*PRODUCERS_STEPS, "measure", "warned", "missed", "proof", "objection")
"""What may be waited for: the producer's correction (or, while suspended, the same), the office's own steps."""
MOST_PROOFS = 20
LISTS = ("measures", "calendar")


def known_kind(kind: str, law: Measures) -> None:
    """Raises NoSuchKind for what the list does not have."""
    if law.kind(kind) is None:
        raise NoSuchKind(pointer="/kind", given=kind, known=", ".join(one.id for one in law.kinds))


def grounds_of(command: BreachCommand, law: Measures) -> tuple[Ground, ...]:
    """The ground of revocation a breach of a kind would rest on; none of a kind that the list does not have."""
    kind = law.kind(command.kind)
    return (Ground(code=kind.ground, words=kind.label.vi, article=kind.article.vi),) if kind else ()


def gravest(severities: Sequence[str], order: Sequence[str]) -> str:
    """The gravest of some severities; the lightest where there is none that is known."""
    return max(severities, key=lambda one: order.index(one) if one in order else -1, default=order[0])


def waits(breach: Breach, law: Measures) -> list[tuple[str, date]]:
    """What is waited for, each with its last day, the first of them first. What has passed stays until it is done."""
    days, found = law.office_days, []
    told = {(one.step, one.was_due_on) for one in breach.passed}
    if proof := breach.proof:
        found.append(("proof", law.last_day(proof.sent_on, days.proof)))
    if objection := breach.objection:
        found.append(("objection", law.last_day(objection.objected_on, days.objection)))
    match breach.state:
        case State.OPEN:
            found.append(("measure", law.last_day(_waits_since(breach), days.measure)))
        case State.WARNED:
            found.append(("warned", law.last_day(breach.measures[-1].taken_on, days.measure)))
        case State.CORRECTING if breach.until and not breach.proof:
            found.append((CORRECTION, breach.until))
        case State.SUSPENDED if breach.until and not breach.proof and (SUSPENSION, breach.until) not in told:
            found.append((SUSPENSION, breach.until))
        case State.OVERDUE | State.SUSPENDED if not breach.proof and (missed := _missed(breach)):
            found.append(("missed", law.last_day(missed, days.missed)))
        case _:
            pass
    return sorted(found, key=lambda one: one[1])


def settled(breach: Breach, law: Measures) -> Breach:
    """The breach with what it waits for first, and whose turn that is."""
    found = waits(breach, law)
    step, due = found[0] if found else (None, None)
    turn = "producer" if step in PRODUCERS_STEPS else "office"
    return breach.model_copy(update={"due_on": due, "due_step": step, "turn": turn})


def next_day(breach: Breach, law: Measures, after: date) -> tuple[str, date] | None:
    """
    The next day on which the platform does something by itself, after a day: `remind` before a producer's step is due,
    the step's own name on the day after it was. Days that passed are swept at once.
    """
    told = {(one.step, one.was_due_on) for one in breach.passed}
    days: list[tuple[date, str]] = []
    for step, due in waits(breach, law):
        if (step, due) in told:
            continue
        days.append((due + timedelta(days=1), step))
        if step == CORRECTION:
            reminders = [due - timedelta(days=one) for one in law.remind_before]
            days += [(day, "remind") for day in reminders if day > after]
    first = min(days, default=None)
    return (first[1], first[0]) if first else None


def allowed(breach: Breach, law: Measures) -> list[Measure]:
    """The measures that may be taken now: in the list's order, none left out unless the severity lets it begin later."""
    order = [one.id for one in law.measures]
    taken = [order.index(one.measure) for one in breach.measures if one.measure in order]
    begins = order.index(law.begins_with[breach.severity])
    furthest = max([*(at + 1 for at in taken), begins])
    return [one for at, one in enumerate(law.measures) if at <= furthest and VERBS.get(one.id) in breach.may]


def next_of(breach: Breach, law: Measures) -> str | None:
    """The measure after the last one taken, as it is proposed to a person when a day passed."""
    order = [one.id for one in law.measures]
    taken = [order.index(one.measure) for one in breach.measures if one.measure in order]
    at = max(taken) + 1 if taken else order.index(law.begins_with[breach.severity])
    may = [one.id for one in allowed(breach, law)]
    return next((one for one in order[at:] if one in may), may[-1] if may else None)


def taken(
    breach: Breach,
    command: MeasureCommand,
    law: Measures,
    *,
    alive: bool,
    office: str,
    at: datetime,
    on: date,
    by: Principal,
) -> Breach:
    """
    The breach with a measure taken. `alive`: whether its product's certificate is. Raises NoSuchMeasure, StepRefused,
    MeasureSkipped, NoLivingCertificate, LastDayOutOfRange, DayNotOfThisMeasure.
    """
    measure = law.measure(command.measure)
    verb = VERBS.get(command.measure)
    if measure is None or verb is None:
        raise NoSuchMeasure(pointer="/measure", given=command.measure, known=", ".join(one.id for one in law.measures))
    breach.lifecycle.step(breach.state, verb)
    may = allowed(breach, law)
    if measure not in may:
        raise MeasureSkipped(pointer="/measure", measure=measure.label.pair, allowed=_named(may))
    if measure.id in (SUSPENSION, PROPOSAL) and not alive:
        raise NoLivingCertificate(pointer="/measure")
    last = _until(measure, command.until, law, on)
    step = mapped(Taken, command, until=last, taken_on=on, office=office, by=Actor.of(by))
    after = breach.stepped(verb, at=at, by=by, office=office, note=command.why, proposed=None)
    return settled(after.model_copy(update={"measures": (*breach.measures, step)}), law)


def proven(
    breach: Breach, command: ProofCommand, law: Measures, *, id: str, files: tuple[Picture, ...],
    at: datetime, on: date, by: Principal,
) -> Breach:  # fmt: skip
    """The breach with a proof of the producer's, to be looked at. Raises StepRefused, ProofWaits, TooManyProofs."""
    if breach.proof:
        raise ProofWaits(day=breach.proof.sent_on)
    if len(breach.proofs) >= MOST_PROOFS:
        raise TooManyProofs(most=MOST_PROOFS)
    proof = Proof(id=id, words=command.words, files=files, sent_on=on, by=Actor.of(by))
    after = breach.stepped(Verb.PROVE, at=at, by=by, proofs=(*breach.proofs, proof))
    return settled(after, law)


def looked_at(breach: Breach, command: LookCommand, law: Measures, *, at: datetime, on: date, by: Principal) -> Breach:
    """
    The breach with its proof answered; one that is accepted is closed as corrected. One that is not leaves the day as it is,
    or sets a new one. Raises StepRefused, NoProofWaits, LastDayOutOfRange.
    """
    breach.lifecycle.step(breach.state, Verb.LOOK)
    if breach.proof is None:
        raise NoProofWaits()
    accepted = command.accepted == "yes"
    answered = breach.proof.model_copy(update={"accepted": accepted, "answer": command.answer, "answered_on": on})
    proofs = tuple(answered if one.id == answered.id else one for one in breach.proofs)
    after = breach.stepped(Verb.LOOK, at=at, by=by, note=command.answer, proofs=proofs)
    if accepted or command.until is None:
        return settled(after, law)
    last = breach.measures[-1]
    measure = law.measure(last.measure)
    if measure is None or measure.id != CORRECTION:
        raise DayNotOfThisMeasure(pointer="/until", measure=measure.label.pair if measure else last.measure)
    later = last.model_copy(update={"until": _until(measure, command.until, law, on)})
    after = after.stepped(Verb.ORDER, at=at, by=by, note=command.answer, proposed=None)
    return settled(after.model_copy(update={"measures": (*breach.measures[:-1], later)}), law)


def objected(
    breach: Breach, command: ObjectionCommand, law: Measures, *, at: datetime, on: date, by: Principal
) -> Breach:
    """The breach with an objection to be answered. Raises StepRefused, ObjectionWaits, TooLateToObject."""
    breach.lifecycle.step(breach.state, Verb.OBJECT)
    if breach.objection:
        raise ObjectionWaits(day=breach.objection.objected_on)
    if on > (last := object_by(breach, law)):
        raise TooLateToObject(day=last)
    objection = Objection(**dict(command), objected_on=on, by=Actor.of(by))
    after = breach.stepped(Verb.OBJECT, at=at, by=by, objections=(*breach.objections, objection))
    return settled(after, law)


def object_by(breach: Breach, law: Measures) -> date:
    """The last day to object: of the period after it was opened, or after the last measure."""
    since = breach.measures[-1].taken_on if breach.measures else breach.opened_on
    return law.last_day(since, law.objection_days)


def replied(breach: Breach, command: ReplyCommand, law: Measures, *, at: datetime, on: date, by: Principal) -> Breach:
    """The breach with its objection answered. Raises StepRefused, NoObjectionWaits."""
    breach.lifecycle.step(breach.state, Verb.REPLY)
    if breach.objection is None:
        raise NoObjectionWaits()
    answered = breach.objection.model_copy(
        update={"accepted": command.accepted == "yes", "answer": command.answer, "heard_on": on}
    )
    objections = tuple(answered if one.accepted is None else one for one in breach.objections)
    after = breach.stepped(Verb.REPLY, at=at, by=by, note=command.answer, objections=objections)
    return settled(after, law)


def passed(breach: Breach, law: Measures, *, at: datetime, on: date) -> tuple[Breach, list[Passed]]:
    """
    The breach on a day, with each day that passed noted once: a correction that was missed is overdue, and the next measure
    is proposed to a person. Nothing else changes.
    """
    told = {(one.step, one.was_due_on) for one in breach.passed}
    late = [
        Passed(step=step, was_due_on=due) for step, due in waits(breach, law) if due < on and (step, due) not in told
    ]
    after = breach
    for one in late:
        after = after.stepped(Verb.MISS, at=at, by=SYSTEM, note=one.step, passed=(*after.passed, one))
    if late:
        proposed = next_of(after, law) if any(one.step in PRODUCERS_STEPS for one in late) else after.proposed
        after = after.model_copy(update={"proposed": proposed})
    return settled(after, law), late


def closed(
    breach: Breach, command: CloseCommand, law: Measures, *, ended: str | None,
    at: datetime, on: date, by: Principal | Actor,
) -> Breach:  # fmt: skip
    """
    The breach, ended. `ended`: how its product's certificate ended, None while it is alive. Raises StepRefused,
    NotThatResult.
    """
    breach.lifecycle.step(breach.state, Verb.CLOSE)
    why = _why_not(command.result, ended, corrected=bool(breach.measures))
    if why:
        raise NotThatResult(pointer="/result", result=command.result, why=why)
    after = breach.stepped(
        Verb.CLOSE,
        at=at,
        by=by,
        note=command.why,
        result=Result(command.result),
        closed_on=on,
        closed_because=command.why,
        proposed=None,
    )
    return settled(after, law)


def dropped(breach: Breach, reason: str, law: Measures, *, at: datetime) -> Breach:
    """The breach after the proposal to revoke was dropped: the office says what follows. Raises StepRefused."""
    return settled(breach.stepped(Verb.DROP, at=at, by=SYSTEM, note=reason), law)


def _waits_since(breach: Breach) -> date:
    """Since when the office is to take a measure: since it was opened, or since a proposal to revoke was dropped."""
    dropped_at = [one.at for one in breach.steps if one.verb == Verb.DROP.value]
    return local_date(dropped_at[-1]) if dropped_at else breach.opened_on


def _missed(breach: Breach) -> date | None:
    """The last day the producer let pass."""
    missed = [one.was_due_on for one in breach.passed if one.step in PRODUCERS_STEPS]
    return missed[-1] if missed else None


def _why_not(result: str, ended: str | None, *, corrected: bool) -> tuple[str, str] | None:
    match result:
        case Result.CORRECTED if not corrected:
            return ("chưa có biện pháp nào được áp dụng", "no measure was taken")
        case Result.REVOKED if ended != "revoked":
            return ("công nhận chưa bị thu hồi", "the recognition was not revoked")
        case Result.LAPSED if ended is None:
            return ("giấy chứng nhận còn hiệu lực", "the certificate is alive")
        case Result.CORRECTED | Result.UNFOUNDED | Result.REVOKED | Result.LAPSED:
            return None
    return ("không có kết quả này", "there is no such result")


def _until(measure: Measure, asked: date | None, law: Measures, on: date) -> date | None:
    if measure.days is None:
        if asked is not None:
            raise DayNotOfThisMeasure(pointer="/until", measure=measure.label.pair)
        return None
    if asked is None:
        return law.last_day(on, measure.days)
    latest = on + timedelta(days=measure.most_days or measure.days)
    if not on < asked <= latest:
        raise LastDayOutOfRange(pointer="/until", latest=latest)
    return asked


def _named(measures: Sequence[Measure]) -> tuple[str, str]:
    none = ("không biện pháp nào", "none")
    if not measures:
        return none
    return ("; ".join(one.label.vi for one in measures), "; ".join(one.label.en for one in measures))
