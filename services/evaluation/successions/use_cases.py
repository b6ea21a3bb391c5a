"""A case of an office that ended passes to its heir: by the act, or where it is silent by a named person with a reason."""

from __future__ import annotations

from kit.command import Reason
from kit.history import Actor
from kit.identity import Principal
from kit.refusal import Forbidden, Stale
from kit.work import Due, Unit
from programme.roles import OFFICERS
from services.evaluation.cases import access, legal, refusals, rules, store
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import Verb
from services.evaluation.cases.use_cases import keep_forwarded
from services.evaluation.councils.use_cases import dissolve_councils_of
from services.evaluation.scoring.use_cases import break_off_scorings_of

REASON = "office-ended"
"""What `case.forwarded` says of a case that passed on because its office ended."""


async def take_over_case(unit: Unit, case_id: str, command: Reason, *, by: Principal, expected: int) -> Case:
    """
    Passes a case of an office that ended to its heir, for an officer of that heir.

    Raises NotFound, Forbidden, Stale, OfficeStillThere, ReasonMissing, StepRefused, and what keeps an heir from being named.
    """
    case, to = await case_to_take_over(unit, case_id, by, expected)
    if not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    return await _pass_on(unit, case, to, by=by, note=command.reason)


async def case_to_take_over(
    unit: Unit, case_id: str, by: Principal, expected: int | None = None
) -> tuple[Case, legal.Desk]:
    """The case and its heir, for an officer of the heir who stands above the office that ended. Raises as above."""
    case = await store.seen_by(unit, case_id, by)
    to = legal.heir(legal.rulebook_of(case.dossier), case, unit.today)
    if not (any(by.holds(role, to.office) for role in OFFICERS) and by.covers(case.office, *OFFICERS)):
        raise Forbidden()
    access.require_no_conflict(case, by)
    if not access.sees_all(case, by):
        raise Forbidden()
    if expected is not None and case.version != expected:
        raise Stale()
    if legal.is_there(case.office, unit.today):
        raise refusals.OfficeStillThere(office=case.office)
    return case, to


async def when_the_office_has_ended(unit: Unit, due: Due) -> None:
    """Passes the case on where the act names the heir; where it is silent, notes that a person is awaited."""
    case = await store.cases.find(unit, due.subject)
    if case is None or legal.is_there(case.office, unit.today) or Verb.PASS_ON not in case.may:
        return
    to = legal.named_heir(legal.rulebook_of(case.dossier), case, unit.today)
    if to is not None:
        await _pass_on(unit, case, to, by=Actor(id=None, name=case.office), note=REASON)
        return
    await store.cases.keep(unit, rules.awaiting_heir(case, at=unit.now))


async def _pass_on(unit: Unit, case: Case, to: legal.Desk, *, by: Principal | Actor, note: str) -> Case:
    """The council's work here ends; what it scored is published to nobody, and the heir begins anew."""
    passed = rules.passed_on(case, to_office=to.office, by=by, at=unit.now, note=note)
    await dissolve_councils_of(unit, case.dossier.dossier_id)
    await break_off_scorings_of(unit, case.dossier.dossier_id)
    return await keep_forwarded(unit, passed, to, reason=REASON, layers=case.layers)
