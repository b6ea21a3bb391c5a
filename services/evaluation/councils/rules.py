"""
What must hold of a council: how it is made up, who stands aside, whom an office may seat. Pure.

Decision 26/2026/QĐ-TTg Article 7.3 leaves size, quorum and spread to each council's own regulation: the settings come in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Refusal, Several
from law.roles import part as part_called
from law.roles import roles
from law.rulebooks import CouncilRegulation, CouncilSettings
from programme.roles import ADMINISTRATOR, COUNCIL, MAY, OFFICERS, PRODUCER
from services.evaluation.cases.access import Why
from services.evaluation.cases.case import Case
from services.evaluation.councils import refusals
from services.evaluation.councils.commands import (
    RECOGNISED_BY,
    CouncilCommand,
    NewStandingCouncilCommand,
    PersonCommand,
    RecusalCommand,
    ReplacementCommand,
    SeatCommand,
    StandingCouncilCommand,
)
from services.evaluation.councils.council import Council, Departure, Recusal, Regulated, Seat, Seated
from services.evaluation.councils.lifecycle import Verb
from services.evaluation.councils.person import Person, PersonFields, roster_id
from services.evaluation.councils.standing_council import StandingCouncil, StandingSeat


def may_keep_roster(office: str, by: Principal) -> bool:
    """
    Whether a person keeps an office's roster: its officers, others the list of roles names, and the administrator of it
    or above.
    """
    return any(by.holds(role, office) for role in (*OFFICERS, *MAY.keep_roster)) or by.covers(office, ADMINISTRATOR)


def forms_councils(office: str, by: Principal) -> bool:
    """Whether a person forms councils for an office: its officers, and others the list of roles names."""
    return any(by.holds(role, office) for role in (*OFFICERS, *MAY.form_council))


def standing(id: str, command: NewStandingCouncilCommand, seats: Sequence[Seat]) -> StandingCouncil:
    """A standing council; raises what is wrong with its list, all of it at once."""
    return _check_standing(StandingCouncil(id=id, **_said(command, seats)))


def standing_changed(
    council: StandingCouncil, command: StandingCouncilCommand, seats: Sequence[Seat]
) -> StandingCouncil:
    """The same with other particulars and people."""
    return _check_standing(council.model_copy(update=_said(command, seats)))


def _said(command: StandingCouncilCommand, seats: Sequence[Seat]) -> dict[str, Any]:
    return {**command.model_dump(exclude={"seats"}), "seats": tuple(mapped(StandingSeat, seat) for seat in seats)}


def _check_standing(council: StandingCouncil) -> StandingCouncil:
    wrong = misseated(council.seats)
    if council.first and council.last and council.last < council.first:
        wrong.append(refusals.TermReversed(pointer="/last"))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    return council


def marks(seat_part: str, known: Person | None, conflict: Why | None) -> list[Refusal]:
    """
    What would keep somebody from a part on the council of a case, said before anything is sent; in no part, only that they
    are in conflict. `known`: their row on the office's roster.
    """
    if known is None:
        return [refusals.NotOnRoster()]
    wish = mapped(Seat, known, part=seat_part)
    if seat_part:
        return check_role(wish, known.roles, conflict)
    return [refusals.SeatInConflict(name=known.name, why=conflict)] if conflict else []


def may_read_roster(office: str, by: Principal) -> bool:
    """Whether a person may know whom an office may seat: who keeps its roster, and its chair."""
    return may_keep_roster(office, by) or any(by.holds(role, office) for role in MAY.read_roster)


def remembered(known: Person | None, command: PersonCommand, marks: Mapping[str, str] | None = None) -> Person:
    """
    A person on the roster, with what changed taken over; what is not given (None) stays as known. `marks`: what they are
    recognised by, made of what the command says of that.
    """
    said = {
        name: value for name, value in dict(command).items() if value not in (None, "") and name not in RECOGNISED_BY
    }
    if marks:
        said["known_by"] = {**(known.known_by if known else {}), **marks}
    said |= {name: tuple(sorted(set(value))) for name, value in said.items() if isinstance(value, list)}
    before = known or Person(id=roster_id(command.office, command.person_id), **said)
    return before.model_copy(update=said)


def as_granted(known: Sequence[Person], by: Principal, marks: Mapping[str, str] | None = None) -> list[Person]:
    """
    What the roster must say of a person by their own token, where it says otherwise: new rows have version 0.

    `known`: the rows there are of this person; `marks`: what their token lets them be recognised by. Who never held a
    council's role is on no roster.
    """
    if by.kind != "person":
        return []
    producers = tuple(sorted(by.offices(PRODUCER)))
    rows = {row.office: row for row in known}
    held = {office: tuple(sorted(_held(by, office))) for office in by.offices(*COUNCIL)}
    granted = [
        (rows.get(office) or mapped(Person, by, id=roster_id(office, by.id), person_id=by.id, office=office))
        for office in {*held, *rows}
    ]
    granted = [
        one.model_copy(
            update={
                "roles": held.get(one.office, ()),
                "producers": producers,
                "works_for": tuple(sorted(by.offices(*OFFICERS))),
                "known_by": {**one.known_by, **(marks or {})},
            }
        )
        for one in granted
    ]
    return [one for one in granted if one != rows.get(one.office)]


def seat(wish: SeatCommand, known: Person) -> Seat:
    """The seat asked for, in the name and for the body the roster knows where none is given."""
    return mapped(Seat, known, **{name: said for name, said in dict(wish).items() if said})


def called(known: Person, seat: Seat) -> Person:
    """A person on the roster by the name and for the agency they sit under."""
    return known.model_copy(
        update={name: said for name, said in dict(seat).items() if name in PersonFields.model_fields}
    )


def check_role(seat: Seat, roles: Collection[str], conflict: Why | None) -> list[Refusal]:
    """
    What keeps a person from a seat: no role for its part at the office, or a conflict of interest. `roles`: those they
    are known to hold there. Who stands aside already may stay listed: they see and score nothing.
    """
    wrong: list[Refusal] = []
    fitting, called = _part(seat)
    if not set(fitting) & set(roles):
        wrong.append(refusals.RoleUnknown(name=seat.name, part=called, roles=", ".join(fitting)))
    if conflict:
        wrong.append(refusals.SeatInConflict(name=seat.name, why=conflict))
    return wrong


def holds_role(seat: Seat, office: str, by: Principal) -> bool:
    """Whether somebody holds, now, a role for the part a seat is of."""
    return any(by.holds(role, office) for role in _part(seat)[0])


def require_role(seat: Seat, office: str, by: Principal) -> None:
    """Raises RoleGone unless who sits holds, now, a role for the part they play: a seat alone is not enough."""
    fitting, called = _part(seat)
    if not holds_role(seat, office, by):
        raise refusals.RoleGone(part=called, roles=", ".join(fitting))


def formed(
    id: str,
    case: Case,
    command: CouncilCommand,
    seats: Sequence[Seat],
    *,
    settings: CouncilSettings,
    own: CouncilRegulation | None = None,
    by: Principal,
    at: datetime,
) -> Council:
    """A case's council as formed, stamped with the office's `own` regulation; raises what is wrong with the list, all of it at once."""
    council = Council(
        id=id,
        **command.model_dump(exclude={"seats"}),
        case_id=case.id,
        office=case.office,
        seats=tuple(seats),
        formed_at=at,
        formed_by=by.id,
        set_no=case.dossier.product.set_no,
        kind=case.dossier.kind,
        regulated=_stamp(own),
    )
    _check_seats(council, settings)
    return council


def reseated(
    council: Council,
    command: CouncilCommand,
    seats: Sequence[Seat],
    *,
    settings: CouncilSettings,
    own: CouncilRegulation | None = None,
    by: Principal,
    at: datetime,
) -> Council:
    """The council with other seats, under the regulation it was formed with. Who was recused stays recused, on the list or off it, and when back on it."""
    stood_aside = {seat.person_id: seat for seat in (*council.aside, *council.seats) if seat.recusal}
    kept = tuple(
        seat.model_copy(update={"recusal": stood_aside[seat.person_id].recusal})
        if seat.person_id in stood_aside
        else seat
        for seat in seats
    )
    listed = {seat.person_id for seat in seats}
    changed = council.moved(
        Verb.RESEAT,
        seats=kept,
        aside=tuple(seat for person, seat in stood_aside.items() if person not in listed),
        decision_number=command.decision_number or council.decision_number,
        formed_at=at,
        formed_by=by.id,
        regulated=council.regulated or _stamp(own),
    )
    _check_seats(changed, settings)
    return changed


def recused(council: Council, person_id: str, command: RecusalCommand, *, by: Principal, at: datetime) -> Council:
    """The council with a person standing aside: they may neither see nor score the case any more."""
    moved = council.moved(Verb.RECUSE)
    seat = council.seat_of(person_id)
    if seat is None:
        raise refusals.NotOnCouncil(pointer="/person_id")
    if seat.recusal:
        raise refusals.AlreadyRecused(name=seat.name)
    if not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    recusal = Recusal(reason=command.reason, by_id=by.id, by_name=by.name, at=at)
    aside = seat.model_copy(update={"recusal": recusal})
    return moved.model_copy(update={"seats": council.exchanged(person_id, aside)})


def successor(council: Council, command: ReplacementCommand) -> SeatCommand:
    """The seat that somebody is to take over; raises what keeps it from being taken."""
    council.moved(Verb.REPLACE)
    leaving, known = council.seat_of(command.leaves), council.seat_of(command.person_id)
    if leaving is None:
        raise refusals.NotOnCouncil(pointer="/leaves")
    if command.leaves == command.person_id:
        raise refusals.ReplacedByThemselves(pointer="/person_id")
    if command.person_id in council.recused:
        name = known.name if known else command.person_id
        raise refusals.SuccessorStandsAside(pointer="/person_id", name=name)
    if not command.reason:
        raise refusals.ReplacementReasonMissing(pointer="/reason")
    return mapped(SeatCommand, command, part=leaving.part)


def replaced(council: Council, command: ReplacementCommand, seat: Seat, *, by: Principal, at: datetime) -> Council:
    """
    The council with `seat` in the place of who leaves. Whoever sat elsewhere on it leaves that seat empty; whoever stood
    aside stays noted as standing aside.
    """
    leaving = next(each for each in council.seats if each.person_id == command.leaves)
    went = Departure(seat=leaving, successor=seat.person_id, reason=command.reason, by_id=by.id, by_name=by.name, at=at)
    changed = council.moved(
        Verb.REPLACE,
        seats=council.exchanged(command.leaves, seat),
        aside=(*council.aside, leaving) if leaving.recusal else council.aside,
        former=council.former if leaving.recusal else (*council.former, went),
    )
    if wrong := misseated(changed.seats):
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    return changed


def sitting(council: Council, settings: CouncilSettings) -> Council:
    """The council at work, who scores being fixed; raises when recusals left too few, or no chair."""
    at_work = council.moved(Verb.SIT)
    if council.led_by is None:
        raise refusals.OneChairNeeded(count=0)
    check_number(council, secretary_scores=settings.secretary_scores, minimum=settings.scorers_at_least)
    return at_work


def _stamp(own: CouncilRegulation | None) -> Regulated:
    return Regulated(id=own.id, hash=own.hash) if own else Regulated()


def _part(seat: Seat) -> tuple[tuple[str, ...], tuple[str, str]]:
    """The roles that may play a seat's part, and what the part is called; nobody plays one that the list does not have."""
    known = part_called(seat.part)
    return (known.roles, known.label.pair) if known else ((), (seat.part, seat.part))


def _held(by: Principal, office: str) -> set[str]:
    return {grant.role for grant in by.grants if grant.office == office and grant.role in COUNCIL}


def _check_seats(council: Council, settings: CouncilSettings) -> None:
    wrong = misseated(council.seats)
    try:
        check_number(council, secretary_scores=settings.secretary_scores, minimum=settings.scorers_at_least)
    except refusals.TooFewScorers as few:
        wrong.append(few)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise Several(wrong)


def misseated(seats: Sequence[Seated]) -> list[Refusal]:
    """What is wrong with how often a part or a person is on the list."""
    wrong: list[Refusal] = []
    parts = Counter(seat.part for seat in seats)
    for part in roles().parts:
        count = parts[part.id]
        if part.exactly is None or part.exactly == count:
            continue
        if part.presides:
            wrong.append(refusals.OneChairNeeded(pointer="/seats", count=count))
        else:
            called = part.label.pair
            wrong.append(refusals.PartMiscounted(pointer="/seats", exactly=part.exactly, part=called, count=count))
    named = {seat.person_id: seat.name for seat in seats}
    for person, count in Counter(seat.person_id for seat in seats).items():
        if count > 1:
            wrong.append(refusals.SeatedTwice(pointer="/seats", name=named[person]))
    return wrong


def check_number(council: Council, *, secretary_scores: bool, minimum: int) -> None:
    """Raises TooFewScorers when fewer than `minimum` of a council score."""
    scorers = council.scorers(secretary_scores=secretary_scores)
    if len(scorers) < minimum:
        raise refusals.TooFewScorers(pointer="/seats", minimum=minimum, count=len(scorers))
