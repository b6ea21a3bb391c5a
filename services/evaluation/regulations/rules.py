"""
What an office confirms as its own regulation, and which one holds. Pure.

Article 7.3 of Decision 26/2026/QĐ-TTg leaves councils to each office's regulation: what no act says is the office's to say.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from kit.clock import local_date
from kit.identity import Principal
from kit.refusal import Refusal, Several
from law.rulebooks import CouncilRegulation, CouncilSettings, Rulebook
from law.rulebooks.council import CouncilOverlay
from law.rulebooks.reading import regulation_of
from law.rulebooks.values import Period
from law.rulebooks.words import setting_name
from law.terms import STEPS, council_terms
from services.evaluation.cases.case import Case
from services.evaluation.cases.rules import ENDED
from services.evaluation.regulations import refusals
from services.evaluation.regulations.commands import RegulationCommand
from services.evaluation.regulations.regulation import OfficeRegulation, regulation_id


def confirmed(
    known: OfficeRegulation | None,
    command: RegulationCommand,
    *,
    office: str,
    rulebook: Rulebook,
    in_force: CouncilRegulation | None,
    by: Principal,
    on: date,
    at: datetime,
) -> OfficeRegulation:
    """
    The office's regulation as it confirms it: `in_force` over the rulebook's defaults, with what the command says otherwise.
    Raises SettingUnknown, SettingUnreadable, BeginsLater, all of them at once.
    """
    first = command.first or on
    wrong: list[Refusal] = []
    if first > on:
        wrong.append(refusals.BeginsLater(pointer="/first", given=f"{first:%d/%m/%Y}", today=f"{on:%d/%m/%Y}"))
    now = in_force.over(rulebook.council) if in_force else rulebook.council
    council = _settings(now, command, wrong)
    wrong += [
        refusals.SettingUnknown(pointer=f"/terms/{step}", name=step, known=", ".join(STEPS))
        for step in command.terms
        if step not in STEPS
    ]
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    own = regulation_of(
        {
            "id": f"{office.replace('/', '-')}-{rulebook.id}",
            "office": office,
            "decision": {"vi": command.decision, "en": command.decision},
            "in_force": Period(first=first).model_dump(mode="json", exclude_none=True),
            "rulebooks": [rulebook.id],
            "council": council,
        }
    )
    before = known or OfficeRegulation(
        id=regulation_id(office, rulebook.id),
        office=office,
        rulebook_id=rulebook.id,
        regulation=own,
        confirmed_at=at,
        by_id=by.id,
        by_name=by.name,
    )
    earlier = before.earlier if before.regulation.hash == own.hash else (*before.earlier, before.regulation)
    terms = {step: command.terms.get(step, days) for step, days in days_of(known).items()}
    changed = {"regulation": own, "terms": terms, "confirmed_at": at, "by_id": by.id, "by_name": by.name}
    return before.model_copy(update=changed | {"earlier": earlier})


def governing(installed: CouncilRegulation | None, own: OfficeRegulation | None, on: date) -> CouncilRegulation | None:
    """
    Which regulation of an office holds on a day: what the office confirmed, whatever day it is in force from, until a file of
    the installation follows; one that was in force on the day it confirmed was before its eyes.
    """
    if own is None or not own.regulation.in_force.holds(on):
        return installed
    confirmed = own.regulation
    if installed is None:
        return confirmed
    return installed if _since(installed) > local_date(own.confirmed_at) else confirmed


def days_of(own: OfficeRegulation | None) -> dict[str, int]:
    """How many days each step has: as the office says, else as the list does."""
    said = own.terms if own else {}
    return {term.id: said.get(term.id, term.days) for term in council_terms().steps}


def awaits_confirmation(case: Case) -> bool:
    """Whether an office is asked for its regulation because of a case: from its council's forming until it has ruled."""
    return bool(case.seated) and case.state not in ENDED


def _since(own: CouncilRegulation) -> date:
    return own.correction.on if own.correction else own.in_force.first


def _settings(now: CouncilSettings, command: RegulationCommand, wrong: list[Refusal]) -> dict[str, Any]:
    settings: dict[str, Any] = now.model_dump(mode="json")
    for name, given in command.council.items():
        if name not in settings:
            known = ", ".join(settings)
            wrong.append(refusals.SettingUnknown(pointer=f"/council/{name}", name=name, known=known))
            continue
        try:
            read = CouncilOverlay.model_validate({name: given.replace(",", ".")})
        except ValidationError:
            said = setting_name(name).pair
            wrong.append(refusals.SettingUnreadable(pointer=f"/council/{name}", name=said, given=given))
            continue
        settings |= read.model_dump(mode="json", exclude_none=True)
    return settings
