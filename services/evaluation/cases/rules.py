"""
The law of a case: who has it, what may be done with it, and when it is late. Pure: time and ids come in.

Articles are those of Decision 26/2026/QĐ-TTg unless said otherwise; which tiers there are, how long they have and what
they must find is read from the rulebook of the dossier, never from here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from kit.command import Reason
from kit.history import Actor
from kit.identity import Principal
from kit.lifecycle import Label
from kit.refusal import Refusal, Several
from law.calendar import Counted, Pause, due_on, work_calendar
from law.rulebooks.applied import EditionApplied
from law.terms import supplement_term
from services.evaluation.cases import changes, refusals
from services.evaluation.cases.case import (
    Answer,
    Case,
    Halt,
    LawEditions,
    PaperElsewhere,
    Period,
    Return,
    Screening,
)
from services.evaluation.cases.commands import ReturnCommand, ScreeningCommand
from services.evaluation.cases.dossier import Dossier, Layer, Moved
from services.evaluation.cases.legal import TierOffice
from services.evaluation.cases.lifecycle import LIFECYCLE, State, Verb
from services.evaluation.cases.standing import DossierStanding

ENDED = frozenset(state for state in State if not LIFECYCLE.may(state)) | {State.HANDED_OVER}
"""No step of this office is awaited any more."""

RUNNING = frozenset({State.OPENED, State.SCREENED})
"""While the office's own period runs."""

AWAITS_RULING = frozenset({State.SCORED, State.REFERRED_BACK})
COUNCIL_STANDS = frozenset({State.OPENED, State.RETURNED, State.COUNCIL, State.SCORING})
"""From its forming, also while a supplement is awaited, until it concludes."""
IN_COUNCIL = frozenset({State.SCORING, State.SCORED})


def with_claim_of(case: Case, judged: Collection[str]) -> Case:
    """
    The case with what its producer claimed of some criteria (or parts scored as a whole), and without what it all comes to; that
    a supplement changed the others is said, not how.
    """
    dossier = case.dossier.model_copy(update={"self_assessment": case.dossier.self_assessment.only(judged)})
    return case.model_copy(update={"dossier": dossier, "returns": tuple(_veiled(one, judged) for one in case.returns)})


def _veiled(back: Return, judged: Collection[str]) -> Return:
    if back.supplement is None:
        return back
    answers = tuple(
        one if one.criterion in judged else Answer(criterion=one.criterion) for one in back.supplement.answers
    )
    return back.model_copy(update={"supplement": back.supplement.model_copy(update={"answers": answers})})


def opened(
    id: str,
    dossier: Dossier,
    tier_office: TierOffice,
    *,
    on: date,
    at: datetime,
    allowed: tuple[int, Counted] | None,
    law: LawEditions | None = None,
    layers: Sequence[Layer] = (),
) -> Case:
    """
    A case before its first step. `allowed`: how many days its office has, and how they are counted; `law`: the editions
    it is opened under, by whose calendar its days are counted for as long as it is pending.
    """
    period = Period(days=allowed[0], counted=allowed[1], due_on=None) if allowed else None
    case = Case(
        id=id,
        dossier=dossier,
        office=tier_office.office,
        tier=tier_office.tier,
        screens=tier_office.screens,
        opened_on=on,
        opened_at=at,
        law=law,
        period=period,
    )
    case = with_layers(case, layers)
    return case.model_copy(update={"period": _running(case, ())})


def with_layers(case: Case, layers: Sequence[Layer]) -> Case:
    """
    The case with what came up with it. An advisory team's report that came last, of an office whose council had not found
    anything yet, is this case's own: its council reads it.
    """
    if layers and layers[-1].is_advice:
        return case.model_copy(update={"layers": tuple(layers[:-1]), "advice": layers[-1]})
    return case.model_copy(update={"layers": tuple(layers)})


def halted(case: Case, id: str, *, on: date) -> Case:
    """
    The case whose clock stands still from a day on because the producer owes an answer (`id`: of the question); the day itself
    is still the office's own, as when a dossier is sent back (`law.calendar.Pause`).
    """
    return _reckoned(case.model_copy(update={"halts": (*case.halts, Halt(id=id, since=on))}))


def gone_on(case: Case, id: str, *, on: date) -> Case:
    """The case whose clock runs on, unless another answer is owed: the producer answered, or their day passed."""
    halts = tuple(
        one.model_copy(update={"until": on}) if one.id == id and one.until is None else one for one in case.halts
    )
    return _reckoned(case.model_copy(update={"halts": halts}))


def advised(case: Case, layer: Layer) -> Case:
    """The case with the advisory team's report; the work of who advised is done."""
    return case.model_copy(update={"advice": layer, "advisers": ()})


def _reckoned(case: Case) -> Case:
    return case.model_copy(update={"period": _running(case, case.returns)})


def received_from(case: Case, *, case_id: str, sender: TierOffice) -> Case:
    """The case of the next office, knowing who sent it."""
    return case.model_copy(update={"from_case_id": case_id, "from_office": sender.office, "from_tier": sender.tier})


def screened(
    case: Case,
    command: ScreeningCommand,
    *,
    asked: Mapping[str, Label],
    by: Principal | Actor,
    on: date,
    at: datetime,
) -> Case:
    """What the commune found (Form 03) and whether it proposes the product (Article 7.2)."""
    if not case.screens:
        raise refusals.NotAScreeningOffice()
    _check_findings(command.findings, asked)
    note = (command.note or "").strip() or None
    if not command.proposes and note is None:
        raise refusals.ReasonMissing(pointer="/note")
    screening = Screening(**{**dict(command), "note": note}, screened_on=on, by=Actor.of(by))
    verb = Verb.SCREEN if command.proposes else Verb.DECLINE
    return case.stepped(verb, at=at, by=by, note=note, screening=screening)


def returned(case: Case, command: ReturnCommand, *, by: Principal | Actor, on: date, at: datetime) -> Case:
    """
    The case of a dossier sent back to its producer; the office's clock stands still until the supplement comes. It is due by
    the common term where no day is named: the producer is told one, and nobody waits for ever.
    """
    named = tuple(line.strip() for line in command.missing if line.strip())
    due = command.supplement_by or supplement_term().last_day(on)
    if not named:
        raise refusals.MissingPapersUnnamed(pointer="/missing")
    if due <= on:
        raise refusals.SupplementDateTooEarly(pointer="/supplement_by", given=f"{due:%d/%m/%Y}", today=f"{on:%d/%m/%Y}")
    back = Return(missing=named, supplement_by=due, returned_on=on, by=Actor.of(by))
    returns = (*case.returns, back)
    period = _running(case, returns)
    return case.stepped(Verb.RETURN, at=at, by=by, note="; ".join(named), returns=returns, period=period)


def edition_applied(
    case: Case, hash: str, *, reason: str, by: Principal | Actor, on: date, at: datetime, round: int | None = None
) -> Case:
    """
    The case under a later edition of its act; both stay in its dossier. `round`: in which its council, re-opened because
    sheets were sealed already, scores under it.
    """
    who = Actor.of(by)
    if not reason.strip() or who.id is None:
        raise refusals.ReasonMissing(pointer="/reason")
    former = case.dossier
    reopened = {"case_id": case.id, "round": round} if round is not None else {}
    applied = EditionApplied(
        from_hash=former.rulebook_hash, to_hash=hash, reason=reason.strip(), on=on, by_id=who.id, **reopened
    )
    note = f"{former.rulebook_hash[:12]} → {hash[:12]}: {reason.strip()}"
    dossier = former.model_copy(update={"rulebook_hash": hash, "editions": (*former.editions, applied)})
    verb = Verb.APPLY_EDITION if round is None else Verb.REOPEN_COUNCIL
    return case.stepped(verb, at=at, by=who, note=note, dossier=dossier)


def resumed(case: Case, dossier: Dossier, *, on: date, at: datetime, done: Sequence[str] = ()) -> Case:
    """
    The case with the supplemented dossier and what changed; the clock runs on, and editions applied here stay applied.
    `done`: of what was missing, what the producer says is supplied.
    """
    same = {"rulebook_hash": case.dossier.rulebook_hash, "editions": case.dossier.editions}
    dossier = dossier.model_copy(update=same)
    supplemented = case.returns[-1].model_copy(
        update={"supplemented_on": on, "supplement": changes.between(case.dossier, dossier, done)}
    )
    returns = (*case.returns[:-1], supplemented)
    return case.stepped(
        Verb.RESUME,
        at=at,
        by=Actor(id=None, name=dossier.producer.name),
        dossier=dossier,
        returns=returns,
        period=_running(case, returns),
    )


def forwarded(case: Case, *, to_office: str, by: Principal | Actor, at: datetime, note: str | None = None) -> Case:
    """The case passed up; it is this office's until the other has received it."""
    return case.stepped(Verb.FORWARD, at=at, by=by, note=note, to_office=to_office)


def passed_on(case: Case, *, to_office: str, by: Principal | Actor, at: datetime, note: str) -> Case:
    """The case on its way to the heir of an office that ended; nothing is awaited of the office any more."""
    return case.stepped(Verb.PASS_ON, at=at, by=by, note=note, to_office=to_office, meets_at=None)


def awaiting_heir(case: Case, *, at: datetime) -> Case:
    """The case with the note that its office ended and no act says who takes it over: a person does."""
    return case.stepped(Verb.AWAIT_HEIR, at=at, by=Actor(id=None, name=case.office))


def handed_over(case: Case, *, to_case_id: str, office: str, at: datetime) -> Case:
    """The case that the higher office has now; raises CaseElsewhere for a receipt of another office."""
    if office != case.to_office:
        raise refusals.CaseElsewhere()
    return case.stepped(Verb.HAND_OVER, at=at, by=Actor(id=None, name=office), to_case_id=to_case_id)


def referred_back(
    case: Case, *, layers: Sequence[Layer], office: str, at: datetime, elsewhere: PaperElsewhere | None = None
) -> Case:
    """
    The case back from a higher office that scored it below what was forwarded; `elsewhere`: by which paper, where that office
    works without this platform.
    """
    by = Actor(id=None, name=office)
    return case.stepped(Verb.REFER_BACK, at=at, by=by, layers=tuple(layers), elsewhere=elsewhere)


def withdrawn(case: Case, *, reason: str, at: datetime) -> Case:
    """The case ended because the producer took the dossier back."""
    by = Actor(id=None, name=case.dossier.producer.name)
    return case.stepped(Verb.WITHDRAW, at=at, by=by, note=reason, meets_at=None)


def unsupplemented(case: Case, command: Reason, *, by: Principal | Actor, on: date, at: datetime) -> Case:
    """The case ended because its producer let the last day for the supplement pass; raises as `require_unsupplemented`."""
    require_unsupplemented(case, on)
    if not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    return case.stepped(Verb.DECLINE_UNSUPPLEMENTED, at=at, by=by, note=command.reason, meets_at=None)


def require_unsupplemented(case: Case, on: date) -> None:
    """Raises StepRefused where no supplement is awaited, SupplementStillAwaited until its last day is over."""
    case.moved(Verb.DECLINE_UNSUPPLEMENTED)
    last = case.returns[-1].last_day
    if on <= last:
        raise refusals.SupplementStillAwaited(last=f"{last:%d/%m/%Y}")


def awaits_supplement(case: Case, named: str | None) -> bool:
    """Whether a supplement is this case's: one that names it, or names none."""
    return named in (None, case.id) and case.state is State.RETURNED


def is_withdrawable(case: Case) -> bool:
    """Whether a withdrawn dossier ends the case: not one that is over, or on its way to another office."""
    return case.state not in ENDED and case.state is not State.FORWARDED


def was_passed_to(case: Case, office: str) -> bool:
    """Whether the case waits for what that higher office finds."""
    return case.to_office == office and case.state in (State.FORWARDED, State.HANDED_OVER)


def is_overdue(case: Case, on: date) -> bool:
    """Whether the office's period is over without its step, on a day."""
    due = case.period.due_on if case.period else None
    return due is not None and on > due and case.state in RUNNING


def is_step_overdue(case: Case, on: date) -> bool:
    """Whether the step that is awaited of the case's council was not taken in its time."""
    return case.awaited is not None and on > case.awaited.due_on


def is_supplement_overdue(case: Case, on: date) -> bool:
    """Whether the producer let the last day for the supplement pass: its office may end the case."""
    return case.state is State.RETURNED and on > case.returns[-1].last_day


def next_due(case: Case) -> date | None:
    """
    The day by which something is due of a case: the supplement while it is awaited, the office's period while it runs, else
    its council's step, else that period.
    """
    if case.state is State.RETURNED:
        return case.returns[-1].last_day
    period = case.period.due_on if case.period else None
    return case.awaited.due_on if case.awaited and case.state not in RUNNING else period


def layer_of_screening(case: Case, message: str | None = None) -> Layer:
    """What the commune passes on of its own view, with its message to the next office: it gives no points."""
    assert case.screening is not None
    said = filter(None, (case.screening.note, (message or "").strip()))
    return Layer(
        office=case.office,
        tier=case.tier,
        case_id=case.id,
        outcome="proposed" if case.screening.proposes else "declined",
        rulebook_id=case.dossier.rulebook_id,
        decided_on=case.screening.screened_on,
        findings=case.screening.findings,
        note="\n".join(said) or None,
    )


def _running(case: Case, returns: Sequence[Return]) -> Period | None:
    """
    The period with its last day anew, by the calendar the case was opened under; every return stopped the clock until
    its supplement came, every question of the advisory team until its answer (law.calendar). Raises UnknownListEdition.
    """
    period = case.period
    if period is None:
        return None
    return period.model_copy(update={"due_on": _day_of(case, period, period.days, returns)})


def period_day(case: Case, days: int) -> date | None:
    """The last of so many days of the office's clock; None where it has none, or it stands still before."""
    return _day_of(case, case.period, days, case.returns) if case.period else None


def step_day(case: Case, days: int) -> date | None:
    """The last of so many days of the clock of the council's step, which stands still as the office's does; None as there."""
    step = case.awaited
    if step is None or step.since is None or step.counted is None:
        return None
    calendar = work_calendar(case.calendar)
    return due_on(step.since, days, step.counted, pauses=_pauses(case, case.returns), calendar=calendar)


def _day_of(case: Case, period: Period, days: int, returns: Sequence[Return]) -> date | None:
    calendar = work_calendar(case.calendar)
    return due_on(case.opened_on, days, period.counted, pauses=_pauses(case, returns), calendar=calendar)


def _pauses(case: Case, returns: Sequence[Return]) -> list[Pause]:
    pauses = [Pause(since=back.returned_on, until=back.supplemented_on) for back in returns]
    return pauses + [Pause(since=halt.since, until=halt.until) for halt in case.halts]


def _check_findings(findings: Mapping[str, bool], asked: Mapping[str, Label]) -> None:
    wrong: list[Refusal] = [
        refusals.FindingUnknown(pointer=f"/findings/{name}", finding=name, known=", ".join(asked))
        for name in findings
        if name not in asked
    ]
    missing = [label for name, label in asked.items() if name not in findings]
    if missing:
        said = (", ".join(vi for vi, _ in missing), ", ".join(en for _, en in missing))
        wrong.append(refusals.FindingsIncomplete(pointer="/findings", missing=said))
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise Several(wrong)


def moved(dossier: Dossier, now: Moved) -> Dossier:
    """A dossier whose product or producer is another record now; its place, its content and what was found stay."""
    producer = dossier.producer.model_copy(update={"id": now.producer.id, "name": now.producer.name})
    product = dossier.product.model_copy(update={"id": now.product.id})
    former = former_of(dossier, now.producer.id)
    return dossier.model_copy(update={"producer": producer, "product": product, "former_producers": former})


def former_of(dossier: Dossier, producer_id: str) -> tuple[str, ...]:
    """The producers a dossier was of, before it is of one."""
    return tuple(dict.fromkeys(one for one in (*dossier.former_producers, dossier.producer.id) if one != producer_id))


def as_it_stands(dossier: Dossier, standing: DossierStanding) -> Dossier:
    """A dossier as an event brings it, of the records it is of by now."""
    known = dossier.model_copy(update={"former_producers": (*standing.former_producers, *dossier.former_producers)})
    return moved(known, standing.moved) if standing.moved else known
