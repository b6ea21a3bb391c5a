"""What is done with outside decisions: entered by one person, confirmed or rejected by another; each one transaction."""

from __future__ import annotations

from dataclasses import replace

from kit.command import Reason
from kit.facts import Fact
from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Unit
from programme import names
from programme.roles import MAY
from services.evaluation.cases import access, legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases import use_cases as case_use_cases
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.outside_decisions import announcements, refusals, rules, store
from services.evaluation.outside_decisions.commands import ConfirmCommand, EnterCommand
from services.evaluation.outside_decisions.outside_decision import Outcome, OutsideDecision, StoredFile
from services.evaluation.rulings import store as ruling_store
from services.evaluation.rulings import use_cases as rulings
from services.evaluation.rulings.ruling import Outcome as RulingOutcome
from services.evaluation.rulings.ruling import Ruling


class OutsideDecisionConfirmed(Fact):
    """Two persons stand for what a higher office's paper says."""

    outside_decision: OutsideDecision


async def enter_decision(
    unit: Unit, case_id: str, command: EnterCommand, paper: StoredFile, *, by: Principal, expected: int
) -> OutsideDecision:
    """
    Enters what the signed paper of a higher office says; nothing follows until another person has compared it. `expected`:
    the version of the case. Raises as `case_to_enter_for` and the rule.
    """
    case, above, sent = await case_to_enter_for(unit, case_id, by, expected)
    one = rules.entered(
        unit.new_id(),
        case,
        command,
        paper,
        above=above,
        sent_on=sent.decided_on,
        rulebook=legal.rulebook_of(case.dossier),
        by=by,
        on=unit.today,
    )
    kept = await store.outside_decisions.add(unit, one)
    announcements.entered(unit, kept, case)
    return kept


async def confirm_decision(
    unit: Unit, outside_decision_id: str, command: ConfirmCommand, *, by: Principal, expected: int
) -> OutsideDecision:
    """
    Has another person stand for an entry. What was decided follows in the same step: the ruling of the office that decided, or
    the case back here, to be ruled within its own power or examined again as the regulation says.
    """
    case, one = await _to_settle(unit, outside_decision_id, by, expected)
    _above, sent = await _awaited(unit, case)
    if (await case_store.touch_standing(unit, case.dossier.dossier_id)).withdrawn is not None:
        raise refusals.DossierWithdrawn()
    after = rules.confirmed(one, command, by=by, on=unit.today, at=unit.now)
    layers = (*case.layers, *case.advised, sent.layer())
    if after.outcome is Outcome.RETURNED:
        finding = rules.layer_of(after, case.dossier.rulebook_id)
        await case_use_cases.take_back_case(unit, case, layers=(*layers, finding), elsewhere=rules.paper_of(after))
    else:
        ruling = await rulings.take_up_ruling(unit, case, rules.said_of(after), layers=layers, by=by)
        after = after.model_copy(update={"ruling_id": ruling.id})
    kept = await store.outside_decisions.keep(unit, after)
    await unit.happens(OutsideDecisionConfirmed(outside_decision=kept))
    announcements.confirmed(unit, kept, case)
    return kept


async def reject_decision(
    unit: Unit, outside_decision_id: str, command: Reason, *, by: Principal, expected: int
) -> OutsideDecision:
    """Rejects an entry that is not what the paper says: nothing follows, and it may be entered anew."""
    case, one = await _to_settle(unit, outside_decision_id, by, expected)
    kept = await store.outside_decisions.keep(unit, rules.rejected(one, command, by=by, on=unit.today, at=unit.now))
    announcements.rejected(unit, kept, case)
    return kept


async def case_to_enter_for(
    unit: Unit, case_id: str, by: Principal, expected: int | None = None
) -> tuple[Case, legal.TierOffice, Ruling]:
    """
    A case for which a person may enter a higher office's paper, the office, and the ruling that sent the case there. Raises
    as `case_to_act_on`, NotAwaited, DecidedHere, EnteredAlready.
    """
    case = await case_use_cases.case_to_act_on(unit, case_id, by, expected, also=MAY.rule)
    above, sent = await _awaited(unit, case)
    if await store.waiting_on(unit, case.id):
        raise refusals.EnteredAlready()
    return case, above, sent


async def awaits_paper(unit: Unit, case: Case) -> bool:
    """Whether a higher office that works without this platform has the case."""
    return (
        case.state is CaseState.FORWARDED
        and not case.screens
        and case.to_office is not None
        and not unit.serves(case.to_office)
    )


def may_settle(case: Case, by: Principal) -> bool:
    """Whether a person may confirm or reject entries on a case, but for who entered one, as `_to_settle` asks."""
    may = access.acts_for(case, by, *MAY.rule) and access.sees_all(case, by)
    return may and not access.conflict_of(case, by)


async def _awaited(unit: Unit, case: Case) -> tuple[legal.TierOffice, Ruling]:
    if case.state is not CaseState.FORWARDED or case.screens or case.to_office is None:
        raise refusals.NotAwaited()
    if unit.serves(case.to_office):
        raise refusals.DecidedHere(office=names.both(names.office, case.to_office, unit.today))
    sent = [one for one in await ruling_store.of_case(unit, case.id) if one.outcome is RulingOutcome.FORWARDED]
    if not sent:
        raise refusals.NotAwaited()
    above = legal.office_above(legal.rulebook_of(case.dossier), case, sent[-1].decided_on)
    return replace(above, office=case.to_office), sent[-1]


async def _to_settle(
    unit: Unit, outside_decision_id: str, by: Principal, expected: int
) -> tuple[Case, OutsideDecision]:
    case, one = await store.seen_by(unit, outside_decision_id, by, expected)
    if not access.acts_for(case, by, *MAY.rule):
        raise Forbidden()
    return await case_use_cases.case_to_act_on(unit, case.id, by, also=MAY.rule), one
