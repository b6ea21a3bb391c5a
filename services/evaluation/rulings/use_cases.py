"""What is done with rulings: issue, correct, contest, answer, compute again."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from kit.clock import local_date
from kit.identity import Principal
from kit.refusal import Forbidden, NotFound
from kit.storage import Unit
from law.explanation import recorded_of, recount
from services.evaluation import legal, standing, verdict
from services.evaluation.analysis import marks
from services.evaluation.cases import rules as case_rules
from services.evaluation.cases import store as case_store
from services.evaluation.cases import use_cases as case_use_cases
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.sight import sees_all
from services.evaluation.councils import store as council_store
from services.evaluation.rulings import announcements, refusals, rules, store
from services.evaluation.rulings.ruling import Outcome, Ruling
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring import telling
from services.evaluation.scoring import use_cases as scoring_use_cases


class Difference(BaseModel):
    """One statement of a ruling that does not follow from its sheets and its rulebook."""

    model_config = ConfigDict(frozen=True)

    what: str
    stated: str
    computed: str


async def issue_ruling(
    unit: Unit,
    case_id: str,
    *,
    decision_number: str | None,
    decided_on: date | None,
    by: Principal,
    expected: int | None = None,
) -> Ruling:
    """
    This will issue what follows from the sheets under the rulebook: recognised, not recognised, forwarded or returned.

    The caller gives the decision's number and day; star, outcome, authority and validity are the server's.
    """
    case = await case_use_cases.case_to_act_on(unit, case_id, by, expected, also=("chair",))
    scoring = await scoring_store.of_case(unit, case_id)
    if scoring is None or scoring.result is None:
        raise refusals.NotConcluded()
    council = await council_store.needed_for(unit, case_id)
    shown = await scoring_store.revealed(unit, case_id, scoring.round)
    rulebook = legal.rulebook_of(case.dossier)
    bench = scoring_use_cases.bench_of(case, scoring, shown, unit.today)
    found = verdict.verdict(rulebook, bench)
    decided = decided_on or unit.today
    number = rules.check_decision(
        found.outcome,
        decision_number=decision_number,
        decided_on=decided,
        concluded_on=local_date(scoring.result.concluded_at),
        today=unit.today,
    )
    recognised = found.outcome is Outcome.RECOGNISED
    ruling = Ruling(
        id=unit.new_id(),
        case_id=case.id,
        dossier=case.dossier,
        office=case.office,
        tier=case.tier,
        outcome=found.outcome,
        star=found.star,
        total=telling.text(found.total),
        to_office=found.to.office if found.to else None,
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        regulation=bench.settings.as_text(),
        own_regulation=bench.regulation,
        scorers=bench.seats.members,
        chair_id=council.chair.person_id,
        recused=council.recused,
        round=scoring.round,
        sheets=tuple(telling.member_sheet(rulebook, scoring.set_no, sheet) for sheet in shown),
        explanation=found.explanation,
        layers=case.layers,
        authority=found.authority,
        decision_number=number,
        decided_on=decided,
        validity_months=rulebook.validity_months if recognised else None,
        issued_at=unit.now,
        issued_by=by.id,
    )
    kept = await store.rulings.add(unit, ruling)
    await marks.note(unit, kept)
    await _move_case(unit, case, kept, found.to, by)
    unit.announce(announcements.issued(kept), place=kept.place)
    return kept


async def correct_ruling(
    unit: Unit, ruling_id: str, *, what: str, decision_number: str, by: Principal, expected: int | None = None
) -> Ruling:
    """This will correct the decision number of a ruling."""
    ruling = await ruling_seen_by(unit, ruling_id, by, expected)
    await case_use_cases.case_to_act_on(unit, ruling.case_id, by, also=("chair",))
    corrected = rules.correct(ruling, what=what, decision_number=decision_number, on=unit.today, by_id=by.id)
    kept = await store.rulings.keep(unit, corrected)
    unit.announce(announcements.corrected(kept), place=kept.place)
    return kept


async def appeal_ruling(
    unit: Unit, ruling_id: str, *, grounds: str, by: Principal, expected: int | None = None
) -> Ruling:
    """This will note the producer's appeal."""
    ruling = await ruling_seen_by(unit, ruling_id, by, expected)
    if not by.holds("producer", ruling.dossier.producer.id):
        raise Forbidden()
    kept = await store.rulings.keep(unit, rules.appeal(ruling, grounds=grounds, on=unit.today))
    unit.announce(announcements.appealed(kept), place=kept.place)
    return kept


async def answer_appeal(
    unit: Unit, ruling_id: str, *, answer: str, by: Principal, expected: int | None = None
) -> Ruling:
    """This will answer an appeal and uphold the ruling."""
    ruling = await ruling_seen_by(unit, ruling_id, by, expected)
    await case_use_cases.case_to_act_on(unit, ruling.case_id, by, also=("chair",))
    return await store.rulings.keep(unit, rules.uphold(ruling, answer=answer, on=unit.today))


async def ruling_seen_by(unit: Unit, ruling_id: str, by: Principal, expected: int | None = None) -> Ruling:
    """This will load a ruling for a person who may see its case; raises NotFound otherwise."""
    ruling = await store.rulings.find(unit, ruling_id)
    if ruling is None:
        raise NotFound()
    await case_store.seen_by(unit, ruling.case_id, by)
    return await store.rulings.get(unit, ruling_id, expected)


def acts_for(by: Principal, case: Case) -> bool:
    """Whether a person may rule for the case's office: its officers and its chair, unless of the producer's side."""
    return standing.acts_for(case, by, "chair") and sees_all(case, by)


def recompute(ruling: Ruling) -> list[Difference]:
    """
    This will compute a ruling again from what was told of it and its rulebook; an empty answer means that it holds.

    Exactly what `ocop explain` does with the event on the topic.
    """
    told = announcements.issued(ruling).model_dump(mode="json")
    found = recount(legal.rulebook_of(ruling.dossier), recorded_of(told))
    return [
        Difference(what=f"{one.path} {one.what.vi} · {one.what.en}", stated=one.recorded, computed=one.recounted)
        for one in found.differences
    ]


async def _move_case(unit: Unit, case: Case, ruling: Ruling, to: legal.Desk | None, by: Principal) -> None:
    who = case_use_cases.actor(by)
    if ruling.outcome is Outcome.FORWARDED:
        if to is None:
            raise refusals.NothingToForwardTo()
        forwarded = case_rules.forward(case, to_office=to.office, by=who, at=unit.now, note=ruling.decision_number)
        layers = (*case.layers, ruling.layer())
        await case_use_cases.keep_forwarded(unit, forwarded, to, reason="above-threshold", layers=layers)
        return
    stepped = case.stepped(rules.CASE_STEP[ruling.outcome], at=unit.now, by=who, note=ruling.decision_number)
    await case_store.cases.keep(unit, stepped)
    if case.state is CaseState.SCORED:
        unit.settle(case_use_cases.OVERDUE, case.id)
