"""What must hold of an appeal, and what it becomes. Pure: time, people and the law's terms are arguments."""

from __future__ import annotations

from datetime import date, datetime

from kit.command import Reason
from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.mapped import mapped
from law.complaints import ComplaintRules
from services.evaluation.appeals import refusals
from services.evaluation.appeals.appeal import Acceptance, Appeal, Passed, Refusal, Result, Settlement, Step
from services.evaluation.appeals.commands import AcceptanceCommand, SettlementCommand
from services.evaluation.appeals.lifecycle import Verb
from services.evaluation.rulings.ruling import Ruling

BY_THE_OFFICE = (Result.UPHELD, Result.ANNULLED, Result.CORRECTED)
"""How an office settles an appeal; that it was taken back is its producer's to say."""
BY_A_PAPER = (Result.ANNULLED, Result.CORRECTED)
LISTS = ("complaints",)


def lodged(
    id: str,
    ruling: Ruling,
    law: ComplaintRules,
    *,
    lists: dict[str, str],
    on: date,
) -> Appeal:
    """The appeal that a ruling's last is; one that came late is lodged all the same, its office says what follows."""
    said, dossier = ruling.appeals[-1], ruling.dossier
    return Appeal(
        id=id,
        grounds=said.grounds,
        ruling_id=ruling.id,
        case_id=ruling.case_id,
        dossier_id=dossier.dossier_id,
        office=ruling.office,
        place=ruling.place,
        product=dossier.product,
        producer=dossier.producer,
        decision_number=ruling.decision_number,
        decided_on=ruling.decided_on,
        lodged_on=on,
        lodge_by=law.term("lodge").last_day(ruling.decided_on),
        lists=lists,
        due_on=law.term("accept").last_day(on),
    )


def accepted(
    appeal: Appeal, command: AcceptanceCommand, law: ComplaintRules, *, by: Principal, on: date, at: datetime
) -> Appeal:
    """The appeal accepted, to be settled by the law's last day. Raises StepRefused, CameLate."""
    acceptance = Acceptance(**dict(command), accepted_on=on)
    due = law.term("settle-complex" if command.complex else "settle").last_day(on)
    after = appeal.stepped(Verb.ACCEPT, at=at, by=by, note=command.late_because, acceptance=acceptance, due_on=due)
    if appeal.late and not (command.late_because or "").strip():
        raise refusals.CameLate(
            pointer="/late_because", lodged=f"{appeal.lodged_on:%d/%m/%Y}", last=f"{appeal.lodge_by:%d/%m/%Y}"
        )
    return after


def refused(appeal: Appeal, command: Reason, *, by: Principal, on: date, at: datetime) -> Appeal:
    """The appeal not accepted. Raises StepRefused, ReasonMissing."""
    refusal = Refusal(reason=command.reason, refused_on=on)
    after = appeal.stepped(Verb.REFUSE, at=at, by=by, note=command.reason, refusal=refusal, due_on=None)
    _require_reason(command.reason)
    return after


def settled(
    appeal: Appeal, command: SettlementCommand, ruling: Ruling, *, by: Principal, on: date, at: datetime
) -> Appeal:
    """
    The appeal settled by its office. Raises StepRefused, NoSuchResult, ReasonMissing, PaperMissing, PaperInTheFuture,
    NotDecided, RightNumberMissing.
    """
    after = ended(appeal, command, by=by, on=on, at=at)
    _check_settlement(command, ruling, on)
    return after


def ended(
    appeal: Appeal,
    command: SettlementCommand,
    *,
    by: Principal | Actor,
    on: date,
    at: datetime,
    verb: Verb = Verb.SETTLE,
) -> Appeal:
    """The appeal at its end, by what was said elsewhere: its ruling upheld or withdrawn, or it was taken back."""
    settlement = Settlement(**dict(command), settled_on=on)
    return appeal.stepped(verb, at=at, by=by, note=command.reason, settlement=settlement, due_on=None)


def taken_back(appeal: Appeal, command: Reason, *, by: Principal, on: date, at: datetime) -> Appeal:
    """The appeal its producer takes back. Raises StepRefused, ReasonMissing."""
    said = mapped(SettlementCommand, command, result=Result.WITHDRAWN.value)
    after = ended(appeal, said, by=by, on=on, at=at, verb=Verb.TAKE_BACK)
    _require_reason(command.reason)
    return after


def passed(appeal: Appeal, *, on: date, at: datetime) -> Appeal | None:
    """The appeal once the day of its step has passed; None where none has, or it was noted."""
    step = appeal.owed
    if step is None or appeal.due_on is None or on <= appeal.due_on or noted(appeal, step):
        return None
    late = Passed(step=step, was_due_on=appeal.due_on)
    return appeal.stepped(Verb.MISS, at=at, by=SYSTEM, note=step.value, passed=(*appeal.passed, late))


def noted(appeal: Appeal, step: Step) -> bool:
    """Whether it was noted that the day of a step passed."""
    return any(one.step is step for one in appeal.passed)


def _check_settlement(command: SettlementCommand, ruling: Ruling, on: date) -> None:
    if command.result not in BY_THE_OFFICE:
        raise refusals.NoSuchResult(pointer="/result", given=command.result, known=", ".join(BY_THE_OFFICE))
    _require_reason(command.reason)
    if command.result in BY_A_PAPER and not (command.paper_number and command.paper_on):
        raise refusals.PaperMissing(pointer="/paper_number" if not command.paper_number else "/paper_on")
    if command.paper_on and command.paper_on > on:
        raise refusals.PaperInTheFuture(pointer="/paper_on", on=f"{command.paper_on:%d/%m/%Y}")
    if command.result == Result.CORRECTED:
        if ruling.decision_number is None:
            raise refusals.NotDecided(pointer="/result")
        if not command.right_number:
            raise refusals.RightNumberMissing(pointer="/right_number")


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise refusals.ReasonMissing(pointer="/reason")
