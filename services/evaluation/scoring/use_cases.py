"""What a council does: open, fill, seal, reveal, conclude; and what happens to its scoring when somebody stands aside."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from kit.facts import Fact
from kit.identity import Principal
from kit.refusal import Forbidden, NotFound, Stale
from kit.storage import Page
from kit.work import Unit
from law.rulebooks import CouncilSettings, shelf
from law.rulebooks.regulations import UnknownRegulation
from law.scoring import check_complete
from programme.roles import MAY
from services.evaluation.cases import access, legal
from services.evaluation.cases import rules as case_rules
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import Verb as CaseVerb
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import refusals as council_refusals
from services.evaluation.councils import rules as council_rules
from services.evaluation.councils import store as council_store
from services.evaluation.councils.council import Council, Seat
from services.evaluation.councils.use_cases import dissolve_council, regulation_of
from services.evaluation.regulations import use_cases as regulations
from services.evaluation.scoring import announcements, refusals, rules, store, tally
from services.evaluation.scoring.commands import SheetCommand, UnsealingCommand
from services.evaluation.scoring.lifecycle import State, Verb
from services.evaluation.scoring.result import bench_of, result_of
from services.evaluation.scoring.scoring import Scoring
from services.evaluation.scoring.sheet import Sheet, is_genuine
from services.evaluation.scoring.sheet_lifecycle import State as SheetState
from services.evaluation.scoring.sheet_lifecycle import Verb as SheetVerb


class ScoringOpened(Fact):
    """A council scores a case: who collected its opinions otherwise does so no more."""

    case_id: str


async def open_scoring(unit: Unit, case_id: str, *, by: Principal, expected: int) -> Scoring:
    """Lets the members score; from here on who scores is fixed, but for recusals."""
    case = await case_to_act_on(unit, case_id, by, expected, also=MAY.lead_scoring)
    rulebook = legal.rulebook_of(case.dossier)
    formed = await council_store.needed_for(unit, case_id)
    regulation = await regulation_of(unit, case, formed)
    settings = legal.council_settings(rulebook, regulation)
    stepped = case.stepped(CaseVerb.OPEN_SCORING, at=unit.now, by=by)
    sitting = council_rules.sitting(formed, settings)
    council = await council_store.councils.keep(unit, sitting)
    await case_store.cases.keep(unit, await regulations.begun(unit, stepped, "score"))
    opened = rules.opened(
        unit.new_id(), case, council, rulebook=rulebook, regulation=regulation, settings=settings, at=unit.now
    )
    kept = await store.scorings.add(unit, opened)
    announcements.opened(unit, kept)
    await unit.happens(ScoringOpened(case_id=case_id))
    return kept


async def score_again(unit: Unit, case_id: str, *, by: Principal) -> Scoring:
    """Opens the next round after the council has discussed; the sheets of the round before are kept."""
    case, scoring = await _led_by(unit, case_id, by)
    council = await council_store.needed_for(unit, case_id)
    await case_store.cases.keep(unit, await regulations.begun(unit, case, "score"))
    seated = rules.seated_anew(scoring, council, settings_of(scoring))
    kept = await store.scorings.keep(unit, rules.scored_again(seated, unit.now))
    announcements.opened(unit, kept)
    return kept


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


async def my_earlier_sheet(unit: Unit, case_id: str, round: int, *, by: Principal) -> tuple[Scoring, Sheet]:
    """The caller's own sheet of a round that is over, as they left it; raises NotFound where they left none."""
    scoring, _ = await my_sheet(unit, case_id, by=by)
    found = await store.own_sheet(unit, case_id, by.id, round)
    if found is None:
        raise NotFound()
    return scoring, found


async def claim_seen(unit: Unit, case: Case, by: Principal) -> frozenset[str] | None:
    """Of which criteria a person may see the producer's own claim while the council stands (`rules.claim_open_to`); None: of all."""
    council = await council_store.of_case(unit, case.id) if case.state in case_rules.COUNCIL_STANDS else None
    if council is None:
        return None
    scoring = await store.of_case(unit, case.id)
    rulebook = legal.rulebook_of(case.dossier)
    try:
        regulation = scoring.regulation if scoring else await regulation_of(unit, case, council)
    except UnknownRegulation:  # whoever opens scoring is told; until then nothing is shown that it may keep back
        regulation = None
    settings = legal.council_settings(rulebook, regulation)
    scores = any(one.person_id == by.id for one in council.scorers(secretary_scores=settings.secretary_scores))
    mine = await store.last_own_sheet(unit, case.id, by.id) if scores else None
    return rules.claim_open_to(scores, settings, mine, rulebook.sheet(case.dossier.product.set_no))


async def sheets_owed(
    unit: Unit, by: Principal, *, after: str | None = None, limit: int = 50
) -> tuple[Page[Scoring], dict[str, Case]]:
    """
    The open scorings in which a person still owes a sheet that they may fill in, and the cases by id: their seat counts
    while they hold a council's role at the office, and no sheet is owed on a dossier of their own.
    """
    page = await store.awaiting(unit, by, after=after, limit=limit)
    cases = await case_store.cases.among(unit, [scoring.case_id for scoring in page.items])
    theirs = {id: case for id, case in cases.items() if access.sits(case, by) and not access.conflict_of(case, by)}
    return Page([scoring for scoring in page.items if scoring.case_id in theirs], page.next), theirs


MOST_OWED = 1_000
"""Sheets that are looked for to say which a person owes: more than one could fill in a season."""


async def cases_owed_a_sheet(unit: Unit, by: Principal) -> frozenset[str]:
    """The ids of the cases in which a person owes a sheet, as `sheets_owed`."""
    found: set[str] = set()
    after: str | None = None
    for _part in range(MOST_OWED // 100):
        page, cases = await sheets_owed(unit, by, after=after, limit=100)
        found |= cases.keys()
        after = page.next
        if after is None:
            break
    return frozenset(found)


async def save_my_sheet(unit: Unit, case_id: str, command: SheetCommand, *, by: Principal, expected: int) -> Sheet:
    """Keeps the caller's draft. `expected`: the version last seen, 0 when there was none."""
    scoring, mine = await my_sheet(unit, case_id, by=by)
    legal.require_office(scoring.office, unit.today)
    rules.must_be_open(scoring)
    rulebook = shelf().get(scoring.rulebook_id, scoring.rulebook_hash)
    legal.check_draft(rulebook, scoring.set_no, command.filled.for_law())
    rules.check_notes(rulebook.sheet(scoring.set_no), command.notes)
    if mine is None:
        if expected:  # what was seen is a sheet of an earlier round
            raise Stale()
        begun = rules.begun_sheet(unit.new_id(), scoring, by.id, at=unit.now)
        return await store.sheets.add(unit, rules.saved_sheet(begun, command, at=unit.now))
    seen = await store.sheets.get(unit, mine.id, expected)
    return await store.sheets.keep(unit, rules.saved_sheet(seen, command, at=unit.now))


async def confirm_my_sheet(unit: Unit, case_id: str, *, by: Principal, expected: int) -> Sheet:
    """
    Seals what the caller had sealed in the round before, as it is, under the edition for which the council was re-opened.
    `expected`: 0, for nothing is saved in this round yet. Raises NothingToConfirm, and whatever sealing raises.
    """
    scoring, mine = await my_sheet(unit, case_id, by=by)
    legal.require_office(scoring.office, unit.today)
    rules.must_be_open(scoring)
    before = await store.own_sheet(unit, case_id, by.id, scoring.round - 1)
    if scoring.rounds[-1].correction is None or before is None or before.digest is None:
        raise refusals.NothingToConfirm()
    if mine is not None or expected:
        raise Stale()
    if not is_genuine(before):
        raise refusals.SheetTampered(name=before.member_name)
    begun = rules.begun_sheet(unit.new_id(), scoring, by.id, at=unit.now)
    return await _seal(unit, scoring, rules.confirmed_sheet(begun, before, at=unit.now), store.sheets.add)


async def seal_my_sheet(unit: Unit, case_id: str, *, by: Principal, expected: int) -> Sheet:
    """Makes the caller's sheet final. It must be complete: every criterion, as the rulebook asks."""
    scoring, mine = await my_sheet(unit, case_id, by=by)
    legal.require_office(scoring.office, unit.today)
    rules.must_be_open(scoring)
    if mine is None:
        raise refusals.SheetMissing()
    # A first draft that met a correction of the act may still name the former edition.
    seen = rules.sheet_under_edition(await store.sheets.get(unit, mine.id, expected), scoring.rulebook_hash)
    return await _seal(unit, scoring, seen, store.sheets.keep)


async def unseal_my_sheet(
    unit: Unit, case_id: str, command: UnsealingCommand, *, by: Principal, expected: int
) -> Sheet:
    """
    Makes a sheet that the caller sealed by mistake their draft again, while all sheets are secret. Raises SheetMissing,
    UnsealingReasonMissing, StepRefused.
    """
    scoring, mine = await my_sheet(unit, case_id, by=by)
    legal.require_office(scoring.office, unit.today)
    if mine is None:
        raise refusals.SheetMissing()
    unsealed = rules.unsealed_by(scoring, by.id)
    seen = await store.sheets.get(unit, mine.id, expected)
    kept = await store.sheets.keep(unit, rules.unsealed_sheet(seen, command, by=by, at=unit.now))
    await store.scorings.keep(unit, unsealed)
    assert seen.digest
    announcements.unsealed(unit, unsealed, by.id, seen.digest)
    return kept


async def reveal_scores(unit: Unit, case_id: str, *, by: Principal) -> Scoring:
    """Opens all sealed sheets together; totals too far apart put the scoring in dispute."""
    case, scoring = await _led_by(unit, case_id, by)
    rulebook = legal.rulebook_of(case.dossier)
    settings = legal.council_settings(rulebook, scoring.regulation)
    revealed = rules.revealed(scoring, settings=settings, at=unit.now)
    shown = await _open_sheets(unit, scoring)
    apart = tally.spread(rulebook, scoring.set_no, shown, settings)
    kept = await store.scorings.keep(unit, rules.measured(revealed, apart, settings))
    await case_store.cases.keep(unit, await regulations.begun(unit, case, "conclude"))
    sheets = [tally.member_sheet(rulebook, scoring.set_no, sheet) for sheet in shown]
    announcements.revealed(unit, kept, sheets)
    if kept.state is State.DISPUTED:
        announcements.disputed(unit, kept)
    return kept


async def conclude_scoring(unit: Unit, case_id: str, *, by: Principal) -> Scoring:
    """Has the server compute the council's total and star, and ends the council's work."""
    case, scoring = await _led_by(unit, case_id, by)
    council = await council_store.needed_for(unit, case_id)
    shown = await store.revealed(unit, case_id, scoring.round)
    found = result_of(legal.rulebook_of(case.dossier), bench_of(case, scoring, shown, unit.today))
    kept = await store.scorings.keep(unit, rules.concluded(scoring, found, by=by.id, at=unit.now))
    concluded = case.stepped(CaseVerb.CONCLUDE, at=unit.now, by=by, meets_at=None)
    await case_store.cases.keep(unit, await regulations.begun(unit, concluded, "rule"))
    await dissolve_council(unit, case, council)
    announcements.concluded(unit, kept)
    return kept


async def leave_out(unit: Unit, council: Council, person_id: str) -> None:
    """
    Takes who stands aside out of a scoring. Where the sheets were opened already, all score again without them; raises
    SheetSealedAlready once it is over.
    """
    scoring = await store.of_case(unit, council.case_id)
    if scoring is None:
        return
    if scoring.state not in (State.OPEN, State.REVEALED, State.DISPUTED):
        raise council_refusals.SheetSealedAlready()
    seated = rules.seated_anew(scoring, council, settings_of(scoring))
    if scoring.state is State.REVEALED:
        kept = await store.scorings.keep(unit, rules.restarted(seated, unit.now))
        case = await case_store.cases.get(unit, council.case_id)
        await case_store.cases.keep(unit, await regulations.begun(unit, case, "score"))
        announcements.opened(unit, kept)
        return
    await store.scorings.keep(unit, seated)
    await _set_aside(unit, scoring, person_id)


async def seat_anew(unit: Unit, council: Council, left: Seat) -> None:
    """
    Has a scoring go on with whoever took a seat. In an open round they owe a sheet in the place of who left; once the
    sheets are opened only who leads or keeps the minutes is replaced, and no sheet changes. Raises OnlyWhoLeadsNow,
    TooFewScorers, SheetSealedAlready.
    """
    scoring = await store.needed_for(unit, council.case_id)
    if scoring.state is State.REVEALED:
        if not (left.presides or left.deputises or left.keeps_minutes):
            raise council_refusals.OnlyWhoLeadsNow()
        await store.scorings.keep(unit, rules.led_anew(scoring, council))
        return
    if scoring.state not in (State.OPEN, State.DISPUTED):
        raise council_refusals.SheetSealedAlready()
    settings = settings_of(scoring)
    council_rules.check_number(council, secretary_scores=settings.secretary_scores, minimum=settings.scorers_at_least)
    await store.scorings.keep(unit, rules.seated_anew(scoring, council, settings))
    await _set_aside(unit, scoring, left.person_id)


def settings_of(scoring: Scoring) -> CouncilSettings:
    """How the council of a scoring counts: by the regulation of the day it opened."""
    return legal.council_settings(shelf().get(scoring.rulebook_id, scoring.rulebook_hash), scoring.regulation)


async def break_off_scorings_of(unit: Unit, dossier_id: str) -> None:
    """Ends every scoring of a dossier that its producer took back."""
    for case in await case_store.of_dossier(unit, dossier_id):
        scoring = await store.of_case(unit, case.id)
        if scoring is not None and Verb.BREAK_OFF in scoring.may:
            await store.scorings.keep(unit, rules.broken_off(scoring))


def leads(case: Case, by: Principal) -> bool:
    """Whether a person may know who has sealed: the chair, the secretary, the office's officers."""
    return access.acts_for(case, by, *MAY.lead_scoring) and not access.conflict_of(case, by)


def may_form(case: Case, by: Principal) -> bool:
    """Whether a person may say who sits on the council, as `replace_member` asks."""
    return (
        access.acts_for(case, by, *MAY.form_council) and access.sees_all(case, by) and not access.conflict_of(case, by)
    )


def leads_council(case: Case, council: Council, by: Principal) -> bool:
    """Whether the acts that are the chair's alone are this person's, by the same line as `_led_by`."""
    leads = council.led_by == by.id and council_rules.holds_role(council.chair, case.office, by)
    return leads and access.sees_all(case, by) and not access.conflict_of(case, by)


async def _seal(unit: Unit, scoring: Scoring, sheet: Sheet, keep: Callable[[Unit, Sheet], Awaitable[Sheet]]) -> Sheet:
    """Seals a sheet that is complete by the edition its scoring is under."""
    sealed = rules.sealed_sheet(sheet, nonce=secrets.token_hex(16), at=unit.now)
    form = shelf().get(scoring.rulebook_id, scoring.rulebook_hash).sheet(scoring.set_no)
    check_complete(form, sealed.filled.for_law())
    kept = await keep(unit, sealed)
    noted = await store.scorings.keep(unit, rules.sealed_by(scoring, sheet.member_id))
    announcements.sealed(unit, noted, kept)
    return kept


async def _set_aside(unit: Unit, scoring: Scoring, person_id: str) -> None:
    """Takes the sheet of this round of somebody who left out of the result; what was opened already stays as it is."""
    mine = await store.own_sheet(unit, scoring.case_id, person_id, scoring.round)
    if mine is not None and SheetVerb.SET_ASIDE in mine.may:
        await store.sheets.keep(unit, rules.sheet_set_aside(mine))


async def _open_sheets(unit: Unit, scoring: Scoring) -> list[Sheet]:
    pending = (SheetState.SEALED, SheetState.DRAFT)
    shown = []
    for sheet in await store.of_round(unit, scoring.case_id, scoring.round, pending):
        if sheet.state is SheetState.DRAFT:
            await store.sheets.keep(unit, rules.lapsed_sheet(sheet))
            continue
        if not is_genuine(sheet):
            raise refusals.SheetTampered(name=sheet.member_name)
        shown.append(await store.sheets.keep(unit, rules.revealed_sheet(sheet)))
    return sorted(shown, key=lambda sheet: (sheet.member_name, sheet.id))


async def _led_by(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Scoring]:
    """The case and its scoring, for an act that is the chair's alone."""
    case, scoring, council = await _before_the_council(unit, case_id, by)
    if council.led_by is None and leads(case, by):
        raise council_refusals.NobodyLeads()
    if council.led_by != by.id:
        raise Forbidden()
    council_rules.require_role(council.chair, case.office, by)
    legal.require_office(case.office, unit.today)
    return case, scoring


async def _before_the_council(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Scoring, Council]:
    """What a council works on, for somebody on the office's side; raises NotFound, and InConflict to whoever is seated."""
    case = await case_store.seen_by(unit, case_id, by)
    if by.id in case.seated:
        access.require_no_conflict(case, by)
    if not access.sees_all(case, by):
        raise NotFound()
    return case, await store.needed_for(unit, case_id), await council_store.needed_for(unit, case_id)
