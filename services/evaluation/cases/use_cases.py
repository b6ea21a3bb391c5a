"""What is done with cases: load, decide, keep, announce; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.clock import end_of
from kit.command import Reason
from kit.facts import Fact, Question
from kit.identity import Principal
from kit.refusal import Forbidden, Stale
from kit.work import Due, Unit
from programme.roles import OFFICERS
from services.editions import use_cases as editions
from services.evaluation.cases import access, announcements, higher_office, legal, refusals, rules, store
from services.evaluation.cases.case import Case, PaperElsewhere
from services.evaluation.cases.commands import ForwardingCommand, ReturnCommand, ScreeningCommand
from services.evaluation.cases.dossier import Dossier, Layer, Moved
from services.evaluation.cases.lifecycle import State

OVERDUE = "case-overdue"
OFFICE_ENDED = "case-office-ended"


class CaseOpened(Fact):
    """A case is before its office: opened on a submitted dossier, or received from another office."""

    case: Case


class CaseEnded(Fact):
    """
    A case left its office: declined, withdrawn, handed over, or ruled. `case.state` says which; one that was handed over
    may come back (`CaseReferredBack`).
    """

    case: Case


class CaseReferredBack(Fact):
    """A higher office sent a case back, to be ruled here."""

    case: Case


class CaseUnsupplemented(Fact):
    """An office ended a case whose producer let the last day for the supplement pass."""

    case: Case


class ClockRuns(Fact):
    """The clock of a case's office begins to run, or runs on after it stood still."""

    case: Case


class RoundAsked(Question):
    """In which round of its office is a case that has just come? Answered by a `Placed`, or None: in none."""

    case: Case


class ClaimSeen(Question):
    """
    Of which criteria (or parts) may a person see what the producer claimed? Answered by a set of their ids, or None: of all.
    """

    case: Case
    by: Principal


async def case_shown_to(unit: Unit, case: Case, by: Principal) -> Case:
    """
    The case with as much of the producer's own claim as a person may see who is seated to judge the dossier: before this
    office, or before another whose council stands.
    """
    seen = await claim_of_dossier_seen(unit, case.dossier.dossier_id, by)
    return case if seen is None else rules.with_claim_of(case, seen)


async def claim_of_dossier_seen(unit: Unit, dossier_id: str, by: Principal) -> frozenset[str] | None:
    """Of which criteria (or parts) a person may see the claim of a dossier, by every council they sit on; None: of all."""
    seen: frozenset[str] | None = None
    for case in await store.of_dossier(unit, dossier_id):
        if by.id in case.seated:
            [here] = await unit.asks(ClaimSeen(case=case, by=by))
            seen = here if seen is None else seen & here if here is not None else seen
    return seen


async def open_case(unit: Unit, dossier: Dossier) -> Case | None:
    """
    Opens the case at the first office of the dossier's rulebook, if this deployment serves that office. None is opened of
    a dossier that was taken back while its submission waited.
    """
    first = legal.first_office(legal.rulebook_of(dossier), dossier)
    if not unit.serves(first.office):
        return None
    standing = await store.touch_standing(unit, dossier.dossier_id)
    if standing.withdrawn is not None:
        return None
    case = await _open(unit, rules.as_it_stands(dossier, standing), first, layers=())
    announcements.opened(unit, case)
    await unit.happens(CaseOpened(case=case))
    return case


async def receive_case(
    unit: Unit,
    dossier: Dossier,
    *,
    from_case: str,
    from_office: str,
    from_tier: str,
    to_office: str,
    to_tier: str,
    layers: Sequence[Layer],
) -> Case | None:
    """
    Opens an own case on a dossier another office forwarded to one served here, and announces that it has arrived. One
    that the producer took back meanwhile is received all the same, so that its sender is done, and ends at once.
    """
    if not unit.serves(to_office):
        return None
    rulebook = legal.rulebook_of(dossier)
    to = legal.TierOffice(to_tier, to_office, legal.screens(rulebook, to_tier))
    sender = legal.TierOffice(from_tier, from_office, legal.screens(rulebook, from_tier))
    standing = await store.touch_standing(unit, dossier.dossier_id)
    dossier = rules.as_it_stands(dossier, standing)
    case = await _open(unit, dossier, to, layers=layers, handed_by=(from_case, sender))
    announcements.received(unit, case)
    await unit.happens(CaseOpened(case=case))
    return case if standing.withdrawn is None else await _withdraw(unit, case, standing.withdrawn)


async def follow_dossier(unit: Unit, dossier_id: str, now: Moved) -> None:
    """Has a dossier's cases, and those yet to come, name the records it is of now, so that their producer's people see them."""
    known = [
        case.model_copy(update={"dossier": rules.moved(case.dossier, now)})
        for case in await store.of_dossier(unit, dossier_id)
    ]
    former = [one for case in known for one in case.dossier.former_producers]
    await store.touch_standing(unit, dossier_id, moved=now, former=former)
    for case in known:
        await store.cases.keep(unit, case)


async def screen_case(unit: Unit, case_id: str, command: ScreeningCommand, *, by: Principal, expected: int) -> Case:
    """Records the commune's screening (Form 03)."""
    case = await case_to_act_on(unit, case_id, by, expected)
    asked = legal.findings(legal.rulebook_of(case.dossier))
    kept = await store.cases.keep(unit, rules.screened(case, command, asked=asked, by=by, on=unit.today, at=unit.now))
    if kept.state is State.DECLINED:
        unit.settle(OVERDUE, kept.id)
    announcements.screened(unit, kept)
    if kept.state is State.DECLINED:
        await unit.happens(CaseEnded(case=kept))
    return kept


async def return_case(unit: Unit, case_id: str, command: ReturnCommand, *, by: Principal, expected: int) -> Case:
    """Sends the dossier back to the producer and stops the office's clock."""
    case = await case_to_act_on(unit, case_id, by, expected)
    await _take_up_calendar(unit, case)
    kept = await store.cases.keep(unit, rules.returned(case, command, by=by, on=unit.today, at=unit.now))
    unit.settle(OVERDUE, kept.id)
    announcements.returned(unit, kept)
    return kept


async def decline_unsupplemented_case(
    unit: Unit, case_id: str, command: Reason, *, by: Principal, expected: int
) -> Case:
    """
    Ends a case whose producer let the last day for the supplement pass: its dossier ends as one not proposed, and the
    producer may open another. Raises as `case_unsupplemented`, ReasonMissing and Stale.
    """
    case = await case_unsupplemented(unit, case_id, by, expected)
    kept = await store.cases.keep(unit, rules.unsupplemented(case, command, by=by, on=unit.today, at=unit.now))
    unit.settle(OFFICE_ENDED, kept.id)
    announcements.unsupplemented(unit, kept, command.reason)
    await unit.happens(CaseUnsupplemented(case=kept))
    await unit.happens(CaseEnded(case=kept))
    return kept


async def case_unsupplemented(unit: Unit, case_id: str, by: Principal, expected: int | None = None) -> Case:
    """
    A case that its office may end for want of the supplement; once that office has ended, one above it may. Raises as
    `case_to_act_on`, StepRefused, SupplementStillAwaited.
    """
    case = await store.seen_by(unit, case_id, by)
    if legal.is_there(case.office, unit.today) or access.acts_for(case, by):
        case = await case_to_act_on(unit, case_id, by, expected)
    else:
        by.must_cover(case.office, *OFFICERS)
        _require_unhindered(case, by, expected)
    rules.require_unsupplemented(case, unit.today)
    return case


async def resume_cases(unit: Unit, dossier: Dossier, *, named: str | None, done: Sequence[str] = ()) -> None:
    """
    Takes the supplemented dossier into the case that waits for it and lets its clock run on. `done`: of what was missing,
    what the producer says is supplied.
    """
    dossier = rules.as_it_stands(dossier, await store.touch_standing(unit, dossier.dossier_id))
    for case in await store.of_dossier(unit, dossier.dossier_id):
        if rules.awaits_supplement(case, named):
            await _take_up_calendar(unit, case)
            kept = await store.cases.keep(unit, rules.resumed(case, dossier, on=unit.today, at=unit.now, done=done))
            await _watch(unit, kept)
            _watch_the_office(
                unit, kept
            )  # its last day may have passed while the case waited, and then nothing moves it


async def halt_case(unit: Unit, case: Case, halt_id: str) -> Case:
    """Has the office's clock stand still while the producer owes an answer; in the transaction that asks it."""
    await _take_up_calendar(unit, case)
    kept = await store.cases.keep(unit, rules.halted(case, halt_id, on=unit.today))
    unit.settle(OVERDUE, kept.id)
    return kept


async def let_case_go_on(unit: Unit, case: Case, halt_id: str) -> Case:
    """Has the office's clock run on; in the transaction in which the answer came, or its day passed."""
    await _take_up_calendar(unit, case)
    kept = await store.cases.keep(unit, rules.gone_on(case, halt_id, on=unit.today))
    await _watch(unit, kept)
    return kept


async def forward_case(unit: Unit, case_id: str, command: ForwardingCommand, *, by: Principal, expected: int) -> Case:
    """Passes a screened case to the next tier's office."""
    case = await case_to_act_on(unit, case_id, by, expected)
    if not case.screens:
        raise refusals.NotAScreeningOffice()
    note = command.note or None
    to = legal.office_above(legal.rulebook_of(case.dossier), case, unit.today)
    forwarded = rules.forwarded(case, to_office=to.office, by=by, at=unit.now, note=note)
    layers = (*case.layers, rules.layer_of_screening(case, note))
    return await keep_forwarded(unit, forwarded, to, reason=note or "proposed", layers=layers)


async def keep_forwarded(
    unit: Unit, forwarded: Case, to: legal.TierOffice, *, reason: str, layers: tuple[Layer, ...]
) -> Case:
    """Keeps a forwarded case and announces everything found so far to the next office, and by which lists that was found."""
    kept = await store.cases.keep(unit, forwarded.model_copy(update={"law": legal.law_of_decision(forwarded)}))
    unit.settle(OVERDUE, kept.id)
    announcements.forwarded(unit, kept, to_tier=to.tier, reason=reason, layers=layers)
    return kept


async def hand_over_case(unit: Unit, case_id: str, *, to_case_id: str, office: str) -> None:
    """Notes that the next office has received a case of ours; another deployment's is none of our concern."""
    sent = await store.cases.find(unit, case_id)
    if sent is not None:
        handed = rules.handed_over(sent, to_case_id=to_case_id, office=office, at=unit.now)
        kept = await store.cases.keep(unit, handed)
        if kept.state is State.HANDED_OVER:  # the receipt may come after the case did
            await unit.happens(CaseEnded(case=kept))


async def take_back_cases(unit: Unit, dossier_id: str, *, finding: Layer, before: Sequence[Layer]) -> None:
    """Takes a case back that the higher office scored below the forwarding threshold. `before`: what it had known."""
    if not finding.sends_down:
        return
    for case in await store.of_dossier(unit, dossier_id):
        if rules.was_passed_to(case, finding.office):
            await take_back_case(unit, case, layers=(*before, finding))


async def take_back_case(
    unit: Unit, case: Case, *, layers: Sequence[Layer], elsewhere: PaperElsewhere | None = None
) -> Case:
    """The case back here, by what the higher office found, which is the last of the layers."""
    office = layers[-1].office
    back = rules.referred_back(case, layers=layers, office=office, at=unit.now, elsewhere=elsewhere)
    kept = await store.cases.keep(unit, back)
    _watch_the_office(unit, kept)  # it may have ended while the case was away
    await unit.happens(CaseReferredBack(case=kept))
    return kept


async def end_decided_elsewhere(unit: Unit, case: Case, *, recognised: bool, office: str, number: str) -> Case:
    """Ends a case as a higher office that works without this platform decided it."""
    decided = higher_office.decided_elsewhere(case, recognised=recognised, office=office, at=unit.now, number=number)
    kept = await store.cases.keep(unit, decided)
    await unit.happens(CaseEnded(case=kept))
    return kept


async def withdraw_cases(unit: Unit, dossier_id: str, *, reason: str) -> None:
    """Ends the cases of a dossier that its producer took back, and those that are still on their way here."""
    await store.touch_standing(unit, dossier_id, withdrawn=reason)
    for case in await store.of_dossier(unit, dossier_id):
        if rules.is_withdrawable(case):
            await _withdraw(unit, case, reason)


async def _withdraw(unit: Unit, case: Case, reason: str) -> Case:
    kept = await store.cases.keep(unit, rules.withdrawn(case, reason=reason, at=unit.now))
    unit.settle(OVERDUE, kept.id)
    unit.settle(OFFICE_ENDED, kept.id)
    announcements.withdrawn(unit, kept, reason)
    await unit.happens(CaseEnded(case=kept))
    return kept


async def notice_overdue(unit: Unit, due: Due) -> None:
    """Announces that an office's statutory period ended without its step."""
    case = await store.cases.find(unit, due.subject)
    if case is None or not rules.is_overdue(case, unit.today):
        return
    assert case.period is not None
    assert case.period.due_on is not None
    kept = await store.cases.keep(unit, case.model_copy(update={"overdue_since": case.period.due_on}))
    announcements.overdue(unit, kept, case.period.due_on)


async def case_to_act_on(
    unit: Unit, case_id: str, by: Principal, expected: int | None = None, *, also: Sequence[str] = ()
) -> Case:
    """
    Loads a case for an act of its office; raises NotFound to those who may not see it, Forbidden to those
    who may see it but hold none of the office's roles (`also`: besides its officers), InConflict to those who hold one
    and stand on the producer's side, OfficeEnded when the office is not there any more.
    """
    case = await store.seen_by(unit, case_id, by)
    if not access.acts_for(case, by, *also):
        raise Forbidden()
    _require_unhindered(case, by, expected)
    legal.require_office(case.office, unit.today)
    return case


def _require_unhindered(case: Case, by: Principal, expected: int | None) -> None:
    """Raises InConflict, Forbidden to who sees the producer's side only, Stale to who saw another version."""
    access.require_no_conflict(case, by)
    if not access.sees_all(case, by):
        raise Forbidden()
    if expected is not None and case.version != expected:  # said to none but those who may see it move
        raise Stale()


async def _open(
    unit: Unit,
    dossier: Dossier,
    tier_office: legal.TierOffice,
    *,
    layers: Sequence[Layer],
    handed_by: tuple[str, legal.TierOffice] | None = None,
) -> Case:
    before = await store.of_dossier_at(unit, dossier.dossier_id, tier_office.office)
    if before and before.state not in rules.ENDED:
        raise refusals.AlreadyOpen(office=tier_office.office, number=dossier.number)
    allowed = legal.days_allowed(dossier, tier_office.tier)
    case = rules.opened(
        unit.new_id(),
        dossier,
        tier_office,
        on=unit.today,
        at=unit.now,
        allowed=allowed,
        law=legal.law_of_opening(),
        layers=layers,
    )
    if handed_by:
        from_case, sender = handed_by
        case = rules.received_from(case, case_id=from_case, sender=sender)
    [placed] = await unit.asks(RoundAsked(case=case))
    case = case.model_copy(update={"placed": placed})
    kept = await store.cases.add(unit, case)
    await _watch(unit, kept)
    _watch_the_office(unit, kept)
    return kept


async def _take_up_calendar(unit: Unit, case: Case) -> None:
    """Has the process find the calendar the case is counted by, which another replica may have had in newer files."""
    for hash in case.calendar:
        await editions.take_up_one(unit, "calendar", hash, kind="list")


async def _watch(unit: Unit, case: Case) -> None:
    """The office is late from the first moment of the day after its last."""
    if case.period and case.period.due_on and case.state is State.OPENED:
        unit.defer(Due(what=OVERDUE, subject=case.id, due_at=end_of(case.period.due_on), place=case.place))
    await unit.happens(ClockRuns(case=case))


def _watch_the_office(unit: Unit, case: Case) -> None:
    """The case is passed on, or waits for somebody to pass it on, the moment after its office's last day."""
    if ends := legal.office_ends(case):
        unit.defer(Due(what=OFFICE_ENDED, subject=case.id, due_at=end_of(ends), place=case.place))
