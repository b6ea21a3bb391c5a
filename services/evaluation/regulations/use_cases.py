"""What is done with offices' regulations: confirm one, ask which holds, and begin a council's term."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kit.clock import LOCAL
from kit.facts import Fact
from kit.identity import Principal
from kit.refusal import Stale
from kit.work import Due, Unit
from law.calendar import due_on, is_working_day
from law.rulebooks import CouncilRegulation
from law.rulebooks.assumptions import Assumption, unsettled
from law.terms import council_terms
from programme.roles import MAY
from services.editions import use_cases as editions
from services.editions.edition import edition_of
from services.evaluation.cases import legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case, StepDue
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.regulations import announcements, refusals, rules, store
from services.evaluation.regulations.commands import RegulationCommand
from services.evaluation.regulations.regulation import OfficeRegulation, version_of

STEP_DUE = "council-step"
"""The deadline of the step a council is at; by the case."""


async def confirm_regulation(
    unit: Unit, case_id: str, command: RegulationCommand, *, by: Principal, expected: int
) -> OfficeRegulation:
    """
    Has the office of a case confirm, or replace, what steers its councils as its own regulation: for all its councils under
    the case's rulebook. By whoever rules there. `expected`: the version of the office's regulation, 0 where it confirmed none;
    raises Stale when another has confirmed since.
    """
    case = await case_to_act_on(unit, case_id, by, also=MAY.rule)
    rulebook = legal.rulebook_of(case.dossier)
    known, in_force = await known_of(unit, case)
    if version_of(known) != expected:
        raise Stale()
    own = rules.confirmed(
        known,
        command,
        office=case.office,
        rulebook=rulebook,
        in_force=in_force,
        by=by,
        on=unit.today,
        at=unit.now,
    )
    assert own.regulation.hash
    text = edition_of("regulation", own.regulation.id, own.regulation.hash, own.regulation.text, unit.now)
    await editions.keep_published(unit, text.model_copy(update={"published": True}))
    kept = await (store.regulations.keep(unit, own) if known else store.regulations.add(unit, own))
    announcements.confirmed(unit, kept)
    return kept


async def known_of(unit: Unit, case: Case) -> tuple[OfficeRegulation | None, CouncilRegulation | None]:
    """What the office of a case confirmed for its rulebook, and the regulation that governs councils formed now."""
    rulebook = legal.rulebook_of(case.dossier)
    own = await store.of_office(unit, case.office, rulebook.id)
    return own, rules.governing(legal.regulation_of(rulebook, case.office, unit.today), own, unit.today)


async def unconfirmed(unit: Unit, case: Case) -> list[Assumption]:
    """What steers the councils of a case's office and is said by no act, nor by the office's own regulation."""
    _own, in_force = await known_of(unit, case)
    return unsettled(legal.rulebook_of(case.dossier), in_force)


async def require_confirmed(unit: Unit, case: Case) -> None:
    """Raises RegulationUnconfirmed until the office has said by its own regulation what steers its councils."""
    if left := await unconfirmed(unit, case):
        what = ("; ".join(one.what.vi for one in left), "; ".join(one.what.en for one in left))
        raise refusals.RegulationUnconfirmed(count=len(left), what=what, case=case.id)


class StepBegun(Fact):
    """A council's step begins: its clock runs from today. The case is not kept yet."""

    case: Case


async def begun(unit: Unit, case: Case, step: str) -> Case:
    """The case with a term for the step its council begins, and the deadline by which somebody is reminded."""
    own = await store.of_office(unit, case.office, case.dossier.rulebook_id)
    terms = council_terms()
    days = rules.days_of(own)[step]
    last = due_on(unit.today, days, terms.counted)
    assert last is not None
    remind = max(unit.now + timedelta(seconds=1), _start_of(_days_before(last, terms.remind_before)))
    unit.defer(Due(what=STEP_DUE, subject=case.id, due_at=remind, place=case.place))
    clock = {"since": unit.today, "days": days, "counted": terms.counted}
    begins = case.model_copy(update={"step_due": StepDue(step=step, due_on=last, assumed=own is None, **clock)})
    await unit.happens(StepBegun(case=begins))
    return begins


def _days_before(last: date, days: int) -> date:
    """So many working days before a day."""
    found = last
    while days:
        found -= timedelta(days=1)
        days -= is_working_day(found)
    return found


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL)


async def begin_ruling(unit: Unit, case: Case) -> Case:
    """Keeps a case that came back to be ruled here with the term for that."""
    return await case_store.cases.keep(unit, await begun(unit, case, "rule"))
