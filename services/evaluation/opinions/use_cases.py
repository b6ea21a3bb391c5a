"""What is done with written opinions: ask, answer, open and summarise, cancel; each one transaction."""

from __future__ import annotations

import secrets

from kit.command import Reason
from kit.history import SYSTEM
from kit.identity import Principal
from kit.refusal import NotFound, Stale
from kit.work import Unit
from programme.roles import MAY
from services.evaluation.cases import access, legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import Verb as CaseVerb
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import rules as council_rules
from services.evaluation.councils import store as council_store
from services.evaluation.councils.council import Council
from services.evaluation.councils.use_cases import dissolve_council, regulation_of
from services.evaluation.opinions import announcements, refusals, rules, store
from services.evaluation.opinions.commands import AskCommand, OpinionCommand, SummaryCommand
from services.evaluation.opinions.opinion import RULED_ON, Opinions
from services.evaluation.regulations import use_cases as regulations


async def ask_opinions(unit: Unit, case_id: str, command: AskCommand, *, by: Principal, expected: int) -> Opinions:
    """
    Sends the form to whoever scores on the case's council. Raises as `case_to_act_on`, NoCouncil, AskedAlready, OneChairNeeded,
    StepRefused, and what `rules.asked` raises.
    """
    case = await case_to_act_on(unit, case_id, by, expected, also=MAY.lead_scoring)
    case.lifecycle.step(case.state, CaseVerb.CONCLUDE_IN_WRITING, case.barred)
    council = await council_store.needed_for(unit, case_id)
    regulation = await regulation_of(unit, case, council)
    rulebook = legal.rulebook_of(case.dossier)
    settings = legal.council_settings(rulebook, regulation)
    if await store.asked_of(unit, case_id) is not None:
        raise refusals.AskedAlready()
    council_rules.sitting(council, settings)  # enough who score, and a chair
    opinions = rules.asked(
        unit.new_id(),
        case,
        council,
        command,
        rulebook=rulebook,
        regulation=regulation,
        settings=settings,
        on=unit.today,
        at=unit.now,
    )
    kept = await store.opinions.add(unit, opinions)
    await case_store.cases.keep(unit, case)  # two who ask at once are refused by its version
    announcements.asked(unit, kept)
    return kept


async def answer(unit: Unit, case_id: str, command: OpinionCommand, *, by: Principal) -> Opinions:
    """
    Seals the caller's own form. Raises NotFound, NotAsked, InConflict, RoleGone, StepRefused, AnsweredAlready, TooLate,
    ReasonMissing.
    """
    _, opinions = await asked_of_me(unit, case_id, by)
    after, form = rules.answered(opinions, command, nonce=secrets.token_hex(16), by=by, on=unit.today, at=unit.now)
    await store.forms.add(unit, form)
    kept = await store.opinions.keep(unit, after)
    announcements.sealed(unit, kept, form)
    return kept


async def asked_of_me(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Opinions]:
    """
    The last collection of a case, to somebody who was asked: a seat that counts now, and no side of the dossier. Raises NotFound,
    NotAsked, InConflict, RoleGone.
    """
    case, opinions = await seen(unit, case_id, by)
    council = await council_store.needed_for(unit, case_id)
    seat = council.seat_of(by.id)
    if opinions.member(by.id) is None or seat is None or seat.recusal:
        raise refusals.NotAsked()
    access.require_no_conflict(case, by)
    council_rules.require_role(seat, case.office, by)
    return case, opinions


async def conclude_opinions(
    unit: Unit, case_id: str, command: SummaryCommand, *, by: Principal, expected: int
) -> Opinions:
    """
    Opens all forms together and notes what follows: where all agree and the sheet gives it, the case waits for its ruling and the
    council's work is done; else it meets, or somebody looks first. Raises as `to_lead` and `rules.concluded`.
    """
    case, opinions = await to_lead(unit, case_id, by, expected)
    settings = legal.council_settings(legal.rulebook_of(case.dossier), opinions.regulation)
    forms = await store.forms_of(unit, opinions.id)
    kept = await store.opinions.keep(
        unit, rules.concluded(opinions, forms, command, settings, by=by, on=unit.today, at=unit.now)
    )
    announcements.concluded(unit, kept)
    if kept.conclusion and kept.conclusion.result in RULED_ON:
        council = await council_store.needed_for(unit, case_id)
        stepped = case.stepped(CaseVerb.CONCLUDE_IN_WRITING, at=unit.now, by=by, note=kept.conclusion.result.value)
        await case_store.cases.keep(unit, await regulations.begun(unit, stepped, "rule"))
        sitting = await council_store.councils.keep(unit, council_rules.sitting(council, settings))
        await dissolve_council(unit, case, sitting)
    return kept


async def cancel_opinions(unit: Unit, case_id: str, command: Reason, *, by: Principal, expected: int) -> Opinions:
    """Gives a collection up; what was sealed stays secret. Raises as `to_lead`, StepRefused, ReasonMissing."""
    _, opinions = await to_lead(unit, case_id, by, expected)
    return await store.opinions.keep(unit, rules.cancelled(opinions, command.reason, by=by, at=unit.now))


async def end_opinions_of(unit: Unit, case_id: str, why: str) -> None:
    """Gives up what is under way on a case that goes on otherwise: its council scores, or is no more."""
    opinions = await store.asked_of(unit, case_id)
    if opinions is not None:
        await store.opinions.keep(unit, rules.cancelled(opinions, why, by=SYSTEM, at=unit.now))


async def leave_out(unit: Unit, council: Council, person_id: str) -> None:
    """Counts a member no more who stood aside, or whose seat another took."""
    opinions = await store.asked_of(unit, council.case_id)
    if opinions is not None and opinions.member(person_id):
        await store.opinions.keep(unit, rules.left(opinions, person_id, recused=council.recused))


async def seen(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Opinions]:
    """The last collection of a case, to somebody on the office's side of it. Raises NotFound."""
    case = await case_store.seen_inside(unit, case_id, by)
    opinions = await store.latest_of(unit, case_id)
    if opinions is None:
        raise NotFound()
    return case, opinions


async def to_lead(unit: Unit, case_id: str, by: Principal, expected: int | None = None) -> tuple[Case, Opinions]:
    """A case and its last collection, for who leads its scoring. Raises as `case_to_act_on`, NotFound, Stale."""
    case = await case_to_act_on(unit, case_id, by, also=MAY.lead_scoring)
    opinions = await store.latest_of(unit, case_id)
    if opinions is None:
        raise NotFound()
    if expected is not None and opinions.version != expected:
        raise Stale()
    return case, opinions


def leads(case: Case, by: Principal) -> bool:
    """Whether a person asks for the council's opinions and opens them, by the line of the use case."""
    may = access.acts_for(case, by, *MAY.lead_scoring) and access.sees_all(case, by)
    return may and not access.conflict_of(case, by)
