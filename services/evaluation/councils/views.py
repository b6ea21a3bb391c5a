"""What is shown of councils and rosters: the JSON views and the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from kit.language import current_language
from kit.language import gettext as _
from law.roles import roles
from law.rulebooks import CouncilRegulation, CouncilSettings
from services.evaluation.cases.case import Case
from services.evaluation.councils.council import Council, Regulated, Seat
from services.evaluation.councils.person import Person


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
    regulated: Regulated | None = None
    """Without: formed by an earlier release, so it goes on under the newest edition."""


class RosterView(BaseModel):
    """An office's roster."""

    office: str
    people: list[Person]


def view(council: Council) -> CouncilView:
    """What is shown of a council."""
    return CouncilView.model_validate(council.model_dump())


def part_names() -> dict[str, str]:
    """The parts people play, in the page's language."""
    named = {part.id: part.label.say(current_language()) for part in roles().parts}
    return {id: said[:1].upper() + said[1:] for id, said in named.items()}


def form(
    case: Case,
    council: Council | None,
    people: Sequence[Person],
    settings: CouncilSettings,
    own: CouncilRegulation | None,
    last: Council | None = None,
    *,
    like_last: bool = False,
) -> dict[str, Any]:
    """
    The form that forms a council: who may sit, and what the office's regulation (`own`) or the rulebook asks for. `last`:
    the office's latest council, whose parts are proposed where `like_last`.
    """
    parts = {seat.person_id: seat.part for seat in last.seats} if last and like_last else {}
    return {
        "case": case,
        "council": council,
        "rows": _rows(council, people, parts),
        "offers_last": last is not None and not like_last,
        "decision_number": council.decision_number if council else "",
        "parts": [("", _("Không tham gia")), *part_names().items()],
        "least": settings.scorers_at_least,
        "secretary_scores": settings.secretary_scores,
        "regulation": own.decision if own else None,
        "edition": (own.hash or "")[:12] if own else "",
        "unstamped": council is not None and council.regulated is None,
    }


def replacing(case: Case, council: Council, people: Sequence[Person]) -> dict[str, Any]:
    """The form by which another takes a seat: whose, and who of the roster may be asked; nobody who stands aside."""
    parts, aside = part_names(), set(council.recused)
    may_sit = [one for one in people if one.roles and one.person_id not in aside]
    return {
        "case": case,
        "leaving": [(seat.person_id, _with(seat.name, parts.get(seat.part, seat.part))) for seat in council.seats],
        "successors": [(one.person_id, _with(one.name, one.body)) for one in may_sit],
    }


def _with(name: str, more: str | None) -> str:
    return f"{name} – {more}" if more else name


def _rows(council: Council | None, people: Sequence[Person], proposed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Those who sit now, and the rest of the roster that holds a council's role; `proposed`: parts by person."""
    seats = council.seats if council else ()
    seated, aside = {seat.person_id for seat in seats}, set(council.recused if council else ())
    rest = [one for one in people if one.person_id not in seated and one.roles]
    listed: list[Seat | Person] = [*seats, *rest]
    return [
        {
            "person_id": one.person_id,
            "name": one.name,
            "body": one.body or "",
            "part": one.part if isinstance(one, Seat) else proposed.get(one.person_id, ""),
            "recused": one.person_id in aside,
        }
        for one in listed
    ]
