"""What is asked across all slices for somebody's work."""

from __future__ import annotations

from kit.identity import EVERYWHERE, Principal
from kit.storage import all_of
from kit.work import Unit
from programme.roles import MAY, OFFICERS
from services.evaluation.cases import store as cases
from services.evaluation.cases.case import STEPS_IN, Case
from services.evaluation.regulations import use_cases as regulations
from services.evaluation.regulations import views as regulation_views

MOST_OFFICES, MOST_LOOKED_AT = 10, 50
"""Of how many of somebody's offices, and in how many of their cases, it is looked whether a regulation is to be confirmed."""


async def regulations_to_confirm(unit: Unit, by: Principal) -> list[Case]:
    """
    A case for each office and rulebook whose council regulation the caller may confirm and nobody has; of the caller's own
    offices, from the forming of the first council on; never one that is closed to them.
    """
    offices = [office for office in by.offices(*OFFICERS, *MAY.rule) if office != EVERYWHERE][:MOST_OFFICES]
    states = sorted(state.value for state in frozenset().union(*STEPS_IN.values()))
    theirs = {"office": {"$in": offices}, "state": {"$in": states}}
    visible = await cases.visible_to(unit, by)
    found = await cases.cases.select(unit, all_of(visible, theirs), limit=MOST_LOOKED_AT)
    asked: dict[tuple[str, str], Case] = {}
    for case in found:
        key = (case.office, case.dossier.rulebook_id)
        if key not in asked and regulation_views.asks(case, by, await regulations.unconfirmed(unit, case)):
            asked[key] = case
    return list(asked.values())
