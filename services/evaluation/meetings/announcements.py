"""Events about meetings of councils."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ocop_events.evaluation.meeting import AgendaItem, MeetingCalledV1, MeetingClosedV1
from ocop_events.vocabulary import ProducerRef, ProductRef

from kit.work import Unit
from services.evaluation.cases.case import Case
from services.evaluation.councils.council import Council
from services.evaluation.meetings.meeting import Meeting


def facts(meeting: Meeting, council: Council, case: Case) -> dict[str, Any]:
    """What every event of a meeting says of it: when, where, on what and who is called, by id."""
    item = AgendaItem(
        position=1,
        case_id=case.id,
        dossier_id=case.dossier.dossier_id,
        council_id=council.id,
        product=ProductRef.model_validate(case.dossier.product.model_dump()),
        producer=ProducerRef.model_validate(case.dossier.producer.model_dump()),
    )
    return {
        "meeting_id": meeting.id,
        "office": meeting.office,
        "starts_at": meeting.starts_at,
        "place": meeting.held_at,
        "agenda": [item],
        "members": [seat.person_id for seat in council.seats if not seat.recusal],
        "case_id": case.id,
        "dossier_id": case.dossier.dossier_id,
    }


def called(unit: Unit, meeting: Meeting, council: Council, case: Case) -> None:
    fact = MeetingCalledV1(**facts(meeting, council, case), about=meeting.agenda, called_at=unit.now)
    unit.announce(fact, place=case.place)


def moved(unit: Unit, meeting: Meeting, council: Council, case: Case, *, was_at: datetime, note: str | None) -> None:
    """Announces a meeting that was called before, as it is now."""
    said = {"about": meeting.agenda, "moved": True, "was_at": was_at, "note": note, "called_at": unit.now}
    unit.announce(MeetingCalledV1(**facts(meeting, council, case), **said), place=case.place)


def cancelled(unit: Unit, meeting: Meeting, council: Council, case: Case, *, note: str) -> None:
    fact = MeetingClosedV1(**facts(meeting, council, case), called_off=True, reason=note, closed_at=unit.now)
    unit.announce(fact, place=case.place)
