"""What is done with appeals: lodge, accept, refuse, settle, take back; what follows for the ruling is in the same transaction."""

from __future__ import annotations

from kit.clock import end_of
from kit.command import Reason
from kit.history import Actor
from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Due, Unit
from law.complaints import complaint_rules
from law.lists import stamp
from programme.roles import MAY, acts_for
from services.evaluation.appeals import announcements, rules, store
from services.evaluation.appeals.appeal import Appeal, Result
from services.evaluation.appeals.commands import AcceptanceCommand, SettlementCommand
from services.evaluation.cases.dossier import Moved
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.rulings import store as ruling_store
from services.evaluation.rulings import use_cases as rulings
from services.evaluation.rulings.commands import AnswerCommand, CorrectionCommand
from services.evaluation.rulings.ruling import Ruling

OVERDUE = "appeal-due"
"""The deadline by which the office owes the next step of an appeal."""


async def lodge_appeal(unit: Unit, ruling: Ruling) -> Appeal:
    """Takes up the appeal that a producer just made against a ruling; who may was asked where it was made."""
    appeal = rules.lodged(unit.new_id(), ruling, complaint_rules(), lists=stamp(*rules.LISTS), on=unit.today)
    kept = await store.appeals.add(unit, appeal)
    _watch(unit, kept)
    announcements.lodged(unit, kept)
    return kept


async def accept_appeal(
    unit: Unit, appeal_id: str, command: AcceptanceCommand, *, by: Principal, expected: int
) -> Appeal:
    """Accepts an appeal, to be settled by the law's last day. Raises as `appeal_to_settle`, StepRefused, CameLate."""
    appeal = await appeal_to_settle(unit, appeal_id, by, expected)
    after = rules.accepted(appeal, command, complaint_rules(), by=by, on=unit.today, at=unit.now)
    kept = await _keep(unit, after)
    announcements.accepted(unit, kept)
    return kept


async def refuse_appeal(unit: Unit, appeal_id: str, command: Reason, *, by: Principal, expected: int) -> Appeal:
    """Does not accept an appeal: the ruling stands. Raises as `appeal_to_settle`, StepRefused, ReasonMissing."""
    appeal = await appeal_to_settle(unit, appeal_id, by, expected)
    kept = await _keep(unit, rules.refused(appeal, command, by=by, on=unit.today, at=unit.now))
    announcements.refused(unit, kept)
    await rulings.uphold(unit, kept.ruling_id, AnswerCommand(answer=command.reason), by=by)
    return kept


async def settle_appeal(
    unit: Unit, appeal_id: str, command: SettlementCommand, *, by: Principal, expected: int
) -> Appeal:
    """
    Settles an appeal: the ruling stands, is withdrawn with its line of a decision, or its number is put right.

    Raises as `appeal_to_settle` and `rules.settled`; and what correcting or withdrawing the ruling raises.
    """
    appeal = await appeal_to_settle(unit, appeal_id, by, expected)
    ruling = await ruling_store.rulings.get(unit, appeal.ruling_id)
    kept = await _keep(unit, rules.settled(appeal, command, ruling, by=by, on=unit.today, at=unit.now))
    announcements.settled(unit, kept)
    if command.result == Result.ANNULLED:
        assert command.paper_number is not None, "asked for by the rule"
        assert command.paper_on is not None, "asked for by the rule"
        paper = rulings.WithdrawnBy(number=command.paper_number, signed_on=command.paper_on)
        await rulings.withdraw_ruling(
            unit, ruling.id, decision=ruling.decision, reason=command.reason, by=by, paper=paper
        )
        return kept
    stands = await rulings.uphold(unit, ruling.id, AnswerCommand(answer=command.reason), by=by)
    if command.result == Result.CORRECTED:
        right = CorrectionCommand(decision_number=command.right_number or "", what=command.reason)
        await rulings.correct(unit, stands, right, by=by)
    return kept


async def take_back_appeal(unit: Unit, appeal_id: str, command: Reason, *, by: Principal, expected: int) -> Appeal:
    """Takes an appeal back: its producer's own person. Raises NotFound, Stale, Forbidden, StepRefused, ReasonMissing."""
    appeal = await store.seen_by(unit, appeal_id, by, expected)
    if not acts_for(by, appeal.producer.id):
        raise Forbidden()
    kept = await _keep(unit, rules.taken_back(appeal, command, by=by, on=unit.today, at=unit.now))
    announcements.settled(unit, kept)
    await rulings.uphold(unit, kept.ruling_id, AnswerCommand(answer=command.reason), by=by)
    return kept


async def end_with_ruling(unit: Unit, ruling: Ruling, result: Result, why: str, *, by: Principal | Actor) -> None:
    """Settles the open appeal of a ruling that was upheld or withdrawn elsewhere; where it was settled here, nothing."""
    appeal = await store.open_of(unit, ruling.id)
    if appeal is None:
        return
    said = SettlementCommand(result=result.value, reason=why)
    kept = await _keep(unit, rules.ended(appeal, said, by=by, on=unit.today, at=unit.now))
    announcements.settled(unit, kept)


async def pass_the_day(unit: Unit, due: Due) -> None:
    """Announces that the day of an appeal's step has passed."""
    appeal = await store.appeals.find(unit, due.subject)
    after = rules.passed(appeal, on=unit.today, at=unit.now) if appeal else None
    if after is not None:
        announcements.overdue(unit, await store.appeals.keep(unit, after), after.passed[-1])


async def follow_dossier(unit: Unit, dossier_id: str, now: Moved) -> None:
    """Has a dossier's appeals name the records it is of now, so that their producer's people see them."""
    cases = [one.case_id for one in await ruling_store.of_dossier(unit, dossier_id)]
    for appeal in await store.of_dossier(unit, dossier_id, cases):
        followed = appeal.model_copy(update={"product": now.product, "producer": now.producer})
        await store.appeals.keep(unit, followed)


async def appeal_to_settle(unit: Unit, appeal_id: str, by: Principal, expected: int | None = None) -> Appeal:
    """
    Loads an appeal for who rules at its office. Raises NotFound, Stale, Forbidden, InConflict to the producer's side.
    """
    appeal = await store.seen_by(unit, appeal_id, by)
    await case_to_act_on(unit, appeal.case_id, by, also=MAY.rule)
    return await store.appeals.get(unit, appeal_id, expected)


async def _keep(unit: Unit, appeal: Appeal) -> Appeal:
    kept = await store.appeals.keep(unit, appeal)
    _watch(unit, kept)
    return kept


def _watch(unit: Unit, appeal: Appeal) -> None:
    """The office is late from the first moment of the day after its last."""
    if appeal.due_on is None:
        unit.settle(OVERDUE, appeal.id)
    else:
        unit.defer(Due(what=OVERDUE, subject=appeal.id, due_at=end_of(appeal.due_on), place=appeal.place))
