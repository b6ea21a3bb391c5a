"""What is done with risks: the list for a year's plan, and a producer put on that plan with one click."""

from __future__ import annotations

from dataclasses import dataclass

from kit.identity import Principal
from kit.refusal import NotFound
from kit.work import Unit
from law.inspections import RISKS, inspection_rules
from programme.roles import OFFICERS
from services.registry.inspections import plan_store
from services.registry.inspections import use_cases as inspections
from services.registry.inspections.commands import LineCommand
from services.registry.inspections.inspection_plan import InspectionPlan
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.risks import rules, store
from services.registry.risks.commands import ToPlanCommand
from services.registry.risks.risk import Risk

MOST = 100
"""So many producers of the list are shown; who is below them is looked at once these are."""


@dataclass(frozen=True)
class RiskList:
    """The list for a year: `looked_at` producers had a sign, the first of them are in `risks`. `plan`: the year's, if begun."""

    year: int
    looked_at: int
    risks: list[Risk]
    producers: dict[str, Producer]
    plan: InspectionPlan | None


async def risk_list(unit: Unit, year: int, *, by: Principal) -> RiskList:
    """Whom the plan of an officer's office for a year should look at first. Raises Forbidden."""
    inspections.require_officer(by)
    found = await _ranked(unit, by)
    shown = found[:MOST]
    plan = await _plan(unit, year, by)
    known = await producers.producers.among(unit, [one.producer_id for one in shown])
    return RiskList(year, len(found), [one for one in shown if one.producer_id in known], known, plan)


async def put_on_plan(unit: Unit, producer_id: str, command: ToPlanCommand, *, by: Principal) -> InspectionPlan:
    """
    Puts a producer on the plan of the person's office for a year, with the reasons as they stand now; the plan is begun where
    there is none. Raises Forbidden, NotFound where nothing speaks for it, OfficeMissing, YearOver, and what `add_line` raises.
    """
    inspections.require_officer(by)
    found = await _ranked(unit, by, producer_id)
    if not found:
        raise NotFound()
    law = inspection_rules()
    plan = await inspections.plan_for(unit, command, by=by)
    line = LineCommand(producer_id=producer_id, scopes=rules.scopes_of(found[0], law), why=rules.reasons(found[0], law))
    return await inspections.add_line(unit, plan.id, line, by=by, expected=plan.version)


async def _ranked(unit: Unit, by: Principal, only: str | None = None) -> list[Risk]:
    law, whom = inspection_rules(), await store.looked_at(unit, by, only)
    signs = await store.signs(unit, whom, {one: rules.since_of(one, law, unit.today) for one in RISKS})
    last = await store.last_inspected(unit, whom)
    signs += rules.never_and_long_ago(await store.holders(unit, whom), last, law, unit.today)
    return rules.ranked(signs, law)


async def _plan(unit: Unit, year: int, by: Principal) -> InspectionPlan | None:
    mine = list(dict.fromkeys(by.offices(*OFFICERS)))
    return await plan_store.of_year(unit, mine[0], year) if len(mine) == 1 else None
