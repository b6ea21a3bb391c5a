"""What is done with advisory teams: load, decide, keep, announce; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.command import Reason
from kit.facts import Fact
from kit.identity import Principal
from kit.refusal import Forbidden, NotFound, Refusal, Several
from kit.work import Unit
from services.evaluation.advisory_teams import announcements, refusals, rules, store
from services.evaluation.advisory_teams.commands import MemberCommand, NewTeamCommand, StandInCommand, TeamCommand
from services.evaluation.advisory_teams.team import Member, StoredFile, Team
from services.evaluation.councils import store as council_store
from services.evaluation.councils.citing import cite
from services.evaluation.councils.person import Person
from services.evaluation.councils.rules import forms_councils
from services.evaluation.councils.use_cases import require_forms_councils


class TeamChanged(Fact):
    """Who serves on a team changed: who counts on them goes on with who serves now."""

    team: Team


class TeamDissolved(Fact):
    """A team's time is over: whoever still counts on it refuses."""

    team: Team


async def set_up_team(unit: Unit, command: NewTeamCommand, paper: StoredFile | None = None, *, by: Principal) -> Team:
    """
    Sets up a team of people on the office's roster. `paper`: the decision's signed copy, where it is there already. Raises
    Forbidden, NotFound for an office that is not served here, NotOnRoster, RoleMissing, NumberTaken, NumberUnreadable and
    what the rule raises.
    """
    require_forms_councils(command.office, by)
    if not unit.serves(command.office):
        raise NotFound()
    members = await _members(unit, command.office, command.members)
    team = rules.set_up(unit.new_id(), command, members, paper, by=by, on=unit.today, at=unit.now)
    kept = await store.teams.add(unit, team)
    await cite(unit, kept.office, kept.number, kept.decided_on, pointer="/number")
    announcements.formed(unit, kept)
    return kept


async def complete_team(
    unit: Unit, team_id: str, command: TeamCommand, paper: StoredFile | None = None, *, by: Principal, expected: int
) -> Team:
    """Completes a team by a new decision. Raises NotFound, Forbidden, Stale, NumberTaken and what the rule raises."""
    team = await team_to_change(unit, team_id, by, expected)
    members = await _members(unit, team.office, command.members)
    after = rules.completed(team, command, members, paper, by=by, on=unit.today, at=unit.now)
    await cite(unit, after.office, after.number, after.decided_on, pointer="/number")
    return await _changed(unit, await store.teams.keep(unit, after))


async def file_decision(unit: Unit, team_id: str, paper: StoredFile, *, by: Principal, expected: int) -> Team:
    """Files the signed copy of the team's decision. Raises NotFound, Forbidden, Stale, StepRefused."""
    team = await team_to_change(unit, team_id, by, expected)
    return await _changed(unit, await store.teams.keep(unit, rules.filed(team, paper, by=by, at=unit.now)))


async def note_stand_in(
    unit: Unit, team_id: str, command: StandInCommand, paper: StoredFile, *, by: Principal, expected: int
) -> Team:
    """Notes who stands in for a member, with the paper that names the person. Raises NotOnRoster and what the rule raises."""
    team = await team_to_change(unit, team_id, by, expected)
    person = (await _on_roster(unit, team.office, [command.person_id])).get(command.person_id)
    if person is None:
        raise refusals.NotOnRoster(pointer="/person_id", person=command.person_id)
    after = rules.stood_in(team, command, person, paper, by=by, on=unit.today, at=unit.now)
    kept = await store.teams.keep(unit, after)
    announcements.changed(unit, kept, kept.stand_ins[-1])
    await unit.happens(TeamChanged(team=kept))
    return kept


async def dissolve_team(unit: Unit, team_id: str, command: Reason, *, by: Principal, expected: int) -> Team:
    """Ends a team; refused while it still has work (see `TeamDissolved`)."""
    team = await team_to_change(unit, team_id, by, expected)
    kept = await store.teams.keep(unit, rules.dissolved(team, command, by=by, at=unit.now))
    await unit.happens(TeamDissolved(team=kept))
    announcements.dissolved(unit, kept)
    return kept


async def team_to_change(unit: Unit, team_id: str, by: Principal, expected: int | None = None) -> Team:
    """A team for who sets teams up for its office; raises NotFound, and Forbidden to who is only on it."""
    team = await store.seen_by(unit, team_id, by)
    if not forms_councils(team.office, by):
        raise Forbidden()
    return await store.teams.get(unit, team_id, expected)


async def roster_for(unit: Unit, office: str, by: Principal) -> tuple[list[Person], bool]:
    """Whom an office may put on a team, as far as a page has room, and whether there are more; raises Forbidden."""
    require_forms_councils(office, by)
    return await council_store.roster_shown(unit, office)


async def _changed(unit: Unit, team: Team) -> Team:
    announcements.changed(unit, team)
    await unit.happens(TeamChanged(team=team))
    return team


async def _on_roster(unit: Unit, office: str, ids: Sequence[str]) -> dict[str, Person]:
    rows = await council_store.rows_of(unit, ids)
    return {id: row for id, found in rows.items() for row in found if row.office == office}


async def _members(unit: Unit, office: str, wishes: Sequence[MemberCommand]) -> list[Member]:
    """The members asked for; raises everything that speaks against the people named, each with its place in the list."""
    known = await _on_roster(unit, office, [wish.person_id for wish in wishes])
    wrong: list[Refusal] = []
    for at, wish in enumerate(wishes):
        person = known.get(wish.person_id)
        found = refusals.NotOnRoster(person=wish.person_id) if person is None else rules.missing_role(person, wish.part)
        if found:
            found.pointer = f"/members/{at}"
            wrong.append(found)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    return [rules.member(wish, known[wish.person_id]) for wish in wishes]
