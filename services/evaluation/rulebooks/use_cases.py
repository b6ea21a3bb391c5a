"""A correction of the law, applied to a dossier that is still pending: by a named person, with a reason."""

from __future__ import annotations

from kit.identity import Principal
from kit.work import Unit
from law.rulebooks import Rulebook
from services.evaluation.cases import announcements, legal
from services.evaluation.cases import rules as case_rules
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils.use_cases import reconvene_council
from services.evaluation.regulations.use_cases import begun
from services.evaluation.rulebooks import refusals, rules
from services.evaluation.rulebooks.commands import EditionCommand
from services.evaluation.scoring import announcements as scoring_announcements
from services.evaluation.scoring import rules as scoring_rules
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring.scoring import Scoring
from services.evaluation.scoring.sheet_lifecycle import State as SheetState
from services.evaluation.scoring.use_cases import settings_of


async def apply_edition(unit: Unit, case_id: str, command: EditionCommand, *, by: Principal, expected: int) -> Case:
    """
    Has a pending case go on under a later edition of its own act, before its council's first sheet is sealed.

    Raises RuledAlready, NotALaterEdition, MoreThanAMisprint, SealedUnderTheFormer, ReasonMissing, StepRefused.
    """
    case = await case_to_act_on(unit, case_id, by, expected)
    rules.require_not_ruled(case)
    former = legal.rulebook_of(case.dossier)
    later = _later(former, command.hash)
    rules.require_a_misprint(former, later)
    scoring = await scoring_store.of_case(unit, case_id)
    if scoring is not None:
        rules.require_nothing_sealed(scoring)
        await scoring_store.scorings.keep(unit, scoring_rules.under_edition(scoring, later.hash))
        for draft in await scoring_store.of_round(unit, case_id, scoring.round, (SheetState.DRAFT,)):
            await scoring_store.sheets.keep(unit, scoring_rules.sheet_under_edition(draft, later.hash))
    applied = case_rules.edition_applied(case, later.hash, reason=command.reason, by=by, on=unit.today, at=unit.now)
    kept = await case_store.cases.keep(unit, applied)
    announcements.edition_applied(unit, kept)
    return kept


async def reopen_council(unit: Unit, case_id: str, command: EditionCommand, *, by: Principal, expected: int) -> Case:
    """
    Has the council of a case score again under a later edition of its act, after sheets were sealed and before its office
    has ruled. What was sealed stays as it was sealed; each member confirms it under the later edition, or seals anew.

    Raises RuledAlready, NothingSealedYet, ScoresOnItself, NotALaterEdition, MoreThanAMisprint, ReasonMissing, StepRefused.
    """
    case, scoring = await case_to_reopen(unit, case_id, by=by, expected=expected)
    former = legal.rulebook_of(case.dossier)
    later = _later(former, command.hash)
    rules.require_a_misprint(former, later)
    council = await reconvene_council(unit, case)
    again = case_rules.edition_applied(
        case, later.hash, reason=command.reason, by=by, on=unit.today, at=unit.now, round=scoring.round + 1
    )
    seated = again.model_copy(
        update={"seated": tuple(seat.person_id for seat in council.seats), "presiding": council.led_by}
    )
    kept = await case_store.cases.keep(unit, await begun(unit, seated, "score"))
    for draft in await scoring_store.of_round(unit, case_id, scoring.round, (SheetState.DRAFT,)):
        await scoring_store.sheets.keep(unit, scoring_rules.lapsed_sheet(draft))
    sitting = scoring_rules.seated_anew(scoring, council, settings_of(scoring))
    reopened = scoring_rules.reopened(sitting, kept.dossier.editions[-1], unit.now)
    announcements.edition_applied(unit, kept)
    scoring_announcements.opened(unit, await scoring_store.scorings.keep(unit, reopened))
    return kept


async def case_to_reopen(
    unit: Unit, case_id: str, *, by: Principal, expected: int | None = None
) -> tuple[Case, Scoring]:
    """A case whose council an officer of its office, who does not score on it, may re-open. Raises as above."""
    case = await case_to_act_on(unit, case_id, by, expected)
    rules.require_not_ruled(case)
    scoring = rules.require_something_sealed(await scoring_store.of_case(unit, case_id))
    rules.require_another_person(scoring, by.id)
    return case, scoring


def _later(former: Rulebook, hash: str) -> Rulebook:
    found = next((one for one in legal.later_editions(former) if one.hash == hash), None)
    if found is None:
        known = ", ".join(one.hash[:12] for one in legal.later_editions(former)) or "–"
        raise refusals.NotALaterEdition(rulebook=former.id, hash=hash[:12], known=known)
    return found
