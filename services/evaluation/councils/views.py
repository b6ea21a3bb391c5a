"""What is shown of councils and rosters: the JSON views and the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from kit.aggregate import Kept
from kit.clock import local_date
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.refusal import Refusal
from kit.web.formats import show_date
from kit.web.labelled import Asked, Options
from kit.web.labelled import form as labelled
from law.roles import roles
from law.rulebooks import CouncilRegulation, CouncilSettings
from services.evaluation.cases.case import Case
from services.evaluation.councils.commands import CouncilCommand, ReplacementCommand, SeatCommand
from services.evaluation.councils.council import Council, Formed, Seated
from services.evaluation.councils.found import Found
from services.evaluation.councils.person import Person, PersonAsKept
from services.evaluation.councils.standing_council import StandingCouncil


class CouncilView(Formed, Kept):
    """A council as those who may see its case see it."""

    id: str
    version: int
    state: str


class PersonView(PersonAsKept, Kept):
    """Somebody on an office's roster."""

    id: str
    version: int


class RosterView(BaseModel):
    """An office's roster."""

    office: str
    people: list[PersonView]


def person(known: Person) -> PersonView:
    """What is shown of somebody on a roster; by what they are recognised is not."""
    return mapped(PersonView, known)


def view(council: Council) -> CouncilView:
    """What is shown of a council."""
    return mapped(CouncilView, council)


def part_names() -> dict[str, str]:
    """The parts people play, in the page's language."""
    named = {part.id: part.label.say(current_language()) for part in roles().parts}
    return {id: said[:1].upper() + said[1:] for id, said in named.items()}


@dataclass(frozen=True)
class Offer:
    """A council that a new one may be filled in like. `key`: what the page's address says; `parts`: part by person."""

    key: str
    said: str
    decision_number: str | None
    seats: Sequence[Seated]


def offers(last: Council | None, standing: Sequence[StandingCouncil]) -> list[Offer]:
    """As last time, and each standing council."""
    found = []
    if last is not None:
        said = _("Như Hội đồng gần nhất của đơn vị ({day})", day=show_date(local_date(last.formed_at)))
        found.append(Offer("last", said, None, last.seats))
    found += [Offer(one.id, one.name, one.decision_number, one.seats) for one in standing]
    return found


def form(
    case: Case,
    council: Council | None,
    rows: Sequence[Row],
    settings: CouncilSettings,
    own: CouncilRegulation | None,
    offered: Sequence[Offer],
    proposed: Offer | None,
    *,
    more: bool,
) -> dict[str, Any]:
    """
    The form that forms a council: who may sit, and what the office's regulation (`own`) or the rulebook asks for. `offered`:
    what it may be filled in like, `proposed`: what it is. `more`: there are people on the roster that the page has no room for.
    """
    known = council.decision_number if council else proposed.decision_number if proposed else None
    return {
        "case": case,
        "council": council,
        "rows": people_form(rows),
        "offers": [(one.said, one.key) for one in offered if one is not proposed],
        "proposed": proposed.said if proposed else None,
        "asked": labelled(CouncilCommand, CouncilCommand.model_construct(seats=[], decision_number=known)),
        "more": more,
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
    blank = ("", _("Chọn một người"))
    leaving = [(seat.person_id, _with(seat.name, parts.get(seat.part, seat.part))) for seat in council.seats]
    successors = [(one.person_id, _with(one.name, one.body)) for one in may_sit]
    choices = {"leaves": [blank, *leaving], "person_id": [blank, *successors]}
    return {"case": case, "asked": labelled(ReplacementCommand, choices=choices)}


def _with(name: str, more: str | None) -> str:
    return f"{name} – {more}" if more else name


class Row(Seated):
    """
    Somebody on the form of a council's people. `asked`: the fields of their seat; `marks`: what speaks against them;
    `signs`: what may be a conflict of interest, for a person to decide; `recused`: they stand aside already.
    """

    asked: list[Asked] = []
    marks: list[str] = []
    signs: list[str] = []
    recused: bool = False


def rows_of(council: Council | None, people: Sequence[Person], proposed: Offer | None) -> list[Row]:
    """
    Those who sit now, and the rest of the roster that holds a council's role; those `proposed` first, also who is not on
    the roster any more.
    """
    seats: Sequence[Seated] = council.seats if council else proposed.seats if proposed else ()
    seated, aside = {seat.person_id for seat in seats}, set(council.recused if council else ())
    bodies = {one.person_id: one.body for one in people}
    rest = [one for one in people if one.person_id not in seated and one.roles]
    return [
        *(
            mapped(Row, one, body=one.body or bodies.get(one.person_id), recused=one.person_id in aside)
            for one in seats
        ),
        *(mapped(Row, one, part="", recused=one.person_id in aside) for one in rest),
    ]


def marked(rows: Sequence[Row], against: Mapping[str, Sequence[Refusal]], found: Sequence[Found]) -> list[Row]:
    """The rows, each with what speaks against the person, and what was `found` that may; nothing of who stands aside already."""
    return [row if row.recused else row.model_copy(update=_said_of(row, against, found)) for row in rows]


def _said_of(row: Row, against: Mapping[str, Sequence[Refusal]], found: Sequence[Found]) -> dict[str, list[str]]:
    return {
        "marks": [one.say(current_language()) for one in against[row.person_id]],
        "signs": [one.say() for one in found if one.person_id == row.person_id and not one.is_certain],
    }


def people_form(rows: Sequence[Row]) -> list[Row]:
    """The rows with what is asked of each: a part, for whoever is to sit, and for which agency."""
    parts = [("", _("Không tham gia")), *part_names().items()]
    return [row.model_copy(update={"asked": _seat_form(f"seats-{at}-", row, parts)}) for at, row in enumerate(rows)]


def _seat_form(at: str, row: Row, parts: Options) -> list[Asked]:
    return labelled(SeatCommand, row, {f"{at}part": parts}, at, but=("person_id", "name"))
