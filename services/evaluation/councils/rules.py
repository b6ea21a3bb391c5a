"""
The law of a council: how it is made up and who stands aside. Pure.

Decision 26/2026/QĐ-TTg Article 7.3 leaves size, quorum and spread to each council's own regulation: the numbers come in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from kit.identity import Principal
from kit.refusal import Refusal, Several
from services.evaluation.councils import refusals
from services.evaluation.councils.council import LIFECYCLE, PARTS, Council, Part, Recusal, Seat, State, Verb
from services.evaluation.roles import SEAT_ROLES
from services.evaluation.standing import Why


def check_role(seat: Seat, roles: Collection[str], conflict: Why | None) -> list[Refusal]:
    """
    What keeps a person from a seat: no role for its part at the office, or a conflict of interest. `roles`: those they
    are known to hold there. Who stands aside already may stay listed: they see and score nothing.
    """
    wrong: list[Refusal] = []
    fitting = SEAT_ROLES[seat.part]
    if not set(fitting) & set(roles):
        wrong.append(refusals.RoleUnknown(name=seat.name, part=PARTS[seat.part], roles=", ".join(fitting)))
    if conflict:
        wrong.append(refusals.SeatInConflict(name=seat.name, why=conflict))
    return wrong


def require_role(seat: Seat, office: str, by: Principal) -> None:
    """Raises RoleGone unless who sits holds, now, a role for the part they play: a seat alone is not enough."""
    fitting = SEAT_ROLES[seat.part]
    if not any(by.holds(role, office) for role in fitting):
        raise refusals.RoleGone(part=PARTS[seat.part], roles=", ".join(fitting))


def form(
    id: str,
    *,
    case_id: str,
    office: str,
    seats: Sequence[Seat],
    minimum: int,
    secretary_scores: bool,
    decision_number: str | None,
    by: str,
    at: datetime,
) -> Council:
    """A council as formed; raises what is wrong with the list, all of it at once."""
    council = Council(
        id=id,
        case_id=case_id,
        office=office,
        decision_number=decision_number,
        seats=tuple(seats),
        formed_at=at,
        formed_by=by,
    )
    _check_seats(council, minimum, secretary_scores)
    return council


def reseat(
    council: Council,
    seats: Sequence[Seat],
    *,
    minimum: int,
    secretary_scores: bool,
    decision_number: str | None,
    by: str,
    at: datetime,
) -> Council:
    """The council with other seats. Who was recused stays recused, on the list or off it, and when back on it."""
    state = LIFECYCLE.step(council.state, Verb.RESEAT)
    stood_aside = {seat.person_id: seat for seat in (*council.aside, *council.seats) if seat.recusal}
    kept = tuple(
        seat.model_copy(update={"recusal": stood_aside[seat.person_id].recusal})
        if seat.person_id in stood_aside
        else seat
        for seat in seats
    )
    listed = {seat.person_id for seat in seats}
    changed = council.model_copy(
        update={
            "state": state,
            "seats": kept,
            "aside": tuple(seat for person, seat in stood_aside.items() if person not in listed),
            "decision_number": decision_number or council.decision_number,
            "formed_at": at,
            "formed_by": by,
        }
    )
    _check_seats(changed, minimum, secretary_scores)
    return changed


def recuse(council: Council, person_id: str, *, reason: str, by_id: str, by_name: str, at: datetime) -> Council:
    """This will have a person stand aside from this case: they may neither see nor score it any more."""
    state = LIFECYCLE.step(council.state, Verb.RECUSE)
    seat = council.seat_of(person_id)
    if seat is None:
        raise refusals.NotOnCouncil(pointer="/person_id")
    if seat.recusal:
        raise refusals.AlreadyRecused(name=seat.name)
    if not reason.strip():
        raise refusals.ReasonMissing(pointer="/reason")
    if seat.part is Part.CHAIR and council.state is State.SITTING:
        raise refusals.ChairNeeded()
    aside = seat.model_copy(update={"recusal": Recusal(reason=reason.strip(), by_id=by_id, by_name=by_name, at=at)})
    seats = tuple(aside if each.person_id == person_id else each for each in council.seats)
    return council.model_copy(update={"state": state, "seats": seats})


def sit(council: Council, *, minimum: int, secretary_scores: bool) -> Council:
    """This will fix who scores; raises when recusals left too few, or no chair."""
    state = LIFECYCLE.step(council.state, Verb.SIT)
    if council.chair.recusal:
        raise refusals.OneChairNeeded(count=0)
    _check_number(council, minimum, secretary_scores)
    return council.model_copy(update={"state": state})


def dissolve(council: Council) -> Council:
    """This will end the council's work on the case."""
    return council.model_copy(update={"state": LIFECYCLE.step(council.state, Verb.DISSOLVE)})


def _check_seats(council: Council, minimum: int, secretary_scores: bool) -> None:
    wrong: list[Refusal] = []
    parts = Counter(seat.part for seat in council.seats)
    if parts[Part.CHAIR] != 1:
        wrong.append(refusals.OneChairNeeded(pointer="/seats", count=parts[Part.CHAIR]))
    if parts[Part.SECRETARY] != 1:
        wrong.append(refusals.OneSecretaryNeeded(pointer="/seats", count=parts[Part.SECRETARY]))
    for person, count in Counter(seat.person_id for seat in council.seats).items():
        if count > 1:
            seat = council.seat_of(person)
            wrong.append(refusals.SeatedTwice(pointer="/seats", name=seat.name if seat else person))
    try:
        _check_number(council, minimum, secretary_scores)
    except refusals.TooFewScorers as few:
        wrong.append(few)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise Several(wrong)


def _check_number(council: Council, minimum: int, secretary_scores: bool) -> None:
    scorers = council.scorers(secretary_scores=secretary_scores)
    if len(scorers) < minimum:
        raise refusals.TooFewScorers(pointer="/seats", minimum=minimum, count=len(scorers))
