"""The JSON door to councils and the roster they are seated from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from kit.web.answers import versioned
from kit.web.doors import Here, Idempotency, IfMatch, Me
from kit.web.limits import LONG_FORM, takes
from kit.web.text import Line
from services.evaluation.cases.api import Command
from services.evaluation.councils import roster, use_cases
from services.evaluation.councils.council import Council, Seat
from services.evaluation.councils.use_cases import SeatWished

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
    roles: Annotated[list[Literal["chair", "secretary", "member", "adviser"]], Field(max_length=4)] | None = None
    """The council roles the identity provider grants them at the office; the person's own token has the last word."""
    producers: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=50)] | None = None
    """The ids of producers they act for."""


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
    _, council = await use_cases.council_seen_by(unit, case_id, me)
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
    people = await use_cases.roster_seen_by(service.work.reading(), office, me)
    return versioned(RosterView(office=office, people=people), 0)


@router.post("/roster", response_model=roster.Person, status_code=201, summary="Put a person on an office's roster")
async def remember_person(service: Here, me: Me, command: PersonCommand, key: Idempotency) -> Response:
    person = await service.work.run(
        use_cases.remember_person,
        office=command.office,
        person_id=command.person_id,
        name=command.name,
        body=command.body,
        roles=command.roles,
        producers=command.producers,
        by=me,
        idempotency=key,
    )
    return versioned(person, status=201)
