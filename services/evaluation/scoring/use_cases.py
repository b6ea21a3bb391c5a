"""What a council does: open, fill, seal, reveal, conclude; and what happens when somebody stands aside."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date

from kit.identity import Principal
from kit.refusal import Forbidden, NotFound
from kit.storage import Page, Unit
from law.rulebooks import shelf
from law.scoring import check_complete
from services.evaluation import legal, standing, verdict
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import FilledSheet
from services.evaluation.cases.lifecycle import Verb
from services.evaluation.cases.sight import sees_all
from services.evaluation.cases.use_cases import actor, case_to_act_on
from services.evaluation.councils import announcements as council_announcements
from services.evaluation.councils import refusals as council_refusals
from services.evaluation.councils import rules as council_rules
from services.evaluation.councils import store as council_store
from services.evaluation.councils.council import Council
from services.evaluation.councils.council import State as CouncilState
from services.evaluation.councils.use_cases import dissolve_council, seen_by_council
from services.evaluation.recusals import use_cases as recusals
from services.evaluation.recusals.recusals import CaseRecusals
from services.evaluation.scoring import announcements, refusals, rules, store, telling
from services.evaluation.scoring import sheet as sheets
from services.evaluation.scoring.scoring import LIFECYCLE, Scorer, Scoring
from services.evaluation.scoring.scoring import State as ScoringState
from services.evaluation.scoring.scoring import Verb as ScoringVerb
from services.evaluation.scoring.sheet import Sheet


async def open_scoring(unit: Unit, case_id: str, *, by: Principal, expected: int | None = None) -> Scoring:
    """This will let the members score; from here on who scores is fixed, but for recusals."""
    case = await case_to_act_on(unit, case_id, by, expected, also=("chair", "secretary"))
    rulebook = legal.rulebook_of(case.dossier)
    regulation = legal.regulation_of(rulebook, case.office, unit.today)
    settings = legal.council_settings(rulebook, regulation)
    stepped = case.stepped(Verb.OPEN_SCORING, at=unit.now, by=actor(by))
    council = await council_store.needed_for(unit, case_id)
    sitting = council_rules.sit(council, minimum=settings.scorers_at_least, secretary_scores=settings.secretary_scores)
    await council_store.councils.keep(unit, sitting)
    await case_store.cases.keep(unit, stepped)
    scorers = sitting.scorers(secretary_scores=settings.secretary_scores)
    scoring = await store.scorings.add(
        unit,
        rules.open_scoring(
            unit.new_id(),
            case_id=case_id,
            dossier_id=case.dossier.dossier_id,
            office=case.office,
            place=case.place,
            council_id=sitting.id,
            rulebook=(rulebook.id, rulebook.hash),
            regulation=regulation,
            set_no=case.dossier.product.set_no,
            scorers=[Scorer(person_id=seat.person_id, name=seat.name) for seat in scorers],
            chair_id=sitting.chair.person_id,
            recused=sitting.recused,
            at=unit.now,
        ),
    )
    unit.announce(announcements.opened(scoring), place=scoring.place)
    return scoring


async def score_again(unit: Unit, case_id: str, *, by: Principal) -> Scoring:
    """This will open the next round after the council has discussed; the sheets of the round before are kept."""
    _, scoring = await _led_by(unit, case_id, by)
    again = await store.scorings.keep(unit, rules.score_again(scoring, unit.now))
    unit.announce(announcements.opened(again), place=again.place)
    return again


async def my_sheet(unit: Unit, case_id: str, *, by: Principal) -> tuple[Scoring, Sheet | None]:
    """
    The caller's own sheet of the present round: nobody else's can be asked for. Whoever scores has a seat, holds a role
    for it now, and stands on no side of the dossier; raises NotAScorer, RoleGone, InConflict.
    """
    case, scoring, council = await _before_the_council(unit, case_id, by)
    seat = council.seat_of(by.id)
    if seat is None or not scoring.is_scorer(by.id):
        raise refusals.NotAScorer()
    council_rules.require_role(seat, case.office, by)
    return scoring, await store.own_sheet(unit, case_id, by.id, scoring.round)


async def sheets_owed(
    unit: Unit, by: Principal, *, after: str | None = None, limit: int = 50
) -> tuple[Page[Scoring], dict[str, Case]]:
    """
    The open scorings in which a person still owes a sheet that they may fill in, and the cases by id: their seat counts
    while they hold a council's role at the office, and no sheet is owed on a dossier of their own.
    """
    page = await store.awaiting(unit, by, after=after, limit=limit)
    cases = await case_store.cases.among(unit, [scoring.case_id for scoring in page.items])
    theirs = {id: case for id, case in cases.items() if standing.sits(case, by) and not standing.conflict_of(case, by)}
    return Page([scoring for scoring in page.items if scoring.case_id in theirs], page.next), theirs


async def save_my_sheet(
    unit: Unit,
    case_id: str,
    *,
    filled: FilledSheet,
    note: str | None,
    by: Principal,
    expected: int | None = None,
) -> Sheet:
    """This will keep the caller's draft. `expected`: the version last seen, 0 when there was none."""
    scoring, mine = await my_sheet(unit, case_id, by=by)
    legal.require_office(scoring.office, unit.today)
    rules.must_be_open(scoring)
    legal.check_draft(shelf().get(scoring.rulebook_id, scoring.rulebook_hash), scoring.set_no, verdict.filled(filled))
    if mine is None:
        fresh = Sheet(
            id=unit.new_id(),
            case_id=case_id,
            office=scoring.office,
            round=scoring.round,
            member_id=by.id,
            member_name=next(scorer.name for scorer in scoring.scorers if scorer.person_id == by.id),
            rulebook_id=scoring.rulebook_id,
            rulebook_hash=scoring.rulebook_hash,
            saved_at=unit.now,
        )
        return await store.sheets.add(unit, sheets.save(fresh, filled, note=note, at=unit.now))
    seen = await store.sheets.get(unit, mine.id, expected)
    return await store.sheets.keep(unit, sheets.save(seen, filled, note=note, at=unit.now))


async def seal_my_sheet(unit: Unit, case_id: str, *, by: Principal, expected: int | None = None) -> Sheet:
    """This will make the caller's sheet final. It must be complete: every criterion, as the rulebook asks."""
    scoring, mine = await my_sheet(unit, case_id, by=by)
    legal.require_office(scoring.office, unit.today)
    rules.must_be_open(scoring)
    if mine is None:
        raise refusals.SheetMissing()
    seen = await store.sheets.get(unit, mine.id, expected)
    sealed = sheets.seal(seen, nonce=secrets.token_hex(16), at=unit.now)
    form = shelf().get(scoring.rulebook_id, scoring.rulebook_hash).sheet(scoring.set_no)
    check_complete(form, verdict.filled(sealed.filled))
    kept = await store.sheets.keep(unit, sealed)
    noted = await store.scorings.keep(unit, rules.seal(scoring, by.id))
    unit.announce(announcements.sealed(noted, kept), place=noted.place)
    return kept


async def reveal_scores(unit: Unit, case_id: str, *, by: Principal) -> Scoring:
    """This will open all sealed sheets together; totals too far apart put the scoring in dispute."""
    case, scoring = await _led_by(unit, case_id, by)
    rulebook = legal.rulebook_of(case.dossier)
    settings = legal.council_settings(rulebook, scoring.regulation)
    opened = rules.reveal(scoring, settings=settings, at=unit.now)
    shown = await _open_sheets(unit, scoring)
    apart = telling.spread(rulebook, scoring.set_no, shown, settings)
    opened = rules.measured(opened, spread=telling.text(apart.points), limit=telling.text(apart.limit))
    disputed = apart.exceeded and opened.round < settings.rounds_at_most
    kept = await store.scorings.keep(unit, rules.dispute(opened) if disputed else opened)
    told = [telling.member_sheet(rulebook, scoring.set_no, sheet) for sheet in shown]
    unit.announce(announcements.revealed(kept, told, unit.now), place=kept.place)
    if disputed:
        unit.announce(announcements.disputed(kept, unit.now), place=kept.place)
    return kept


async def conclude_scoring(unit: Unit, case_id: str, *, by: Principal) -> Scoring:
    """This will have the server compute the council's total and star, and end the council's work."""
    case, scoring = await _led_by(unit, case_id, by)
    council = await council_store.needed_for(unit, case_id)
    shown = await store.revealed(unit, case_id, scoring.round)
    rulebook = legal.rulebook_of(case.dossier)
    found = verdict.result_of(rulebook, bench_of(case, scoring, shown, unit.today))
    concluded = rules.conclude(scoring, total=telling.text(found.total), star=found.star, by=by.id, at=unit.now)
    kept = await store.scorings.keep(unit, concluded)
    await case_store.cases.keep(unit, case.stepped(Verb.CONCLUDE, at=unit.now, by=actor(by)))
    await dissolve_council(unit, case, council)
    unit.announce(announcements.concluded(kept), place=kept.place)
    return kept


async def recuse_member(unit: Unit, case_id: str, *, person_id: str, reason: str, by: Principal) -> Council:
    """
    This will have a person stand aside. They may say so themselves, most of all in a conflict of interest; the chair, the
    secretary and the office's officers may for them.
    """
    case = await case_store.seen_by(unit, case_id, by)
    if by.id != person_id:
        await case_to_act_on(unit, case_id, by, also=("chair", "secretary"))
    elif by.id not in case.seated:
        raise Forbidden()
    council = await council_store.needed_for(unit, case_id)
    aside = council_rules.recuse(council, person_id, reason=reason, by_id=by.id, by_name=by.name, at=unit.now)
    kept = await council_store.councils.keep(unit, aside)
    await case_store.cases.keep(unit, seen_by_council(case, kept))
    aside_of_it = CaseRecusals(id=case.id, dossier_id=case.dossier.dossier_id, people=kept.recused)
    await recusals.note(unit, [aside_of_it])
    unit.announce(council_announcements.recused(kept, case, person_id, unit.now), place=case.place)
    if kept.state is CouncilState.SITTING:
        await _leave_out(unit, case_id, person_id)
    return kept


async def break_off_scorings_of(unit: Unit, dossier_id: str) -> None:
    """This will end every scoring of a dossier that its producer took back."""
    for case in await case_store.of_dossier(unit, dossier_id):
        scoring = await store.of_case(unit, case.id)
        if scoring is not None and ScoringVerb.BREAK_OFF in LIFECYCLE.may(scoring.state):
            await store.scorings.keep(unit, rules.break_off(scoring))


def bench_of(case: Case, scoring: Scoring, shown: Sequence[Sheet], on: date) -> verdict.Bench:
    """What the verdict on a case rests on, asked for on a day."""
    rulebook = legal.rulebook_of(case.dossier)
    return verdict.Bench(
        tier=case.tier,
        dossier=case.dossier,
        on=on,
        set_no=scoring.set_no,
        round=scoring.round,
        seats=rules.seats_of(scoring),
        settings=legal.council_settings(rulebook, scoring.regulation),
        regulation=scoring.regulation,
        sheets={sheet.member_id: sheet.filled for sheet in shown},
        names={sheet.member_id: sheet.member_name for sheet in shown},
        layers=case.layers,
    )


async def _leave_out(unit: Unit, case_id: str, person_id: str) -> None:
    scoring = await store.needed_for(unit, case_id)
    if scoring.state is not ScoringState.OPEN:
        raise council_refusals.SheetSealedAlready()
    await store.scorings.keep(unit, rules.without(scoring, person_id))
    mine = await store.own_sheet(unit, case_id, person_id, scoring.round)
    if mine is not None:
        await store.sheets.keep(unit, sheets.set_aside(mine))


async def _open_sheets(unit: Unit, scoring: Scoring) -> list[Sheet]:
    pending = (sheets.State.SEALED, sheets.State.DRAFT)
    shown = []
    for sheet in await store.of_round(unit, scoring.case_id, scoring.round, pending):
        if sheet.state is sheets.State.DRAFT:
            await store.sheets.keep(unit, sheets.lapse(sheet))
            continue
        if not sheets.is_genuine(sheet):
            raise refusals.SheetTampered(name=sheet.member_name)
        shown.append(await store.sheets.keep(unit, sheets.reveal(sheet)))
    return sorted(shown, key=lambda sheet: (sheet.member_name, sheet.id))


async def _led_by(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Scoring]:
    """The case and its scoring, for an act that is the chair's alone."""
    case, scoring, council = await _before_the_council(unit, case_id, by)
    if council.chair.person_id != by.id:
        raise Forbidden()
    council_rules.require_role(council.chair, case.office, by)
    legal.require_office(case.office, unit.today)
    return case, scoring


def leads_council(case: Case, council: Council, by: Principal) -> bool:
    """Whether the acts that are the chair's alone are this person's, by the same line as `_led_by`."""
    return council.chair.person_id == by.id and by.holds("chair", case.office) and sees_all(case, by)


async def _before_the_council(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Scoring, Council]:
    """What a council works on, for somebody on the office's side; raises NotFound, and InConflict to whoever is seated."""
    case = await case_store.seen_by(unit, case_id, by)
    if by.id in case.seated:
        standing.require_no_conflict(case, by)
    if not sees_all(case, by):
        raise NotFound()
    return case, await store.needed_for(unit, case_id), await council_store.needed_for(unit, case_id)
