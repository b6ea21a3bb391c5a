"""The JSON door to councils and the roster they are seated from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from kit.refusal import NotFound
from kit.web.answers import versioned
from kit.web.doors import Here, Idempotency, IfMatch, Me
from kit.web.limits import LONG_FORM, takes
from kit.web.text import Line
from services.evaluation.cases import store as case_store
from services.evaluation.cases.api import Command
from services.evaluation.councils import roster, store, use_cases
from services.evaluation.councils.council import Council, Seat
from services.evaluation.councils.use_cases import SeatWished
from services.evaluation.roles import OFFICERS

router = APIRouter()


class CouncilCommand(Command):
    """Who is to sit on the council: one chair, one secretary, members."""

    seats: Annotated[list[SeatWished], Field(max_length=60)]
    decision_number: Annotated[str, Field(max_length=100), Line] | None = None


class PersonCommand(Command):
    """A person the office may seat, by the id the identity provider knows."""

    office: Annotated[str, Field(max_length=100)]
    person_id: Annotated[str, Field(min_length=1, max_length=200)]
    name: Annotated[str, Field(min_length=1, max_length=200), Line]
    body: Annotated[str, Field(max_length=200), Line] | None = None


class CouncilView(BaseModel):
    """A council as those who may see its case see it."""

    id: str
    version: int
    case_id: str
    office: str
    state: str
    decision_number: str | None
    seats: tuple[Seat, ...]
    formed_at: datetime


class RosterView(BaseModel):
    """An office's roster."""

    office: str
    people: list[roster.Person]


def shown(council: Council) -> CouncilView:
    """What is shown of a council."""
    return CouncilView.model_validate(council.model_dump())


@router.get("/cases/{case_id}/council", response_model=CouncilView, summary="Who sits on the case's council")
async def show_council(service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    await case_store.seen_inside(unit, case_id, me)
    council = await store.of_case(unit, case_id)
    if council is None:
        raise NotFound()
    return versioned(shown(council), council.version)


@router.put("/cases/{case_id}/council", response_model=CouncilView, summary="Form the council, or change its seats")
@takes(LONG_FORM)
async def form_council(
    service: Here, me: Me, case_id: str, command: CouncilCommand, version: IfMatch, key: Idempotency
) -> Response:
    """If-Match is the version of the case."""
    council = await service.work.run(
        use_cases.form_council,
        case_id,
        seats=command.seats,
        decision_number=command.decision_number,
        by=me,
        expected=version,
        idempotency=key,
    )
    return versioned(shown(council), council.version)


@router.get("/roster", response_model=RosterView, summary="The people an office may seat")
async def list_roster(service: Here, me: Me, office: Annotated[str, Query(max_length=100)]) -> Response:
    if not any(me.holds(role, office) for role in (*OFFICERS, "chair", "secretary", "administrator")):
        raise NotFound()
    people = await roster.of_office(service.work.reading(), office)
    return versioned(RosterView(office=office, people=people), 0)


@router.post("/roster", response_model=roster.Person, status_code=201, summary="Put a person on an office's roster")
async def remember_person(service: Here, me: Me, command: PersonCommand, key: Idempotency) -> Response:
    person = await service.work.run(
        use_cases.remember_person,
        office=command.office,
        person_id=command.person_id,
        name=command.name,
        body=command.body,
        by=me,
        idempotency=key,
    )
    return versioned(person, status=201)
