"""What must hold of an advisory team: who is on it, by which decision, and who stands in. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from kit.command import Reason
from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Refusal, Several
from law.advisory import advisory_rules
from services.evaluation.advisory_teams import refusals
from services.evaluation.advisory_teams.commands import MemberCommand, NewTeamCommand, StandInCommand, TeamCommand
from services.evaluation.advisory_teams.lifecycle import Verb
from services.evaluation.advisory_teams.team import Decision, Member, StandIn, StoredFile, Team
from services.evaluation.councils.person import Person


def set_up(
    id: str,
    command: NewTeamCommand,
    members: Sequence[Member],
    paper: StoredFile | None,
    *,
    by: Principal,
    on: date,
    at: datetime,
) -> Team:
    """A team as its decision has it; raises what is wrong with the list, all of it at once, and DecisionInFuture."""
    _check(members, command.decided_on, on)
    team = Team(
        id=id,
        **command.model_dump(exclude={"members"}),
        paper=paper,
        formed_on=on,
        formed_at=at,
        formed_by=by.id,
    )
    return team.of(members)


def completed(
    team: Team,
    command: TeamCommand,
    members: Sequence[Member],
    paper: StoredFile | None,
    *,
    by: Principal,
    on: date,
    at: datetime,
) -> Team:
    """
    The team as a new decision completes it (kiện toàn); the decision before is kept, and who stood in for a member that
    left stands in no more. Raises DecisionNotNew, StepRefused, and what `set_up` raises.
    """
    if command.number == team.number:
        raise refusals.DecisionNotNew(pointer="/number", number=team.number)
    _check(members, command.decided_on, on)
    before = mapped(Decision, team, file=team.paper)
    said = command.model_dump(exclude={"members"})
    after = team.stepped(
        Verb.COMPLETE, at=at, by=by, note=said["number"], **said, paper=paper, former=(*team.former, before)
    )
    return after.of(members)


def filed(team: Team, paper: StoredFile, *, by: Principal, at: datetime) -> Team:
    """The team with the signed copy of its decision."""
    return team.stepped(Verb.FILE, at=at, by=by, note=paper.name, paper=paper)


def stood_in(
    team: Team, command: StandInCommand, person: Person, paper: StoredFile, *, by: Principal, on: date, at: datetime
) -> Team:
    """
    The team with somebody in the place of a member who is away. Raises StandInNotMember, StandInServesAlready,
    StandInOver, DecisionInFuture, RoleMissing.
    """
    member = next((one for one in team.members if one.person_id == command.instead_of), None)
    if member is None:
        raise refusals.StandInNotMember(pointer="/instead_of")
    if any(one.person_id == command.person_id for one in team.members) or team.serves(command.person_id, on):
        raise refusals.StandInServesAlready(pointer="/person_id", name=person.name)
    if command.signed_on > on:
        raise refusals.DecisionInFuture(pointer="/signed_on", given=command.signed_on)
    if command.until < on or command.until < command.signed_on:
        raise refusals.StandInOver(pointer="/until", until=command.until)
    if wrong := missing_role(person, member.part):
        wrong.pointer = "/person_id"
        raise wrong
    standing = StandIn(**dict(command), name=person.name, body=person.body, file=paper)
    others = tuple(one for one in team.stand_ins if one.instead_of != command.instead_of)
    note = f"{person.name} – {member.name}, {command.number}"
    return team.stepped(Verb.STAND_IN, at=at, by=by, note=note).standing((*others, standing))


def dissolved(team: Team, command: Reason, *, by: Principal, at: datetime) -> Team:
    """The team whose time is over."""
    return team.stepped(Verb.DISSOLVE, at=at, by=by, note=command.reason)


def member(wish: MemberCommand, known: Person) -> Member:
    """The member asked for, in the name and for the body the roster knows where none is given."""
    return mapped(Member, known, **{name: said for name, said in dict(wish).items() if said})


def missing_role(person: Person, part: str) -> Refusal | None:
    """What keeps a person from a part: no role for it at the office, as the roster knows them."""
    known = advisory_rules().part(part)
    fitting = known.roles if known else ()
    if set(fitting) & set(person.roles):
        return None
    called = known.label.pair if known else (part, part)
    return refusals.RoleMissing(name=person.name, part=called, roles=", ".join(fitting))


def holds_role(part: str, office: str, by: Principal) -> bool:
    """Whether somebody holds, now, a role for a part at the office: a place on the list alone is not enough."""
    known = advisory_rules().part(part)
    return known is not None and any(by.holds(role, office) for role in known.roles)


def part_of(team: Team, by: Principal, on: date) -> str | None:
    """In what part a person serves on a day, by the list and by a role they hold now; None: in none."""
    parts = [one.part for one in team.serving(on) if one.person_id == by.id]
    return next((part for part in parts if holds_role(part, team.office, by)), None)


def require_paper(team: Team) -> None:
    """Raises PaperMissing while the decision's signed copy is not on file."""
    if team.paper is None:
        raise refusals.PaperMissing(number=team.number)


def _check(members: Sequence[Member], decided_on: date, on: date) -> None:
    wrong: list[Refusal] = []
    if decided_on > on:
        wrong.append(refusals.DecisionInFuture(pointer="/decided_on", given=decided_on))
    parts = Counter(one.part for one in members)
    for part in advisory_rules().parts:
        if part.exactly is not None and parts[part.id] != part.exactly:
            wrong.append(
                refusals.HeadMiscounted(
                    pointer="/members", exactly=part.exactly, part=part.label.pair, count=parts[part.id]
                )
            )
    named = {one.person_id: one.name for one in members}
    for person, count in Counter(one.person_id for one in members).items():
        if count > 1:
            wrong.append(refusals.ListedTwice(pointer="/members", name=named[person]))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
