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
from services.recusals import store as recusals

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
) -> tuple[Case, legal.TierOffice]:
    """
    The case and its heir, for an officer of that heir: the one the lists or the act name, whichever unit it was, or where
    they are silent the one that stands above the office that ended. Raises as above.
    """
    case, named = await _seen_by_heir(unit, case_id, by)
    to = named or legal.heir(legal.rulebook_of(case.dossier), case, unit.today)
    if not any(by.holds(role, to.office) for role in OFFICERS):
        raise Forbidden()
    if named is None:
        by.must_cover(case.office, *OFFICERS)
    access.require_no_conflict(case, by)
    if by.id in case.recused:
        raise Forbidden()
    if expected is not None and case.version != expected:
        raise Stale()
    if legal.is_there(case.office, unit.today):
        raise refusals.OfficeStillThere(office=case.office)
    return case, to


async def _seen_by_heir(unit: Unit, case_id: str, by: Principal) -> tuple[Case, legal.TierOffice | None]:
    """
    The case, and its heir where one is named. An officer of the named heir sees it although their office never stood above
    the one that ended; raises NotFound to whoever sees it no other way, as if there were none.
    """
    found = await store.cases.find(unit, case_id)
    if found is not None and not legal.is_there(found.office, unit.today):
        named = legal.named_heir(legal.rulebook_of(found.dossier), found, unit.today)
        aside = await recusals.closed_to(unit, by)
        heir = named is not None and any(by.holds(role, named.office) for role in OFFICERS)
        if heir and not access.owns(found, by) and found.dossier.dossier_id not in aside:
            return found, named
        return await store.seen_by(unit, case_id, by), named
    return await store.seen_by(unit, case_id, by), None


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


async def _pass_on(unit: Unit, case: Case, to: legal.TierOffice, *, by: Principal | Actor, note: str) -> Case:
    """The council's work here ends; what it scored is published to nobody, and the heir begins anew."""
    passed = rules.passed_on(case, to_office=to.office, by=by, at=unit.now, note=note)
    await dissolve_councils_of(unit, case.dossier.dossier_id)
    await break_off_scorings_of(unit, case.dossier.dossier_id)
    return await keep_forwarded(unit, passed, to, reason=REASON, layers=(*case.layers, *case.advised))
