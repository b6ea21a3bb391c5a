"""What is done with councils and the office's roster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.storage import Unit
from kit.web.text import Line
from services.evaluation import legal
from services.evaluation.cases import refusals as case_refusals
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import Verb
from services.evaluation.cases.use_cases import actor, case_to_act_on
from services.evaluation.councils import announcements, refusals, roster, rules, store
from services.evaluation.councils.council import LIFECYCLE, Council, Part, Seat
from services.evaluation.councils.council import Verb as CouncilVerb
from services.evaluation.roles import OFFICERS


class SeatWished(BaseModel):
    """A seat as asked for. A person on the office's roster needs no name; a name given is remembered there."""

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
    """This will form the case's council, or change who sits on it while scoring has not opened."""
    case = await case_to_act_on(unit, case_id, by, expected, also=("secretary", "chair"))
    if case.screens:
        raise case_refusals.NoCouncilHere()
    rulebook = legal.rulebook_of(case.dossier)
    settings = legal.council_settings(rulebook, legal.regulation_of(rulebook, case.office, unit.today))
    seated = [await _seat(unit, case.office, wish, f"/seats/{at}") for at, wish in enumerate(seats)]
    minimum, secretary_scores = settings.scorers_at_least, settings.secretary_scores
    before = await store.of_case(unit, case_id)
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
    unit: Unit, *, office: str, person_id: str, name: str, body: str | None, by: Principal
) -> roster.Person:
    """This will put a person on an office's roster; councils are seated from it."""
    if not any(by.holds(role, office) for role in (*OFFICERS, "secretary", "administrator")):
        raise Forbidden()
    return await roster.remember(unit, office=office, person_id=person_id, name=name, body=body)


def seen_by_council(case: Case, council: Council) -> Case:
    """The case, open to those who sit on its council and closed to those who stand aside."""
    return case.model_copy(
        update={"seated": tuple(seat.person_id for seat in council.seats), "recused": council.recused}
    )


async def _seat(unit: Unit, office: str, wish: SeatWished, pointer: str) -> Seat:
    name, body = (wish.name or "").strip(), (wish.body or "").strip() or None
    if name:
        await roster.remember(unit, office=office, person_id=wish.person_id, name=name, body=body)
    else:
        known = await roster.people.find(unit, roster.roster_id(office, wish.person_id))
        if known is None:
            raise refusals.PersonUnknown(pointer=pointer, person=wish.person_id)
        name, body = known.name, body or known.body
    return Seat(person_id=wish.person_id, name=name, part=wish.part, body=body)
