"""What is done with councils and the office's roster."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.identity import Principal
from kit.refusal import Forbidden, NotFound, Refusal, Several
from kit.storage import Unit, Work
from kit.web.text import Line
from services.evaluation import legal, standing
from services.evaluation.cases import refusals as case_refusals
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import Verb
from services.evaluation.cases.use_cases import actor, case_to_act_on
from services.evaluation.councils import announcements, refusals, roster, rules, store
from services.evaluation.councils.council import LIFECYCLE, Council, Part, Seat
from services.evaluation.councils.council import Verb as CouncilVerb


class SeatWished(BaseModel):
    """A seat as asked for. The person is on the office's roster; a name or body given is taken over there."""

    model_config = ConfigDict(frozen=True)

    person_id: Annotated[str, Field(max_length=200)]
    part: Part
    name: Annotated[str, Field(max_length=200), Line] | None = None
    body: Annotated[str, Field(max_length=200), Line] | None = None


async def form_council(
    unit: Unit,
    case_id: str,
    *,
    seats: Sequence[SeatWished],
    decision_number: str | None,
    by: Principal,
    expected: int | None = None,
) -> Council:
    """
    This will form the case's council, or change who sits on it while scoring has not opened.

    Whoever is named must be known to hold a role for the part at the office, and stand on no side of the dossier.
    """
    case = await case_to_act_on(unit, case_id, by, expected, also=("secretary", "chair"))
    if case.screens:
        raise case_refusals.NoCouncilHere()
    rulebook = legal.rulebook_of(case.dossier)
    settings = legal.council_settings(rulebook, legal.regulation_of(rulebook, case.office, unit.today))
    before = await store.of_case(unit, case_id)
    seated = await _seated(unit, case, seats, aside=before.recused if before else ())
    minimum, secretary_scores = settings.scorers_at_least, settings.secretary_scores
    if before is None:
        formed = rules.form(
            unit.new_id(),
            case_id=case_id,
            office=case.office,
            seats=seated,
            decision_number=decision_number,
            by=by.id,
            at=unit.now,
            minimum=minimum,
            secretary_scores=secretary_scores,
        )
        council = await store.councils.add(unit, formed)
    else:
        changed = rules.reseat(
            before,
            seated,
            minimum=minimum,
            secretary_scores=secretary_scores,
            decision_number=decision_number,
            by=by.id,
            at=unit.now,
        )
        council = await store.councils.keep(unit, changed)
    stepped = case.stepped(Verb.FORM_COUNCIL, at=unit.now, by=actor(by), note=decision_number)
    await case_store.cases.keep(unit, seen_by_council(stepped, council))
    tell = announcements.reseated if before else announcements.formed
    unit.announce(tell(council, case), place=case.place)
    return council


async def council_seen_by(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Council]:
    """A case and its council, for those on the office's side; raises NotFound to all others, NoCouncil before there is one."""
    case = await case_store.seen_inside(unit, case_id, by)
    return case, await store.needed_for(unit, case_id)


async def dissolve_council(unit: Unit, case: Case, council: Council) -> Council:
    """This will end the council's work on the case."""
    kept = await store.councils.keep(unit, rules.dissolve(council))
    unit.announce(announcements.dissolved(kept, case, unit.now), place=case.place)
    return kept


async def dissolve_councils_of(unit: Unit, dossier_id: str) -> None:
    """This will end the work of every council on a dossier that its producer took back."""
    for case in await case_store.of_dossier(unit, dossier_id):
        council = await store.of_case(unit, case.id)
        if council is not None and CouncilVerb.DISSOLVE in LIFECYCLE.may(council.state):
            await dissolve_council(unit, case, council)


async def remember_person(
    unit: Unit,
    *,
    office: str,
    person_id: str,
    name: str,
    body: str | None,
    roles: Sequence[str] | None = None,
    producers: Sequence[str] | None = None,
    by: Principal,
) -> roster.Person:
    """This will put a person on an office's roster, with the roles its keeper answers for; councils are seated from it."""
    if not roster.may_keep(office, by):
        raise Forbidden()
    return await roster.remember(
        unit, office=office, person_id=person_id, name=name, body=body, roles=roles, producers=producers
    )


async def roster_seen_by(unit: Unit, office: str, by: Principal) -> list[roster.Person]:
    """The people an office may seat; raises NotFound to who has no business with that."""
    if not roster.may_read(office, by):
        raise NotFound()
    return await roster.of_office(unit, office)


async def take_note_of(work: Work, by: Principal) -> None:
    """This will have the rosters say of the caller what their own token says; where they do already, nothing is written."""
    if roster.as_told(await roster.of_person(work.reading(), by.id), by):
        await work.run(note_roles, by)


async def note_roles(unit: Unit, by: Principal) -> int:
    """The same, within one transaction; answers how many rows changed."""
    told = roster.as_told(await roster.of_person(unit, by.id), by)
    for one in told:
        await (roster.people.keep(unit, one) if one.version else roster.people.add(unit, one))
    return len(told)


def seen_by_council(case: Case, council: Council) -> Case:
    """The case, open to those who sit on its council and closed to those who stand aside."""
    return case.model_copy(
        update={"seated": tuple(seat.person_id for seat in council.seats), "recused": council.recused}
    )


async def _seated(unit: Unit, case: Case, wishes: Sequence[SeatWished], *, aside: Collection[str]) -> list[Seat]:
    """The seats asked for; raises everything that speaks against the people named, each with its place in the list."""
    seats: list[Seat] = []
    wrong: list[Refusal] = []
    for at, wish in enumerate(wishes):
        rows = {row.office: row for row in await roster.of_person(unit, wish.person_id)}
        known = rows.get(case.office)
        if known is None:
            wrong.append(refusals.PersonUnknown(pointer=f"/seats/{at}", person=wish.person_id))
            continue
        name, body = (wish.name or "").strip() or known.name, (wish.body or "").strip() or known.body
        seat = Seat(person_id=wish.person_id, name=name, part=wish.part, body=body)
        if seat.person_id not in aside:
            producers = {producer for row in rows.values() for producer in row.producers}
            found = rules.check_role(seat, known.roles, standing.conflict(case.dossier, seat.person_id, producers))
            for refusal in found:
                refusal.pointer = f"/seats/{at}"
            wrong += found
        if (name, body) != (known.name, known.body):
            await roster.people.keep(unit, known.model_copy(update={"name": name, "body": body}))
        seats.append(seat)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    return seats
