"""What evaluation asks of the law: which office has a case, how long it has, and how its council counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.refusal import Refusal, Several
from law.calendar import Counted, RoundDates, calendar_editions, calendar_held, next_round
from law.kinds import dossier_kind
from law.lists import stamp
from law.places import NoOfficeThen, end_of, exists_on, heir_of, last_day_of, office_of
from law.rulebooks import (
    CouncilRegulation,
    CouncilSettings,
    Rulebook,
    UnknownEdition,
    UnknownRulebook,
    shelf,
)
from law.rulebooks.regulations import regulations
from law.scoring import Filled, faults
from services.evaluation.cases import refusals
from services.evaluation.cases.case import Case, LawEditions
from services.evaluation.cases.dossier import Dossier

Label = tuple[str, str]

UNFINISHED = frozenset({"sheet.criterion-unanswered", "sheet.part-unanswered"})
"""Slugs of what is merely not filled in yet: a draft may have them."""


LISTS = ("dossier-kinds", "levels", "offices")
"""The lists beside the calendar by which an office and its period are found."""


@dataclass(frozen=True)
class TierOffice:
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
    """Whether this installation has a later edition of the dossier's act than its own."""
    try:
        return bool(later_editions(rulebook_of(dossier)))
    except Refusal:
        return False


def later_editions(rulebook: Rulebook) -> tuple[Rulebook, ...]:
    """
    The editions of the installation's files that came after one, oldest first.

    After one that only a database keeps come those corrected on a later day: the registry may have newer files than this
    installation, and nobody is led back from what it stamped.
    """
    editions = tuple(one for one in shelf().editions(rulebook.id) if shelf().is_in_files(one))
    hashes = [one.hash for one in editions]
    if rulebook.hash in hashes:
        return editions[hashes.index(rulebook.hash) + 1 :]
    return tuple(one for one in editions if _corrected_on(one) > _corrected_on(rulebook))


def _corrected_on(rulebook: Rulebook) -> date:
    return rulebook.correction.on if rulebook.correction else date.min


def first_office(rulebook: Rulebook, dossier: Dossier) -> TierOffice:
    """
    Where a dossier goes first: the office that was there on the day it was handed in, however late that is consumed. Raises
    NoOfficeOnThatDay.
    """
    return tier_office(rulebook, rulebook.tiers[0].level, dossier, dossier.submitted_on)


def tier_office(rulebook: Rulebook, level: str, dossier: Dossier, on: date) -> TierOffice:
    """
    The office of a tier that serves a dossier's place on a day; where its level of government has ended, that of the
    level the act names in its stead. Raises NoOfficeOnThatDay where no act names one.
    """
    tier = rulebook.tier(level)
    known = dossier.producer.place
    try:
        office = office_of(level, known.path, on, since=known.on)
    except NoOfficeThen as none:
        heir = heir_of(level)
        if heir is None or heir == level or heir not in [one.level for one in rulebook.tiers]:
            raise refusals.NoOfficeOnThatDay(
                number=dossier.number, tier=tier.label.pair, on=f"{on:%d/%m/%Y}", place=known.path
            ) from none
        return tier_office(rulebook, heir, dossier, on)
    return TierOffice(tier=tier.level, office=office, screens=tier.acts == "screens")


def screens(rulebook: Rulebook, level: str) -> bool:
    """Whether the office of a tier screens rather than scores."""
    return rulebook.tier(level).acts == "screens"


def is_there(office: str, on: date) -> bool:
    """Whether an office exists on a day."""
    return exists_on(office, on)


def require_office(office: str, on: date) -> None:
    """Raises OfficeEnded for an act of an office that is not there any more: nobody acts for it."""
    if not exists_on(office, on):
        last = last_day_of(office, on)
        raise refusals.OfficeEnded(office=office, last=f"{last:%d/%m/%Y}" if last else "–")


def heir(rulebook: Rulebook, case: Case, on: date) -> TierOffice:
    """
    The office that takes over a case of an office that ended: as the lists of places or the act say, or where both are
    silent the next tier's, to which a named person passes it. Raises NoHigherOffice, NoOfficeOnThatDay.
    """
    return named_heir(rulebook, case, on) or office_above(rulebook, case, on)


def named_heir(rulebook: Rulebook, case: Case, on: date) -> TierOffice | None:
    """The heir that the lists of places (units that merged) or an act (a level that ended) name; None where both are silent."""
    try:
        same = tier_office(rulebook, case.tier, case.dossier, on)
    except refusals.NoOfficeOnThatDay:
        return None
    return same if same.office != case.office else None


def law_of_opening() -> LawEditions:
    """The editions in force here now, the calendar's too, by which a case is opened and its days are counted."""
    return LawEditions(lists=stamp(*LISTS), calendar=calendar_editions())


def law_of_decision(case: Case) -> LawEditions:
    """The lists in force here now, by which it is found where a case goes, beside the calendar its days are counted by."""
    return LawEditions(lists=stamp(*LISTS), calendar=case.calendar)


def is_provisional(case: Case) -> bool:
    """Whether the office's last day was counted over a holiday that no decision had fixed in the case's calendar."""
    due = case.period.due_on if case.period else None
    return due is not None and bool(calendar_held(case.calendar).provisional_between(case.opened_on, due))


def office_ends(case: Case) -> date | None:
    """The last day of the case's office, where the lists of places know one."""
    return end_of(case.office, min(case.opened_on, case.dossier.submitted_on))


def office_above(rulebook: Rulebook, case: Case, on: date) -> TierOffice:
    """Where a case goes when it is forwarded; raises NoHigherOffice at the top."""
    above = rulebook.next_tier(case.tier)
    if above is None:
        raise refusals.NoHigherOffice(tier=rulebook.tier(case.tier).label.pair)
    return tier_office(rulebook, above.level, case.dossier, on)


def findings(rulebook: Rulebook) -> dict[str, Label]:
    """What the screening office must answer, with its label in both languages."""
    return {finding.id: finding.label.pair for finding in rulebook.screening}


def regulation_of(rulebook: Rulebook, office: str, on: date) -> CouncilRegulation | None:
    """The office's own council regulation in force on a day, its newest edition; None: the rulebook's defaults hold."""
    return regulations().of(office, rulebook.id, on)


def regulation_held(id: str, hash: str) -> CouncilRegulation:
    """Exactly the edition of an office's regulation that a council was stamped with. Raises UnknownRegulation."""
    return regulations().get(id, hash)


def council_settings(rulebook: Rulebook, own: CouncilRegulation | None) -> CouncilSettings:
    """How a council counts: the office's own regulation over the rulebook's defaults."""
    return own.over(rulebook.council) if own else rulebook.council


def check_draft(rulebook: Rulebook, set_no: int, filled: Filled) -> None:
    """Raises what is wrong with a draft, all of it at once; what is not filled in yet is not wrong."""
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
    kind = dossier_kind(dossier.kind)
    if kind is not None and kind.council_period and tier.acts == "scores" and again is not None:
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
    return shelf().finish_by(rulebook_of(dossier), dossier.kind)
