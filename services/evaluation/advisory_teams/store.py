"""Advisory teams in the database, and who may see which."""

from __future__ import annotations

from kit.identity import EVERYWHERE, Principal
from kit.refusal import NotFound
from kit.storage import Collection, Index, all_of, any_of
from kit.work import Unit
from programme.roles import COUNCIL, MAY, OFFICERS
from services.evaluation.advisory_teams.lifecycle import State
from services.evaluation.advisory_teams.team import Team
from services.evaluation.councils.rules import forms_councils

MOST = 100
"""Teams of one office, or of one person, on a page."""

teams: Collection[Team] = Collection(
    Team,
    "advisory_teams",
    indexes=[Index("office", ("formed_on", -1)), Index("people", "state")],
)


def may_see(team: Team, by: Principal) -> bool:
    """Whether a person sees a team: who sets teams up for its office, and who is on it while they hold a council's role there."""
    if forms_councils(team.office, by):
        return True
    return by.id in team.people and any(by.holds(role, team.office) for role in COUNCIL)


async def seen_by(unit: Unit, team_id: str, by: Principal, expected: int | None = None) -> Team:
    """Loads a team for a person; raises NotFound when they may not see it, as if there were none."""
    found = await teams.find(unit, team_id)
    if found is None or not may_see(found, by):
        raise NotFound()
    return await teams.get(unit, team_id, expected)


async def known_to(unit: Unit, by: Principal) -> list[Team]:
    """The teams a person may see, those at work first, then the latest."""
    offices = [one for one in by.offices(*OFFICERS, *MAY.form_council) if one != EVERYWHERE]
    on_it = {"people": by.id, "office": {"$in": by.offices(*COUNCIL)}}
    found = await teams.select(unit, any_of({"office": {"$in": offices}}, on_it), sort=[("formed_on", -1)], limit=MOST)
    return sorted(found, key=lambda one: one.state is State.DISSOLVED)


async def at_work(unit: Unit, office: str) -> list[Team]:
    """An office's teams that are at work, the latest first."""
    wanted = {"office": office, "state": State.FORMED.value}
    return await teams.select(unit, wanted, sort=[("formed_on", -1)], limit=MOST)


async def of_person(unit: Unit, by: Principal) -> list[Team]:
    """The teams at work on which a person is, at offices where they hold a council's role."""
    wanted = all_of({"people": by.id, "state": State.FORMED.value}, {"office": {"$in": by.offices(*COUNCIL)}})
    return await teams.select(unit, wanted, limit=MOST)
