"""What a higher office sent back, before the office's own council again: where the office's regulation reads the act so."""

from __future__ import annotations

from kit.command import Reason
from kit.identity import Principal
from kit.work import Unit
from services.evaluation.cases import higher_office
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import Verb
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils.use_cases import reconvene_council
from services.evaluation.outside_decisions import refusals
from services.evaluation.regulations.use_cases import begun
from services.evaluation.rulings.use_cases import when_sent_back
from services.evaluation.scoring import announcements as scoring_announcements
from services.evaluation.scoring import rules as scoring_rules
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring.use_cases import settings_of


async def examine_again(unit: Unit, case_id: str, command: Reason, *, by: Principal, expected: int) -> Case:
    """
    Has the council that scored a case score it once more, after a higher office sent it back: its new result decides, and may
    forward the case anew. Raises as `case_to_examine_again`, ReasonMissing.
    """
    case = await case_to_examine_again(unit, case_id, by, expected)
    scoring = await scoring_store.needed_for(unit, case_id)
    council = await reconvene_council(unit, case)
    seated = tuple(seat.person_id for seat in council.seats)
    again = higher_office.examined_again(
        case,
        reason=command.reason,
        seated=seated,
        presiding=council.led_by,
        by=by,
        on=unit.today,
        at=unit.now,
    )
    kept = await case_store.cases.keep(unit, await begun(unit, again, "score"))
    sitting = scoring_rules.seated_anew(scoring, council, settings_of(scoring))
    reopened = await scoring_store.scorings.keep(unit, scoring_rules.examined_again(sitting, unit.now))
    scoring_announcements.opened(unit, reopened)
    return kept


async def case_to_examine_again(unit: Unit, case_id: str, by: Principal, expected: int | None = None) -> Case:
    """
    A case that its office may have examined again: an officer of it, where its regulation says so. Raises as
    `case_to_act_on`, StepRefused, NotExaminedAgain.
    """
    case = await case_to_act_on(unit, case_id, by, expected)
    case.moved(Verb.EXAMINE_AGAIN)
    if await when_sent_back(unit, case) != "examine-again":
        raise refusals.NotExaminedAgain()
    return case


async def may_be_examined_again(unit: Unit, case: Case) -> bool:
    """Whether the case came back and its office's regulation has it examined again."""
    return Verb.EXAMINE_AGAIN in case.may and await when_sent_back(unit, case) == "examine-again"
