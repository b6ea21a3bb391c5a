"""What evaluation asks of the law: which office has a case, how long it has, and how its council counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.identity import EVERYWHERE
from kit.refusal import Several
from law.calendar import add_working_days, working_days_between
from law.rulebooks import CouncilRegulation, CouncilSettings, Rulebook, Tier, UnknownRulebook, shelf
from law.rulebooks.regulations import regulations
from law.scoring import Filled, faults
from services.evaluation.cases import refusals
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier

Label = tuple[str, str]

UNFINISHED = frozenset({"sheet.criterion-unanswered", "sheet.part-unanswered"})
"""Slugs of what is merely not filled in yet: a draft may have them."""


@dataclass(frozen=True)
class Desk:
    """An office as a tier of a rulebook: whose turn it is with a dossier."""

    tier: str
    office: str
    screens: bool
    working_days: int | None


def rulebook_of(dossier: Dossier) -> Rulebook:
    """The rulebook a dossier was submitted under, exactly that one; raises RulebookUnknown or RulebookDiffers."""
    try:
        rulebook = shelf().get(dossier.rulebook_id)
    except UnknownRulebook as unknown:
        raise refusals.RulebookUnknown(rulebook=dossier.rulebook_id, number=dossier.number) from unknown
    if rulebook.hash != dossier.rulebook_hash:
        raise refusals.RulebookDiffers(rulebook=rulebook.id, number=dossier.number, hash=dossier.rulebook_hash[:12])
    return rulebook


def first_office(rulebook: Rulebook, place: str) -> Desk:
    """Where a dossier of a place goes first."""
    return _desk(rulebook.tiers[0], place)


def desk(rulebook: Rulebook, level: str, place: str) -> Desk:
    """The office of a tier for a place."""
    return _desk(rulebook.tier(level), place)


def office_above(rulebook: Rulebook, case: Case) -> Desk:
    """Where a case goes when it is forwarded; raises NoHigherOffice at the top."""
    above = rulebook.next_tier(case.tier)
    if above is None:
        raise refusals.NoHigherOffice(tier=rulebook.tier(case.tier).label.pair)
    return _desk(above, case.place)


def findings(rulebook: Rulebook) -> dict[str, Label]:
    """What the screening office must answer, with its label in both languages."""
    return {finding.id: finding.label.pair for finding in rulebook.screening}


def regulation_of(rulebook: Rulebook, office: str, on: date) -> CouncilRegulation | None:
    """The office's own council regulation in force on a day; None: the rulebook's defaults hold."""
    return regulations().of(office, rulebook.id, on)


def council_settings(rulebook: Rulebook, own: CouncilRegulation | None) -> CouncilSettings:
    """How a council counts: the office's own regulation over the rulebook's defaults."""
    return own.over(rulebook.council) if own else rulebook.council


def check_draft(rulebook: Rulebook, set_no: int, filled: Filled) -> None:
    """This will raise what is wrong with a draft, all of it at once; what is not filled in yet is not wrong."""
    wrong = [fault for fault in faults(rulebook.sheet(set_no), filled) if fault.slug not in UNFINISHED]
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise Several(wrong)


def after_working_days(start: date, days: int) -> date:
    """The last day of a period of working days that begins the day after `start`."""
    return add_working_days(start, days)


def working_days_left(today: date, due_on: date) -> int:
    """How many working days of a period are left after today; none when it is over."""
    return max(0, working_days_between(today, due_on))


def _desk(tier: Tier, place: str) -> Desk:
    working = [deadline.days for deadline in tier.deadlines if deadline.counted == "working"]
    return Desk(
        tier=tier.level,
        office=_office(tier.level, place),
        screens=tier.acts == "screens",
        working_days=working[0] if working else None,
    )


def _office(level: str, place: str) -> str:
    """The office of a level above a place: paths run province › (district ›) commune."""
    codes = place.split("/")
    if level == "centre":
        return EVERYWHERE
    if level == "province":
        return codes[0]
    return "/".join(codes[:2]) if level == "district" else place
