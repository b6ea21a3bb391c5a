"""What is done with cases: load, decide, keep, announce."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from kit.clock import LOCAL
from kit.identity import Principal
from kit.refusal import Forbidden, Stale
from kit.storage import Due, Unit
from services.evaluation import legal, standing
from services.evaluation.cases import announcements, refusals, rules, store
from services.evaluation.cases.case import Actor, Case
from services.evaluation.cases.dossier import Dossier, Layer
from services.evaluation.cases.lifecycle import State
from services.evaluation.cases.sight import sees_all

OVERDUE = "case-overdue"
OFFICE_ENDED = "case-office-ended"
Serves = Callable[[str], bool]


async def open_case(unit: Unit, dossier: Dossier, *, serves: Serves) -> Case | None:
    """This will open the case at the first office of the dossier's rulebook, if this deployment serves that office."""
    rulebook = legal.rulebook_of(dossier)
    first = legal.first_office(rulebook, dossier)
    if not serves(first.office):
        return None
    case = await _open(unit, dossier, first, layers=())
    unit.announce(announcements.opened(case), place=case.place)
    return case


async def receive_case(
    unit: Unit, dossier: Dossier, *, to: legal.Desk, from_case: str, from_desk: legal.Desk, layers: Sequence[Layer]
) -> Case:
    """This will open this office's own case on a dossier another office forwarded, and say it has arrived."""
    legal.rulebook_of(dossier)
    case = await _open(unit, dossier, to, layers=layers, handed_by=(from_case, from_desk))
    unit.announce(announcements.received(case), place=case.place)
    return case


async def screen_case(
    unit: Unit,
    case_id: str,
    *,
    findings: Mapping[str, bool],
    proposes: bool,
    note: str | None,
    by: Principal,
    expected: int | None = None,
) -> Case:
    """This will record the commune's screening (Form 03)."""
    case = await case_to_act_on(unit, case_id, by, expected)
    asked = legal.findings(legal.rulebook_of(case.dossier))
    screened = rules.screen(
        case,
        findings,
        asked=asked,
        proposes=proposes,
        note=note,
        by=actor(by),
        on=unit.today,
        at=unit.now,
    )
    kept = await store.cases.keep(unit, screened)
    if not proposes:
        unit.settle(OVERDUE, kept.id)
    unit.announce(announcements.screened(kept), place=kept.place)
    return kept


async def return_case(
    unit: Unit,
    case_id: str,
    *,
    missing: Sequence[str],
    supplement_by: date | None,
    by: Principal,
    expected: int | None = None,
) -> Case:
    """This will send the dossier back to the producer and stop the office's clock."""
    case = await case_to_act_on(unit, case_id, by, expected)
    returned = rules.send_back(
        case,
        missing,
        supplement_by=supplement_by,
        by=actor(by),
        on=unit.today,
        at=unit.now,
    )
    kept = await store.cases.keep(unit, returned)
    unit.settle(OVERDUE, kept.id)
    unit.announce(announcements.returned(kept), place=kept.place)
    return kept


async def resume_case(unit: Unit, case: Case, dossier: Dossier) -> Case:
    """This will take in the supplemented dossier and let the clock run on."""
    kept = await store.cases.keep(unit, rules.resume(case, dossier, on=unit.today, at=unit.now))
    _watch(unit, kept)
    return kept


async def forward_case(
    unit: Unit, case_id: str, *, note: str | None, by: Principal, expected: int | None = None
) -> Case:
    """This will pass a screened case to the next tier's office."""
    case = await case_to_act_on(unit, case_id, by, expected)
    if not case.screens:
        raise refusals.NotAScreeningOffice()
    to = legal.office_above(legal.rulebook_of(case.dossier), case, unit.today)
    forwarded = rules.forward(case, to_office=to.office, by=actor(by), at=unit.now, note=note)
    layers = (*case.layers, rules.layer_of_screening(case, note))
    return await keep_forwarded(unit, forwarded, to, reason=note or "proposed", layers=layers)


async def keep_forwarded(
    unit: Unit, forwarded: Case, to: legal.Desk, *, reason: str, layers: tuple[Layer, ...]
) -> Case:
    """This will keep a forwarded case and tell the next office everything found so far."""
    kept = await store.cases.keep(unit, forwarded)
    unit.settle(OVERDUE, kept.id)
    unit.announce(
        announcements.forwarded(kept, to_tier=to.tier, on=unit.today, reason=reason, layers=layers), place=kept.place
    )
    return kept


async def hand_over_case(unit: Unit, case: Case, *, to_case_id: str, office: str) -> Case:
    """This will note that the next office has received the case."""
    return await store.cases.keep(unit, rules.hand_over(case, to_case_id=to_case_id, office=office, at=unit.now))


async def take_back_case(unit: Unit, case: Case, *, layers: Sequence[Layer], office: str) -> Case:
    """This will take a case back that the higher office scored below the forwarding threshold."""
    return await store.cases.keep(unit, rules.refer_back(case, layers=layers, office=office, at=unit.now))


async def withdraw_case(unit: Unit, case: Case, *, reason: str) -> Case:
    """This will end a case whose dossier the producer took back."""
    kept = await store.cases.keep(unit, rules.withdraw(case, reason=reason, at=unit.now))
    unit.settle(OVERDUE, kept.id)
    unit.announce(announcements.withdrawn(kept, reason=reason, on=unit.today), place=kept.place)
    return kept


async def notice_overdue(unit: Unit, due: Due) -> None:
    """This will say that an office's statutory period ended without its step."""
    case = await store.cases.find(unit, due.subject)
    if case is None or not rules.is_overdue(case, unit.today):
        return
    assert case.period is not None
    assert case.period.due_on is not None
    kept = await store.cases.keep(unit, case.model_copy(update={"overdue_since": case.period.due_on}))
    step = "screening" if case.screens else "council"
    unit.announce(announcements.overdue(kept, step=step, was_due_on=case.period.due_on, at=unit.now), place=kept.place)


async def case_to_act_on(
    unit: Unit, case_id: str, by: Principal, expected: int | None = None, *, also: Sequence[str] = ()
) -> Case:
    """
    This will load a case for an act of its office; raises NotFound to those who may not see it, Forbidden to those
    who may see it but hold none of the office's roles (`also`: besides its officers), InConflict to those who hold one
    and stand on the producer's side, OfficeEnded when the office is not there any more.
    """
    case = await store.seen_by(unit, case_id, by)
    if not standing.acts_for(case, by, *also):
        raise Forbidden()
    standing.require_no_conflict(case, by)
    if not sees_all(case, by):
        raise Forbidden()
    if expected is not None and case.version != expected:  # said to none but those who may see it move
        raise Stale()
    legal.require_office(case.office, unit.today)
    return case


def actor(by: Principal) -> Actor:
    """A person, as the file's history names them."""
    return Actor(id=by.id, name=by.name)


async def _open(
    unit: Unit,
    dossier: Dossier,
    desk: legal.Desk,
    *,
    layers: Sequence[Layer],
    handed_by: tuple[str, legal.Desk] | None = None,
) -> Case:
    before = await store.of_dossier_at(unit, dossier.dossier_id, desk.office)
    if before and before.state not in rules.ENDED:
        raise refusals.AlreadyOpen(office=desk.office, number=dossier.number)
    case = rules.open_case(
        unit.new_id(),
        dossier,
        office=desk.office,
        tier=desk.tier,
        screens=desk.screens,
        on=unit.today,
        at=unit.now,
        allowed=legal.days_allowed(dossier, desk.tier),
        layers=layers,
    )
    if handed_by:
        sender, from_desk = handed_by
        case = rules.received_from(case, case_id=sender, office=from_desk.office, tier=from_desk.tier)
    kept = await store.cases.add(unit, case)
    _watch(unit, kept)
    if ends := legal.office_ends(kept):
        unit.defer(Due(what=OFFICE_ENDED, subject=kept.id, due_at=_end_of(ends), place=kept.place))
    return kept


def _watch(unit: Unit, case: Case) -> None:
    """The office is late from the first moment of the day after its last."""
    if case.period and case.period.due_on and case.state is State.OPENED:
        unit.defer(Due(what=OVERDUE, subject=case.id, due_at=_end_of(case.period.due_on), place=case.place))


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, LOCAL)
