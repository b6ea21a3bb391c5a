"""What evaluation asks of the law: which office has a case, how long it has, and how its council counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.refusal import Refusal, Several
from law.calendar import Counted, RoundDates, next_round
from law.places import office_of
from law.rulebooks import (
    DOSSIER_KINDS,
    CouncilRegulation,
    CouncilSettings,
    Rulebook,
    Tier,
    UnknownEdition,
    UnknownRulebook,
    shelf,
)
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


def rulebook_of(dossier: Dossier) -> Rulebook:
    """The edition of the rulebook that a dossier was submitted under, exactly that one; raises RulebookUnknown or RulebookDiffers."""
    try:
        return shelf().get(dossier.rulebook_id, dossier.rulebook_hash)
    except UnknownRulebook as unknown:
        raise refusals.RulebookUnknown(rulebook=dossier.rulebook_id, number=dossier.number) from unknown
    except UnknownEdition as unknown:
        raise refusals.RulebookDiffers(
            rulebook=dossier.rulebook_id, number=dossier.number, hash=dossier.rulebook_hash[:12]
        ) from unknown


def is_corrected(dossier: Dossier) -> bool:
    """Whether the newest edition of the dossier's act here is another than its own."""
    try:
        return shelf().latest(dossier.rulebook_id).hash != dossier.rulebook_hash
    except UnknownRulebook:
        return False


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


def days_allowed(dossier: Dossier, level: str) -> tuple[int, Counted] | None:
    """
    How many days the office of a tier has, and how they are counted; None where the act sets none.

    A tier's own deadline (Decision 26/2026/QĐ-TTg, Article 7.2: fifteen working days of the commune), else, where a
    council re-evaluates, the act's limit for that (Article 7.6: forty-five days).
    """
    rulebook = rulebook_of(dossier)
    tier, again = rulebook.tier(level), rulebook.re_evaluation.done_within_days
    if tier.deadlines:
        return tier.deadlines[0].days, tier.deadlines[0].counted
    if dossier.kind == "re-evaluation" and tier.acts == "scores" and again is not None:
        return again, "calendar"
    return None


def round_of(case: Case) -> RoundDates | None:
    """
    The yearly session a case joins whose office has no period of its own for it; None where the act sets none.

    Decision 26/2026/QĐ-TTg, Article 5: proposals by one day, results by another.
    """
    if case.screens or case.period is not None:
        return None
    return next_round(rulebook_of(case.dossier), case.tier, case.opened_on)


def session_of(case: Case) -> tuple[RoundDates | None, Refusal | None]:
    """The session as in `round_of`; or, for a list that goes on all the same, why the law cannot say."""
    try:
        return round_of(case), None
    except Refusal as refusal:
        return None, refusal


def finish_by(dossier: Dossier) -> date | None:
    """
    The last day to finish a dossier by its rulebook when a later act has replaced it; None: none has, or none says.

    Decision 26/2026/QĐ-TTg, Article 12.2: sixty days for a first evaluation or an upgrade, thirty for a re-evaluation.
    """
    kind = next((kind for kind in DOSSIER_KINDS if kind == dossier.kind), None)
    return shelf().finish_by(rulebook_of(dossier), kind) if kind else None


def _desk(tier: Tier, place: str) -> Desk:
    return Desk(tier=tier.level, office=office_of(tier.level, place), screens=tier.acts == "screens")
